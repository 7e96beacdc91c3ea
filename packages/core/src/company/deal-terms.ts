import { type DealRecord, type ImportRecord, ofKind } from '../imports/index.ts';
import type { Column, Table } from '../learner/index.ts';
import { sortedQuantile } from '../stats/index.ts';
import type { Window } from './deal-touches.ts';
import type { Exchange, Share } from './exchange.ts';
import { recordFinder } from './record-finder.ts';
import type { Steps } from './steps-then.ts';

/** Until a deal has more than about this many messages, its shares lean on those of all deals. */
const leaning = 4;

/**
 * Size and segment of each deal at its moment. An unknown amount is taken as the usual one, without a word that it was unknown: systems
 * empty the amounts of lost deals.
 */
export function controlsOf(
  records: readonly ImportRecord[],
  deals: readonly DealRecord[],
  windows: readonly Window[],
  amountThen: Float64Array,
): Table {
  const accounts = ofKind(records, 'accounts');
  const accountAt = recordFinder(accounts);
  const ofAccount = deals.map((deal) => accounts[accountAt(deal.account) ?? -1]);
  const wonAt = new Map<unknown, number[]>();
  for (const deal of ofKind(records, 'deals')) {
    if (deal.status !== 'won' || deal.closedAt === undefined) continue;
    const place = accountAt(deal.account);
    if (place !== undefined) wonAt.set(accounts[place], [...(wonAt.get(accounts[place]) ?? []), Date.parse(deal.closedAt)]);
  }
  const number = (name: string, values: Iterable<number>): Column => ({ kind: 'number', name, values: Float64Array.from(values) });
  return tableOf(deals.length, [
    number('amount', withUsual(amountThen.map(Math.log1p))),
    number(
      'employees',
      ofAccount.map((account) => Math.log1p(account?.employees ?? Number.NaN)),
    ),
    number(
      'won before',
      windows.map(({ until }, i) => Math.log1p((wonAt.get(ofAccount[i]) ?? []).filter((at) => at < until).length)),
    ),
    category(
      'type',
      deals.map((deal) => deal.type),
    ),
    category(
      'pipeline',
      deals.map((deal) => deal.pipelineName),
    ),
    category(
      'product',
      deals.map((deal) => deal.lines[0]?.product.name ?? deal.lines[0]?.product.key),
    ),
    category(
      'source',
      deals.map((deal) => deal.leadSource),
    ),
    category(
      'industry',
      ofAccount.map((account) => account?.industry),
    ),
  ]);
}

/** Whose deal it is. */
export function sellerOf(deals: readonly DealRecord[]): Table {
  return tableOf(deals.length, [
    category(
      'seller',
      deals.map(({ owner }) => owner?.key ?? owner?.email ?? owner?.name),
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

/** Every count of touches, as ln(1 + n). */
export function volumeOf(exchanges: readonly Exchange[]): Table {
  return countsOf(exchanges, volumeCounts);
}

/** The counts of what we did of our own accord. */
export function ownVolumeOf(exchanges: readonly Exchange[]): Table {
  return countsOf(exchanges, ownVolumeCounts);
}

function countsOf(exchanges: readonly Exchange[], counts: readonly (readonly [Count, string])[]): Table {
  return tableOf(
    exchanges.length,
    counts.map(([count, name]) => ({ kind: 'number', name, values: Float64Array.from(exchanges, (one) => Math.log1p(one[count])) })),
  );
}

/** What each exchange was like; unknown is taken as the mean. */
export function qualityOf(exchanges: readonly Exchange[], steps: readonly Steps[] | undefined): Table {
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
  return withUsual(Float64Array.from(medians, (value) => (value === undefined ? Number.NaN : Math.log1p(value))));
}

/** NaN becomes the mean of the others. */
function withUsual(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
  return values.map((value) => (Number.isNaN(value) ? mean : value));
}
