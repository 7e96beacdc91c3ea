import type { CategoryColumn, Table } from '../../learner/index.ts';
import { ReferenceCurves } from './baselines.ts';
import type { DealHistories } from './deal-histories.ts';
import { type DealRisks, featuresFor, fitDealRisks } from './deal-risks.ts';
import { type DealScores, dealScores } from './deal-scores.ts';
import { chancesAhead } from './deals-ahead.ts';
import { type DealsDrift, dealsDrift } from './deals-drift.ts';
import { causeCount } from './hazard-member.ts';
import { followedAges, type JudgedAge } from './judged-ages.ts';
import type { SetAside } from './opening-features.ts';
import { importancesOf, type WhyWon, whyWon } from './why-won.ts';

export type BacktestDealsOptions = {
  /** Ages in days at which each deal still open is asked about. */
  asOfAges: readonly number[];
  horizonDays: number;
  seed: number;
  /** Told now and then how much is done, 0..1. */
  progress?: (share: number) => void;
};

/** One forecast a row: what becomes of deal `deal[row]` (an index into the test deals), open at `age[row]`, by `age + horizonDays`. */
export type DealForecasts = {
  count: number;
  deal: Int32Array;
  age: Int32Array;
  pWon: Float64Array;
  pLost: Float64Array;
  pGone: Float64Array;
  /** 1 less the three others: the four add up to 1 exactly. */
  pOpen: Float64Array;
};

export type DealsBacktest = {
  forecasts: DealForecasts;
  /** How the hazards were read, with the weight of each reading; heaviest first. */
  method: { name: string; weight: number }[];
  segmentColumn: string | undefined;
  setAside: readonly SetAside[];
  /** Day before which ends are not on file; undefined where the file shows no such day. */
  watchedFrom: number | undefined;
  /** Ends in the training past. A chance of an end that never came is next to nothing, not nothing. */
  ends: DealRisks['ends'];
  /** Column whose segments the reference (Kaplan-Meier, Aalen-Johansen) is drawn by; all deals where undefined. */
  referenceColumn: string | undefined;
  /** How much each column moves the chance to be won within the horizon, on average over some forecasts; largest first. */
  importances: { column: string; meanEffect: number }[];
  /** Why some of the forecasts, spread over all, are what they are; `row` is their place in `forecasts`. */
  reasons: (WhyWon & { row: number })[];
  /** Whether the test deals still resemble the training past. */
  drift: DealsDrift;
  /** Undefined where the test deals do not say how they ended. */
  scores: DealScores | undefined;
};

/** A probability is never exactly 0. */
const leastChance = 1e-6;
const forecastsExplained = 60;

/**
 * Learns from `train` and says of each test deal, at each age at which it was still open, how likely it is won, lost, gone or still open
 * `horizonDays` later. A deal is open at age a when it closed, or was last seen open, more than a days after opening. How a test deal ended
 * is read only to score what was said of it. Rows come age by age in the order given, deals in the order of `test`.
 *
 * The same deals and seed give the same numbers to the last bit. @see fitDealRisks for method, sources and cost.
 * @throws RangeError for no training deal, one that closes before it opens, no age, or an age or horizon that is not a whole number of days
 */
export function backtestDeals(train: DealHistories, test: DealHistories, options: BacktestDealsOptions): DealsBacktest {
  const { asOfAges, horizonDays, seed, progress } = options;
  checkDays(asOfAges, horizonDays);
  const risks = fitDealRisks(train, { seed, progress: (share) => progress?.(share * 0.7) });
  const days = daysJudged(horizonDays);
  const referenceColumn = segmentOfReference(risks);
  const reference = new ReferenceCurves(
    train,
    codesOf(risks.features.table, referenceColumn),
    levelsOf(risks.features.table, referenceColumn),
  );
  const testTable = featuresFor(risks, test).table;
  const testSegments = codesOf(testTable, referenceColumn);
  const judged = asOfAges.map((age, i): JudgedAge => {
    const deals = openAt(test, age);
    const model = chancesAhead(risks, test, deals, age, days);
    progress?.(0.7 + (0.2 * (i + 1)) / asOfAges.length);
    return { age, deals, model, reference: reference.ahead(testSegments, deals, age, days) };
  });
  const scores = dealScores(test, judged, seed, risks.watchedFrom);
  const reasons = explainedForecasts(risks, test, judged, horizonDays);
  progress?.(1);
  return {
    forecasts: forecastsOf(judged, days.length),
    method: risks.members
      .map(({ name }, m) => ({ name, weight: risks.weights[m] as number }))
      .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1)),
    segmentColumn: risks.segmentColumn,
    setAside: risks.setAside,
    watchedFrom: risks.watchedFrom,
    ends: risks.ends,
    referenceColumn,
    importances: importancesOf(reasons),
    reasons,
    drift: dealsDrift(risks.features.table, testTable, test, scores ? followedAges(test, judged, risks.watchedFrom) : []),
    scores,
  };
}

