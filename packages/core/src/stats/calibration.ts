import { wilsonInterval } from './proportion.ts';

export type CalibrationRow = { saidFrom: number; saidTo: number; said: number; happened: number; n: number };

/**
 * What was said, in ten equal steps, against the share that happened. Rows without cases are left out.
 * O(n).
 * @throws RangeError for a probability outside 0..1 or NaN
 */
export function calibrationTable(said: ArrayLike<number>, happened: ArrayLike<number>): CalibrationRow[] {
  const rows = Array.from({ length: 10 }, (_, i) => ({ saidFrom: i / 10, saidTo: (i + 1) / 10, said: 0, happened: 0, n: 0 }));
  for (let i = 0; i < said.length; i++) add(rows[Math.min(9, Math.floor((said[i] as number) * 10))], said[i], happened[i]);
  return asMeans(rows);
}

/**
 * The same in steps that hold equally many cases each (as near as ties of `said` allow: equal ones stay together), for probabilities
 * that crowd at one end. O(n log n).
 */
export function calibrationTableOfEqualCases(said: ArrayLike<number>, happened: ArrayLike<number>, steps = 10): CalibrationRow[] {
  const order = Uint32Array.from({ length: said.length }, (_, i) => i).sort((a, b) => (said[a] as number) - (said[b] as number));
  const rows: CalibrationRow[] = [];
  let at = 0;
  for (let step = 0; step < steps && at < order.length; step++) {
    const row = { saidFrom: said[order[at] as number] as number, saidTo: 0, said: 0, happened: 0, n: 0 };
    const until = Math.max(at + 1, Math.round(((step + 1) * order.length) / steps));
    while (at < order.length && (at < until || said[order[at] as number] === row.saidTo)) {
      const i = order[at++] as number;
      row.saidTo = said[i] as number;
      add(row, said[i], happened[i]);
    }
    rows.push(row);
  }
  return asMeans(rows);
}

function add(row: CalibrationRow | undefined, said: number | undefined, happened: number | undefined): void {
  if (row === undefined || !((said as number) >= 0 && (said as number) <= 1))
    throw new RangeError(`${said} is no probability; it must lie in 0..1`);
  row.said += said as number;
  row.happened += happened as number;
  row.n += 1;
}

function asMeans(rows: CalibrationRow[]): CalibrationRow[] {
  return rows.filter((row) => row.n > 0).map((row) => ({ ...row, said: row.said / row.n, happened: row.happened / row.n }));
}

/** A row with the interval that the share which happened may have by chance (Wilson 1927). */
export type ReliabilityPoint = CalibrationRow & { low: number; high: number };

/**
 * The points of a reliability chart: mean said against the share that happened, with its interval (80 % unless told).
 * `of` is a table of {@link calibrationTable} or {@link calibrationTableOfEqualCases}.
 */
export function reliabilityCurve(of: readonly CalibrationRow[], level = 0.8): ReliabilityPoint[] {
  return of.map((row) => {
    const [low, high] = wilsonInterval(row.happened, row.n, level);
    return { ...row, low, high };
  });
}

/** Mean absolute difference of said and happened over the rows, weighted by cases. */
export function calibrationError(rows: readonly CalibrationRow[]): number {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  return n === 0 ? 0 : rows.reduce((sum, row) => sum + row.n * Math.abs(row.said - row.happened), 0) / n;
}

/**
 * "The" ECE of every page and bar here: ten steps of equal width (Naeini, Cooper & Hauskrecht 2015). Chance alone makes it positive: with n
 * cases of a perfect model about 0.3 / sqrt(n / 10). Undefined for no cases. O(n).
 */
export function expectedCalibrationError(said: ArrayLike<number>, happened: ArrayLike<number>): number | undefined {
  return said.length === 0 ? undefined : calibrationError(calibrationTable(said, happened));
}
