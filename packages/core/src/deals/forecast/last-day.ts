const longestSilence = 366;
const mostSlips = 0.01;

/**
 * The last of some rising days that is believed: fewer than a hundredth of them that come after more than a year of silence are slips of the
 * pen (2204 for 2024). O(slips).
 */
export function lastDayOf(rising: Int32Array): number {
  let last = rising.length - 1;
  for (let i = last; i > rising.length * (1 - mostSlips); i--)
    if ((rising[i] as number) - (rising[i - 1] as number) > longestSilence) last = i - 1;
  return rising[last] as number;
}
