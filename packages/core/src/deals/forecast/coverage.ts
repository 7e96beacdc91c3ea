import { seededRandom } from '../../stats/index.ts';
import { equallyLikely } from './belief.ts';
import { drawTotals, type OpenDeals } from './draws.ts';
import type { PeriodOutlook } from './forecast-period.ts';
import type { LogBelief } from './level-filter.ts';

/** How much must be open so that what is missing comes with the wished chance. */
export type CoverageNeeded = {
  segment: string;
  /** Sum of the mean amounts of the open deals that are needed, and how many deals like those open now that is. */
  pipeline: number;
  deals: number;
  /** `pipeline` over what is missing: the coverage. */
  times: number;
  /** What the rule of thumb would ask: 1 / the share of open money that is expected to be won in the period. */
  inverseOfWinShare: number;
  /** What is open now, and the chance that it gives. */
  pipelineNow: number;
  chanceNow: number;
};

export type CoverageOptions = {
  /** What each segment has still to win in the period, above 0, in the unit of the amounts: its target less what is won so far. */
  missing: Readonly<Record<string, number>>;
  /** The segment of a deal, by its place in the histories; `all` for every deal unless told. */
  segmentOf?: (deal: number) => string;
  /** 0.8 unless told. */
  chance?: number;
  seed: number;
  /** 2,000 unless told. */
  draws?: number;
};

const shockValues = 50;
/** A segment that would need more than so many times its open deals cannot carry its target with deals of this kind. */
const mostTimes = 100;

/**
 * The smallest pipeline with which each segment wins what it is missing with the wished chance: deals like its open ones (drawn from them, with their
 * own chances and amounts), more and more of them, until enough draws reach it; deals still to come count by the segment's share of all deals.
 * It is not the inverse of the win share: with that much, the target is reached about every second time. A segment is left out when it
 * has no open deal that can win, or would need more than 100 times as many. Deterministic from `seed`.
 * O(segments * 15 * (deals needed + draws)).
 * @throws RangeError when what a segment is missing is not above 0
 */
export function coverageNeeded(outlook: PeriodOutlook, shock: LogBelief, options: CoverageOptions): CoverageNeeded[] {
  const { segmentOf = () => 'all', chance = 0.8, draws = 2_000, seed, missing } = options;
  const shocks = equallyLikely(shock, shockValues);
  const segments = segmentsOf(outlook, segmentOf);
  return Object.entries(missing).flatMap(([segment, amount]) => {
    if (!(amount > 0)) throw new RangeError(`segment ${segment} is missing ${amount}; coverage can only be told for an amount above 0`);
    const { places = [], share = 0 } = segments.get(segment) ?? {};
    const { open } = outlook;
    const newWins = { ...outlook.newWins, mean: outlook.newWins.mean * share };
    const reach = (deals: OpenDeals) => {
      const totals = drawTotals(deals, newWins, shocks, draws, seed);
      return totals.reduce((reached, total) => reached + (total >= amount ? 1 : 0), 0) / totals.length;
    };
    const pipelineNow = places.reduce((sum, place) => sum + (open.mean[place] as number), 0);
    const expected = places.reduce((sum, place) => sum - Math.expm1(-(open.rate[place] as number)) * (open.mean[place] as number), 0);
    if (!(expected > 0)) return [];
    const deals = smallest((count) => reach(dealsLike(open, places, count, seed)) >= chance, places.length * mostTimes);
    if (deals === undefined) return [];
    const pipeline = (deals * pipelineNow) / places.length;
    const chanceNow = reach(pick(open, places));
    return { segment, pipeline, deals, times: pipeline / amount, inverseOfWinShare: pipelineNow / expected, pipelineNow, chanceNow };
  });
}

/** Open deals of each segment by their place among the open ones, and the segment's share of all deals known. */
function segmentsOf({ known }: PeriodOutlook, segmentOf: (deal: number) => string): Map<string, { places: number[]; share: number }> {
  const segments = new Map<string, { places: number[]; share: number }>();
  let place = 0;
  for (const [row, deal] of known.deal.entries()) {
    const name = segmentOf(deal);
    const segment = segments.get(name) ?? { places: [], share: 0 };
    segments.set(name, segment);
    segment.share += 1 / known.deal.length;
    if (known.end[row] === 0) segment.places.push(place++);
  }
  return segments;
}

/** `count` deals drawn from those at `places`; a larger draw begins with the smaller one, so that more deals never win less. */
function dealsLike(open: OpenDeals, places: readonly number[], count: number, seed: number): OpenDeals {
  const { integer } = seededRandom(seed);
  return pick(
    open,
    Array.from({ length: count }, () => places[integer(places.length)] as number),
  );
}

function pick({ rate, at, count, amounts, mean, square, cube }: OpenDeals, places: readonly number[]): OpenDeals {
  const numbers = (values: Float64Array) => Float64Array.from(places, (place) => values[place] as number);
  const whole = (values: Int32Array) => Int32Array.from(places, (place) => values[place] as number);
  return {
    rate: numbers(rate),
    at: whole(at),
    count: whole(count),
    amounts,
    mean: numbers(mean),
    square: numbers(square),
    cube: numbers(cube),
  };
}

/** The smallest whole number from 0 to `most` that is enough, by doubling and halving; undefined when none is. */
function smallest(isEnough: (count: number) => boolean, most: number): number | undefined {
  if (isEnough(0)) return 0;
  let high = Math.min(8, most);
  while (!isEnough(high)) {
    if (high >= most) return undefined;
    high = Math.min(most, high * 2);
  }
  for (let low = 0; ; ) {
    if (high - low <= Math.max(1, high / 200)) return high;
    const middle = (low + high) >>> 1;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
}
