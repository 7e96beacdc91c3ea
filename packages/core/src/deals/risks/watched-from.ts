import type { DealHistories } from './deal-histories.ts';

/**
 * The first day from which ends are on file, when the file shows that earlier ones are missing (delayed entry, or left truncation; Kaplan &
 * Meier 1958, 3.3); else undefined. A system that was filled with the deals open on its first day has deals opened long before, none of
 * which ended before it: counting those days as survived would make young deals look safe.
 *
 * Believed only when so quiet a beginning is less likely than one in a thousand given what ends a day came later. O(n).
 */
export function watchedFrom({ openedDay, closedDay, end }: Pick<DealHistories, 'openedDay' | 'closedDay' | 'end'>): number | undefined {
  let first = Number.POSITIVE_INFINITY;
  for (let i = 0; i < end.length; i++) if (end[i] !== 0) first = Math.min(first, closedDay[i] as number);
  if (!Number.isFinite(first)) return undefined;
  let oldest = 0;
  for (let i = 0; i < end.length; i++) oldest = Math.max(oldest, (closedDay[i] as number) - (openedDay[i] as number));
  const ended = new Float64Array(oldest + 1);
  // Deals at risk by age before and after the first end, as differences of counts.
  const before = new Float64Array(oldest + 2);
  const after = new Float64Array(oldest + 2);
  for (let i = 0; i < end.length; i++) {
    const opened = openedDay[i] as number;
    const age = (closedDay[i] as number) - opened;
    const split = Math.min(age + 1, Math.max(0, first - opened));
    before[0] = (before[0] as number) + 1;
    before[split] = (before[split] as number) - 1;
    after[split] = (after[split] as number) + 1;
    after[age + 1] = (after[age + 1] as number) - 1;
    if (end[i] !== 0) ended[age] = (ended[age] as number) + 1;
  }
  let expected = 0;
  let [atRiskBefore, atRiskAfter] = [0, 0];
  for (let age = 0; age <= oldest; age++) {
    atRiskBefore += before[age] as number;
    atRiskAfter += after[age] as number;
    if (atRiskAfter > 0) expected += (atRiskBefore * (ended[age] as number)) / atRiskAfter;
  }
  return expected > Math.log(1000) ? first : undefined;
}
