/**
 * What every reader (CSV export, mailbox, calendar, simulation) hands to the store: records in Windshield's own words,
 * not yet resolved against what the workspace already holds.
 *
 * Dates are `YYYY-MM-DD`; instants are ISO 8601 in UTC with `Z`; money is integer minor units with an ISO 4217 code.
 * Unknown is absent, never an empty string or zero.
 */

export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/**
 * Points at another record. The store tries, in this order: `key` within the same source, `email`, then `name`
 * by its `nameKey`. At least one is present.
 */
export interface Ref {
  readonly key?: string;
  readonly email?: string;
  readonly name?: string;
}

interface Sourced {
  /**
   * Identity within (source, kind): `id:` + the external id, else `name:` + the natural key (see `naturalKey`).
   * The same fact exported twice has the same key.
   */
  readonly key: string;
  readonly externalId?: string;
  /** When the source system says that the record was created. */
  readonly createdAt?: string;
  /** Columns without a place of their own, by the header they had. */
  readonly custom?: Readonly<Record<string, string>>;
}

export interface UserRecord extends Sourced {
  readonly kind: 'users';
  readonly name: string;
  readonly email?: string;
  readonly role?: Role;
  readonly isActive?: boolean;
  readonly teamName?: string;
  readonly managerName?: string;
  readonly region?: string;
  readonly timeZone?: string;
}

export interface AccountRecord extends Sourced {
  readonly kind: 'accounts';
  readonly name: string;
  readonly parent?: Ref;
  readonly owner?: Ref;
  readonly type?: string;
  readonly website?: string;
  readonly domain?: string;
  readonly industry?: string;
  readonly employees?: number;
  readonly revenue?: Money;
  readonly yearFounded?: number;
  readonly phone?: string;
  readonly address?: string;
  readonly city?: string;
  readonly country?: string;
  readonly description?: string;
}

export interface ContactPoint {
  readonly kind: 'email' | 'phone' | 'url' | 'handle';
  readonly value: string;
  readonly label?: string;
  /** A phone number as E.164, where it is international or its region is known; `value` stays as given. */
  readonly e164?: string;
}

export interface ContactRecord extends Sourced {
  readonly kind: 'contacts';
  readonly name: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly account?: Ref;
  readonly title?: string;
  readonly owner?: Ref;
  readonly lifecycle?: string;
  readonly language?: string;
  readonly country?: string;
  readonly description?: string;
  /** The first of a kind is the primary one. */
  readonly points: readonly ContactPoint[];
}

export interface ProductRecord extends Sourced {
  readonly kind: 'products';
  readonly name: string;
  readonly code?: string;
  readonly family?: string;
  readonly price?: Money;
  readonly isActive?: boolean;
}

export type LeadStatus = 'open' | 'working' | 'accepted' | 'returned' | 'converted' | 'disqualified';

export interface LeadRecord extends Sourced {
  readonly kind: 'leads';
  readonly name: string;
  readonly company?: string;
  readonly title?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly status: LeadStatus;
  /** The status in the source's own words. */
  readonly statusName?: string;
  readonly source?: string;
  readonly campaign?: string;
  readonly owner?: Ref;
  readonly industry?: string;
  readonly employees?: number;
  readonly country?: string;
  readonly value?: Money;
  readonly description?: string;
  readonly convertedAt?: string;
  readonly account?: Ref;
  readonly contact?: Ref;
  readonly deal?: Ref;
}

export type DealStatus = 'open' | 'won' | 'lost';

export interface DealLine {
  readonly product: Ref;
  readonly quantity?: number;
  readonly unitPriceMinor?: number;
  readonly amountMinor?: number;
}

export interface DealContact {
  readonly contact: Ref;
  readonly role?: string;
  readonly isPrimary?: boolean;
}

export interface DealRecord extends Sourced {
  readonly kind: 'deals';
  readonly name: string;
  readonly account?: Ref;
  readonly owner?: Ref;
  readonly pipelineName?: string;
  readonly stageName: string;
  readonly status: DealStatus;
  readonly amount?: Money;
  readonly openedAt?: string;
  readonly expectedCloseOn?: string;
  readonly closedAt?: string;
  readonly lossReason?: string;
  readonly competitor?: string;
  readonly leadSource?: string;
  readonly type?: string;
  /** What the source system states, 0..1; shown as theirs, never used as ours. */
  readonly statedProbability?: number;
  readonly nextStep?: string;
  readonly nextStepDueOn?: string;
  readonly need?: string;
  readonly description?: string;
  readonly contacts: readonly DealContact[];
  readonly lines: readonly DealLine[];
}

export type InteractionKind = 'mail' | 'meeting' | 'call' | 'chat' | 'visit' | 'task' | 'other';
export type InteractionDirection = 'in' | 'out' | 'both';
export type ParticipantRole = 'from' | 'to' | 'cc' | 'organiser' | 'attendee';

