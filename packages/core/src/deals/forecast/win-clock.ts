import { sortedQuantile } from '../../stats/index.ts';
import type { DayNumber } from '../../time/index.ts';
import { pooledFactors } from '../risks/pooled-factors.ts';
import { QuarterCalendar, quarterPhases } from '../risks/quarter-phase.ts';
import { eachPiece, type FollowedDays, followedDays } from './followed-days.ts';
import type { DealsKnownThen } from './known-then.ts';
import type { OutlookOfDeals } from './outlook-of-deals.ts';
import type { Trait } from './traits.ts';

/**
 * Daily hazards by step of age, times a factor by phase of the quarter, times what each deal's traits make of it in each stretch of age
 * (`ofDeal[deal * stretches + stretch]`). Two causes: won, ended otherwise.
 */
type Cause = { daily: Float64Array; ofPhase: Float64Array; ofDeal: Float64Array };

const rounds = 6;
/** A trait may matter more at one age than at another (large deals take longer): it is looked at in up to so many stretches of age. */
const mostStretches = 5;

/**
 * Competing clocks of deals with proportional hazards (Cox 1972) that are constant between quantiles of the ages at which deals ended
 * (Holford 1980), fitted on what was known on one day. Each phase of the quarter and each group of a trait multiplies the hazard by a factor that is
 * drawn towards 1 as if it came from a Gamma of mean 1 (Clayton & Kaldor 1987); its strength is the likeliest of a few, so what says nothing
 * gets 1; and so does each group in each stretch of age, so that hazards need not stay proportional where the past says otherwise. Deals count from the first day that the records cover (delayed entry), so that records which begin with deals under way do not mislead.
 * O((pieces of followed days + deals * traits) * rounds).
 * @param until the last day that will be asked for
 */
export function fitWinClock(known: DealsKnownThen, openedDay: Int32Array, traits: readonly Trait[], until: DayNumber): OutlookOfDeals {
  const edges = stepsOf(known);
  const first = known.deal.reduce((earliest, i) => Math.min(earliest, openedDay[i] as number), known.recordsFrom);
  const calendar = new QuarterCalendar(first, until + 1);
  const followed = followedDays(known, openedDay, edges, calendar);
  const stretchOf = Uint8Array.from(edges, (_, step) => Math.floor((step * Math.min(mostStretches, edges.length)) / edges.length));
  const won = fitCause(known, followed, traits, openedDay.length, stretchOf, (end) => end === 1);
  const otherwise = fitCause(known, followed, traits, openedDay.length, stretchOf, (end) => end > 1);
  const stretches = stretchesIn(stretchOf);
  return {
    chanceWithin(deal, days, from, to) {
      let open = 1;
      let chance = 0;
      eachPiece(edges, calendar, from + 1 - days, days, days + to - from, (step, phase, lasted) => {
        const place = deal * stretches + (stretchOf[step] as number);
        const win = (won.ofDeal[place] as number) * (won.daily[step] as number) * (won.ofPhase[phase] as number);
        const all = win + (otherwise.ofDeal[place] as number) * (otherwise.daily[step] as number) * (otherwise.ofPhase[phase] as number);
        const ended = -Math.expm1(-all * lasted);
        chance += open * (win / all) * ended;
        open *= 1 - ended;
      });
      return chance;
    },
  };
}

function stretchesIn(stretchOf: Uint8Array): number {
  return (stretchOf.at(-1) as number) + 1;
}

/**
 * Ages at which the hazard may change, from 0 on: quantiles of the ages at the end, and the age beyond which hardly any and then none ended:
 * deals that outlived all others must not be told by those.
 */
function stepsOf({ days, end, closed }: DealsKnownThen): Float64Array {
  const ages = days.filter((_, row) => end[row] !== 0).sort();
  const count = Math.max(1, Math.min(24, Math.floor(closed / 15)));
  const inner = Array.from({ length: count - 1 }, (_, k) => (k + 1) / count);
  const tail = [closed >= 100 ? 0.98 : 0, 1];
  const edges = [...inner, ...tail].map((share) => Math.ceil(sortedQuantile(ages, share) ?? 0));
  return Float64Array.from(new Set([0, ...edges.filter((age) => age > 0)])).sort();
}

