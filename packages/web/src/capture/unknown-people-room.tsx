import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { UnknownPerson } from '@windshield/contract';
import { useEffect, useMemo, useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { useShortcuts } from '../app/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Room } from '../ui/room.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { sourcesQuery, unknownPeopleQuery } from './capture-query.ts';
import { type Decision, decide, proposedDecision } from './decide-person.ts';
import { type PersonForm, UnknownPersonCard } from './unknown-person-card.tsx';

/** People who wrote or were written to and are in no record: one at a time, a proposal each, nothing without a word. */
export function UnknownPeopleRoom() {
  const queue = useInfiniteQuery(unknownPeopleQuery);
  const people = useMemo(() => queue.data?.pages.flatMap((page) => page.items) ?? [], [queue.data]);
  const total = queue.data?.pages[0]?.total ?? 0;
  const [address, setAddress] = useState<string>();
  const [form, setForm] = useState<PersonForm>();
  const at = Math.max(
    0,
    people.findIndex((one) => one.address === address),
  );
  const person = people[at];
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = queue;
  useEffect(() => {
    if (at >= people.length - 5 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [at, people.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const goTo = (next: UnknownPerson | undefined) => {
    if (!next) return;
    setForm(undefined);
    setAddress(next.address);
  };
  const take = (decision: Decision) => {
    if (!person) return;
    const next = people[at + 1] ?? people[at - 1];
    setForm(undefined);
    setAddress(next?.address);
    void decide(person, decision, setAddress);
  };
  const takeOut = (action: 'ignore' | 'private', scope: 'address' | 'domain' = 'address') =>
    person && take({ action, address: person.address, scope });

  useShortcuts(
    'Unknown people',
    [
      { keys: 'enter', label: 'Accept what is proposed', run: () => person && take(proposedDecision(person)) },
      { keys: 'c', label: 'Make a contact', run: () => setForm('create') },
      { keys: 'l', label: 'Somebody we know', run: () => setForm('link') },
      { keys: 'i', label: 'Ignore', run: () => takeOut('ignore') },
      { keys: 'p', label: 'Private', run: () => takeOut('private') },
      { keys: 'j', label: 'Next person', run: () => goTo(people[at + 1]) },
      { keys: 'k', label: 'Person before', run: () => goTo(people[at - 1]) },
    ],
    person !== undefined,
  );

  return (
    <Room
      title="Unknown people"
      intro={
        person
          ? `${formatNumber(total)} ${total === 1 ? 'person waits' : 'people wait'} for a word. Those most worth deciding come first.`
          : undefined
      }
    >
      <div className="max-w-2xl">
        {queue.isPending ? (
          <Skeleton lines={[40, 70, 60, 90]} label="Loading who waits" />
        ) : queue.isError && !person ? (
          <EmptyState title="This could not be loaded" action={<Button onClick={() => void queue.refetch()}>Try again</Button>}>
            {messageOf(queue.error)}
          </EmptyState>
        ) : person ? (
          <>
            <UnknownPersonCard key={person.address} person={person} form={form} onForm={setForm} onDecide={take} onTakeOut={takeOut} />
            <nav aria-label="Others who wait" className="mt-3 flex items-center justify-between gap-3 text-sm text-quiet">
              <Button look="bare" size="small" hint="k" disabled={at === 0} onClick={() => goTo(people[at - 1])}>
                Before
              </Button>
              <span className="tabular-nums">
                {formatNumber(at + 1)} of {formatNumber(Math.max(total, people.length))}
              </span>
              <Button look="bare" size="small" hint="j" disabled={at >= people.length - 1} onClick={() => goTo(people[at + 1])}>
                Next
              </Button>
            </nav>
          </>
        ) : (
          <NobodyWaits />
        )}
      </div>
    </Room>
  );
}

/** Says what would stand here, and what brings it. */
function NobodyWaits() {
  const navigate = useNavigate();
  const { data: sources } = useQuery(sourcesQuery);
  if (sources && !sources.some(({ isOwn }) => isOwn))
    return (
      <EmptyState
        title="Nobody waits, as no mail is read yet"
        action={
          <Button look="primary" onClick={() => void navigate({ to: '/connect' })}>
            Connect a mailbox
          </Button>
        }
      >
        Once a mailbox or calendar is connected, people who are in no record wait here, each with a proposal. Nobody becomes a contact
        without your word, and nobody is lost.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Everybody is known"
      action={
        <Link
          to="/people"
          className="inline-flex h-9 items-center rounded-md border border-line bg-surface px-3.5 text-md font-medium hover:bg-hover"
        >
          Go to People
        </Link>
      }
    >
      Whoever writes next and is in no record will wait here. What you ignored or kept private can be captured again under Settings, Mail
      and calendar.
    </EmptyState>
  );
}
