import { queryOptions, useQuery } from '@tanstack/react-query';
import type { NextStep } from '@windshield/contract';
import { answer, api, ifMatch } from '../api.ts';
import { changeAtOnce, messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { say } from '../ui/toasts.ts';
import { daysSince, useAsOf } from './as-of.ts';
import { NewNextStep } from './new-next-step.tsx';
import type { About } from './questions.ts';
import { Section } from './section.tsx';

type Settled = 'kept' | 'broken' | 'dropped';
const settledWords: Record<Settled, string> = { kept: 'Kept', broken: 'Not kept', dropped: 'No longer needed' };

const nextStepsQuery = (about: About) =>
  queryOptions({
    queryKey: ['next-steps', about],
    queryFn: () => answer(api.parts['next-steps'].$get({ query: { ...about, limit: '100' } })).then((page) => page.items),
  });

/** What was promised by whom and until when: open first, then how the others ended. */
export function NextSteps({ about, also }: { about: About; also?: About }) {
  const query = nextStepsQuery(about);
  const { data, isPending } = useQuery(query);
  const open = data?.filter((step) => step.status === 'open').sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')) ?? [];
  const settled = data?.filter((step) => step.status !== 'open') ?? [];
  const stale = [['deals'], ['timeline'], ['today']];

  const settle = (step: NextStep, status: Settled) =>
    changeAtOnce<NextStep[], NextStep>({
      queryKey: query.queryKey,
      apply: (before) => before.map((one) => (one.id === step.id ? { ...one, status } : one)),
      save: () =>
        answer(api.parts['next-steps'][':id'].$patch({ param: { id: step.id }, header: ifMatch(step.version), json: { status } })),
      takeBack: (saved) =>
        answer(api.parts['next-steps'][':id'].$patch({ param: { id: step.id }, header: ifMatch(saved.version), json: { status: 'open' } })),
      done: `${settledWords[status]}: “${step.what}”.`,
      alsoStale: stale,
    });

  const add = async (step: { what: string; promisedBy: 'us' | 'them'; dueOn: string | null }) => {
    try {
      const made = await answer(api.parts['next-steps'].$post({ json: { ...also, ...about, ...step } }));
      say('Next step noted.', {
        undo: async () => {
          await answer(api.parts['next-steps'][':id'].$delete({ param: { id: made.id }, header: ifMatch(made.version) }));
          await refresh();
        },
      });
      await refresh();
      return true;
    } catch (error) {
      say(`Not saved: ${messageOf(error)}`, { problem: true });
      return false;
    }
  };
  const refresh = () => Promise.all([query.queryKey, ...stale].map((queryKey) => queryClient.invalidateQueries({ queryKey })));

  return (
    <Section title="Next steps" count={open.length} name="next-steps">
      {isPending ? (
        <Skeleton lines={[70]} />
      ) : (
        <ul className="grid gap-1">
          {open.map((step) => (
            <OpenStep key={step.id} step={step} onSettle={(status) => void settle(step, status)} />
          ))}
        </ul>
      )}
      <NewNextStep onAdd={add} isFirst={!isPending && open.length === 0} />
      {settled.length > 0 && (
        <details className="mt-2 text-md">
          <summary className="text-quiet hover:text-ink">{settledSentence(settled)}</summary>
          <ul className="mt-1 grid gap-1">
            {settled.map((step) => (
              <li key={step.id} className="text-quiet">
                {settledWords[step.status as Settled]}: {step.what}
                {step.settledAt && (
                  <>
                    {' '}
                    · <RelativeDate when={step.settledAt} dense />
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function OpenStep({ step, onSettle }: { step: NextStep; onSettle: (status: Settled) => void }) {
  const asOf = useAsOf();
  const lateDays = step.dueOn ? daysSince(step.dueOn, asOf) : 0;
  return (
    <li className="flex items-start gap-2 text-md">
      <button
        type="button"
        onClick={() => onSettle('kept')}
        aria-label={`Kept: ${step.what}`}
        title="Kept"
        className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border border-edge text-transparent hover:bg-accent-soft hover:text-accent focus-visible:text-accent"
      >
        <Icon name="check" size={14} />
      </button>
      <div className="min-w-0 flex-1 py-0.5">
        <p className="break-words">{step.what}</p>
        <p className="text-sm text-quiet">
          {step.promisedBy === 'us' ? `${step.user?.name ?? 'We'} promised` : `${step.contact?.name ?? 'They'} promised`}
          {step.dueOn ? (
            <span className={classes(lateDays > 0 && 'text-warning')}>
              {' · '}
              {lateDays > 0 ? 'was due ' : 'due '}
              <RelativeDate when={step.dueOn} now={asOf} dense />
            </span>
          ) : (
            ' · no day named yet'
          )}
        </p>
      </div>
      <Menu
        trigger={
          <Button look="bare" size="small" aria-label={`More about “${step.what}”`}>
            <Icon name="more" />
          </Button>
        }
        actions={[
          { label: 'Kept', icon: 'check', run: () => onSettle('kept') },
          { label: 'Not kept', run: () => onSettle('broken') },
          { label: 'No longer needed', run: () => onSettle('dropped') },
        ]}
      />
    </li>
  );
}

function settledSentence(steps: NextStep[]): string {
  const kept = steps.filter((step) => step.status === 'kept').length;
  const judged = steps.filter((step) => step.status !== 'dropped').length;
  return judged === 0 ? `${steps.length} no longer needed` : `${kept} of ${judged} promises kept`;
}
