/** Mean squared difference of said probabilities and what happened, 0 or 1 (Brier 1950). Undefined for no cases. */
export function brierScore(said: ArrayLike<number>, happened: ArrayLike<number>): number | undefined {
  if (said.length === 0) return undefined;
  let sum = 0;
  for (let i = 0; i < said.length; i++) sum += ((said[i] as number) - (happened[i] as number)) ** 2;
  return sum / said.length;
}

export type CalibrationRow = { saidFrom: number; saidTo: number; said: number; happened: number; n: number };

/**
 * What was said, in ten equal steps, against the share that happened. Rows without cases are left out.
 * O(n).
 */
export function calibrationTable(said: ArrayLike<number>, happened: ArrayLike<number>): CalibrationRow[] {
  const rows = Array.from({ length: 10 }, (_, i) => ({ saidFrom: i / 10, saidTo: (i + 1) / 10, said: 0, happened: 0, n: 0 }));
  for (let i = 0; i < said.length; i++) {
    const row = rows[Math.min(9, Math.floor((said[i] as number) * 10))] as CalibrationRow;
    row.said += said[i] as number;
    row.happened += happened[i] as number;
    row.n += 1;
  }
  return rows.filter((row) => row.n > 0).map((row) => ({ ...row, said: row.said / row.n, happened: row.happened / row.n }));
}

/** Mean absolute difference of said and happened over the rows, weighted by cases (expected calibration error). */
export function calibrationError(rows: readonly CalibrationRow[]): number {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  return n === 0 ? 0 : rows.reduce((sum, row) => sum + row.n * Math.abs(row.said - row.happened), 0) / n;
}
