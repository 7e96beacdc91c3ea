import { fieldsOf } from '@windshield/core';
import { useId, useMemo, useState } from 'react';
import { classes } from '../ui/classes.ts';
import { Combobox } from '../ui/combobox.tsx';
import { Icon } from '../ui/icon.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Select } from '../ui/select.tsx';
import { changePlan } from './import-steps.ts';
import { type FilePlan, fieldWords, kindWords, systemWords } from './import-words.ts';
import { StagePlan } from './stage-plan.tsx';

const leaveOut = '-';
const unsureBelow = 0.6;
const dateOrders = [
  { value: 'ymd', label: 'year, month, day' },
  { value: 'dmy', label: 'day, month, year' },
  { value: 'mdy', label: 'month, day, year' },
];
const decimals = [
  { value: '.', label: 'point (1,234.50)' },
  { value: ',', label: 'comma (1.234,50)' },
];
const kindChoices = [
  ...Object.entries(kindWords).map(([value, { many }]) => ({ value, label: many.charAt(0).toUpperCase() + many.slice(1) })),
  { value: leaveOut, label: 'Leave this file out' },
];

/** One file: what it holds, how its dates and numbers are written, and where each of its columns goes. */
export function FilePlanTable({ importId, file, startsOpen }: { importId: string; file: FilePlan; startsOpen: boolean }) {
  const [open, setOpen] = useState(startsOpen);
  const panelId = useId();
  const change = (patch: Record<string, unknown>) => void changePlan(importId, { files: [{ path: file.path, ...patch }] });
  const mapped = file.columns.filter((column) => column.field).length;
  return (
    <article className="rounded-lg border border-line">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panelId}
          onClick={() => setOpen(!open)}
          className="flex w-full flex-wrap items-baseline gap-x-3 gap-y-0.5 rounded-lg px-4 py-3 text-left text-md hover:bg-hover"
        >
          <Icon name={open ? 'down' : 'right'} size={12} className="self-center text-quiet" />
          <span className="min-w-0 font-medium break-all">{file.path}</span>
          <span className="text-quiet">
            {file.kind
              ? `${formatNumber(file.rows)} ${file.rows === 1 ? kindWords[file.kind].one : kindWords[file.kind].many}, ${mapped} of ${file.columns.length} columns understood`
              : (file.skipReason ?? 'left out')}
          </span>
        </button>
      </h3>
      <div id={panelId} hidden={!open}>
        {open && (
          <div className="grid gap-5 border-t border-line px-4 py-4">
            <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
              <Setting label="It holds">
                <Select
                  label={`What ${file.path} holds`}
                  choices={kindChoices}
                  value={file.kind ?? leaveOut}
                  onChange={(kind) => change({ kind: kind === leaveOut ? null : kind })}
                />
              </Setting>
              <Setting label="Dates are written">
                <Select
                  label="Order of dates"
                  choices={dateOrders}
                  value={file.format.dateOrder}
                  onChange={(dateOrder) => change({ dateOrder })}
                />
              </Setting>
              <Setting label="Decimals are written with a">
                <Select label="Decimal mark" choices={decimals} value={file.format.decimal} onChange={(decimal) => change({ decimal })} />
              </Setting>
              <Setting label="Read as">
                <p className="py-2 text-md text-quiet">
                  {systemWords[file.system] ?? file.system}, {file.dialect.encoding}
                </p>
              </Setting>
            </div>
            {file.kind && <Columns importId={importId} file={file} kind={file.kind} />}
            {file.stages.length > 0 && <StagePlan importId={importId} file={file} />}
          </div>
        )}
      </div>
    </article>
  );
}

function Setting({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-1">
      <span className="text-sm text-quiet">{label}</span>
      {children}
    </div>
  );
}

function Columns({ importId, file, kind }: { importId: string; file: FilePlan; kind: NonNullable<FilePlan['kind']> }) {
  const choices = useMemo(
    () => [
      { value: leaveOut, label: 'Leave it out' },
      { value: 'custom', label: fieldWords('custom') },
      ...fieldsOf(kind)
        .map(({ name }) => ({ value: name, label: fieldWords(name) }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    ],
    [kind],
  );
  return (
    <table className="w-full text-md max-sm:block">
      <caption className="sr-only">Where each column of {file.path} goes</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line text-left text-sm text-quiet">
          <th scope="col" className="w-[20%] py-1.5 pr-3 font-normal">
            Their column
          </th>
          <th scope="col" className="w-[14rem] py-1.5 pr-3 font-normal">
            Becomes
          </th>
          <th scope="col" className="py-1.5 pr-3 font-normal">
            For example
          </th>
          <th scope="col" className="w-[26%] py-1.5 font-normal">
            Why we think so
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:grid">
        {file.columns.map((column) => (
          <tr key={column.index} className="border-b border-line/70 align-top max-sm:grid max-sm:gap-1 max-sm:py-2.5">
            <th scope="row" className="py-3 pr-3 text-left font-medium break-words max-sm:py-0">
              {column.header || <span className="font-normal text-quiet">(no name)</span>}
            </th>
            <td className="py-1.5 pr-3 max-sm:p-0">
              <Combobox
                label={`What “${column.header}” becomes`}
                choices={choices}
                value={column.field ?? leaveOut}
                onChange={(field) =>
                  void changePlan(importId, {
                    files: [{ path: file.path, columns: [{ index: column.index, field: field === leaveOut ? null : field }] }],
                  })
                }
              />
            </td>
            <td className="py-3 pr-3 text-quiet max-sm:p-0">
              <span className="line-clamp-2 break-words">
                {column.samples.length === 0 && 'always empty'}
                {column.samples.slice(0, 3).map((sample, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: samples may be alike and never reorder
                  <span key={index}>
                    {index > 0 && ' · '}
                    <span className={sample.length <= 24 ? 'whitespace-nowrap' : ''}>{sample}</span>
                  </span>
                ))}
              </span>
            </td>
            <td
              className={classes(
                'py-3 text-sm max-sm:p-0',
                column.field && column.confidence < unsureBelow ? 'text-warning' : 'text-quiet',
              )}
            >
              {column.field && column.confidence < unsureBelow && 'Please look: '}
              {column.why}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
