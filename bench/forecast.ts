import {
  backtestForecast,
  type DealHistories,
  type ForecastRow,
  forecastPeriod,
  outlookOfPeriod,
  periodOf,
  shockOfPast,
} from '@windshield/core';
import { companyOfKind, type KindOfCompany, kindsOfCompanies } from './kinds-of-companies.ts';
import { madeUpPipeline } from './made-up-pipelines.ts';
import { met } from './met.ts';
import { simulatedPipeline } from './simulated-pipeline.ts';

const shareOfQuarters = Number(process.env['BENCH_SHARE'] ?? 1);
const companies = Math.ceil(50 * shareOfQuarters);
const years = 6;

/**
 * The forecast on companies that are made up by other formulas than its own, quarter by quarter: does its 80 % interval hold eight of ten results, and
 * is it closer than the weighted pipeline? Then its speed.
 */
export async function run(): Promise<boolean> {
  const madeUp = judge(
    'made-up pipelines',
    Array.from({ length: companies }, (_, seed) => () => madeUpPipeline(seed + 1, years)),
  );
  const withoutAmounts = judge(
    'the same, amounts written only when won',
    Array.from({ length: Math.ceil(companies / 4) }, (_, seed) => () => madeUpPipeline(seed + 1, years, 'whenWon')),
  );
  const simulated = judge(
    'simulated companies',
    Array.from({ length: Math.ceil(10 * shareOfQuarters) }, (_, seed) => () => simulatedPipeline(seed + 1, years)),
  );
  const kinds = judgeKinds();
  const isEnough = met('quarters', madeUp.quarters, madeUp.quarters >= 1_000 * shareOfQuarters, 'at least 1,000');
  return [madeUp.isGood, withoutAmounts.isGood, simulated.isGood, kinds, isEnough, quick()].every(Boolean);
}

/** A forecast quarter with its company's mean quarter, and which of the company's quarters it is. */
type Judged = { row: ForecastRow; scale: number; place: number };

/** Companies of every size weigh alike: errors are taken over the company's mean quarter. */
function quartersOf(histories: DealHistories): Judged[] {
  const { rows } = backtestForecast(histories, { periods: 'quarter', seed: 1, draws: 4_000 });
  const scale = rows.reduce((sum, { actual }) => sum + actual, 0) / Math.max(1, rows.length);
  return scale > 0 ? rows.map((row, place) => ({ row, scale, place })) : [];
}

const isHeld = ({ row: { q10, q90, actual } }: Judged) => actual >= q10 && actual <= q90;
const shareOf = <T>(of: readonly T[], holds: (one: T) => boolean) => of.filter(holds).length / of.length;
const meanOf = <T>(of: readonly T[], value: (one: T) => number) => of.reduce((sum, one) => sum + value(one), 0) / of.length;

/** Companies unlike each other, each in one respect: no kind of company may be served badly for the good of the mean. */
function judgeKinds(): boolean {
  const seeds = Math.ceil(3 * shareOfQuarters);
  const byKind = (Object.keys(kindsOfCompanies) as KindOfCompany[]).map((kind) => ({
    kind,
    quarters: Array.from({ length: seeds }, (_, seed) => quartersOf(companyOfKind(kind, seed + 1))).flat(),
  }));
  const all = byKind.flatMap(({ quarters }) => quarters);
  console.log(`  kinds of companies: ${byKind.length} kinds, ${seeds} companies each, ${all.length} quarters`);
  const crps = ({ row, scale }: Judged) => row.crps / scale;
  const weighted = ({ row, scale }: Judged) => Math.abs(row.weightedPipeline - row.actual) / scale;
  for (const { kind, quarters } of byKind)
    console.log(
      `    ${kind.padEnd(32)} inside ${percent(shareOf(quarters, isHeld))}, CRPS ${percent(meanOf(quarters, crps))}, weighted pipeline ${percent(meanOf(quarters, weighted))}, bias of the mean ${percent(meanOf(quarters, ({ row, scale }) => (row.mean - row.actual) / scale))}`,
    );
  const worst = Math.min(...byKind.map(({ quarters }) => shareOf(quarters, isHeld)));
  const least = Math.min(...byKind.map(({ quarters }) => 1 - meanOf(quarters, crps) / meanOf(quarters, weighted)));
  const inside = shareOf(all, isHeld);
  return [
    met('kinds of companies: % inside the 80 % interval', 100 * inside, inside >= 0.76 && inside <= 0.84, '76 to 84'),
    met('the kind with the fewest inside, %', 100 * worst, worst >= 0.65, 'at least 65'),
    met('the kind with the least gain: % lower CRPS than the weighted pipeline', 100 * least, least >= 0.2, 'at least 20'),
  ].every(Boolean);
}

