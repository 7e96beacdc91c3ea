import type { DuplicateCluster, DuplicateRecord } from '@windshield/contract';
import { useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { formatDate, formatList } from '../ui/locale.ts';
import { certainty, fieldName, kindWords, whatMoves } from './duplicate-words.ts';
import { MatchWeights } from './match-weights.tsx';
import type { MergeChoice } from './merge-records.ts';

interface ClusterCardProps {
  cluster: DuplicateCluster;
  choice: MergeChoice;
  onKeep: (id: string) => void;
  onValue: (field: string, id: string) => void;
  onMerge: () => void;
  onApart: () => void;
  onSkip: () => void;
  onOpen: (id: string) => void;
}

/** Records that may be one, side by side: which stays, which value of each field, and why they may be one. */
export function ClusterCard({ cluster, choice, onKeep, onValue, onMerge, onApart, onSkip, onOpen }: ClusterCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { records, fields, pairs, kind, probability, canMergeAlone } = cluster;
  const nameOf = (id: string) => records.find((record) => record.id === id)?.name ?? '';
  const columns = { gridTemplateColumns: `repeat(${records.length}, minmax(${records.length > 2 ? 8.5 : 7}rem, 1fr))` };
  const differing = fields.filter(({ differs }) => differs);
  const onlySome = fields.filter(({ differs, shown }) => !differs && shown.some((value) => value === null));
  const alike = fields.filter(({ differs, shown }) => !differs && shown.every((value) => value !== null));
  return (
    <article className="grid animate-slide grid-cols-1 gap-5 rounded-lg border border-line bg-surface p-4 sm:p-6">
      <header>
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere outline-none">
          {records.length === 2 ? 'Are these two' : `Are these ${records.length}`} one {kindWords[kind].one}?
        </h2>
        <p className="text-md text-quiet">
          {certainty(probability)} likely{records.length > 2 && ', at the weakest tie'}
          {canMergeAlone ? ': sure enough to merge without a look.' : ': worth a look.'}
        </p>
      </header>
      <div className="grid grid-cols-1 gap-3 overflow-x-auto pb-1">
        <fieldset className="min-w-full">
          <legend className="mb-1.5 text-sm text-quiet">Which one stays</legend>
          <div className="grid gap-2" style={columns}>
            {records.map((record, index) => (
              <RecordHead
                key={record.id}
                record={record}
                hint={index < 9 ? String(index + 1) : undefined}
                isKept={record.id === choice.keepId}
                onKeep={() => onKeep(record.id)}
                onOpen={() => onOpen(record.id)}
              />
            ))}
          </div>
        </fieldset>
        {differing.map((field) => (
          <FieldChoice key={field.field} note="differs" {...{ field, records, columns, choice, onValue }} />
        ))}
        {onlySome.map((field) => (
          <FieldChoice key={field.field} note="only said once" {...{ field, records, columns, choice, onValue }} />
        ))}
      </div>
      {alike.length > 0 && (
        <p className="text-sm text-quiet">
          The same in {records.length === 2 ? 'both' : 'all'}: {formatList(alike.map(({ field }) => fieldName(field).toLocaleLowerCase()))}.
        </p>
      )}
      <section aria-label="Why they may be one" className="grid gap-2">
        <h3 className="text-md font-semibold">Why they may be one</h3>
        {pairs.map((pair, index) => (
          <details key={`${pair.aId} ${pair.bId}`} open={index === 0} className="grid gap-2">
            <summary className="py-1 text-md text-quiet">
              {nameOf(pair.aId)} and {nameOf(pair.bId)} · {certainty(pair.probability)}
            </summary>
            <MatchWeights pair={pair} />
          </details>
        ))}
      </section>
      <footer className="grid gap-2 border-t border-line pt-4">
        <div className="flex flex-wrap gap-2">
          <Button look="primary" hint="m" className="h-11 sm:h-9" onClick={onMerge}>
            Merge into {choice.keepId === records[0]?.id ? 'the first' : choice.keepId === records[1]?.id ? 'the second' : 'the chosen'}
          </Button>
          <Button hint="n" className="h-11 sm:h-9" onClick={onApart}>
            Not the same
          </Button>
          <Button look="bare" hint="s" className="h-11 sm:h-9" onClick={onSkip}>
            Skip
          </Button>
        </div>
        <p className="text-sm text-quiet">
          All ways to reach them, all that happened, deals and history of both stay. Undo gives everything back.
        </p>
      </footer>
    </article>
  );
}

interface RecordHeadProps {
  record: DuplicateRecord;
  hint: string | undefined;
  isKept: boolean;
  onKeep: () => void;
  onOpen: () => void;
}

function RecordHead({ record, hint, isKept, onKeep, onOpen }: RecordHeadProps) {
  const { name, account, owner, createdAt, recordedAt, lastInteractionAt, points } = record;
  return (
    <div className={`grid content-start gap-1 rounded-md border p-3 ${isKept ? 'border-accent bg-accent-soft' : 'border-line'}`}>
      <label className="flex items-start gap-2 text-md font-medium">
        <input type="radio" name="keep" checked={isKept} onChange={onKeep} className="mt-0.5 size-4 shrink-0 accent-(--color-accent)" />
        <span className="min-w-0 flex-1 wrap-anywhere">
          {name} <span className="text-sm font-normal text-quiet">{isKept ? '· stays' : ''}</span>
        </span>
        {hint && <Kbd keys={hint} />}
      </label>
      <ul className="grid gap-0.5 text-sm wrap-anywhere text-quiet">
        {account && <li>{account.name}</li>}
        {points.slice(0, 4).map(({ kind, value }) => (
          <li key={`${kind} ${value}`}>{value}</li>
        ))}
        {points.length > 4 && <li>and {points.length - 4} more</li>}
        <li>{owner ? `Looked after by ${owner.name}` : 'Nobody looks after it'}</li>
        <li>{whatMoves(record)}</li>
        <li>
          Since {formatDate(createdAt ?? recordedAt)}
          {lastInteractionAt && `, last contact ${formatDate(lastInteractionAt)}`}
        </li>
      </ul>
      <button
        type="button"
        onClick={onOpen}
        className="justify-self-start text-sm text-accent underline decoration-accent/40 underline-offset-3"
      >
        Open<span className="sr-only"> {name}</span>
      </button>
    </div>
  );
}

interface FieldChoiceProps {
  field: DuplicateCluster['fields'][number];
  note: string;
  records: DuplicateRecord[];
  columns: { gridTemplateColumns: string };
  choice: MergeChoice;
  onValue: (field: string, id: string) => void;
}

/** The values of one field under the records that say them; what differs is said in words. */
function FieldChoice({ field: { field, shown }, note, records, columns, choice, onValue }: FieldChoiceProps) {
  return (
    <fieldset className="min-w-full">
      <legend className="mb-1 text-sm text-quiet">
        {fieldName(field)} <span className="rounded-sm border border-line px-1">{note}</span>
      </legend>
      <div className="grid gap-2" style={columns}>
        {records.map((record, index) => {
          const value = shown[index] ?? null;
          if (value === null)
            return (
              <span key={record.id} className="px-3 py-1.5 text-md text-quiet">
                says nothing
              </span>
            );
          const isChosen = choice.values[field] === record.id;
          return (
            <label
              key={record.id}
              className={`flex items-start gap-2 rounded-md border px-3 py-1.5 text-md ${isChosen ? 'border-accent bg-accent-soft font-medium' : 'border-line'}`}
            >
              <input
                type="radio"
                name={`value ${field}`}
                checked={isChosen}
                onChange={() => onValue(field, record.id)}
                className="mt-0.5 size-4 shrink-0 accent-(--color-accent)"
              />
              <span className="min-w-0 wrap-anywhere">{value}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
