import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Today, TodayItem } from '@windshield/contract';
import { dayMs } from '@windshield/core';
import { lazy, Suspense } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { useMe } from '../app/session.ts';
import { atHandQuery, CleanUpAtHand } from '../hygiene/index.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDay, formatExactDate, formatMinutes } from '../ui/locale.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { todayRoute } from './route.ts';
import { TeamToday } from './team-today.tsx';
import { TodayBoard } from './today-board.tsx';
import { todayQuery } from './today-query.ts';

const FirstRun = lazy(() => import('../workspace/first-run.tsx').then((module) => ({ default: module.FirstRun })));
const RoadAhead = lazy(() => import('./road-ahead.tsx').then((module) => ({ default: module.RoadAhead })));

/** Who comes next, and why; below, the road ahead. A workspace without data is helped to its first data instead. */
export function TodayRoom() {
  const me = useMe();
  if (!me.hasData)
    return (
      <Suspense>
        <FirstRun workspaceName={me.workspace.name} />
      </Suspense>
    );
  return <TodayPage mayChooseScope={me.role !== 'rep' && me.role !== 'marketer'} cleansUp={me.role !== 'executive'} userId={me.user?.id} />;
}

interface TodayPageProps {
  mayChooseScope: boolean;
  /** Whether this person may change records. */
  cleansUp: boolean;
  userId: string | undefined;
}

function TodayPage({ mayChooseScope, cleansUp, userId }: TodayPageProps) {
  const { scope } = todayRoute.useSearch();
  const { data: today, error, refetch } = useQuery(todayQuery(scope));
  // Asked for beside the list, so that what stands below it does not move when it comes.
  usePrefetchQuery(atHandQuery(scope === 'team' ? undefined : userId));
  if (!today)
    return (
      <main id="main" tabIndex={-1} className="flex-1 px-4 pt-8 outline-none sm:px-8">
        <div className="mx-auto max-w-4xl">
          {error ? (
            <EmptyState
              title="Today could not be read"
              action={
                <Button look="primary" onClick={() => void refetch()}>
                  Try again
                </Button>
              }
            >
              {messageOf(error)}
            </EmptyState>
          ) : (
            <Skeleton lines={[35, 100, 100, 100, 100, 100]} label="Loading today" />
          )}
        </div>
      </main>
    );
  return (
    <TodayBoard today={today} scope={scope}>
      {{
        header: (
          <>
            <Header today={today} mayChooseScope={mayChooseScope} />
            {today.team && <TeamToday team={today.team} />}
          </>
        ),
        footer: (
          <>
            <Digest today={today} />
            {cleansUp && <CleanUpAtHand ownerId={today.scope === 'own' ? userId : undefined} />}
            <Suspense fallback={<Skeleton lines={[100, 100, 100]} />}>
              <RoadAhead scope={today.scope} />
            </Suspense>
          </>
        ),
      }}
    </TodayBoard>
  );
}

function Header({ today, mayChooseScope }: { today: Today; mayChooseScope: boolean }) {
  const { greeting, freeMinutes, listFor, plannedMinutes, exportDay, exportDayReason } = today;
  const first = greeting.name.trim().split(/\s+/)[0];
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
      <div>
        <h1 className="text-2xl font-semibold">
          Good {greeting.partOfDay}
          {first && `, ${first}`}.
        </h1>
        <p className="text-quiet">
          {formatDay(greeting.today)}
          {listFor === 'today' && freeMinutes > 0 && ` · ${formatMinutes(freeMinutes)} free today`}
          {plannedMinutes > 0 &&
            ` · ${listFor === 'today' ? 'this list' : 'a list for your next working day; it'} takes about ${formatMinutes(plannedMinutes)}`}
        </p>
        {exportDay && daysBetween(exportDay, greeting.today) > 1 && (
          <p className="text-sm text-quiet" title={exportDayReason ?? undefined}>
            Counted from {formatExactDate(exportDay)}, the day of the newest export.
          </p>
        )}
      </div>
      {mayChooseScope && (
        <nav aria-label="Whose day" className="flex rounded-md border border-line bg-surface p-0.5 text-sm">
          {(['own', 'team'] as const).map((scope) => (
            <Link
              key={scope}
              to="/"
              search={{ scope }}
              aria-current={today.scope === scope ? 'true' : undefined}
              className={`rounded-sm px-2.5 py-1 ${today.scope === scope ? 'bg-accent-soft font-medium' : 'text-quiet hover:text-ink'}`}
            >
              {scope === 'own' ? 'Mine' : 'Team'}
            </Link>
          ))}
        </nav>
      )}
    </header>
  );
}

/** An export of yesterday is as good as now; an older one must be said. */
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;

const kindWords: Record<TodayItem['kind'], [one: string, many: string]> = {
  promiseOurs: ['promise of yours', 'promises of yours'],
  promiseTheirs: ['promise of theirs', 'promises of theirs'],
  waiting: ['person waiting', 'people waiting'],
  dealWork: ['deal to work', 'deals to work'],
  dealDecide: ['deal to decide about', 'deals to decide about'],
  dealLetGo: ['deal to let go kindly', 'deals to let go kindly'],
  careTie: ['tie to renew', 'ties to renew'],
  careRecord: ['record to mend', 'records to mend'],
};

function Digest({ today }: { today: Today }) {
  const behind = today.behind.filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kindWords[kind][count === 1 ? 0 : 1]}`);
  if (!today.digest && behind.length === 0 && today.learned.length === 0) return null;
  return (
    <section aria-label="Around today" className="grid gap-1 text-md">
      {today.digest && <p>{today.digest}</p>}
      {behind.length > 0 && <p className="text-quiet">Behind these, for another day: {behind.join(', ')}.</p>}
      {today.learned.map((reason) => (
        <p key={reason.key} className="text-quiet">
          {reason.text}
        </p>
      ))}
    </section>
  );
}
