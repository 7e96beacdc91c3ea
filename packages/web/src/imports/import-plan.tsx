import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Import } from '@windshield/contract';
import { useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { FilePlanTable } from './file-plan.tsx';
import { Findings } from './findings.tsx';
import { changePlan, startImport } from './import-steps.ts';
import { countsSentence, kindWords } from './import-words.ts';
import { previewQuery } from './imports-query.ts';

/** What was recognised, what will happen, and every place where a person may know better. Nothing is written yet. */
export function ImportPlan({ import: one }: { import: Import }) {
  const { inspection } = one;
  const navigate = useNavigate();
  const preview = useQuery(previewQuery(one));
  const [starting, setStarting] = useState(false);
  if (!inspection) return <p className="text-md text-quiet">There is nothing to show about these files.</p>;
  const exportDay = one.exportDay ?? inspection.exportDay?.day;
  const used = inspection.files.filter((file) => file.kind);
  const start = async () => {
    setStarting(true);
    await startImport(one.id);
    setStarting(false);
  };
  return (
    <div className="grid grid-cols-1 gap-8">
      <section aria-label="What this is" className="grid gap-4">
        <p className="text-lg font-semibold text-balance">{inspection.summary}</p>
        <div className="flex flex-wrap gap-x-8 gap-y-3">
          <Field
            label="Day of the export"
            help={one.exportDayReason ?? inspection.exportDay?.why ?? 'No date in the files tells it. Every age is counted from this day.'}
          >
            {(control) => (
              <Input
                {...control}
                type="date"
                key={exportDay}
                defaultValue={exportDay}
                onBlur={(event) => {
                  const day = event.target.value;
                  if (day && day !== exportDay) void changePlan(one.id, { exportDay: day });
                }}
                className="max-w-44"
              />
            )}
          </Field>
          <CurrencyField value={inspection.currency} onChange={(currency) => void changePlan(one.id, { currency })} />
        </div>
      </section>

      <section aria-label="What will happen" className="grid gap-3 rounded-lg border border-line bg-surface px-5 py-4">
        <h2 className="text-md font-semibold">What will happen</h2>
        {preview.isPending && <Skeleton lines={[60, 40]} label="Counting what would happen" />}
        {preview.error && <p className="text-md text-danger">It could not be counted: {messageOf(preview.error)}</p>}
        {preview.data && (
          <>
            <p className="text-lg tabular-nums">{countsSentence(preview.data.totals)}.</p>
            <ul className="grid gap-0.5 text-md text-quiet tabular-nums">
              {preview.data.files
                .filter((file) => file.kind)
                .map((file) => (
                  <li key={file.path}>
                    {file.kind ? `${kindWords[file.kind].many.charAt(0).toUpperCase()}${kindWords[file.kind].many.slice(1)}` : file.path}:{' '}
                    {countsSentence(file)} <span className="text-sm">({file.path})</span>
                  </li>
                ))}
            </ul>
          </>
        )}
        <div className="mt-1 flex flex-wrap gap-2">
          <Button look="primary" disabled={starting || used.length === 0} onClick={() => void start()}>
            {preview.data ? `Import ${formatNumber(preview.data.totals.created + preview.data.totals.updated)} records` : 'Import'}
          </Button>
          <Button onClick={() => void navigate({ to: '/imports' })}>Not now</Button>
        </div>
        {used.length === 0 && (
          <p className="text-md text-warning">
            None of these files is one that can be used. Say below what a file holds, or drop other files.
          </p>
        )}
      </section>

      <Findings findings={inspection.findings} />

      <section aria-label="The files" className="grid gap-2">
        <h2 className="text-md font-semibold">How each file is read</h2>
        <p className="text-md text-quiet">Change what was understood wrongly; it is remembered for files of the same shape.</p>
        {inspection.files.map((file) => (
          <FilePlanTable key={file.path} importId={one.id} file={file} startsOpen={inspection.files.length === 1} />
        ))}
      </section>
    </div>
  );
}

function CurrencyField({ value, onChange }: { value: string | undefined; onChange: (currency: string) => void }) {
  const [problem, setProblem] = useState<string>();
  return (
    <Field label="Currency" help="Of amounts that name none." problem={problem}>
      {(control) => (
        <Input
          {...control}
          key={value}
          defaultValue={value}
          maxLength={3}
          placeholder="EUR"
          className="max-w-24 uppercase"
          onBlur={(event) => {
            const currency = event.target.value.trim().toUpperCase();
            const isWrong = currency !== '' && !/^[A-Z]{3}$/.test(currency);
            setProblem(isWrong ? `“${currency}” is not a currency. Write its three letters, such as EUR.` : undefined);
            if (currency !== '' && !isWrong && currency !== value) onChange(currency);
          }}
        />
      )}
    </Field>
  );
}
