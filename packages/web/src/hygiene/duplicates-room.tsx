import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { DuplicateCluster } from '@windshield/contract';
import { useEffect, useMemo, useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { useMe } from '../app/session.ts';
import { useShortcuts } from '../app/shortcuts.ts';
import { OwnerChip } from '../records/owner-chip.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Room } from '../ui/room.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ClusterCard } from './cluster-card.tsx';
import { kindWords, proposedValues } from './duplicate-words.ts';
import { HygieneNav } from './hygiene-nav.tsx';
import { duplicatesQuery } from './hygiene-query.ts';
import { useMayMergeAll } from './may-merge-all.ts';
import { MergeAll } from './merge-all.tsx';
import { type MergeChoice, mergeCluster, tellApart } from './merge-records.ts';
import { RecentMerges } from './recent-merges.tsx';
import { RecordBeside } from './record-beside.tsx';
import { duplicateKinds, duplicatesRoute } from './route.ts';
import { ScanLine } from './scan-line.tsx';
import { askSkippedAgain, skip, useSitting } from './sitting.ts';
import { undoLast } from './undo-stack.ts';

/** Records that may be one, the surest first: merged, told apart or left for later. */
export function DuplicatesRoom() {
  const navigate = useNavigate();
  const me = useMe();
  const { kind = 'contacts', recordId, ownerId } = duplicatesRoute.useSearch();
  const list = useInfiniteQuery(duplicatesQuery(kind, { recordId, ownerId }));
  const mayMergeAll = useMayMergeAll();
  const sitting = useSitting();
  const all = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const counts = list.data?.pages[0]?.counts;
  const waiting = all.filter(({ id }) => !sitting.leaving.has(id));
  const clusters = waiting.filter(({ id }) => !sitting.skipped.has(id));
  const [currentId, setCurrentId] = useState<string>();
  const [isMergingAll, setIsMergingAll] = useState(false);
  const [beside, setBeside] = useState<string>();
  const at = Math.max(
    0,
    clusters.findIndex(({ id }) => id === currentId),
  );
  const cluster = clusters[at];
  useEffect(() => {
    if (cluster && cluster.id !== currentId) setCurrentId(cluster.id);
  }, [cluster, currentId]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  useEffect(() => {
    if (at >= clusters.length - 3 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [at, clusters.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const [chosen, setChosen] = useState<{ clusterId: string; choice: MergeChoice }>();
  const choice = cluster && (chosen?.clusterId === cluster.id ? chosen.choice : proposedChoice(cluster, cluster.keepId));
  const choose = (next: MergeChoice) => cluster && setChosen({ clusterId: cluster.id, choice: next });
  const keep = (id: string | undefined) => cluster && id && choose(proposedChoice(cluster, id));
  const moveOn = (then: (cluster: DuplicateCluster) => unknown) => {
    if (!cluster) return;
    setCurrentId((clusters[at + 1] ?? clusters[at - 1])?.id);
    setBeside(undefined);
    void then(cluster);
  };
  const merge = () => choice && moveOn((one) => mergeCluster(one, choice, () => setCurrentId(one.id)));
  const apart = () => moveOn((one) => tellApart(one, () => setCurrentId(one.id)));
  const pass = () => moveOn(({ id }) => skip(id));
  useShortcuts(
    'Duplicates',
    [
      { keys: 'm', label: 'Merge', run: merge },
      { keys: 'n', label: 'Not the same', run: apart },
      { keys: 's', label: 'Skip', run: pass },
      { keys: 'o', label: 'Open the one that stays', run: () => choice && setBeside(choice.keepId) },
      ...(cluster?.records.slice(0, 9).map(({ id, name }, index) => ({
        keys: String(index + 1),
        label: `${name} stays`,
        run: () => keep(id),
      })) ?? []),
    ],
    cluster !== undefined,
  );
  useShortcuts('This sitting', [{ keys: 'u', label: 'Undo the last decision', run: undoLast }]);

  const total = counts?.[kind] ?? 0;
  const skippedHere = waiting.length - clusters.length;
  return (
    <Room
      title="Duplicates"
      intro={
        cluster && `${formatNumber(total)} ${total === 1 ? 'pair' : 'pairs'} of ${kindWords[kind].many} may be one. The surest come first.`
      }
      actions={<HygieneNav />}
      beside={beside && <RecordBeside kind={kind} id={beside} onClose={() => setBeside(undefined)} />}
    >
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <nav aria-label="Kinds of records" className="flex gap-1">
          {duplicateKinds.map((one) => (
            <Link
              key={one}
              to="/duplicates"
              search={{ kind: one, ...(ownerId && { ownerId }) }}
              aria-current={one === kind ? 'page' : undefined}
              className={`rounded-md px-2.5 py-1.5 text-md hover:bg-hover ${one === kind ? 'bg-accent-soft font-medium' : 'text-quiet'}`}
            >
              {kindWords[one].label}
              {counts && <span className="ml-1.5 text-sm font-normal text-quiet tabular-nums">{formatNumber(counts[one])}</span>}
            </Link>
          ))}
        </nav>
        <div className="flex flex-wrap items-center gap-2">
          <OwnerChip
            value={ownerId}
            onChange={(next) => void navigate({ to: '/duplicates', search: { kind, ...(next && { ownerId: next }) }, replace: true })}
            meAs={me.user?.id}
          />
          {total > 0 && mayMergeAll && !ownerId && (
            <Button size="small" onClick={() => setIsMergingAll(true)}>
              Merge all that are sure…
            </Button>
          )}
        </div>
      </div>
      <div className="grid max-w-3xl grid-cols-1 gap-6">
        {recordId && (
          <p className="text-md text-quiet">
            Only what one record may be.{' '}
            <Link to="/duplicates" search={{ kind }} className="underline underline-offset-3 hover:text-ink">
              See all
            </Link>
          </p>
        )}
        {list.isPending ? (
          <Skeleton lines={[40, 90, 80, 80]} label="Loading what may be one" />
        ) : list.isError && !cluster ? (
          <EmptyState title="This could not be loaded" action={<Button onClick={() => void list.refetch()}>Try again</Button>}>
            {messageOf(list.error)}
          </EmptyState>
        ) : cluster && choice ? (
          <ClusterCard
            key={cluster.id}
            cluster={cluster}
            choice={choice}
            onKeep={keep}
            onValue={(field, id) => choose({ ...choice, values: { ...choice.values, [field]: id } })}
            onMerge={merge}
            onApart={apart}
            onSkip={pass}
            onOpen={setBeside}
          />
        ) : (
          <EmptyState
            title={skippedHere > 0 ? 'That was the last one' : 'Nothing here is there twice'}
            action={
              skippedHere > 0 ? (
                <Button onClick={askSkippedAgain}>
                  {skippedHere === 1 ? 'Show the skipped one again' : 'Show the skipped ones again'}
                </Button>
              ) : recordId || ownerId ? (
                <Button onClick={() => void navigate({ to: '/duplicates', search: { kind } })}>See all</Button>
              ) : undefined
            }
          >
            As far as is known. Whatever arrives is compared with what is there.
          </EmptyState>
        )}
        {total > 1 && !mayMergeAll && (
          <p className="text-sm text-quiet">Managers and admins can merge all that are sure at once; one by one everybody who sells can.</p>
        )}
        <ScanLine kind={kind} />
        <RecentMerges />
      </div>
      {isMergingAll && <MergeAll kind={kind} onClose={() => setIsMergingAll(false)} />}
    </Room>
  );
}

const proposedChoice = (cluster: DuplicateCluster, keepId: string): MergeChoice => ({ keepId, values: proposedValues(cluster, keepId) });
