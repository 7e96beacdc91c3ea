import { type Gauge, type GaugeUnit, insufficientGauge, knownGauge, type Reason, type TrackRecord } from '../gauge/index.ts';
import type { RateTable } from '../money/index.ts';
import { type DayNumber, dayInWords, isoDay } from '../time/index.ts';
import { amountIfWon } from './amount.ts';
import { type Chance, chanceToWin, clockFor, wonBy } from './chance.ts';
import { type DealClock, type DealTraits, historyNeeded, type KindClock, type Lack } from './history.ts';
import { allDeals } from './kinds.ts';

/** What the clock says of one open deal. */
export type DealOutlook = {
  ageDays?: number;
  /** Key and name of the kind of deal it is compared with, and how many of them were won and lost. */
  kind: { key: string; label: string; won: number; lost: number };
  /** Chance to be won within the clock's horizon from now. */
  chance: Gauge;
  /** Chance to be won until the last day of the period that was asked for; absent when none was. */
  chanceInPeriod?: Gauge;
  /** Where the closing day lies if it is won; value is the median. */
  closing: Gauge;
  /** Chance times amount, in home currency. */
  expectedValue: Gauge;
  /** What it would bring if it is won, in minor units of the home currency; undefined when nothing tells. */
  amountIfWonMinor?: number;
  /** Share of the won deals of its kind that took longer than its age; undefined without age or won deals. */
  shareOfWonThatTookLonger?: number;
  /** Days of the median and of the longest won deal of its kind. */
  medianWonDays?: number;
  longestWonDays?: number;
  /** Older than every deal of its kind that was won. */
  isOlderThanAnyWon: boolean;
  /** "Half of the won deals like this were won by day 57; this one is on day 130." */
  sentence: string;
};

/** An open deal as the clock reads it; `amountMinor` in its own currency. */
export type DealToJudge = DealTraits & { id: string; openedDay?: DayNumber; amountMinor?: number; currency?: string };

export type OutlookOptions = { until?: DayNumber; rates?: RateTable };

const wonLaterNeeded = 5;

/**
 * What this company's own closed deals say of an open one: its chance to be won (at all, and until a day), where it would
 * close, what it is worth, and how its age compares. Every gauge says what is missing when too little is known.
 * Cheap: chances are remembered per kind and age.
 */
export function outlookOf(deal: DealToJudge, clock: DealClock, asOf: DayNumber, options: OutlookOptions = {}): DealOutlook {
  const kind = clockFor(deal, clock);
  const ageDays = deal.openedDay === undefined || deal.openedDay > asOf ? undefined : asOf - deal.openedDay;
  const basis = { deal, clock, kind, ageDays, asOf };
  const lack = whatLacks(basis);
  if (lack !== undefined || kind === undefined || ageDays === undefined) return unknownOutlook(basis, lack ?? noHistory, options);
  const known = { ...basis, kind, ageDays };
  const chance = chanceToWin(kind, ageDays, clock.horizonDays);
  const took = shareThatTookLonger(kind, ageDays);
  const medianWonDays = kind.wonDays[50] as number;
  const longestWonDays = kind.wonDays[100] as number;
  return {
    ageDays,
    kind: { key: kind.key, label: kind.label, won: kind.won, lost: kind.lost },
    chance: chanceGauge(known, chance),
    ...(options.until === undefined ? {} : { chanceInPeriod: periodGauge(known, chance, options.until) }),
    closing: closingGauge(known),
    expectedValue: valueGauge(known, chance, options.rates),
    ...amountOf(known, options.rates),
    shareOfWonThatTookLonger: took,
    medianWonDays,
    longestWonDays,
    isOlderThanAnyWon: ageDays > longestWonDays,
    sentence: ageSentence(kind, ageDays),
  };
}

type Basis = { deal: DealToJudge; clock: DealClock; kind: KindClock | undefined; ageDays: number | undefined; asOf: DayNumber };
type KnownBasis = Basis & { kind: KindClock; ageDays: number };

const noHistory: Lack = { missingKey: 'closedDeals', missing: `needs ${historyNeeded.closed} closed deals`, needed: historyNeeded.closed };

function whatLacks({ deal, clock, ageDays, asOf }: Basis): Lack | undefined {
  const all = clock.kinds[allDeals.key];
  const closed = all ? all.won + all.lost : 0;
  if (closed < historyNeeded.closed) {
    const needed = historyNeeded.closed - closed;
    return { missingKey: 'closedDeals', missing: `needs ${needed} more closed ${needed === 1 ? 'deal' : 'deals'}`, needed };
  }
  const won = all?.won ?? 0;
  if (won < historyNeeded.won) {
    const needed = historyNeeded.won - won;
    return { missingKey: 'wonDeals', missing: `needs ${needed} more won ${needed === 1 ? 'deal' : 'deals'}`, needed };
  }
  if (deal.openedDay === undefined) return { missingKey: 'openedDay', missing: 'the day it was opened is not known' };
  if (ageDays === undefined) return { missingKey: 'openedInFuture', missing: `it opens on ${dayInWords(deal.openedDay, asOf)}` };
  return undefined;
}