/** Forecasts spread evenly over all, with their reasons. */
function explainedForecasts(risks: DealRisks, test: DealHistories, judged: readonly JudgedAge[], horizonDays: number) {
  const count = judged.reduce((sum, { deals }) => sum + deals.length, 0);
  const every = Math.max(1, Math.ceil(count / forecastsExplained));
  let firstRow = 0;
  return judged.flatMap(({ age, deals }) => {
    const rows = Array.from({ length: deals.length }, (_, place) => firstRow + place).filter((row) => row % every === 0);
    const why = whyWon(
      risks,
      test,
      Int32Array.from(rows, (row) => deals[row - firstRow] as number),
      age,
      horizonDays,
    );
    firstRow += deals.length;
    return why.map((one, i) => ({ row: rows[i] as number, ...one }));
  });
}

/** Deals still open at an age, by their place. O(n). */
export function openAt({ openedDay, closedDay }: Pick<DealHistories, 'openedDay' | 'closedDay'>, age: number): Int32Array {
  const open: number[] = [];
  for (let i = 0; i < openedDay.length; i++) if ((closedDay[i] as number) - (openedDay[i] as number) > age) open.push(i);
  return Int32Array.from(open);
}

/** Twelve days spread over the horizon, and 30, 60 and 90 where they lie in it. */
function daysJudged(horizonDays: number): Int32Array {
  const spread = Array.from({ length: 12 }, (_, i) => Math.max(1, Math.round(((i + 1) * horizonDays) / 12)));
  const all = new Set([...spread, ...[30, 60, 90].filter((day) => day <= horizonDays)]);
  return Int32Array.from(all).sort();
}

function forecastsOf(judged: readonly JudgedAge[], steps: number): DealForecasts {
  const count = judged.reduce((sum, { deals }) => sum + deals.length, 0);
  const columns = Array.from({ length: causeCount }, () => new Float64Array(count));
  const [pWon, pLost, pGone] = columns as [Float64Array, Float64Array, Float64Array];
  const forecasts = { count, deal: new Int32Array(count), age: new Int32Array(count), pWon, pLost, pGone, pOpen: new Float64Array(count) };
  let row = 0;
  for (const { age, deals, model } of judged) {
    for (let place = 0; place < deals.length; place++, row++) {
      forecasts.deal[row] = deals[place] as number;
      forecasts.age[row] = age;
      const chances = model.causes.map((ofCause) => Math.max(leastChance, ofCause[place * steps + steps - 1] as number));
      const ended = chances.reduce((sum, chance) => sum + chance, 0);
      const shrink = Math.min(1, (1 - leastChance) / ended);
      for (let k = 0; k < causeCount; k++) (columns[k] as Float64Array)[row] = (chances[k] as number) * shrink;
      forecasts.pOpen[row] = 1 - ((pWon[row] as number) + (pLost[row] as number) + (pGone[row] as number));
    }
  }
  return forecasts;
}

/** What a manager would split by: the product where there is one, else a segment, else what tells most. */
function segmentOfReference(risks: DealRisks): string | undefined {
  const names = risks.features.table.columns.filter(({ kind }) => kind === 'category').map(({ name }) => name);
  return names.find((name) => /product/i.test(name)) ?? names.find((name) => /segment|pipeline/i.test(name)) ?? risks.segmentColumn;
}

function categoryNamed(table: Table, name: string | undefined): CategoryColumn | undefined {
  return table.columns.find((column): column is CategoryColumn => column.kind === 'category' && column.name === name);
}

function codesOf(table: Table, name: string | undefined): Int32Array {
  return categoryNamed(table, name)?.codes ?? new Int32Array(table.rowCount).fill(-1);
}

function levelsOf(table: Table, name: string | undefined): number {
  return categoryNamed(table, name)?.levels.length ?? 0;
}

function checkDays(asOfAges: readonly number[], horizonDays: number): void {
  if (asOfAges.length === 0) throw new RangeError('no age was given at which to ask about deals; give one or more, such as 14 and 30');
  for (const age of asOfAges)
    if (!Number.isInteger(age) || age < 0) throw new RangeError(`age ${age} must be a whole number of days, 0 or more`);
  if (!Number.isInteger(horizonDays) || horizonDays < 1)
    throw new RangeError(`the horizon ${horizonDays} must be a whole number of days, 1 or more`);
}
