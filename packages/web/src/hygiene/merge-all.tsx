import { useQuery } from '@tanstack/react-query';
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

const levels = ['0.999', '0.995', '0.99', '0.95', '0.9'];
const asPercent = (level: string) => `${Number((100 * Number(level)).toFixed(1))} %`;

/** Merges everything surer than a chosen certainty: counted first, taken back as a whole. */
export function MergeAll({ kind, onClose }: { kind: DuplicateKind; onClose: () => void }) {
  const [level, setLevel] = useState('0.995');
  const [isSaving, setIsSaving] = useState(false);
  const { data: counted, error } = useQuery({
    queryKey: ['hygiene', 'merge-all', kind, level],
    queryFn: () => answer(api.hygiene.duplicates['merge-all'].$post({ json: { kind, minProbability: Number(level), dryRun: true } })),
    staleTime: 0,
  });
  const merge = async () => {
    setIsSaving(true);
    const isDone = await startMergeAll(kind, Number(level));
    setIsSaving(false);
    if (isDone) onClose();
  };
  const clusters = counted?.clusters ?? 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Merge all ${kindWords[kind].many} that are surely one`}
      description="The most complete record of each group stays, empty fields are filled from the others. It can be taken back as a whole."
    >
      <div className="grid gap-4">
        <Field label="Only what is likelier than">
          {(control) => (
            <Select {...control} choices={levels.map((value) => ({ value, label: asPercent(value) }))} value={level} onChange={setLevel} />
          )}
        </Field>
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
