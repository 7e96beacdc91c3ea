import { aalenJohansen, sortedQuantile, wilsonInterval } from '../stats/index.ts';
import { type DayNumber, isoDay } from '../time/index.ts';
import { FollowedCases } from './followed-cases.ts';
import type { DealClock, DealTraits, KindClock, PastDeal } from './history.ts';
import { allDeals, type DealKind, kindsOf, mostTellingTrait } from './kinds.ts';

/** A kind gets curves of its own from so many won deals on; below, its wider kind speaks for it. */
const wonDealsForOwnClock = 20;
/** A narrower kind leans on the wider one as if so many more deals of the wider one had been followed. */
const leanStrength = 20;
const mostKinds = 150;
const mostSteps = 180;
/** Ages beyond a century are slips of the pen. */
const oldestAgeDays = 36_500;

/** Deals of one kind as the estimator reads them: age, and what ended them (0 open, 1 won, 2 lost). */
type Cases = {
  kind: DealKind;
  parent?: string;
  ages: number[];
  events: number[];
  won: number;
  lost: number;
  wonMinor: number[];
  ratios: number[];
};

/**
 * Reads how long deals here take to be won or lost, per kind of deal: Aalen-Johansen shares by age, with lost as a
 * competing end and open deals censored at `asOf`. Uses only what was known on `asOf`: later openings are left out,
 * later closings are still open, so that past days can be judged by the same code.
 *
 * Each kind with at least 20 won deals gets its own curves, leaning on the wider kind (product within pipeline, pipeline,
 * all). O(n log n): 100,000 deals take a fraction of a second. The result is plain JSON of bounded size.
 */
export function fitDealClocks(history: readonly PastDeal[], asOf: DayNumber, options: { homeCurrency?: string } = {}): DealClock {
  const { closed, cases: read, counts } = readHistory(history, asOf);
  const trait = mostTellingTrait(closed);
  const byKind = gatherKinds(read, trait);
  const all = byKind.get(allDeals.key) ?? emptyCases(allDeals);
  const longestWon = longest(all, 1);
  const horizonDays = Math.max(365, longestWon);
  const kinds: Record<string, KindClock> = {};
  const hazards = new Map<string, Float64Array[]>();
  const fit = (cases: Cases): void => {
    const parent = cases.parent === undefined ? undefined : kinds[cases.parent];
    const fitted = fitKind(cases, horizonDays, parent, cases.parent === undefined ? undefined : hazards.get(cases.parent));
    kinds[cases.kind.key] = fitted.clock;
    hazards.set(cases.kind.key, fitted.hazards);
  };
  fit(all);
  const others = [...byKind.values()].filter((cases) => cases.kind.key !== allDeals.key && cases.won >= wonDealsForOwnClock);
  others.sort((a, b) => b.won - a.won || (a.kind.key < b.kind.key ? -1 : 1));
  // A kind that holds every deal says the same as all deals.
  const telling = others.filter((cases) => cases.ages.length < all.ages.length).slice(0, mostKinds);
  // Wider kinds first, so that the narrower find what they lean on.
  for (const cases of telling.sort((a, b) => depth(a.kind.key) - depth(b.kind.key))) {
    cases.parent = cases.parent !== undefined && kinds[cases.parent] ? cases.parent : allDeals.key;
    fit(cases);
  }
  const drift = driftOf(closed, asOf);
  return {
    version: 1,
    asOf: isoDay(asOf),
    ...(options.homeCurrency === undefined ? {} : { homeCurrency: options.homeCurrency }),
    horizonDays,
    counts,
    trait,
    kinds,
    ...(drift === undefined ? {} : { drift }),
  };
}

type Closed = DealTraits & { outcome: 'won' | 'lost'; closedDay: DayNumber };
type Case = { deal: PastDeal; age: number; event: 0 | 1 | 2 };

