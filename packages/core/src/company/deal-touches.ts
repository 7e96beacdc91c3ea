import {
  type ContactRecord,
  type DealRecord,
  type ImportRecord,
  type InteractionRecord,
  ofKind,
  type Participant,
} from '../imports/index.ts';
import { isOwnAddress, type OwnAddresses, saysAnswer } from '../interactions/index.ts';
import { dayMs } from '../time/index.ts';
import { ourAddresses } from './our-addresses.ts';
import { recordFinder } from './record-finder.ts';

/** One mail, talk or meeting in a deal, as far as the study reads it. */
export type Touch = {
  /** Epoch milliseconds. */
  at: number;
  type: InteractionRecord['type'];
  direction: InteractionRecord['direction'];
  minutes: number | undefined;
  thread: string | undefined;
  /** Its subject says that it answers. */
  isReply: boolean;
  /** Who of the buyers wrote it or took part, by a name of theirs that is the same wherever they turn up. */
  buyers: readonly string[];
};

/** Epoch milliseconds, the end not included. */
export type Window = { from: number; until: number };

/**
 * The touches of each deal inside its window, in the order of time: those that name the deal, and those that name only its account (or
 * somebody there) while the deal was open. What was planned or called off, or was written down only after the window, is left out.
 *
 * A whole export may carry the day of a migration as the day on which everything was written down; when most touches were written down
 * more than 30 days late, that day is not believed.
 * O(records + touches log touches).
 */
export function touchesOfDeals(records: readonly ImportRecord[], deals: readonly DealRecord[], windows: readonly Window[]): Touch[][] {
  const interactions = records.filter((record): record is InteractionRecord => record.kind === 'interactions' && record.state === 'done');
  const contacts = ofKind(records, 'contacts');
  const accounts = ofKind(records, 'accounts');
  const find = { deal: recordFinder(deals), contact: recordFinder(contacts), account: recordFinder(accounts) };
  const sides: Sides = { contactAt: find.contact, userAt: recordFinder(ofKind(records, 'users')), own: ourAddresses(records) };
  const dealsOfAccount = new Map<number, number[]>();
  for (const [place, deal] of deals.entries()) {
    const account = find.account(deal.account);
    if (account !== undefined) dealsOfAccount.set(account, [...(dealsOfAccount.get(account) ?? []), place]);
  }
  const isDatedWhenWritten = writtenInTime(interactions);
  const touches: Touch[][] = deals.map(() => []);
  for (const one of interactions) {
    const at = Date.parse(one.occurredAt);
    const knownAt = isDatedWhenWritten && one.createdAt !== undefined ? Math.max(at, Date.parse(one.createdAt)) : at;
    const named = find.deal(one.deal);
    const account = find.account(one.account) ?? accountOf(one, contacts, find);
    const candidates = named !== undefined ? [named] : one.deal !== undefined || account === undefined ? [] : dealsOfAccount.get(account);
    for (const place of candidates ?? []) {
      const { from, until } = windows[place] as Window;
      if (at >= from && at < until && knownAt < until) (touches[place] as Touch[]).push(touchOf(one, at, sides));
    }
  }
  for (const list of touches) list.sort(byTime);
  return touches;
}

/** What happened at one moment keeps one order, whatever the order of the records. */
function byTime(a: Touch, b: Touch): number {
  return a.at - b.at || compare(a.direction, b.direction) || compare(a.thread ?? '', b.thread ?? '') || compare(a.type, b.type);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const monthMs = 30 * dayMs;

function writtenInTime(interactions: readonly InteractionRecord[]): boolean {
  const dated = interactions.filter(({ createdAt }) => createdAt !== undefined);
  const late = dated.filter(({ createdAt, occurredAt }) => Date.parse(createdAt as string) - Date.parse(occurredAt) > monthMs);
  return late.length * 2 < dated.length;
}

type Find = { contact: ReturnType<typeof recordFinder>; account: ReturnType<typeof recordFinder> };

function accountOf(one: InteractionRecord, contacts: readonly ContactRecord[], find: Find): number | undefined {
  for (const { contact, address } of one.participants) {
    const place = find.contact(contact ?? (address === undefined ? undefined : { email: address }));
    const account = place === undefined ? undefined : find.account(contacts[place]?.account);
    if (account !== undefined) return account;
  }
  return undefined;
}

/** What tells whether somebody is one of us or a buyer. */
type Sides = { contactAt: ReturnType<typeof recordFinder>; userAt: ReturnType<typeof recordFinder>; own: OwnAddresses };

function touchOf(one: InteractionRecord, at: number, sides: Sides): Touch {
  const direction = directionOf(one, sides);
  const tookPart = one.participants.filter(({ role }) => direction === 'both' || one.type !== 'mail' || role === 'from');
  const isAnswerless = direction === 'out' && one.type !== 'call';
  return {
    at,
    type: one.type,
    direction,
    minutes: one.durationMinutes,
    thread: one.threadKey,
    isReply: saysAnswer(one.subject),
    buyers: isAnswerless ? [] : [...new Set(tookPart.flatMap((participant) => buyerIn(participant, sides)))],
  };
}

/** Systems that do not say which way a mail went leave it to be guessed; who sent it is no guess. */
function directionOf({ type, direction, participants }: InteractionRecord, sides: Sides): InteractionRecord['direction'] {
  const sender = type === 'mail' || type === 'chat' ? participants.find(({ role }) => role === 'from') : undefined;
  if (sender === undefined || direction === 'both') return direction;
  if (isOurs(sender, sides)) return 'out';
  return contactOf(sender, sides) === undefined ? direction : 'in';
}

function isOurs({ user, address, contact }: Participant, { own, userAt }: Sides): boolean {
  if (user !== undefined) return true;
  if (address !== undefined) return isOwnAddress(address, own);
  // Keys of users and of contacts may be alike; only a bare name can be one of ours.
  return contact?.key === undefined && userAt(contact) !== undefined;
}

function contactOf({ contact, address }: Participant, { contactAt }: Sides): number | undefined {
  return contactAt(contact ?? (address === undefined ? undefined : { email: address }));
}

/** A buyer by a name of theirs; none for one of us, or for nobody who is named. */
function buyerIn(participant: Participant, sides: Sides): string[] {
  const { address, contact } = participant;
  if (isOurs(participant, sides)) return [];
  const place = contactOf(participant, sides);
  const name = place === undefined ? (address?.toLowerCase() ?? contact?.email ?? contact?.key ?? contact?.name) : `contact ${place}`;
  return name === undefined ? [] : [name];
}
