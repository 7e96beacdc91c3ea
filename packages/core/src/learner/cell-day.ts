import { dayMs } from '../time/index.ts';

/** How days are written in a column: ISO and the like (`ymd`), day first, or month first. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const clock = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp][Mm])?\s*(?:Z|UTC|GMT|([+-]\d{2}):?(\d{2}))?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${clock}$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+(\d{4}|\d{2})${clock}$`);
const monthWord = new RegExp(String.raw`^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})${clock}$`);

/**
 * The moment in a cell, in days since 1970-01-01 with the hour as a fraction; without a zone, UTC. Undefined where it is no date.
 */
export function cellDay(cell: string, order: DayOrder): number | undefined {
  const text = cell.trim();
  if (text.length < 6 || text.length > 40) return undefined;
  const first = yearFirst.exec(text);
  if (first) return dayOf(Number(first[1]), Number(first[2]), Number(first[3]), first.slice(4));
  const worded = monthWord.exec(text);
  if (worded) return dayOf(Number(worded[3]), monthOf(worded[1] as string), Number(worded[2]), worded.slice(4));
  const last = yearLast.exec(text);
  if (!last) return undefined;
  const [, one = '', two = '', yearText = ''] = last;
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  if (/[A-Za-z]/.test(two)) return dayOf(year, monthOf(two), Number(one), last.slice(4));
  return order === 'mdy' ? dayOf(year, Number(one), Number(two), last.slice(4)) : dayOf(year, Number(two), Number(one), last.slice(4));
}

function monthOf(word: string): number {
  return monthNames.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

function dayOf(year: number, month: number, day: number, time: readonly (string | undefined)[]): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1000) return undefined;
  const at = Date.UTC(year, month - 1, day);
  if (new Date(at).getUTCDate() !== day) return undefined;
  const [hourText = '0', minute = '0', second = '0', half, zoneHour = '0', zoneMinute = '0'] = time;
  const isAfternoon = half?.toLowerCase() === 'pm';
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (isAfternoon ? 12 : 0);
  if (hour > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const zone = Number(zoneHour) * 60 + Math.sign(Number(zoneHour)) * Number(zoneMinute);
  return at / dayMs + hour / 24 + (Number(minute) - zone) / 1_440 + Number(second) / 86_400;
}

/** The order by which most of these cells are days; day first where both read as many and a point divides them, else month first. */
export function dayOrder(cells: readonly string[]): DayOrder {
  const count = (order: DayOrder) => cells.reduce((sum, cell) => sum + (cellDay(cell, order) === undefined ? 0 : 1), 0);
  if (cells.every((cell) => cell.trim() === '' || /^\s*\d{4}/.test(cell))) return 'ymd';
  const dayFirst = count('dmy');
  const monthFirst = count('mdy');
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'dmy' : 'mdy';
  return cells.some((cell) => /^\s*\d{1,2}\.\d/.test(cell)) ? 'dmy' : 'mdy';
}