function readHistory(history: readonly PastDeal[], asOf: DayNumber): { closed: Closed[]; cases: Case[]; counts: DealClock['counts'] } {
  const counts = { won: 0, lost: 0, open: 0, withoutStart: 0, setAside: 0 };
  const closed: Closed[] = [];
  const cases: Case[] = [];
  for (const deal of history) {
    const { openedDay, closedDay, outcome } = deal;
    if (openedDay === undefined) {
      counts.withoutStart += 1;
      continue;
    }
    if (openedDay > asOf) continue;
    const isClosed = closedDay !== undefined && closedDay <= asOf;
    const age = (isClosed ? closedDay : asOf) - openedDay;
    if ((outcome === undefined) !== (closedDay === undefined) || age < 0 || age > oldestAgeDays) {
      counts.setAside += 1;
      continue;
    }
    if (isClosed && outcome !== undefined) {
      counts[outcome] += 1;
      closed.push(deal as Closed);
      cases.push({ deal, age, event: outcome === 'won' ? 1 : 2 });
    } else {
      counts.open += 1;
      cases.push({ deal, age, event: 0 });
    }
  }
  return { closed, cases, counts };
}

function gatherKinds(read: readonly Case[], trait: keyof DealTraits): Map<string, Cases> {
  const byKind = new Map<string, Cases>();
  // Traits repeat: the kinds of one combination are worked out once.
  const kindsByTraits = new Map<string, Cases[]>();
  for (const { deal, age, event } of read) {
    const combination = `${deal.pipeline ?? ''}\u0000${deal[trait] ?? ''}\u0000${deal.pipeline === undefined}${deal[trait] === undefined}`;
    let members = kindsByTraits.get(combination);
    if (members === undefined) {
      const kinds = kindsOf(deal, trait);
      members = kinds.map((kind, i) => {
        const parent = kinds[i + 1]?.key;
        const cases = byKind.get(kind.key) ?? { ...emptyCases(kind), ...(parent === undefined ? {} : { parent }) };
        byKind.set(kind.key, cases);
        return cases;
      });
      kindsByTraits.set(combination, members);
    }
    for (const cases of members) {
      cases.ages.push(age);
      cases.events.push(event);
      if (event === 1) {
        cases.won += 1;
        const amount = deal.wonMinor ?? deal.listedMinor;
        if (amount !== undefined && amount > 0) cases.wonMinor.push(amount);
        if (deal.wonMinor !== undefined && deal.listedMinor !== undefined && deal.listedMinor > 0)
          cases.ratios.push(deal.wonMinor / deal.listedMinor);
      } else if (event === 2) {
        cases.lost += 1;
      }
    }
  }
  return byKind;
}

function emptyCases(kind: DealKind): Cases {
  return { kind, ages: [], events: [], won: 0, lost: 0, wonMinor: [], ratios: [] };
}

function depth(key: string): number {
  return key === allDeals.key ? 0 : key.includes('/') ? 2 : 1;
}

function longest(cases: Cases, event: number): number {
  let days = 0;
  for (let i = 0; i < cases.ages.length; i++) if (cases.events[i] === event) days = Math.max(days, cases.ages[i] as number);
  return days;
}

