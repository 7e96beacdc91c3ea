/**
 * A day as `YYYYMMDD`, and the same with day and month swapped where that is a day too. Reads year-first and day- or month-first notations and
 * bare eight digits; what is no such day is kept as its digits, so that equal cells still agree.
 */
export function datePartsOf(folded: string): { key: string; swapped: string } {
  const text = folded.replace(/[t ]\d{1,2}:.*$/, '');
  const parts = /^(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})$/.exec(text);
  const bare = /^\d{8}$/.test(text) ? text : undefined;
  if (bare) {
    const yearFirst = dayKey(bare.slice(0, 4), bare.slice(4, 6), bare.slice(6));
    return yearFirst ?? dayKey(bare.slice(4), bare.slice(2, 4), bare.slice(0, 2)) ?? { key: bare, swapped: '' };
  }
  if (parts) {
    const [, a = '', b = '', c = ''] = parts;
    const found = a.length > 2 ? dayKey(a, b, c) : (dayKey(fullYear(c), b, a) ?? dayKey(fullYear(c), a, b));
    if (found) return found;
  }
  const digits = folded.replace(/[^\p{L}\p{N}]+/gu, '');
  return { key: digits, swapped: '' };
}

function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return Number(year) > 30 ? `19${year}` : `20${year}`;
}

function dayKey(year: string, month: string, day: string): { key: string; swapped: string } | undefined {
  const m = Number(month);
  const d = Number(day);
  if (year.length !== 4 || m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  const two = (n: number) => String(n).padStart(2, '0');
  return { key: `${year}${two(m)}${two(d)}`, swapped: d <= 12 && d !== m ? `${year}${two(d)}${two(m)}` : '' };
}