const method = 'Aalen-Johansen shares of won and lost by age over this company’s own deals, read from the deal’s age on; Beta interval';
const seen = 'the days on which deals were opened and closed; not what was said or written';

function frame(basis: Basis, unit: GaugeUnit) {
  return { unit, method, seen, asOf: isoDay(basis.asOf) };
}

function insufficient(basis: Basis, unit: GaugeUnit, lack: Lack): Gauge {
  return insufficientGauge({ ...frame(basis, unit), ...lack, n: basis.kind ? basis.kind.won + basis.kind.lost : 0 });
}

function unknownOutlook(basis: Basis, lack: Lack, options: OutlookOptions): DealOutlook {
  const { kind, ageDays, deal } = basis;
  return {
    ...(ageDays === undefined ? {} : { ageDays }),
    kind: { key: kind?.key ?? allDeals.key, label: kind?.label ?? allDeals.label, won: kind?.won ?? 0, lost: kind?.lost ?? 0 },
    chance: insufficient(basis, 'probability', lack),
    ...(options.until === undefined ? {} : { chanceInPeriod: insufficient(basis, 'probability', lack) }),
    closing: insufficient(basis, 'dayNumber', lack),
    expectedValue: { ...insufficient(basis, 'minor', lack), ...(deal.currency === undefined ? {} : { currency: deal.currency }) },
    ...(kind === undefined ? {} : amountOf({ ...basis, kind }, options.rates)),
    isOlderThanAnyWon: false,
    sentence:
      deal.openedDay === undefined
        ? 'The day it was opened is not known, so its age cannot be told.'
        : `${capital(lack.missing)} to compare its age.`,
  };
}

function chanceGauge(basis: KnownBasis, chance: Chance): Gauge {
  const { kind, ageDays, clock } = basis;
  const n = kind.won + kind.lost;
  const atStart = Math.min(1, wonBy(kind, clock.horizonDays));
  const read = chance.untouched - atStart;
  const pull = chance.value - chance.untouched;
  const reasons: Reason[] = [];
  const isPullTold = Math.abs(pull) >= 0.01;
  const ageEffect = read + (isPullTold ? 0 : pull);
  reasons.push({
    key: 'age',
    text: ageReason(kind, ageDays, ageEffect),
    effect: ageEffect,
    params: { ageDays },
    records: [{ kind: 'deal', id: basis.deal.id }],
  });
  if (isPullTold) {
    const deals = Math.round(chance.n);
    const text = `only ${deals} ${deals === 1 ? 'deal speaks' : 'deals speak'} for this age, so it is drawn towards doubt`;
    reasons.push({ key: 'fewCases', text, effect: pull, params: { deals }, records: [] });
  }
  return {
    ...knownGauge({
      ...frame(basis, 'probability'),
      n,
      interval: [chance.low, chance.high],
      start: {
        key: 'kind',
        text: `deals like this one: ${kind.label}`,
        effect: atStart,
        params: { kind: kind.label, n },
        records: [],
        query: closedDeals(kind),
      },
      reasons,
    }),
    ...trackRecordFor(chance.value, clock),
    ...(clock.drift === undefined ? {} : { drift: clock.drift }),
  };
}

function closedDeals(kind: KindClock): { room: 'deals'; filter: Record<string, string> } {
  return { room: 'deals', filter: { ...kind.filter, status: 'closed' } };
}

function ageReason(kind: KindClock, ageDays: number, effect: number): string {
  const longestWon = kind.wonDays[100] as number;
  if (ageDays > longestWon) return `it is on day ${ageDays}; none that was won took longer than ${Math.round(longestWon)} days`;
  const done = Math.round((1 - shareThatTookLonger(kind, ageDays)) * 100);
  if (effect >= 0) return `it is still open on day ${ageDays}; the losses that come early are behind it`;
  return `it is on day ${ageDays}; ${done} % of those that were won were won by then`;
}

function trackRecordFor(value: number, clock: DealClock): { trackRecord: TrackRecord } | object {
  const row = clock.backtest?.rows.find((candidate) => value >= candidate.saidFrom && (value < candidate.saidTo || candidate.saidTo >= 1));
  if (clock.backtest === undefined || row === undefined || row.n < 20) return {};
  const [from, to, happened] = [row.saidFrom, row.saidTo, row.happened].map((share) => Math.round(share * 100));
  const text = `right here: said ${from}-${to} %, happened ${happened} % (n = ${row.n}, within ${clock.backtest.windowDays} days)`;
  return {
    trackRecord: { saidFrom: row.saidFrom, saidTo: row.saidTo, happened: row.happened, n: row.n, brierSkill: clock.backtest.skill, text },
  };
}

