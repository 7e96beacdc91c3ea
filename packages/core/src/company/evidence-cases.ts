import type { DealRecord, ImportRecord, NextStepRecord } from '../imports/index.ts';
import type { Column, Table } from '../learner/index.ts';
import { sortedQuantile } from '../stats/index.ts';
import { amountsKnownAt } from './amounts-then.ts';
import { ofKind, touchesOfDeals } from './deal-touches.ts';
import { type Exchange, exchangeOf, type Share } from './exchange.ts';
import { recordFinder } from './record-finder.ts';

/**
 * Deals that were still open at one age, with what was known of them then and what became of them. A row is a deal, in the order of
 * opening; times are epoch milliseconds or days.
 */
export type EvidenceCases = {
  ageDays: number;
  openedAt: Float64Array;
  /** From the opening to the end, or, while open, to the end of the data. */
  followedDays: Float64Array;
  /** 0 open at the end of the data, 1 won, 2 lost. */
  outcome: Uint8Array;
  /** What it is said to be worth at the end, in minor units of `currency`; NaN unknown. */
  amountMinor: Float64Array;
  currency: string | undefined;
  /** Deals of one account go together; a deal without an account is alone. Numbered as they turn up. */
  account: Int32Array;
  /** Size and segment as known at the age. */
  controls: Table;
  /** Logarithms of counts: mails out, calls, meetings, tasks, touches. */
  volume: Table;
  /** The same of what we did of our own accord: no answers to theirs, no meetings, which take two. */
  ownVolume: Table;
  /** What the exchange was like, whatever its volume. */
  quality: Table;
  leftOut: { renewals: number; endedBefore: number; tooYoung: number; undated: number };
  /** Whether both sides can be read at all: something went out, and something came in or took two. */
  isReadable: boolean;
  /** What the data lack, for people to read. */
  missing: readonly string[];
};

export type EvidenceCasesOptions = {
  /** Deals are looked at when they are this old. */
  ageDays: number;
  /** Where the data end, epoch milliseconds; the last thing that happened in them unless told. */
  endsAt?: number;
};

const dayMs = 86_400_000;

/** Until a deal has more than about this many messages, its shares lean on those of all deals. */
const leaning = 4;

/**
 * Deals as they were known at one age, from records as an export gives them. Nothing that happened, or was written down, later than
 * `ageDays` after a deal's opening is in its terms; deals that had ended by then are left out, because they had no such age.
 * Where a term is unknown for one deal (nobody was written to, so nobody could answer) it is taken as the mean of the others: silence
 * is volume, and must not pass for quality.
 * @throws RangeError unless ageDays is above 0
 * O(records log records).
 */
export function evidenceCases(records: readonly ImportRecord[], { ageDays, endsAt }: EvidenceCasesOptions): EvidenceCases {
  if (!(ageDays > 0)) throw new RangeError(`ageDays ${ageDays} must be above 0`);
  const end = endsAt ?? lastInstant(records);
  const leftOut = { renewals: 0, endedBefore: 0, tooYoung: 0, undated: 0 };
  const chosen: { deal: DealRecord; from: number; until: number; closedAt: number | undefined }[] = [];
  for (const deal of ofKind(records, 'deals')) {
    const from = Date.parse(deal.openedAt ?? deal.createdAt ?? '');
    const closedAt = deal.status === 'open' ? undefined : Date.parse(deal.closedAt ?? '');
    const until = from + ageDays * dayMs;
    if (isRenewal(deal)) leftOut.renewals += 1;
    else if (Number.isNaN(from) || (closedAt !== undefined && Number.isNaN(closedAt))) leftOut.undated += 1;
    else if (closedAt !== undefined && closedAt < until) leftOut.endedBefore += 1;
    else if (until > end) leftOut.tooYoung += 1;
    else chosen.push({ deal, from, until, closedAt });
  }
  chosen.sort((a, b) => a.from - b.from || (a.deal.key < b.deal.key ? -1 : 1));
  const deals = chosen.map(({ deal }) => deal);
  const exchanges = touchesOfDeals(records, deals, chosen).map((touches, i) => exchangeOf(touches, (chosen[i] as { until: number }).until));
  const accountAt = recordFinder(ofKind(records, 'accounts'));
  const amounts = amountsKnownAt(
    records,
    deals,
    chosen.map(({ until }) => until),
  );
  const steps = stepsOfDeals(records, chosen);
  return {
    ageDays,
    openedAt: Float64Array.from(chosen, ({ from }) => from),
    followedDays: Float64Array.from(chosen, ({ from, closedAt }) => ((closedAt ?? end) - from) / dayMs),
    outcome: Uint8Array.from(deals, ({ status }) => (status === 'open' ? 0 : status === 'won' ? 1 : 2)),
    amountMinor: amounts.last,
    currency: amounts.currency,
    account: numbered(deals.map(({ account }, i) => accountAt(account) ?? -1 - i)),
    controls: controlsOf(records, chosen, amounts.then),
    volume: countsOf(exchanges, volumeCounts),
    ownVolume: countsOf(exchanges, ownVolumeCounts),
    quality: qualityOf(exchanges, steps),
    leftOut,
    isReadable: exchanges.some(({ touches }) => touches > 0) && exchanges.some(({ messagesIn, meetings }) => messagesIn + meetings > 0),
    missing: missingFrom(exchanges, steps),
  };
}

