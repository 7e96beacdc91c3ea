import { type Coverage, crpsOfSample, intervalCoverage, pinballLoss, relativeBias, wape } from '../../stats/index.ts';
import { isoDay, type Period, periodOf } from '../../time/index.ts';
import type { DealHistories } from '../risks/deal-histories.ts';
import { openingFeatures, type SetAside } from '../risks/opening-features.ts';
import type { Amounts } from './amounts.ts';
import { forecastPeriod, type JudgeDeals, outlookOfPeriod } from './forecast-period.ts';
import { lastDayOf } from './last-day.ts';
import { ShockOfPast, wonIn } from './shock-of-past.ts';
import { weightedPipeline } from './weighted-pipeline.ts';

export type ForecastBacktestOptions = {
  periods: 'quarter' | 'month';
  seed: number;
  /** 10,000 unless told. */
  draws?: number;
  /** How deals are judged; the clock by age and traits unless told. */
  judge?: JudgeDeals;
  /** Told how far it is, 0..1. */
  progress?: (share: number) => void;
};

/** One past period, as it would have been forecast on the day before it began. */
export type ForecastRow = {
  period: string;
  asOf: string;
  q10: number;
  q50: number;
  q90: number;
  mean: number;
  actual: number;
  crps: number;
  /** Open deals times the share of money that was won so far, the usual way: a number without a range. */
  weightedPipeline: number;
};

export type ForecastScores = {
  periods: number;
  /** Share of actuals inside q10 … q90, with its 95 % interval. */
  coverage: Coverage;
  crps: number;
  /** Mean absolute error of the weighted pipeline, which is its CRPS; and how much lower ours is, as a share. */
  weightedPipelineCrps: number;
  gain: number;
  /** Of the medians. */
  wape?: number;
  bias?: number;
  weightedPipelineWape?: number;
  /** Mean over the levels 0.1, 0.5, 0.9. */
  pinball: number;
};

/** Where what was expected lay, as shares over all periods, and how far the last period was supposed to be moved as a whole, up or down. */
export type ForecastDrivers = { openDeals: number; dealsToCome: number; shockOfLast: number };

export type ForecastBacktest = {
  rows: ForecastRow[];
  /** Absent without rows. */
  scores?: ForecastScores;
  /** What the numbers count, and what was supposed of amounts. */
  unit: 'amount' | 'wonDeals';
  amounts: Amounts['kind'];
  amountsBy?: string;
  /** What made the periods. Absent without rows. */
  drivers?: ForecastDrivers;
  wonWithoutAmount: number;
  /** Columns that were not read, and why: most often because they are written at closing. */
  setAside: SetAside[];
};

/**
 * Goes through the past period by period. Each is forecast as of the day before it began from what was known by then alone: deals that closed
 * later are open, deals that opened later are not there, and the size of the shared shock comes from the periods before. The last day in the
 * histories is the day the file was made; a period that ends more than six days after it is not judged.
 *
 * Columns that look as if they were written at closing are found in the whole file and not read in any period.
 * Rows begin when {@link pastNeeded} is met. The same seed gives the same rows. Cost: periods * (deals * (steps + traits) + draws).
 */