function periodGauge(basis: KnownBasis, whole: Chance, until: DayNumber): Gauge {
  const { kind, ageDays, clock, asOf } = basis;
  if (until < asOf)
    return insufficient(basis, 'probability', { missingKey: 'periodOver', missing: `${dayInWords(until, asOf)} has passed` });
  const chance = chanceToWin(kind, ageDays, until - asOf);
  return {
    ...knownGauge({
      ...frame(basis, 'probability'),
      n: kind.won + kind.lost,
      interval: [chance.low, chance.high],
      start: {
        key: 'chance',
        text: `chance to be won within ${clock.horizonDays} days`,
        effect: whole.value,
        records: [{ kind: 'deal', id: basis.deal.id }],
      },
      reasons: [
        {
          key: 'later',
          text: `of these, the ones won after ${dayInWords(until, asOf)}`,
          effect: chance.value - whole.value,
          records: [],
          query: closedDeals(kind),
        },
      ],
    }),
    ...trackRecordFor(chance.value, clock),
  };
}

function closingGauge(basis: KnownBasis): Gauge {
  const { clock, ageDays, asOf, deal } = basis;
  let kind = basis.kind;
  while (wonLater(kind, ageDays) < wonLaterNeeded && kind.parent !== undefined && clock.kinds[kind.parent])
    kind = clock.kinds[kind.parent] as KindClock;
  const later = wonLater(kind, ageDays);
  if (later < wonLaterNeeded) {
    const longestWon = Math.round(kind.wonDays[100] as number);
    const missing =
      later === 0 ? `no deal here was won after day ${longestWon}` : `only ${later} of the deals here were won at a greater age`;
    return insufficient(basis, 'dayNumber', { missingKey: 'wonLater', missing, needed: wonLaterNeeded - later });
  }
  const now = wonBy(kind, ageDays);
  const end = wonBy(kind, Number.POSITIVE_INFINITY);
  const dayAt = (share: number): DayNumber => {
    const reached = kind.ages.find((age, i) => age > ageDays && (kind.shareWon[i] as number) >= now + share * (end - now) - 1e-9);
    return asOf + Math.max(1, (reached ?? (kind.wonDays[100] as number)) - ageDays);
  };
  const start = { key: 'today', text: 'today', effect: asOf, records: [{ kind: 'deal' as const, id: deal.id }] };
  const remaining = dayAt(0.5) - asOf;
  const text = `half of the ${later} deals that were won after day ${ageDays} needed at most ${remaining} ${remaining === 1 ? 'day' : 'days'} more`;
  return knownGauge({
    ...frame(basis, 'dayNumber'),
    n: later,
    interval: [dayAt(0.1), dayAt(0.9)],
    start,
    reasons: [{ key: 'wonLater', text, effect: remaining, params: { later, remaining }, records: [], query: closedDeals(kind) }],
  });
}

function amountOf({ deal, clock, kind, asOf }: Basis & { kind: KindClock }, rates: RateTable | undefined): { amountIfWonMinor?: number } {
  const amount = amountIfWon(deal, clock, kind, asOf, rates);
  return 'missing' in amount ? {} : { amountIfWonMinor: amount.meanMinor };
}

function valueGauge(basis: KnownBasis, chance: Chance, rates: RateTable | undefined): Gauge {
  const { deal, clock, kind, asOf } = basis;
  const home = clock.homeCurrency ?? deal.currency;
  const unit = { ...(home === undefined ? {} : { currency: home }) };
  const amount = amountIfWon(deal, clock, kind, asOf, rates);
  if ('missing' in amount) return { ...insufficient(basis, 'minor', amount), ...unit };
  return knownGauge({
    ...frame(basis, 'minor'),
    ...unit,
    n: kind.won + kind.lost,
    interval: [chance.low * amount.meanMinor, chance.high * amount.meanMinor],
    start: { key: amount.key, text: amount.text, effect: amount.meanMinor, records: [{ kind: 'deal', id: deal.id }] },
    reasons: [
      {
        key: 'chance',
        text: `times the chance of ${Math.round(chance.value * 100)} %`,
        effect: (chance.value - 1) * amount.meanMinor,
        records: [],
      },
    ],
  });
}

/** Share of the won deals of a kind that took longer than `ageDays`, from the points of `wonDays`. */
export function shareThatTookLonger(kind: KindClock, ageDays: number): number {
  const points = kind.wonDays;
  if (points.length === 0 || ageDays >= (points[100] as number)) return 0;
  if (ageDays < (points[0] as number)) return 1;
  const above = points.findIndex((days) => days > ageDays);
  const low = points[above - 1] as number;
  const high = points[above] as number;
  return 1 - (above - 1 + (ageDays - low) / (high - low)) / 100;
}

function wonLater(kind: KindClock, ageDays: number): number {
  return Math.round(kind.won * shareThatTookLonger(kind, ageDays));
}

function ageSentence(kind: KindClock, ageDays: number): string {
  const median = Math.round(kind.wonDays[50] as number);
  const longestWon = Math.round(kind.wonDays[100] as number);
  const here = `Half of the won deals like this were won by day ${median}; this one is on day ${ageDays}.`;
  return ageDays > longestWon ? `${here} None was ever won after day ${longestWon}.` : here;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
