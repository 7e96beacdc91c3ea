import { logGamma, sortedQuantile } from '../../stats/index.ts';
import type { DealsKnownThen } from './known-then.ts';
import type { OutlookOfDeals } from './outlook-of-deals.ts';
import type { Trait } from './traits.ts';

/** Daily hazards by age, the same within a step; `factor` is what each deal's traits make of them. Two causes: won, ended otherwise. */
type Cause = { daily: Float64Array; factor: Float64Array };

const rounds = 4;
/** How many wins' worth of doubt a group's factor starts with: the one under which the groups' counts are likeliest is taken. */
const strengths = [2, 5, 10, 20, 50, 100, 200, 1_000, 10_000];

/**
 * Competing clocks of deals with proportional hazards (Cox 1972) that are constant between quantiles of the ages at which deals ended
 * (Holford 1980), fitted on what was known on one day. Each group of a trait multiplies the hazard by a factor that is drawn towards 1 as if
 * it came from a Gamma of mean 1 (Clayton & Kaldor 1987); its strength is the likeliest of a few, so a trait that says nothing gets 1.
 * Deals count from the first day that the records cover (delayed entry), so that records which begin with deals under way do not mislead.
 * O(deals * (steps + traits) * rounds).
 */
export function fitWinClock(known: DealsKnownThen, openedDay: Int32Array, traits: readonly Trait[]): OutlookOfDeals {
  const edges = stepsOf(known);
  const [won, otherwise] = [
    fitCause(known, openedDay, traits, edges, (end) => end === 1),
    fitCause(known, openedDay, traits, edges, (end) => end > 1),
  ];
  return {
    chanceWithin(deal, days, ahead) {
      const [w, o] = [won.factor[deal] as number, otherwise.factor[deal] as number];
      const until = days + ahead;
      let open = 1;
      let chance = 0;
      for (let step = stepAt(edges, days), from = days; from < until; step++) {
        const to = Math.min(until, edges[step + 1] ?? Number.POSITIVE_INFINITY);
        const win = w * (won.daily[step] as number);
        const all = win + o * (otherwise.daily[step] as number);
        const ended = -Math.expm1(-all * (to - from));
        chance += open * (win / all) * ended;
        open *= 1 - ended;
        from = to;
      }
      return chance;
    },
  };
}

/** Ages at which the hazard may change, from 0 on: quantiles of the ages at the end. */
function stepsOf({ days, end, closed }: DealsKnownThen): Float64Array {
  const ages = days.filter((_, row) => end[row] !== 0).sort();
  const count = Math.max(1, Math.min(24, Math.floor(closed / 15)));
  const inner = Array.from({ length: count - 1 }, (_, k) => Math.ceil(sortedQuantile(ages, (k + 1) / count) ?? 0));
  return Float64Array.from(new Set([0, ...inner.filter((age) => age > 0)]));
}

function stepAt(edges: Float64Array, age: number): number {
  let step = 0;
  while (step + 1 < edges.length && (edges[step + 1] as number) <= age) step++;
  return step;
}

function fitCause(
  known: DealsKnownThen,
  openedDay: Int32Array,
  traits: readonly Trait[],
  edges: Float64Array,
  isEvent: (end: number) => boolean,
): Cause {
  const factor = new Float64Array(openedDay.length).fill(1);
  const daily = new Float64Array(edges.length);
  const factors = traits.map(({ groups }) => new Float64Array(groups).fill(1));
  for (let round = 0; round < rounds; round++) {
    fitDaily(known, openedDay, edges, isEvent, factor, daily);
    if (round === rounds - 1) break;
    const expected = expectedEvents(known, openedDay, edges, factor, daily);
    for (const [t, trait] of traits.entries()) refit(trait, factors[t] as Float64Array, known, expected, isEvent, factor);
  }
  return { daily, factor };
}

