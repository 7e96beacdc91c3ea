/** From this size on a count since 1970 is of milliseconds (in seconds it would be the year 5138), from the next on of microseconds. */
const leastMilliseconds = 1e11;
const leastMicroseconds = 1e14;

const countForm = /^-?\d{1,17}(\.\d{1,12})?$/;

const dayForm = /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

/** What counts since 1970 are in seconds, all of one unit, which the largest of them shows; undefined where one of them is no number, or several and all of them days such as 20260301. */
export function epochSeconds(cells: readonly string[]): Float64Array | undefined {
  if (!cells.every((cell) => countForm.test(cell))) return undefined;
  if (cells.length > 1 && cells.every((cell) => dayForm.test(cell))) return undefined;
  const counts = Float64Array.from(cells, Number);
  const largest = counts.reduce((most, count) => Math.max(most, Math.abs(count)), 0);
  const perSecond = largest >= leastMicroseconds ? 1e6 : largest >= leastMilliseconds ? 1e3 : 1;
  return perSecond === 1 ? counts : counts.map((count) => count / perSecond);
}
