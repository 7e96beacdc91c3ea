import type { DealHistories } from './deal-histories.ts';
import type { DealRisks } from './deal-risks.ts';
import { chancesAhead } from './deals-ahead.ts';

/** What lies ahead of one open deal, in days from the evening on which it is looked at. */
export type Prospects = {
  /** Chance to be won within two years. */
  won: number;
  /** Within the running period; undefined where none was asked for. */
  wonInPeriod: number | undefined;
  /** Chance to vanish, or be closed without a decision, within 30 days. */
  goneIn30Days: number;
  /** Days until it closes, of such deals that close within two years: median and the range that holds four in five of them. */
  closesInDays: { median: number; low: number; high: number };
};

const farthestDay = 730;

/**
 * Chances and closing days of deals open at an age, from the cumulative incidence of each end: the closing day is the 10, 50 and 90 % point of
 * when any end comes, given that one comes within two years. Live deals are looked at through `liveHistories`, at age 0.
 * @param periodEndsInDays last day of the running period, counted from the day of looking; 0 when that is today
 * O(deals * (spells + 730)).
 */
export function prospectsOf(
  risks: DealRisks,
  histories: DealHistories,
  deals: Int32Array,
  age: number,
  periodEndsInDays?: number,
): Prospects[] {
  const days = Int32Array.from({ length: farthestDay }, (_, i) => i + 1);
  const { causes } = chancesAhead(risks, histories, deals, age, days);
  const [won, , gone] = causes as [Float64Array, Float64Array, Float64Array];
  return Array.from(deals, (_, place) => {
    const at = (curve: Float64Array, day: number) =>
      day < 1 ? 0 : (curve[place * farthestDay + Math.min(farthestDay, day) - 1] as number);
    const ended = (day: number) => causes.reduce((sum, curve) => sum + at(curve, day), 0);
    const point = (share: number) => firstDay((day) => ended(day) >= share * ended(farthestDay));
    return {
      won: at(won, farthestDay),
      wonInPeriod: periodEndsInDays === undefined ? undefined : at(won, periodEndsInDays),
      goneIn30Days: at(gone, 30),
      closesInDays: { low: point(0.1), median: point(0.5), high: point(0.9) },
    };
  });
}

/** The first of the days for which something holds that stays true from then on. */
function firstDay(holds: (day: number) => boolean): number {
  let [low, high] = [1, farthestDay];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
