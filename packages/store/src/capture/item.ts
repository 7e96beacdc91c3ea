import type { MeetingWay, PromisedDate, SignatureFacts } from '@windshield/core';

export type PartyRole = 'from' | 'to' | 'cc' | 'organiser' | 'attendee';

/** Somebody in the head of a message or on the list of a meeting. */
export interface ItemParty {
  /** Lower-cased. */
  readonly address: string;
  readonly name?: string | undefined;
  readonly role: PartyRole;
  /** Of a meeting: `undefined` while unanswered. */
  readonly hasAccepted?: boolean | undefined;
}

/**
 * A message or meeting with all that an interaction needs: what is written when its people are known, and what waits while they are not.
 * Plain JSON.
 */
export interface CapturedItem {
  readonly itemKey: string;
  readonly kind: 'mail' | 'meeting';
  /** Instant (ISO, UTC). */
  readonly occurredAt: string;
  readonly parties: readonly ItemParty[];
  /** Its place says that the owner wrote it, whatever address stands in it. */
  readonly isFromOwner?: boolean | undefined;
  /** Keys of the messages it names, oldest first. */
  readonly references: readonly string[];
  readonly answersKey?: string | undefined;
  readonly subjectKey?: string | undefined;
  /** Its subject says that it answers. */
  readonly isAnswer?: boolean | undefined;
  readonly subject?: string | undefined;
  /** Only where the owner keeps text. */
  readonly text?: string | undefined;
  /** Whatever the owner lets colleagues see: subject and text of this are the owner's alone. */
  readonly isConfidential?: boolean | undefined;
  readonly newTextLength?: number | undefined;
  readonly asksQuestion?: boolean | undefined;
  readonly promises?: readonly PromisedDate[] | undefined;
  readonly signature?: SignatureFacts | undefined;
  /** Of a meeting. */
  readonly state?: 'done' | 'planned' | 'cancelled' | undefined;
  /** It is off for the owner because of an answer; colleagues may go all the same. */
  readonly isDeclined?: boolean | undefined;
  readonly durationMinutes?: number | undefined;
  readonly place?: MeetingWay | undefined;
  readonly sequence?: number | undefined;
  readonly stampedAt?: string | undefined;
}

/** What became of an item for the owner of a source. */
export type Fate = 'interaction' | 'waiting' | 'leftOut' | 'ignored' | 'private' | 'unread';

/** Why an item was left out. */
export type LeftOutReason =
  | 'list'
  | 'autoReply'
  | 'bounce'
  | 'calendar'
  | 'receipt'
  | 'internal'
  | 'nobodyElse'
  | 'noSender'
  | 'noDate'
  | 'cancelled'
  | 'markedPrivate'
  | 'notEngaging'
  | 'notInvited'
  | 'excluded';

export interface Placed {
  readonly fate: Fate;
  readonly reason?: LeftOutReason | undefined;
}