/** Events over exposure in each step, as if one more event at the mean rate had been seen there. */
function fitDaily(
  known: DealsKnownThen,
  openedDay: Int32Array,
  edges: Float64Array,
  isEvent: (end: number) => boolean,
  factor: Float64Array,
  daily: Float64Array,
) {
  const events = new Float64Array(edges.length);
  const exposure = new Float64Array(edges.length);
  forEachDeal(known, openedDay, (row, deal, from, to) => {
    for (let step = stepAt(edges, from); step < edges.length && (edges[step] as number) < to; step++) {
      const lasted = Math.min(to, edges[step + 1] ?? Number.POSITIVE_INFINITY) - Math.max(from, edges[step] as number);
      exposure[step] = (exposure[step] as number) + lasted * (factor[deal] as number);
    }
    if (isEvent(known.end[row] as number)) {
      const step = stepAt(edges, to);
      events[step] = (events[step] as number) + 1;
    }
  });
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const mean = (sum(events) + 0.5) / Math.max(1, sum(exposure));
  for (let step = 0; step < daily.length; step++) daily[step] = ((events[step] as number) + 1) / ((exposure[step] as number) + 1 / mean);
}

function expectedEvents(
  known: DealsKnownThen,
  openedDay: Int32Array,
  edges: Float64Array,
  factor: Float64Array,
  daily: Float64Array,
): Float64Array {
  const expected = new Float64Array(openedDay.length);
  forEachDeal(known, openedDay, (_, deal, from, to) => {
    let sum = 0;
    for (let step = stepAt(edges, from); step < edges.length && (edges[step] as number) < to; step++)
      sum += (Math.min(to, edges[step + 1] ?? Number.POSITIVE_INFINITY) - Math.max(from, edges[step] as number)) * (daily[step] as number);
    expected[deal] = sum * (factor[deal] as number);
  });
  return expected;
}

function refit(
  trait: Trait,
  factors: Float64Array,
  known: DealsKnownThen,
  expected: Float64Array,
  isEvent: (end: number) => boolean,
  factor: Float64Array,
) {
  const seen = new Float64Array(trait.groups);
  const due = new Float64Array(trait.groups);
  for (const [row, deal] of known.deal.entries()) {
    const group = trait.of[deal] as number;
    seen[group] = (seen[group] as number) + (isEvent(known.end[row] as number) ? 1 : 0);
    due[group] = (due[group] as number) + (expected[deal] as number) / (factors[group] as number);
  }
  const strength = likeliestStrength(seen, due);
  const moved = factors.map((old, group) => {
    const next = ((seen[group] as number) + strength) / ((due[group] as number) + strength);
    factors[group] = next;
    return next / old;
  });
  for (let deal = 0; deal < factor.length; deal++) {
    const group = trait.of[deal] as number;
    factor[deal] = (factor[deal] as number) * (moved[group] as number);
    expected[deal] = (expected[deal] as number) * (moved[group] as number);
  }
}

/** Counts are negative binomial when their factors are Gamma(k, k); a flat prior over the strengths. */
function likeliestStrength(seen: Float64Array, due: Float64Array): number {
  let best = strengths.at(-1) as number;
  let highest = Number.NEGATIVE_INFINITY;
  for (const k of strengths) {
    let sum = 0;
    for (let group = 0; group < seen.length; group++) {
      const [n, mean] = [seen[group] as number, due[group] as number];
      if (mean > 0) sum += logGamma(k + n) - logGamma(k) - k * Math.log1p(mean / k) + n * Math.log(mean / (k + mean));
    }
    if (sum > highest) [best, highest] = [k, sum];
  }
  return best;
}

/** Each deal with the ages between which it was followed. */
function forEachDeal(
  { deal, days, recordsFrom }: DealsKnownThen,
  openedDay: Int32Array,
  visit: (row: number, deal: number, from: number, to: number) => void,
) {
  for (let row = 0; row < deal.length; row++) {
    const i = deal[row] as number;
    const from = Math.max(0, recordsFrom - (openedDay[i] as number));
    const to = days[row] as number;
    if (to > from) visit(row, i, from, to);
  }
}