function judge(what: string, histories: readonly (() => DealHistories)[]): { quarters: number; isGood: boolean } {
  const rows = histories.flatMap((make) => quartersOf(make()));
  const share = (of: typeof rows, holds: (row: ForecastRow) => boolean) => of.filter(({ row }) => holds(row)).length / of.length;
  const isInside = ({ q10, q90, actual }: ForecastRow) => actual >= q10 && actual <= q90;
  const mean = (value: (row: ForecastRow) => number) => rows.reduce((sum, { row, scale }) => sum + value(row) / scale, 0) / rows.length;
  const [ours, weighted] = [mean((row) => row.crps), mean((row) => Math.abs(row.weightedPipeline - row.actual))];
  const quartersFrom = (from: number, to: number) => rows.filter(({ place }) => place >= from && place < to);
  console.log(`  ${what}: ${histories.length} companies, ${rows.length} quarters`);
  console.log(
    `    below the interval ${percent(share(rows, ({ q10, actual }) => actual < q10))}, above ${percent(share(rows, ({ q90, actual }) => actual > q90))}, under the median ${percent(share(rows, ({ q50, actual }) => actual < q50))}`,
  );
  console.log(
    `    inside by quarters of past: first four ${percent(share(quartersFrom(0, 4), isInside))}, next six ${percent(share(quartersFrom(4, 10), isInside))}, later ${percent(share(quartersFrom(10, 999), isInside))}`,
  );
  console.log(
    `    of a mean quarter: CRPS ${percent(ours)}, weighted pipeline ${percent(weighted)}; mean absolute error of the median ${percent(mean(({ q50, actual }) => Math.abs(q50 - actual)))}, bias of the mean ${percent(mean(({ mean: said, actual }) => said - actual))}`,
  );
  const inside = share(rows, isInside);
  return {
    quarters: rows.length,
    isGood: [
      met('% of results inside the 80 % interval', 100 * inside, inside >= 0.76 && inside <= 0.84, '76 to 84'),
      met('% lower CRPS than the weighted pipeline', 100 * (1 - ours / weighted), ours <= 0.8 * weighted, 'at least 20'),
    ].every(Boolean),
  };
}

/** 10,000 draws over 5,000 open deals, and over the plain loop of as many coins. */
function quick(): boolean {
  const histories = madeUpPipelineWithOpenDeals(5_000);
  const last = histories.closedDay.reduce((latest, day) => Math.max(latest, day), 0);
  const outlook = outlookOfPeriod(histories, periodOf('quarter', last, 1), last);
  if (!outlook) throw new Error('the made-up pipeline has too short a past');
  const shock = shockOfPast(histories, outlook);
  const open = outlook.open.rate.length;
  forecastPeriod(outlook, shock, { seed: 1 });
  const took = fastest(() => forecastPeriod(outlook, shock, { seed: 2 }));
  const coins = fastest(() => plainCoins(open, 10_000));
  console.log(`  ${open.toLocaleString('en')} open deals, ${Math.round(outlook.newWins.mean)} more wins expected of deals to come`);
  return [
    met('ms for 10,000 draws', (took * 5_000) / open, (took * 5_000) / open <= 300, 'at most 300, for 5,000 open deals'),
    met('times faster than a coin for each deal and draw', coins / took, coins / took >= 2, 'at least 2'),
  ].every(Boolean);
}

function fastest(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 5; time++) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** The plain way: for each draw a coin for each deal. Returns the sum, so that no compiler leaves it out. */
function plainCoins(deals: number, draws: number): number {
  const chance = Float64Array.from({ length: deals }, (_, i) => (i % 100) / 200);
  let [state, sum] = [1, 0];
  for (let draw = 0; draw < draws; draw++)
    for (let deal = 0; deal < deals; deal++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      if ((state >>> 0) / 0x1_0000_0000 < (chance[deal] as number)) sum += deal;
    }
  return sum;
}

/** The pipelines of some companies put together until so many deals are open on the last day. */
function madeUpPipelineWithOpenDeals(wanted: number): DealHistories {
  const parts: DealHistories[] = [];
  for (let [seed, open] = [1, 0]; open < wanted; seed++) {
    const part = madeUpPipeline(seed, 4);
    parts.push(part);
    open += part.end.filter((end) => end === 0).length;
  }
  const ids = parts.flatMap((part, k) => part.ids.map((id) => `${k} ${id}`));
  return {
    ids,
    openedDay: Int32Array.from(parts.flatMap((part) => [...part.openedDay])),
    closedDay: Int32Array.from(parts.flatMap((part) => [...part.closedDay])),
    end: Uint8Array.from(parts.flatMap((part) => [...part.end])),
    amount: Float64Array.from(parts.flatMap((part) => [...part.amount])),
    known: { rowCount: ids.length, columns: [] },
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
