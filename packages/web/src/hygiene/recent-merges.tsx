import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Merge, MergeBatch } from '@windshield/contract';
import { linkLook } from '../records/link-look.ts';
import { Button } from '../ui/button.tsx';
import { formatList, formatNumber } from '../ui/locale.ts';
import { recordHref } from '../ui/record-links.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { kindWords } from './duplicate-words.ts';
import { batchesQuery, mergesQuery } from './hygiene-query.ts';
import { useMayMergeAll } from './may-merge-all.ts';
import { undoBatch, undoMergeNow } from './merge-records.ts';

const recordKinds = { contacts: 'contact', accounts: 'account', leads: 'lead' } as const;

/** What was merged lately, each with its way back, and what could not be taken back. */
export function RecentMerges() {
  const { data: merges = [] } = useQuery(mergesQuery);
  const { data: batches = [] } = useQuery(batchesQuery);
  const singly = merges.filter(({ batchId }) => batchId === null);
  if (singly.length + batches.length === 0) return null;
  return (
    <section aria-label="Merged lately" className="grid gap-3 border-t border-line pt-5">
      <h2 className="text-md font-semibold">Merged lately</h2>
      <ul className="grid gap-3">
        {batches.slice(0, 3).map((batch) => (
          <BatchLine key={batch.id} batch={batch} />
        ))}
        {singly.slice(0, 10).map((merge) => (
          <MergeLine key={merge.id} merge={merge} />
        ))}
      </ul>
    </section>
  );
}

function MergeLine({ merge }: { merge: Merge }) {
  const { id, kind, kept, merged, mergedAt, mergedBy, undoneAt, canUndo, conflicts } = merge;
  return (
    <li className="grid gap-1 text-md">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <span className="min-w-0 wrap-anywhere">
          {formatList(merged.map(({ name }) => name))} into{' '}
          <Link to={recordHref({ kind: recordKinds[kind], id: kept.id }) ?? '/'} className={linkLook}>
            {kept.name}
          </Link>{' '}
          <span className="text-sm text-quiet">
            · {mergedBy && `${mergedBy.name}, `}
            <RelativeDate when={mergedAt} dense />
            {undoneAt && ' · taken back'}
          </span>
        </span>
        {canUndo && (
          <Button size="small" look="bare" onClick={() => void undoMergeNow(id)}>
            Undo<span className="sr-only"> merging into {kept.name}</span>
          </Button>
        )}
      </div>
      <Conflicts conflicts={conflicts} />
    </li>
  );
}

const statusWords: Readonly<Record<MergeBatch['status'], string>> = {
  waiting: 'begins soon',
  running: 'under way',
  done: 'done',
  failed: 'stopped',
  undoing: 'being taken back',
  undone: 'taken back',
};

function BatchLine({ batch }: { batch: MergeBatch }) {
  const mayUndo = useMayMergeAll();
  const { id, kind, status, clusters, done, merged, error, startedAt, conflicts } = batch;
  return (
    <li className="grid gap-1 text-md">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <span>
          {formatNumber(merged)} {merged === 1 ? kindWords[kind].one : kindWords[kind].many} merged at once{' '}
          <span className="text-sm text-quiet">
            · <RelativeDate when={startedAt} dense /> · {statusWords[status]}
            {status === 'running' && `, ${formatNumber(done)} of ${formatNumber(clusters)}`}
          </span>
        </span>
        {mayUndo && (status === 'done' || status === 'failed') && (
          <Button size="small" look="bare" onClick={() => void undoBatch(id)}>
            Undo all<span className="sr-only"> of this bulk merge</span>
          </Button>
        )}
      </div>
      {error && <p className="text-sm text-quiet">{error}</p>}
      <Conflicts conflicts={conflicts} />
    </li>
  );
}

function Conflicts({ conflicts }: { conflicts: Merge['conflicts'] }) {
  if (conflicts.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="text-quiet">
        {conflicts.length} {conflicts.length === 1 ? 'thing stays' : 'things stay'} as somebody changed{' '}
        {conflicts.length === 1 ? 'it' : 'them'} since
      </summary>
      <ul className="mt-1 grid gap-1 border-l-2 border-warning-line pl-3">
        {conflicts.map(({ recordId, field, name, why }) => (
          <li key={`${recordId} ${field}`} className="wrap-anywhere">
            {name && `${name}: `}
            {why}
          </li>
        ))}
      </ul>
    </details>
  );
}
