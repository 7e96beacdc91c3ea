import { sortedQuantile } from '../../stats/index.ts';
import type { DayNumber } from '../../time/index.ts';
import { pooledFactors } from '../risks/pooled-factors.ts';
import { QuarterCalendar, quarterPhases } from '../risks/quarter-phase.ts';
import { eachPiece, type FollowedDays, followedDays } from './followed-days.ts';
import type { DealsKnownThen } from './known-then.ts';
import type { OutlookOfDeals } from './outlook-of-deals.ts';
import type { Trait } from './traits.ts';

/** Daily hazards by step of age, times a factor by phase of the quarter, times what each deal's traits make of it. Two causes: won, ended otherwise. */
type Cause = { daily: Float64Array; ofPhase: Float64Array; ofDeal: Float64Array };

const rounds = 4;

/**
 * Competing clocks of deals with proportional hazards (Cox 1972) that are constant between quantiles of the ages at which deals ended
 * (Holford 1980), fitted on what was known on one day. Each phase of the quarter and each group of a trait multiplies the hazard by a factor that is
 * drawn towards 1 as if it came from a Gamma of mean 1 (Clayton & Kaldor 1987); its strength is the likeliest of a few, so what says nothing
 * gets 1. Deals count from the first day that the records cover (delayed entry), so that records which begin with deals under way do not mislead.
 * O((pieces of followed days + deals * traits) * rounds).
 * @param until the last day that will be asked for
 */
export function fitWinClock(known: DealsKnownThen, openedDay: Int32Array, traits: readonly Trait[], until: DayNumber): OutlookOfDeals {
  const edges = stepsOf(known);
  const first = known.deal.reduce((earliest, i) => Math.min(earliest, openedDay[i] as number), known.recordsFrom);
  const calendar = new QuarterCalendar(first, until + 1);
  const followed = followedDays(known, openedDay, edges, calendar);
  const won = fitCause(known, followed, traits, openedDay.length, edges.length, (end) => end === 1);
  const otherwise = fitCause(known, followed, traits, openedDay.length, edges.length, (end) => end > 1);
  return {
    chanceWithin(deal, days, from, to) {
      const [w, o] = [won.ofDeal[deal] as number, otherwise.ofDeal[deal] as number];
      let open = 1;
      let chance = 0;
      eachPiece(edges, calendar, from + 1 - days, days, days + to - from, (step, phase, lasted) => {
        const win = w * (won.daily[step] as number) * (won.ofPhase[phase] as number);
        const all = win + o * (otherwise.daily[step] as number) * (otherwise.ofPhase[phase] as number);
        const ended = -Math.expm1(-all * lasted);
        chance += open * (win / all) * ended;
        open *= 1 - ended;
      });
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

function fitCause(
  known: DealsKnownThen,
  followed: FollowedDays,
  traits: readonly Trait[],
  deals: number,
  steps: number,
  isEvent: (end: number) => boolean,
): Cause {
  const events = known.end.map((end, row) => (followed.isFollowed[row] && isEvent(end) ? 1 : 0));
  const cause: Cause = {
    daily: new Float64Array(steps).fill(1),
    ofPhase: new Float64Array(quarterPhases.length).fill(1),
    ofDeal: new Float64Array(deals).fill(1),
  };
  const factors = traits.map(({ groups }) => new Float64Array(groups).fill(1));
  for (let round = 0; ; round++) {
    fitDaily(followed, events, cause);
    if (round === rounds) return cause;
    fitPhases(followed, events, cause);
    const expected = expectedOfDeals(followed, cause, deals);
    for (const [t, trait] of traits.entries()) fitTrait(trait, factors[t] as Float64Array, known, events, expected, cause.ofDeal);
  }
}

/** Events over exposure in each step, as if one more event at the mean rate had been seen there. */
function fitDaily(
  { count, deal, step, phase, length, endStep }: FollowedDays,
  events: Uint8Array,
  { daily, ofPhase, ofDeal }: Cause,
): void {
  const seen = tally(endStep, events, daily.length);
  const exposure = new Float64Array(daily.length);
  for (let p = 0; p < count; p++) {
    const s = step[p] as number;
    exposure[s] =
      (exposure[s] as number) + (length[p] as number) * (ofPhase[phase[p] as number] as number) * (ofDeal[deal[p] as number] as number);
  }
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const mean = (sum(seen) + 0.5) / Math.max(1, sum(exposure));
  for (let s = 0; s < daily.length; s++) daily[s] = ((seen[s] as number) + 1) / ((exposure[s] as number) + 1 / mean);
}

function fitPhases(
  { count, deal, step, phase, length, endPhase }: FollowedDays,
  events: Uint8Array,
  { daily, ofPhase, ofDeal }: Cause,
): void {
  const seen = tally(endPhase, events, ofPhase.length);
  const due = new Float64Array(ofPhase.length);
  for (let p = 0; p < count; p++) {
    const at = phase[p] as number;
    due[at] = (due[at] as number) + (length[p] as number) * (daily[step[p] as number] as number) * (ofDeal[deal[p] as number] as number);
  }
  ofPhase.set(pooledFactors(seen, due).factors);
}

function expectedOfDeals(
  { count, deal, step, phase, length }: FollowedDays,
  { daily, ofPhase, ofDeal }: Cause,
  deals: number,
): Float64Array {
  const expected = new Float64Array(deals);
  for (let p = 0; p < count; p++) {
    const i = deal[p] as number;
    expected[i] =
      (expected[i] as number) +
      (length[p] as number) * (daily[step[p] as number] as number) * (ofPhase[phase[p] as number] as number) * (ofDeal[i] as number);
  }
  return expected;
}

/** Refits one trait's factors, the others as they are, and carries the change into `ofDeal` and `expected`. */
function fitTrait(
  trait: Trait,
  factors: Float64Array,
  known: DealsKnownThen,
  events: Uint8Array,
  expected: Float64Array,
  ofDeal: Float64Array,
): void {
  const seen = new Float64Array(trait.groups);
  const due = new Float64Array(trait.groups);
  for (let row = 0; row < known.deal.length; row++) {
    const deal = known.deal[row] as number;
    const group = trait.of[deal] as number;
    seen[group] = (seen[group] as number) + (events[row] as number);
    due[group] = (due[group] as number) + (expected[deal] as number) / (factors[group] as number);
  }
  const next = pooledFactors(seen, due).factors;
  const moved = next.map((factor, group) => factor / (factors[group] as number));
  factors.set(next);
  for (let deal = 0; deal < ofDeal.length; deal++) {
    const move = moved[trait.of[deal] as number] as number;
    ofDeal[deal] = (ofDeal[deal] as number) * move;
    expected[deal] = (expected[deal] as number) * move;
  }
}

function tally(groups: Uint8Array, events: Uint8Array, length: number): Float64Array {
  const counts = new Float64Array(length);
  for (let row = 0; row < events.length; row++) {
    const group = groups[row] as number;
    counts[group] = (counts[group] as number) + (events[row] as number);
  }
  return counts;
}