export function backtestForecast(given: DealHistories, options: ForecastBacktestOptions): ForecastBacktest {
  const { periods: kind, seed, draws = 10_000, judge, progress } = options;
  const { table, setAside } = openingFeatures(given);
  const histories = { ...given, known: { ...table, columns: table.columns.filter(({ name }) => name !== 'amount') } };
  const shock = new ShockOfPast(kind);
  const rows: ForecastRow[] = [];
  let [crps, weightedCrps] = [0, 0];
  let amounts: Amounts | undefined;
  let [expected, expectedOfNew, shockOfLast] = [0, 0, 0];
  const judged = periodsIn(histories, kind);
  for (const [k, period] of judged.entries()) {
    const asOf = period.from - 1;
    const outlook = outlookOfPeriod(histories, period, asOf, judge);
    if (outlook === undefined) continue;
    amounts = outlook.amounts;
    const actual = wonIn(histories, period, amounts);
    const said = forecastPeriod(outlook, shock.belief(outlook), { seed: seed + k, draws });
    const { q10, q50, q90, mean, totals } = said;
    const score = crpsOfSample(totals, actual) as number;
    const weighted = weightedPipeline(histories, outlook);
    rows.push({ period: period.label, asOf: isoDay(asOf), q10, q50, q90, mean, actual, crps: score, weightedPipeline: weighted });
    crps += score;
    weightedCrps += Math.abs(weighted - actual);
    expected += outlook.expected;
    expectedOfNew += outlook.expectedOfNew;
    shockOfLast = said.shock.sd;
    shock.learn({ outlook, actual });
    progress?.((k + 1) / judged.length);
  }
  const kindOfAmounts = amounts?.kind ?? (histories.amount.some((value) => value > 0) ? 'known' : 'count');
  const scores = rows.length > 0 ? scoresOf(rows, crps / rows.length, weightedCrps / rows.length) : undefined;
  return {
    rows,
    ...(scores ? { scores } : {}),
    unit: kindOfAmounts === 'count' ? 'wonDeals' : 'amount',
    amounts: kindOfAmounts,
    ...(amounts?.trait ? { amountsBy: amounts.trait } : {}),
    ...(expected > 0
      ? {
          drivers: { openDeals: 1 - expectedOfNew / expected, dealsToCome: expectedOfNew / expected, shockOfLast: Math.expm1(shockOfLast) },
        }
      : {}),
    setAside: setAside.filter(({ column }) => column !== 'amount'),
    wonWithoutAmount:
      kindOfAmounts === 'count'
        ? 0
        : histories.amount.reduce((sum, value, i) => sum + (histories.end[i] === 1 && Number.isNaN(value) ? 1 : 0), 0),
  };
}

function periodsIn({ openedDay, closedDay, end }: DealHistories, kind: 'quarter' | 'month'): Period[] {
  const days = Int32Array.from([...openedDay, ...closedDay.filter((_, i) => end[i] !== 0)]).sort();
  const lastSeenOpen = closedDay.reduce((latest, day, i) => (end[i] === 0 ? Math.max(latest, day) : latest), Number.NEGATIVE_INFINITY);
  const last = Math.max(lastDayOf(days), Math.min(lastSeenOpen, lastDayOf(days) + 92));
  const periods: Period[] = [];
  if (days.length === 0) return periods;
  for (let period = periodOf(kind, days[0] as number, 1); period.to <= last + 6; period = periodOf(kind, period.from, 1))
    periods.push(period);
  return periods;
}

function scoresOf(rows: readonly ForecastRow[], crps: number, weightedPipelineCrps: number): ForecastScores {
  const column = (name: 'q10' | 'q50' | 'q90' | 'actual' | 'weightedPipeline') => rows.map((row) => row[name]);
  const actual = column('actual');
  const levels = [
    ['q10', 0.1],
    ['q50', 0.5],
    ['q90', 0.9],
  ] as const;
  const optional = {
    wape: wape(column('q50'), actual),
    bias: relativeBias(column('q50'), actual),
    weightedPipelineWape: wape(column('weightedPipeline'), actual),
  };
  return {
    periods: rows.length,
    coverage: intervalCoverage(column('q10'), column('q90'), actual) as Coverage,
    crps,
    weightedPipelineCrps,
    gain: weightedPipelineCrps > 0 ? 1 - crps / weightedPipelineCrps : 0,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as typeof optional extends Record<
      infer K,
      unknown
    >
      ? Partial<Record<K & string, number>>
      : never),
    pinball: levels.reduce((sum, [name, level]) => sum + (pinballLoss(column(name), actual, level) as number), 0) / levels.length,
  };
}
