/** What is known of how a kind of field ages here. */
export interface FieldHazard {
  /** Chance a month that a value stops being true. */
  readonly aMonth: number;
  /** 80 % interval of it. */
  readonly interval: readonly [number, number];
  /** Changes and bounces that it was learned from. */
  readonly events: number;
  /** Months that values were seen standing. */
  readonly months: number;
}

/** Where learning starts: 2.1 % of business contacts go stale in a month, weighed like 1,000 months of own experience. */
const prior = { aMonth: 0.021, months: 1_000 };

/**
 * The chance a month that a field has gone stale, learned from how often values were seen to end (bounces, changes of job or number) in
 * how many months of standing: a Gamma prior at 2.1 % a month meets Poisson counts, so that little experience moves it little.
 * The interval is Wilson and Hilferty's (1931) approximation of the Gamma's quantiles, within a percent where there are two events or more. O(1).
 *
 * @param events values seen to end @param months value-months observed
 * @throws RangeError when one is negative
 */
export function fieldHazard(events: number, months: number): FieldHazard {
  if (!(events >= 0) || !(months >= 0)) throw new RangeError('events and months are counts: neither can be negative');
  const shape = prior.aMonth * prior.months + events;
  const rate = prior.months + months;
  const quantile = (z: number) => (shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3) / rate;
  return { aMonth: shape / rate, interval: [quantile(-1.2815515655446004), quantile(1.2815515655446004)], events, months };
}

const daysAMonth = 30.436875;

/** Chance that a value which was last seen to be true `days` ago is no longer: 1 - e^(-hazard x months). Never exactly 1. */
export function chanceStale(hazardAMonth: number, days: number): number {
  return Math.min(1 - 1e-9, -Math.expm1((-hazardAMonth * Math.max(0, days)) / daysAMonth));
}
