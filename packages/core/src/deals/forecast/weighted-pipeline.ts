import type { DealHistories } from '../risks/deal-histories.ts';
import { worth } from './amounts.ts';
import type { PeriodOutlook } from './forecast-period.ts';

/**
 * The forecast that most companies make: what is open times the share of what closed so far that was won (of money where open deals bear
 * amounts; else of deals, times the mean of won amounts), plus what is won in the period so far. What ours is held against. O(deals).
 */
export function weightedPipeline({ amount }: DealHistories, { known, amounts, wonSoFar }: PeriodOutlook): number {
  let [won, closed, open, wins, brought] = [0, 0, 0, 0, 0];
  for (const [row, i] of known.deal.entries()) {
    const end = known.end[row] as number;
    const size = amounts.kind === 'known' ? worth(amount[i] as number) : 1;
    if (end === 0) open += size;
    else closed += size;
    if (end !== 1) continue;
    won += size;
    wins += 1;
    brought += amounts.kind === 'count' ? 1 : worth(amount[i] as number);
  }
  const perOpen = amounts.kind === 'whenWon' ? brought / Math.max(1, wins) : 1;
  return wonSoFar + (closed > 0 ? open * (won / closed) * perOpen : 0);
}