export interface Participant {
  readonly role: ParticipantRole;
  /** One of user, contact, address says who it is. A name beside an address (of a call log) is a hint: looked up, never made. */
  readonly user?: Ref;
  readonly contact?: Ref;
  readonly address?: string;
  readonly hasAccepted?: boolean;
}

export interface InteractionRecord extends Sourced {
  readonly kind: 'interactions';
  readonly type: InteractionKind;
  readonly direction: InteractionDirection;
  readonly occurredAt: string;
  readonly durationMinutes?: number;
  readonly subject?: string;
  readonly body?: string;
  readonly place?: string;
  readonly threadKey?: string;
  /** A planned one is not contact yet. */
  readonly state: 'done' | 'planned' | 'cancelled';
  readonly user?: Ref;
  readonly account?: Ref;
  readonly deal?: Ref;
  readonly lead?: Ref;
  readonly participants: readonly Participant[];
}

export type ChangedKind = 'accounts' | 'contacts' | 'leads' | 'deals';

/** One field of one record changed in the source system. Field names are ours where we have the field. */
export interface ChangeRecord extends Sourced {
  readonly kind: 'changes';
  readonly recordKind: ChangedKind;
  readonly record: Ref;
  readonly field: string;
  readonly from?: string;
  readonly to?: string;
  readonly occurredAt: string;
  readonly user?: Ref;
  readonly reason?: string;
}

/** What a need, note, outcome, cost or next step is about; at least one is present. */
export interface About {
  readonly account?: Ref;
  readonly contact?: Ref;
  readonly deal?: Ref;
  readonly lead?: Ref;
}

export interface NextStepRecord extends Sourced, About {
  readonly kind: 'nextSteps';
  readonly what: string;
  readonly promisedBy: 'us' | 'them';
  readonly user?: Ref;
  readonly dueOn?: string;
  readonly status: 'open' | 'kept' | 'broken' | 'dropped';
  readonly settledAt?: string;
}

export interface NeedRecord extends Sourced, About {
  readonly kind: 'needs';
  /** The customer's problem in the customer's own words. */
  readonly words: string;
  readonly language?: string;
  readonly occurredAt?: string;
}

export interface NoteRecord extends Sourced, About {
  readonly kind: 'notes';
  readonly body: string;
  readonly author?: Ref;
  readonly occurredAt?: string;
}

export interface OutcomeRecord extends Sourced, About {
  readonly kind: 'outcomes';
  readonly promised: string;
  readonly delivered?: string;
  readonly promisedOn?: string;
  readonly deliveredOn?: string;
}

export interface CostRecord extends Sourced, About {
  readonly kind: 'costs';
  readonly type: 'campaign' | 'dayRate' | 'travel' | 'other';
  readonly amount: Money;
  readonly incurredOn: string;
  readonly leadSource?: string;
  readonly campaign?: string;
  readonly user?: Ref;
  readonly description?: string;
}

export interface TargetRecord extends Sourced {
  readonly kind: 'targets';
  /** `2026-Q4`, `2026-11` or `2026`. */
  readonly period: string;
  readonly amount: Money;
  /** Absent: the whole workspace. */
  readonly user?: Ref;
  readonly teamName?: string;
}

export interface RateRecord extends Sourced {
  readonly kind: 'rates';
  readonly on: string;
  readonly from: string;
  readonly to: string;
  /** One unit of `from` is worth this many of `to`. */
  readonly rate: number;
}

export type ImportRecord =
  | UserRecord
  | AccountRecord
  | ContactRecord
  | ProductRecord
  | LeadRecord
  | DealRecord
  | InteractionRecord
  | ChangeRecord
  | NextStepRecord
  | NeedRecord
  | NoteRecord
  | OutcomeRecord
  | CostRecord
  | TargetRecord
  | RateRecord;

export type RecordKind = ImportRecord['kind'];
export type RecordOf<K extends RecordKind> = Extract<ImportRecord, { kind: K }>;

/** Records of one kind. O(records). */
export function ofKind<K extends RecordKind>(records: readonly ImportRecord[], kind: K): RecordOf<K>[] {
  return records.filter((record): record is RecordOf<K> => record.kind === kind);
}

/** In the order in which they are written, so that what a record points at is there before it. */
export const recordKinds = [
  'rates',
  'users',
  'products',
  'accounts',
  'contacts',
  'deals',
  'leads',
  'interactions',
  'nextSteps',
  'needs',
  'notes',
  'outcomes',
  'costs',
  'targets',
  'changes',
] as const satisfies readonly RecordKind[];

export const roles = ['rep', 'manager', 'marketer', 'executive', 'admin'] as const;
export type Role = (typeof roles)[number];
