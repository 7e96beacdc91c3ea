import type { Today, TodayItem } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { changeAtOnce } from '../app/optimistic.ts';
import { ask, type Spoken } from '../records/questions.ts';
import { formatDay, formatList } from '../ui/locale.ts';
import { say } from '../ui/toasts.ts';
import { type Scope, todayQuery } from './today-query.ts';

/** What can be chosen about a line of Today, and what goes with each choice. */
export type Choice =
  | { choice: 'done' }
  | { choice: 'later'; until: string }
  | { choice: 'dismissed'; reasonKey?: string; reason?: string }
  | { choice: 'acted'; done: string };

/** Takes the line away at once, remembers the choice, and offers undo. */
export function decide(item: TodayItem, scope: Scope, chosen: Choice): Promise<void> {
  return settle(item, scope, chosenWords(item, chosen), () => remember(item, chosen), forget);
}

/** "We spoke": asks how, in one tap, and records the conversation with those the line is about; then the line is settled. */
export function askSpoke(item: TodayItem, onNote: (spoken: Spoken) => void): void {
  const { contactIds, ...about } = aboutOf(item);
  if (contactIds.length === 0 && Object.keys(about).length === 0) {
    say('This line names nobody to have spoken with. Open the record and note it there.');
    return;
  }
  const people = item.who.filter((who) => who.kind === 'contact').map(({ id, name }) => ({ id, name }));
  const name = people.length > 0 ? formatList(people.map((one) => one.name)) : item.title;
  ask({ kind: 'spoke', about, name, people, with: contactIds, onNote });
}

export async function recordSpoke(item: TodayItem, scope: Scope, { way, ...spoken }: Spoken): Promise<void> {
  const { contactIds: _, ...about } = aboutOf(item);
  const names = item.who.filter(({ id }) => spoken.contactIds.includes(id)).map((who) => who.name);
  const done = names.length > 0 ? `Noted: you spoke ${way} with ${formatList(names)}.` : `Noted: you spoke ${way}.`;
  await settle(
    item,
    scope,
    done,
    async () => {
      const noted = await answer(api.interactions.interactions.$post({ json: { direction: 'both', ...about, ...spoken } }));
      return { noted, decision: await remember(item, { choice: 'acted', done }) };
    },
    async ({ noted, decision }) => {
      await forget(decision);
      await answer(api.interactions.interactions[':id'].$delete({ param: { id: noted.id } }));
    },
  );
}

/** Turns the suggestion, as edited, into a promise with a day, and settles the line. */
export async function promise(item: TodayItem, scope: Scope, what: string, dueOn: string): Promise<void> {
  const { accountId, dealId, leadId, contactIds } = aboutOf(item);
  const contactId = contactIds[0];
  const done = `Next step for ${formatDay(dueOn)} noted.`;
  await settle(
    item,
    scope,
    done,
    async () => {
      const step = await answer(
        api.parts['next-steps'].$post({
          json: {
            what,
            dueOn,
            promisedBy: 'us',
            ...(accountId && { accountId }),
            ...(dealId && { dealId }),
            ...(leadId && { leadId }),
            ...(contactId && { contactId }),
          },
        }),
      );
      return { step, decision: await remember(item, { choice: 'acted', done }) };
    },
    async ({ step, decision }) => {
      await forget(decision);
      await answer(api.parts['next-steps'][':id'].$delete({ param: { id: step.id }, header: { 'if-match': `"${step.version}"` } }));
    },
  );
}

function settle<Saved>(
  item: TodayItem,
  scope: Scope,
  done: string,
  save: () => Promise<Saved>,
  takeBack: (saved: Saved) => Promise<unknown>,
): Promise<void> {
  return changeAtOnce<Today, Saved>({
    queryKey: todayQuery(scope).queryKey,
    apply: (today) => ({ ...today, items: today.items.filter(({ key }) => key !== item.key) }),
    save,
    takeBack,
    done,
    alsoStale: [['today'], ['interactions'], ['timeline'], ['deals']],
  });
}

function remember(item: TodayItem, chosen: Choice) {
  const { choice } = chosen;
  return answer(
    api.today.decisions.$post({
      json: {
        itemKey: item.key,
        itemKind: item.kind,
        fingerprint: item.fingerprint,
        choice,
        ...(choice === 'later' && { until: chosen.until }),
        ...(choice === 'dismissed' && chosen.reasonKey && { reasonKey: chosen.reasonKey }),
        ...(choice === 'dismissed' && chosen.reason && { reason: chosen.reason }),
      },
    }),
  );
}

const forget = ({ id }: { id: string }) => answer(api.today.decisions[':id'].undo.$post({ param: { id } }));

function chosenWords(item: TodayItem, chosen: Choice): string {
  if (chosen.choice === 'done') return `Done: ${item.title}`;
  if (chosen.choice === 'later') return `Comes back on ${formatDay(chosen.until)}.`;
  if (chosen.choice === 'dismissed') return 'Set aside. Thank you for saying why.';
  return chosen.done;
}

/** The records that a line is about, by kind. */
export function aboutOf(item: TodayItem): { contactIds: string[]; accountId?: string; dealId?: string; leadId?: string } {
  const named = [...item.who, ...item.records];
  const first = (kind: string) => named.find((record) => record.kind === kind)?.id;
  const accountId = first('account');
  const dealId = first('deal');
  const leadId = first('lead');
  return {
    contactIds: [...new Set(item.who.filter((who) => who.kind === 'contact').map((who) => who.id))],
    ...(accountId && { accountId }),
    ...(dealId && { dealId }),
    ...(leadId && { leadId }),
  };
}