/** What is signed every year anyway is another question than what is won. */
function isRenewal({ type, pipelineName }: DealRecord): boolean {
  return /renew|verlänger|renouvel|renova|rinnov|verleng/i.test(`${type ?? ''} ${pipelineName ?? ''}`);
}

type Chosen = { deal: DealRecord; from: number; until: number; closedAt: number | undefined };

/** Numbers from 0 in the order of first sight, so that the order of files does not matter. */
function numbered(places: readonly number[]): Int32Array {
  const numbers = new Map<number, number>();
  for (const place of places) if (!numbers.has(place)) numbers.set(place, numbers.size);
  return Int32Array.from(places, (place) => numbers.get(place) as number);
}

function lastInstant(records: readonly ImportRecord[]): number {
  let last = 0;
  const see = (instant: string | undefined) => {
    const at = instant === undefined ? Number.NaN : Date.parse(instant);
    if (at > last) last = at;
  };
  for (const record of records) {
    if (record.kind === 'interactions' && record.state === 'done') see(record.occurredAt);
    else if (record.kind === 'changes') see(record.occurredAt);
    else if (record.kind === 'deals') {
      see(record.openedAt);
      if (record.status !== 'open') see(record.closedAt);
    }
  }
  return last;
}

/** Next steps as known at the age of their deal. */
type Steps = { agreed: number; kept: Share };

function stepsOfDeals(records: readonly ImportRecord[], chosen: readonly Chosen[]): Steps[] | undefined {
  const all = ofKind(records, 'nextSteps');
  if (all.length === 0) return undefined;
  const dealAt = recordFinder(chosen.map(({ deal }) => deal));
  const steps = chosen.map((): Steps => ({ agreed: 0, kept: { of: 0, n: 0 } }));
  for (const step of all) {
    const place = dealAt(step.deal);
    if (place === undefined) continue;
    const { from, until } = chosen[place] as Chosen;
    const madeAt = Date.parse(step.createdAt ?? step.settledAt ?? step.dueOn ?? '');
    if (!(madeAt >= from - dayMs && madeAt < until)) continue;
    const of = steps[place] as Steps;
    of.agreed += 1;
    addKept(of.kept, step, until);
  }
  return steps;
}

function addKept(kept: Share, step: NextStepRecord, until: number): void {
  const settledAt = Date.parse(step.settledAt ?? step.dueOn ?? '');
  const isSettled = step.status !== 'open' && settledAt < until;
  const isOverdue = !isSettled && step.dueOn !== undefined && Date.parse(step.dueOn) + dayMs < until;
  if ((isSettled && step.status !== 'dropped') || isOverdue) kept.n += 1;
  if (isSettled && step.status === 'kept') kept.of += 1;
}

function controlsOf(records: readonly ImportRecord[], chosen: readonly Chosen[], amountThen: Float64Array): Table {
  const accounts = ofKind(records, 'accounts');
  const accountAt = recordFinder(accounts);
  const ofAccount = chosen.map(({ deal }) => accounts[accountAt(deal.account) ?? -1]);
  const wonAt = new Map<unknown, number[]>();
  for (const deal of ofKind(records, 'deals')) {
    if (deal.status !== 'won' || deal.closedAt === undefined) continue;
    const place = accountAt(deal.account);
    if (place !== undefined) wonAt.set(accounts[place], [...(wonAt.get(accounts[place]) ?? []), Date.parse(deal.closedAt)]);
  }
  const number = (name: string, values: Iterable<number>): Column => ({ kind: 'number', name, values: Float64Array.from(values) });
  return tableOf(chosen.length, [
    number('amount', amountThen.map(Math.log1p)),
    number(
      'employees',
      ofAccount.map((account) => Math.log1p(account?.employees ?? Number.NaN)),
    ),
    number(
      'won before',
      chosen.map(({ until }, i) => Math.log1p((wonAt.get(ofAccount[i]) ?? []).filter((at) => at < until).length)),
    ),
    category(
      'type',
      chosen.map(({ deal }) => deal.type),
    ),
    category(
      'pipeline',
      chosen.map(({ deal }) => deal.pipelineName),
    ),
    category(
      'product',
      chosen.map(({ deal }) => deal.lines[0]?.product.name ?? deal.lines[0]?.product.key),
    ),
    category(
      'source',
      chosen.map(({ deal }) => deal.leadSource),
    ),
    category(
      'industry',
      ofAccount.map((account) => account?.industry),
    ),
  ]);
}