function fitCause(
  known: DealsKnownThen,
  followed: FollowedDays,
  traits: readonly Trait[],
  deals: number,
  stretchOf: Uint8Array,
  isEvent: (end: number) => boolean,
): Cause {
  const events = known.end.map((end, row) => (followed.isFollowed[row] && isEvent(end) ? 1 : 0));
  const stretches = stretchesIn(stretchOf);
  const cause: Cause = {
    daily: new Float64Array(stretchOf.length).fill(1),
    ofPhase: new Float64Array(quarterPhases.length).fill(1),
    ofDeal: new Float64Array(deals * stretches).fill(1),
  };
  const endStretch = followed.endStep.map((step) => stretchOf[step] as number);
  const effects = traits.flatMap((trait): Effect[] => [
    { trait, stretches: 1, factors: new Float64Array(trait.groups).fill(1) },
    ...(stretches > 1 ? [{ trait, stretches, factors: new Float64Array(trait.groups * stretches).fill(1) }] : []),
  ]);
  for (let round = 0; ; round++) {
    fitDaily(followed, events, stretchOf, cause);
    if (round === rounds) return cause;
    fitPhases(followed, events, stretchOf, cause);
    const expected = expectedOfDeals(followed, stretchOf, cause);
    for (const effect of effects) fitEffect(effect, known, events, endStretch, stretches, expected, cause.ofDeal);
  }
}

/** Events over exposure in each step, as if half an event more at the mean rate had been seen there. */
function fitDaily(
  { count, deal, step, phase, length, endStep }: FollowedDays,
  events: Uint8Array,
  stretchOf: Uint8Array,
  { daily, ofPhase, ofDeal }: Cause,
) {
  const seen = tally(endStep, events, daily.length);
  const exposure = new Float64Array(daily.length);
  const stretches = stretchesIn(stretchOf);
  for (let p = 0; p < count; p++) {
    const s = step[p] as number;
    const place = (deal[p] as number) * stretches + (stretchOf[s] as number);
    exposure[s] = (exposure[s] as number) + (length[p] as number) * (ofPhase[phase[p] as number] as number) * (ofDeal[place] as number);
  }
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const mean = (sum(seen) + 0.5) / Math.max(1, sum(exposure));
  for (let s = 0; s < daily.length; s++) daily[s] = ((seen[s] as number) + 0.5) / ((exposure[s] as number) + 0.5 / mean);
}

function fitPhases(
  { count, deal, step, phase, length, endPhase }: FollowedDays,
  events: Uint8Array,
  stretchOf: Uint8Array,
  { daily, ofPhase, ofDeal }: Cause,
) {
  const seen = tally(endPhase, events, ofPhase.length);
  const due = new Float64Array(ofPhase.length);
  const stretches = stretchesIn(stretchOf);
  for (let p = 0; p < count; p++) {
    const at = phase[p] as number;
    const s = step[p] as number;
    const place = (deal[p] as number) * stretches + (stretchOf[s] as number);
    due[at] = (due[at] as number) + (length[p] as number) * (daily[s] as number) * (ofDeal[place] as number);
  }
  ofPhase.set(pooledFactors(seen, due).factors);
}

/** Events expected of each deal in each stretch of age. */
function expectedOfDeals(
  { count, deal, step, phase, length }: FollowedDays,
  stretchOf: Uint8Array,
  { daily, ofPhase, ofDeal }: Cause,
): Float64Array {
  const expected = new Float64Array(ofDeal.length);
  const stretches = stretchesIn(stretchOf);
  for (let p = 0; p < count; p++) {
    const s = step[p] as number;
    const place = (deal[p] as number) * stretches + (stretchOf[s] as number);
    expected[place] =
      (expected[place] as number) +
      (length[p] as number) * (daily[s] as number) * (ofPhase[phase[p] as number] as number) * (ofDeal[place] as number);
  }
  return expected;
}

/** A trait's factors, one per group, or one per group and stretch of age. */
type Effect = { trait: Trait; stretches: number; factors: Float64Array };

/** Refits one effect, the others as they are, and carries the change into `ofDeal` and `expected`. */
function fitEffect(
  effect: Effect,
  known: DealsKnownThen,
  events: Uint8Array,
  endStretch: Uint8Array,
  stretches: number,
  expected: Float64Array,
  ofDeal: Float64Array,
): void {
  const { trait, factors } = effect;
  const isWhole = effect.stretches === 1;
  const seen = new Float64Array(factors.length);
  const due = new Float64Array(factors.length);
  for (let row = 0; row < known.deal.length; row++) {
    const deal = known.deal[row] as number;
    const group = trait.of[deal] as number;
    if (events[row]) {
      const at = isWhole ? group : group * stretches + (endStretch[row] as number);
      seen[at] = (seen[at] as number) + 1;
    }
    for (let stretch = 0; stretch < stretches; stretch++) {
      const at = isWhole ? group : group * stretches + stretch;
      due[at] = (due[at] as number) + (expected[deal * stretches + stretch] as number) / (factors[at] as number);
    }
  }
  const next = pooledFactors(seen, due).factors;
  const moved = next.map((factor, at) => factor / (factors[at] as number));
  factors.set(next);
  for (const deal of known.deal) {
    const group = trait.of[deal] as number;
    for (let stretch = 0; stretch < stretches; stretch++) {
      const move = moved[isWhole ? group : group * stretches + stretch] as number;
      const place = deal * stretches + stretch;
      ofDeal[place] = (ofDeal[place] as number) * move;
      expected[place] = (expected[place] as number) * move;
    }
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