function fitKind(cases: Cases, horizonDays: number, parent: KindClock | undefined, parentHazards: Float64Array[] | undefined) {
  const lean = parentHazards && { strength: leanStrength, hazards: parentHazards };
  const fitted = aalenJohansen({ ages: cases.ages, events: cases.events }, 2, lean);
  const [won = new Float64Array(0), lost = new Float64Array(0)] = fitted.incidence;
  const followed = new FollowedCases(cases, fitted.open.length);
  const ages = stepAges(fitted.open, cases);
  const usualEnd = followed.usualEndDays;
  const support = ages.map((age) => {
    const window = age < usualEnd ? Math.max(usualEnd - age, usualEnd / 2) : usualEnd;
    return (
      followed.support(age, Math.min(window, horizonDays)) + Math.min(leanStrength, parent ? valueAt(parent.ages, parent.support, age) : 0)
    );
  });
  const shares = ages.map((age) => {
    const share = won[age] ?? 0;
    const known = followed.knownAt(age) + (parent ? leanStrength : 0);
    const [low, high] = wilsonInterval(share, known);
    return { share, low, high };
  });
  const wonDays = sorted(cases.ages.filter((_, i) => cases.events[i] === 1));
  // After the last win nothing tells one age from another: they are read together.
  const lastWon = ages.findLast((age, i) => age === 0 || (won[age] ?? 0) > (won[ages[i - 1] as number] ?? 0)) ?? 0;
  const supported = ages.filter((age, i) => (support[i] ?? 0) >= 10 && age <= lastWon);
  const clock: KindClock = {
    key: cases.kind.key,
    label: cases.kind.label,
    ...(parent === undefined ? {} : { parent: parent.key }),
    filter: cases.kind.filter,
    won: cases.won,
    lost: cases.lost,
    open: cases.ages.length - cases.won - cases.lost,
    ages,
    shareWon: shares.map(({ share }) => round(share)),
    shareLost: ages.map((age) => round(lost[age] ?? 0)),
    shareWonLow: shares.map(({ share, low }) => round(Math.min(low, share))),
    shareWonHigh: shares.map(({ share, high }) => round(Math.max(high, share))),
    support: support.map((deals) => Math.round(deals * 10) / 10),
    lastSupportedAge: supported.at(-1) ?? 0,
    wonDays: wonDays.length === 0 ? [] : Array.from({ length: 101 }, (_, i) => round(sortedQuantile(wonDays, i / 100) ?? 0)),
    wonAmountMinor: tenPoints(cases.wonMinor, 1)?.map(Math.round) ?? [],
    amountRatio: tenPoints(cases.ratios, 20)?.map(round) ?? [],
  };
  return { clock, hazards: fitted.hazards };
}

/** Ages at which the curves move, thinned evenly by what ends when there are too many, and some of the oldest open ages. */
function stepAges(open: Float64Array, cases: Cases): number[] {
  const moves: number[] = [];
  for (let age = 0; age < open.length; age++) if ((age === 0 ? 1 : (open[age - 1] as number)) > (open[age] as number)) moves.push(age);
  const ended = 1 - (open.at(-1) ?? 1);
  const steps = new Set([0]);
  let next = 0;
  for (const age of moves) {
    if (moves.length > mostSteps && 1 - (open[age] as number) < next && age !== moves.at(-1)) continue;
    steps.add(age);
    next = 1 - (open[age] as number) + ended / mostSteps;
  }
  const last = moves.at(-1) ?? 0;
  const older = sorted(cases.ages.filter((age, i) => cases.events[i] === 0 && age > last));
  for (let i = 0; older.length > 0 && i <= 10; i++) steps.add(Math.floor(sortedQuantile(older, i / 10) as number));
  return [...steps].sort((a, b) => a - b);
}

/** Value of a step function at `age`: that of the last step not after it. */
export function valueAt(ages: readonly number[], values: readonly number[], age: number): number {
  let low = 0;
  let high = ages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ages[middle] as number) <= age) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (values[low - 1] as number);
}

function tenPoints(values: number[], atLeast: number): number[] | undefined {
  if (values.length < atLeast) return undefined;
  const rising = sorted(values);
  return Array.from({ length: 10 }, (_, i) => sortedQuantile(rising, i / 10 + 0.05) as number);
}

function sorted(values: number[]): Float64Array {
  return Float64Array.from(values).sort();
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/** Words when the win share of the last 90 days differs from the year before beyond chance (z above 2.6) and by 10 points. */
function driftOf(closed: readonly Closed[], asOf: DayNumber): string | undefined {
  const recent = { won: 0, n: 0 };
  const before = { won: 0, n: 0 };
  for (const deal of closed) {
    const span = deal.closedDay > asOf - 90 ? recent : deal.closedDay > asOf - 455 ? before : undefined;
    if (span === undefined) continue;
    span.n += 1;
    if (deal.outcome === 'won') span.won += 1;
  }
  if (recent.n < 30 || before.n < 30) return undefined;
  const now = recent.won / recent.n;
  const then = before.won / before.n;
  const together = (recent.won + before.won) / (recent.n + before.n);
  const z = (now - then) / Math.sqrt(together * (1 - together) * (1 / recent.n + 1 / before.n));
  if (!(Math.abs(z) > 2.6 && Math.abs(now - then) > 0.1)) return undefined;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return `Of the deals that closed in the last 90 days ${percent(now)} were won, in the year before ${percent(then)}: the past may no longer resemble now.`;
}
