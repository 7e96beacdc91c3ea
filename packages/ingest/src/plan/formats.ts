import { type CellFormat, type FilePlan, fieldsOf } from '@windshield/core';
import { orderEvidence, provenOrder } from '../cells/date-order.ts';
import { currencyIn, parseCurrency } from '../cells/money.ts';
import { decimalOf } from '../cells/number.ts';
import type { InspectOptions } from '../reading.ts';
import type { FileCount } from './count.ts';
import type { Sample } from './sample.ts';

/** A file on the way to its plan. */
export interface Draft {
  readonly sample: Sample;
  plan: FilePlan;
  count?: FileCount;
}

/** Date order, decimal sign and currency: each file by its own cells, else as the files beside it, else as the system and language write. */
export function settleFormats(drafts: readonly Draft[], options: InspectOptions): void {
  const proven = drafts.map((draft) => provenFormat(draft));
  const common = proven.find((format) => format.dateOrder !== undefined && format.dateOrder !== 'ymd')?.dateOrder;
  drafts.forEach((draft, at) => {
    if (draft.plan.kind === undefined || options.remembered?.some((plan) => plan.shape === draft.plan.shape)) return;
    const own = proven[at] ?? {};
    const decimal = own.decimal ?? (draft.plan.dialect.delimiter === ';' ? (proven.find((one) => one.decimal)?.decimal ?? '.') : '.');
    const currency = own.currency ?? draft.plan.format.currency;
    const format: CellFormat = {
      dateOrder: own.dateOrder ?? common ?? usualOrder(draft, decimal, options),
      decimal,
      timeZone: options.timeZone,
      ...(currency !== undefined && { currency }),
    };
    draft.plan = { ...draft.plan, format };
  });
}

function provenFormat({ sample, plan }: Draft): Partial<CellFormat> {
  if (plan.kind === undefined || plan.system === 'windshield') return {};
  const types = new Map(fieldsOf(plan.kind).map((field) => [field.name, field.type]));
  const dates: (readonly [string, number])[] = [];
  const numbers: string[] = [];
  const currencies = new Set<string>();
  for (const column of plan.columns) {
    const type = types.get(column.field ?? '');
    const cells = sample.cells[column.index] ?? [];
    if (type === 'day' || type === 'instant') for (const cell of cells) dates.push([cell, 1]);
    if (type === 'money' || type === 'number') numbers.push(...cells);
    if (type === 'money')
      for (const cell of cells) {
        const code = currencyIn(cell);
        if (code !== undefined) currencies.add(code);
      }
    if (type === 'money') {
      const code = /[([]([^)\]]+)[)\]]|\b([A-Z]{3})$/
        .exec(column.header)
        ?.slice(1)
        .find((part) => part !== undefined);
      const ofHeader = code === undefined ? undefined : parseCurrency(code);
      if (ofHeader !== undefined) currencies.add(ofHeader);
    }
  }
  const order = provenOrder(orderEvidence(dates));
  const decimal = decimalOf(numbers);
  const [currency] = currencies.size === 1 ? currencies : [];
  return { ...(order && { dateOrder: order.order }), ...(decimal && { decimal }), ...(currency !== undefined && { currency }) };
}

/** Where every date could be read both ways. */
function usualOrder({ plan, sample }: Draft, decimal: string, options: InspectOptions): CellFormat['dateOrder'] {
  const isEnglish = sample.table.header.every((header) => /^[\x20-\x7e]*$/.test(header));
  if (decimal === ',' || plan.dialect.delimiter === ';' || !isEnglish) return 'dmy';
  if (/^(America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Anchorage)|US\/|Pacific\/Honolulu)/.test(options.timeZone))
    return 'mdy';
  return options.timeZone.startsWith('Europe/') || options.timeZone.startsWith('Australia/') ? 'dmy' : 'mdy';
}

/** The sample may lack a day beyond the 12th that the rest of the file has. */
export function withWholeEvidence(plan: FilePlan, count: FileCount, dayColumns: readonly number[]): FilePlan {
  const all = dayColumns.flatMap((index) => [...(count.days.get(index) ?? [])]);
  const order = provenOrder(orderEvidence(all));
  return order ? { ...plan, format: { ...plan.format, dateOrder: order.order } } : plan;
}
