import type { DateOrder } from './date.ts';

const shape = /^\s*(?:\p{L}{2,12}\.?,? )?(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})(?!\d)/u;

/** Counts, over the dates of one column, what speaks for which order. */
export interface OrderEvidence {
  readonly yearFirst: number;
  /** Dates whose first number is beyond 12. */
  readonly dayFirst: number;
  /** Dates whose second number is beyond 12. */
  readonly monthFirst: number;
  /** Dates that could be either. */
  readonly either: number;
  /** How many are written with dots, which no month-first locale does. */
  readonly dotted: number;
}

export function orderEvidence(values: Iterable<readonly [text: string, rows: number]>): OrderEvidence {
  const evidence = { yearFirst: 0, dayFirst: 0, monthFirst: 0, either: 0, dotted: 0 };
  for (const [text, rows] of values) {
    const parts = shape.exec(text);
    if (!parts) continue;
    const [, a = '', sign, b = '', c = ''] = parts;
    if (a.length >= 3) evidence.yearFirst += rows;
    else if (c.length === 3) continue;
    else if (Number(a) > 31 && c.length === 2) evidence.yearFirst += rows;
    else if (Number(a) > 12) evidence.dayFirst += rows;
    else if (Number(b) > 12) evidence.monthFirst += rows;
    else evidence.either += rows;
    if (sign === '.') evidence.dotted += rows;
  }
  return evidence;
}

/** The order that the dates themselves prove, with the sentence to show; undefined when every one could be read both ways. */
export function provenOrder(evidence: OrderEvidence): { order: DateOrder; why: string } | undefined {
  const { yearFirst, dayFirst, monthFirst, either, dotted } = evidence;
  if (yearFirst > 0 && dayFirst + monthFirst + either === 0) return { order: 'ymd', why: 'the year comes first' };
  if (dayFirst > monthFirst * 20 && dayFirst > 0) return { order: 'dmy', why: `${dayFirst} dates have a first number beyond 12` };
  if (monthFirst > dayFirst * 20 && monthFirst > 0) return { order: 'mdy', why: `${monthFirst} dates have a second number beyond 12` };
  if (dotted > 0 && dotted >= either) return { order: 'dmy', why: 'dates are written with dots' };
  return undefined;
}
