import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DuplicateKind } from '@windshield/contract';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Select } from '../ui/select.tsx';
import { kindWords } from './duplicate-words.ts';
import { startMergeAll } from './merge-records.ts';

/** Beside the least that is allowed. */
const levels = [0.995, 0.999, 0.9999];
/** Rounded up: what is written is never less than what is meant. */
const asPercent = (level: number) => `${formatNumber(Math.ceil(level * 10_000 - 1e-6) / 100, 2)} %`;

/** Merges everything sure enough to be merged unasked, or surer: counted first, taken back as a whole. */
export function MergeAll({ kind, onClose }: { kind: DuplicateKind; onClose: () => void }) {
  const [level, setLevel] = useState<number>();
  const [isSaving, setIsSaving] = useState(false);
  const { data: counted, error } = useQuery({
    queryKey: ['hygiene', 'merge-all', kind, level],
    queryFn: () =>
      answer(
        api.hygiene.duplicates['merge-all'].$post({
          json: { kind, dryRun: true, ...(level !== undefined && { minProbability: level }) },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const merge = async () => {
    setIsSaving(true);
    const isDone = await startMergeAll(kind, level);
    setIsSaving(false);
    if (isDone) onClose();
  };
  const clusters = counted?.clusters ?? 0;
  const least = counted?.leastProbability;
  const choices = least === undefined ? [] : [least, ...levels.filter((one) => one > least)];
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Merge all ${kindWords[kind].many} that are surely one`}
      description="The most complete record of each group stays, empty fields are filled from the others. It can be taken back as a whole. Only what is so sure is taken that fewer than one in two hundred is estimated to be wrong; the rest is looked at one by one."
    >
      <div className="grid gap-4">
        {least !== undefined && (
          <Field label="As sure as">
            {(control) => (
              <Select
                {...control}
                choices={choices.map((one) => ({ value: String(one), label: asPercent(one) }))}
                value={String(level ?? least)}
                onChange={(value) => setLevel(Number(value) === least ? undefined : Number(value))}
              />
            )}
          </Field>
        )}
        <p role="status" className="text-md">
          {error
            ? messageOf(error)
            : !counted
              ? 'Counting…'
              : clusters === 0
                ? 'Nothing is that sure.'
                : `${formatNumber(counted.records)} ${counted.records === 1 ? 'record' : 'records'} would go into ${formatNumber(clusters)} ${clusters === 1 ? 'other' : 'others'}.`}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={isSaving || clusters === 0} onClick={() => void merge()}>
            Merge {clusters === 1 ? 'one group' : `${formatNumber(clusters)} groups`}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
