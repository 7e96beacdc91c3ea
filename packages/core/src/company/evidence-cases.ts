import { type DealRecord, type ImportRecord, ofKind } from '../imports/index.ts';
import type { Table } from '../learner/index.ts';
import { dayMs } from '../time/index.ts';
import { amountsKnownAt } from './amounts-then.ts';
import { controlsOf, ownVolumeOf, qualityOf, sellerOf, volumeOf } from './deal-terms.ts';
import { touchesOfDeals, type Window } from './deal-touches.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { recordFinder } from './record-finder.ts';
import { type Steps, stepsOfDeals } from './steps-then.ts';

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
  /** Whose deal it is; no column where all are one seller's. */
  seller: Table;
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
  const chosen: Chosen[] = [];
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
  const exchanges = touchesOfDeals(records, deals, chosen).map((touches, i) => exchangeOf(touches, (chosen[i] as Chosen).until));
  const accountAt = recordFinder(ofKind(records, 'accounts'));
  const amounts = amountsKnownAt(
    records,
    deals,
    chosen.map(({ until }) => until),
  );
  const steps = stepsOfDeals(records, deals, chosen);
  return {
    ageDays,
    openedAt: Float64Array.from(chosen, ({ from }) => from),
    followedDays: Float64Array.from(chosen, ({ from, closedAt }) => ((closedAt ?? end) - from) / dayMs),
    outcome: Uint8Array.from(deals, ({ status }) => (status === 'open' ? 0 : status === 'won' ? 1 : 2)),
    amountMinor: amounts.last,
    currency: amounts.currency,
    account: numbered(deals.map(({ account }, i) => accountAt(account) ?? -1 - i)),
    controls: controlsOf(records, deals, chosen, amounts.then),
    seller: sellerOf(deals),
    volume: volumeOf(exchanges),
    ownVolume: ownVolumeOf(exchanges),
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

type Chosen = Window & { deal: DealRecord; closedAt: number | undefined };

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