type Count = 'mailsOut' | 'calls' | 'meetings' | 'tasks' | 'touches' | 'ownMails' | 'ownCalls' | 'ownTouches';

const volumeCounts: readonly (readonly [Count, string])[] = [
  ['mailsOut', 'mails out'],
  ['calls', 'calls'],
  ['meetings', 'meetings'],
  ['tasks', 'tasks'],
  ['touches', 'touches'],
];

const ownVolumeCounts: readonly (readonly [Count, string])[] = [
  ['ownMails', 'mails of our own accord'],
  ['ownCalls', 'calls of our own accord'],
  ['tasks', 'tasks'],
  ['ownTouches', 'touches of our own accord'],
];

function countsOf(exchanges: readonly Exchange[], counts: readonly (readonly [Count, string])[]): Table {
  return tableOf(
    exchanges.length,
    counts.map(([count, name]) => ({ kind: 'number', name, values: Float64Array.from(exchanges, (one) => Math.log1p(one[count])) })),
  );
}

function qualityOf(exchanges: readonly Exchange[], steps: readonly Steps[] | undefined): Table {
  const share = (name: string, shares: readonly Share[]): Column => ({ kind: 'number', name, values: leaningShares(shares) });
  const median = (name: string, lists: readonly (readonly number[])[]): Column => ({ kind: 'number', name, values: logMedians(lists) });
  return tableOf(exchanges.length, [
    share(
      'begun by the buyer',
      exchanges.map(({ begunByBuyer }) => begunByBuyer),
    ),
    share(
      'answers to ours',
      exchanges.map(({ answered }) => answered),
    ),
    share(
      'both ways',
      exchanges.map(({ twoWay }) => twoWay),
    ),
    {
      kind: 'number',
      name: 'buyers engaged',
      values: Float64Array.from(exchanges, ({ effectiveBuyers }) => Math.log1p(effectiveBuyers)),
    },
    median(
      'minutes of a meeting',
      exchanges.map(({ meetingMinutes }) => meetingMinutes),
    ),
    median(
      'buyers at a meeting',
      exchanges.map(({ meetingBuyers }) => meetingBuyers),
    ),
    median(
      'their answer time',
      exchanges.map(({ theirAnswerHours }) => theirAnswerHours),
    ),
    median(
      'our answer time',
      exchanges.map(({ ourAnswerHours }) => ourAnswerHours),
    ),
    ...(steps === undefined
      ? []
      : [
          { kind: 'number', name: 'next step agreed', values: Float64Array.from(steps, ({ agreed }) => Math.min(1, agreed)) } as const,
          share(
            'next steps kept',
            steps.map(({ kept }) => kept),
          ),
        ]),
  ]);
}

/** Columns in which deals differ; a column that is the same for all says nothing. */
function tableOf(rowCount: number, columns: readonly Column[]): Table {
  const differs = (values: ArrayLike<number>) => Array.prototype.some.call(values, (value) => !Object.is(value, values[0]));
  return { rowCount, columns: columns.filter((column) => differs(column.kind === 'number' ? column.values : column.codes)) };
}

function category(name: string, words: readonly (string | undefined)[]): Column {
  const levels = [...new Set(words.filter((word) => word !== undefined))].sort();
  const codes = new Map(levels.map((level, code) => [level, code]));
  return {
    kind: 'category',
    name,
    levels,
    codes: Int32Array.from(words, (word) => (word === undefined ? -1 : (codes.get(word) as number))),
  };
}

function leaningShares(shares: readonly Share[]): Float64Array {
  const total = shares.reduce((sum, { of, n }) => ({ of: sum.of + of, n: sum.n + n }), { of: 0, n: 0 });
  const mean = total.n === 0 ? 0 : total.of / total.n;
  return Float64Array.from(shares, ({ of, n }) => (of + leaning * mean) / (n + leaning));
}

function logMedians(lists: readonly (readonly number[])[]): Float64Array {
  const medians = lists.map((list) => sortedQuantile(Float64Array.from(list).sort(), 0.5));
  const known = medians.filter((value) => value !== undefined).map(Math.log1p);
  const mean = known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
  return Float64Array.from(medians, (value) => (value === undefined ? mean : Math.log1p(value)));
}

function missingFrom(exchanges: readonly Exchange[], steps: readonly Steps[] | undefined): string[] {
  const has = (test: (exchange: Exchange) => boolean) => exchanges.some(test);
  const missing: string[] = [];
  if (!has(({ touches }) => touches > 0)) missing.push('no mail, call or meeting is tied to a deal or its account');
  if (!has(({ messagesIn }) => messagesIn > 0)) missing.push('nothing that buyers wrote is in the data');
  if (!has(({ effectiveBuyers }) => effectiveBuyers > 1)) missing.push('who of the buyers took part is not in the data');
  if (!has(({ meetingMinutes }) => meetingMinutes.length > 0)) missing.push('how long meetings took is not in the data');
  if (steps === undefined) missing.push('next steps are not in the data');
  return missing;
}
