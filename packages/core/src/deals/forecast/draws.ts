import { type Random, seededRandom } from '../../stats/index.ts';
import { bulkMoments, splitBulk } from './bulk.ts';
import type { NewWins } from './new-deals.ts';
import { gammaOfMeanOne, poisson } from './variates.ts';

/**
 * Open deals: `rate[i]` = -ln(1 - chance to be won in the period); the equally likely amounts of deal i are `count[i]` entries of `amounts` from
 * `at[i]` on (deals may share them), with `mean[i]`, mean of squares `square[i]` and of cubes `cube[i]`.
 */
export type OpenDeals = {
  rate: Float64Array;
  at: Int32Array;
  count: Int32Array;
  amounts: Float64Array;
  mean: Float64Array;
  square: Float64Array;
  cube: Float64Array;
};

/** 65,536 equally likely values of a standard exponential: a table lookup instead of a logarithm per jump. */
const exponentials = Float32Array.from({ length: 65_536 }, (_, i) => -Math.log((i + 0.5) / 65_536));

/**
 * Sums of what is won, one per draw, not sorted. The draws are split evenly over `shocks`, the equally likely values of the shock
 * that all deals of a period share: in each, what is expected of the open deals is multiplied by exp(shock) through one factor on all their hazards, and so
 * are the wins among new deals. Within a shock deals are independent: a deal's wins are placed by geometric jumps from draw to draw, so the
 * work is counted in wins (or, for a likely deal of one amount, in losses), not in deals times draws; the sum of many small deals is drawn at once
 * ({@link splitBulk}). Deterministic from `seed`.
 */
export function drawTotals(open: OpenDeals, newWins: NewWins, shocks: Float64Array, draws: number, seed: number): Float64Array {
  const perShock = Math.max(1, Math.round(draws / shocks.length));
  const totals = new Float64Array(perShock * shocks.length);
  const random = seededRandom(seed);
  const hazards = hazardFactors(open, shocks);
  const { single, bulk } = splitBulk(open);
  for (let s = 0; s < shocks.length; s++) {
    const part = totals.subarray(s * perShock, (s + 1) * perShock);
    const hazard = hazards[s] as number;
    placeWins(open, single, hazard, part, random);
    if (bulk.length > 0) addBulk(bulkMoments(open, bulk, hazard), part, random);
    addNewWins(newWins, Math.exp(shocks[s] as number), part, random);
  }
  return totals;
}

function placeWins(
  { rate, at, count, amounts }: OpenDeals,
  places: Int32Array,
  hazard: number,
  totals: Float64Array,
  { bits }: Random,
): void {
  const draws = totals.length;
  let always = 0;
  for (let k = 0; k < places.length; k++) {
    const i = places[k] as number;
    const from = at[i] as number;
    const choices = count[i] as number;
    let rateNow = (rate[i] as number) * hazard;
    if (rateNow <= 0) continue;
    let amount = amounts[from] as number;
    if (choices === 1 && rateNow > Math.LN2) {
      always += amount;
      amount = -amount;
      rateNow = -Math.log(-Math.expm1(-rateNow));
    }
    if (!(rateNow > 1e-12)) continue;
    const step = 1 / rateNow;
    let draw = -1;
    for (;;) {
      const random = bits();
      draw += 1 + Math.floor((exponentials[random & 0xffff] as number) * step);
      if (draw >= draws) break;
      if (choices > 1) amount = amounts[from + (((random >>> 16) * choices) >>> 16)] as number;
      totals[draw] = (totals[draw] as number) + amount;
    }
  }
  if (always > 0) for (let draw = 0; draw < draws; draw++) totals[draw] = (totals[draw] as number) + always;
}

function addBulk({ mean, sd }: { mean: number; sd: number }, totals: Float64Array, { normal }: Random): void {
  for (let draw = 0; draw < totals.length; draw++) totals[draw] = (totals[draw] as number) + Math.max(0, mean + sd * normal());
}

/** Above so many new wins in a draw their sum is drawn as a normal one. */
const manyWins = 150;

function addNewWins({ mean, size, amounts }: NewWins, factor: number, totals: Float64Array, random: Random): void {
  if (!(mean > 0)) return;
  const { first, second } = momentsOfAmounts(amounts);
  const sd = Math.sqrt(Math.max(0, second - first * first));
  for (let draw = 0; draw < totals.length; draw++) {
    const wins = poisson(mean * factor * gammaOfMeanOne(size, random), random);
    let sum = 0;
    if (wins > manyWins) sum = Math.max(0, wins * first + Math.sqrt(wins) * sd * random.normal());
    else for (let k = 0; k < wins; k++) sum += amounts[random.integer(amounts.length)] as number;
    totals[draw] = (totals[draw] as number) + sum;
  }
}

/** Mean, mean of squares and of cubes. */
export function momentsOfAmounts(amounts: Float64Array): { first: number; second: number; third: number } {
  let [first, second, third] = [0, 0, 0];
  for (const amount of amounts) {
    first += amount;
    second += amount * amount;
    third += amount * amount * amount;
  }
  return { first: first / amounts.length, second: second / amounts.length, third: third / amounts.length };
}

/** For each shock the factor on all hazards, within e^-7 … e^7, that multiplies the expected sum by exp(shock): on classes of rate 9 % wide. */
function hazardFactors({ rate, mean }: OpenDeals, shocks: Float64Array): Float64Array {
  const byClass = new Map<number, number>();
  for (let i = 0; i < rate.length; i++) {
    if (!((rate[i] as number) > 0)) continue;
    const nearest = Math.round(Math.log(rate[i] as number) / 0.09);
    byClass.set(nearest, (byClass.get(nearest) ?? 0) + (mean[i] as number));
  }
  const classes = [...byClass].map(([nearest, amount]) => ({ rate: Math.exp(nearest * 0.09), amount }));
  const expected = (factor: number) => classes.reduce((sum, one) => sum - one.amount * Math.expm1(-factor * one.rate), 0);
  const usual = expected(1);
  return shocks.map((shock) => {
    if (!(usual > 0)) return 1;
    let [low, high] = [-7, 7];
    for (let k = 0; k < 18; k++) {
      const half = (low + high) / 2;
      if (expected(Math.exp(half)) < usual * Math.exp(shock)) low = half;
      else high = half;
    }
    return Math.exp((low + high) / 2);
  });
}
