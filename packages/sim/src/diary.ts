import type { InteractionRecord, LeadRecord, Participant } from '@windshield/core';
import type { Minute } from './agenda.ts';
import { instantAt } from './calendar.ts';
import type { Account, Deal, Person, Seller } from './world.ts';

/** A mail, talk or meeting as it was. */
export type Encounter = {
  id: string;
  type: InteractionRecord['type'];
  direction: InteractionRecord['direction'];
  at: Minute;
  durationMinutes?: number;
  subject: string;
  thread?: string;
  place?: string;
  state: InteractionRecord['state'];
  seller: Seller;
  account?: Account;
  deal?: Deal;
  lead?: { record: LeadRecord; email: string; person: Person };
  people: readonly Person[];
  isSeen: boolean;
};

/** Who met whom, in the order in which it came about. */
export class Diary {
  readonly encounters: Encounter[] = [];
  private seen = 0;
  private unseen = 0;
  private threads = 0;

  write(encounter: Omit<Encounter, 'id' | 'state' | 'isSeen'> & { state?: Encounter['state']; isSeen?: boolean }): Encounter {
    const isSeen = encounter.isSeen ?? true;
    const id = isSeen ? `interaction-${++this.seen}` : `unseen-${++this.unseen}`;
    const written: Encounter = { state: 'done', ...encounter, isSeen, id };
    this.encounters.push(written);
    return written;
  }

  newThread(): string {
    return `thread-${++this.threads}`;
  }
}

/**
 * The record of an encounter, as an export has it: who here was in it stands in `user` alone, a lead that became a customer's points at that
 * account, and people who had themselves erased are left out.
 */
export function interactionOf(one: Encounter): InteractionRecord {
  const isTheirs = one.direction === 'in';
  const isMeeting = one.type === 'meeting' || one.type === 'visit';
  const here = one.people.filter((person) => !person.isErased);
  const theirs = here.map(
    ({ record }, i): Participant => ({
      role: isMeeting ? 'attendee' : isTheirs && i === 0 ? 'from' : 'to',
      contact: { key: record.key, name: record.name },
    }),
  );
  if (one.lead !== undefined && !one.lead.person.isErased) {
    const { contact } = one.lead.record;
    theirs.push({ role: isTheirs ? 'from' : 'to', ...(contact === undefined ? { address: one.lead.email } : { contact }) });
  }
  const account = one.account === undefined ? one.lead?.record.account : { key: one.account.record.key, name: one.account.record.name };
  const user = { key: one.seller.record.key, name: one.seller.record.name };
  return {
    kind: 'interactions',
    key: `id:${one.id}`,
    externalId: one.id,
    type: one.type,
    direction: one.direction,
    occurredAt: instantAt(one.at),
    ...(one.durationMinutes === undefined ? {} : { durationMinutes: one.durationMinutes }),
    subject: one.subject,
    ...(one.place === undefined ? {} : { place: one.place }),
    ...(one.thread === undefined ? {} : { threadKey: one.thread }),
    state: one.state,
    user,
    ...(account === undefined ? {} : { account }),
    ...(one.deal === undefined ? {} : { deal: { key: `id:${one.deal.id}` } }),
    ...(one.lead === undefined ? {} : { lead: { key: one.lead.record.key } }),
    participants: theirs,
  };
}
