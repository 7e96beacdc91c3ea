import { type DayNumber, dayMs, isoDay } from './day.ts';

export type PeriodKind = 'month' | 'quarter' | 'year';

/** A span of the calendar: `from` is its first day, `to` its last. */
export type Period = { kind: PeriodKind; from: DayNumber; to: DayNumber; label: string };

const monthsIn = { month: 1, quarter: 3, year: 12 } as const;

/** The calendar period that holds `day`, moved by `shift` periods (-1: the one before). */
export function periodOf(kind: PeriodKind, day: DayNumber, shift = 0): Period {
  const [year = 0, month = 1] = isoDay(day).split('-').map(Number);
  const length = monthsIn[kind];
  const first = Math.floor((month - 1) / length) * length + shift * length;
  const from = Date.UTC(year, first, 1) / dayMs;
  const to = Date.UTC(year, first + length, 1) / dayMs - 1;
  return { kind, from, to, label: labelOf(kind, from) };
}

function labelOf(kind: PeriodKind, from: DayNumber): string {
  const [year = '', month = '1'] = isoDay(from).split('-');
  if (kind === 'year') return year;
  if (kind === 'quarter') return `Q${Math.floor((Number(month) - 1) / 3) + 1} ${year}`;
  return `${year}-${month}`;
}

/** Calendar quarters or months between two days, counted from the period of the first: 0 when both lie in one period. */
export function periodsBetween(kind: PeriodKind, from: DayNumber, to: DayNumber): number {
  const index = (day: DayNumber) => {
    const [year = 0, month = 1] = isoDay(day).split('-').map(Number);
    return Math.floor((year * 12 + month - 1) / monthsIn[kind]);
  };
  return index(to) - index(from);
}
