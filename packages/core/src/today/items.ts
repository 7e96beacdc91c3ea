import type { DealAdvice, DealFacts, DealOutlook } from '../deals/index.ts';
import type { Gauge, Reason, RecordRef } from '../gauge/index.ts';
import type { DayNumber } from '../time/index.ts';

/** What lines there are, in the order of thought: lines are shown in it. */
export const todayItemKinds = [
  'promiseOurs',
  'promiseTheirs',
  'waiting',
  'dealWork',
  'dealDecide',
  'dealLetGo',
  'careTie',
  'careRecord',
] as const;
export type TodayItemKind = (typeof todayItemKinds)[number];

export type TodayAction = 'open' | 'answer' | 'spoke' | 'done' | 'later' | 'dismiss' | 'closeKindly' | 'setNextStep' | 'moveDate' | 'mend';

/** A person or an account that an item is about. */
export type Who = { kind: 'contact' | 'account' | 'deal' | 'user' | 'lead'; id: string; name: string };

export type TodayItem = {
  /** Stable over days: kind and subject, e.g. "dealDecide:0192…". Decisions are remembered under it. */
  key: string;
  kind: TodayItemKind;
  /** One line: "Ana Ruiz is waiting for your answer". */
  title: string;
  who: Who[];
  /** Sentences, the most telling first; `effect` is 0 where a reason is not a number. */
  why: Reason[];
  /** Chance, or what is missing to tell it; absent where the item is not about a chance. */
  gauge?: Gauge;
  /** Where the deal would close, when it can be told. */
  closing?: Gauge;
  /** A deal's amount as it is on record. */
  money?: { amountMinor: number; currency: string };
  whatWouldChangeThis?: string[];
  whoCanSee?: Who[];
  suggestion: string;
  minutes: number;
  actions: TodayAction[];
  dismissReasons: { key: string; text: string }[];
  records: RecordRef[];
  /** The facts behind the advice: a dismissed item comes back only when they changed. */
  fingerprint: string;
  dueDay?: DayNumber;
};

export type PromiseDue = {
  id: string;
  what: string;
  whose: 'ours' | 'theirs';
  dueDay: DayNumber;
  contactId?: string;
  contactName?: string;
  dealId?: string;
  dealName?: string;
  accountId?: string;
  accountName?: string;
  minutes?: number;
};

/** Somebody wrote and nobody here has answered. */
export type Waiting = {
  interactionId: string;
  contactId: string;
  contactName: string;
  accountId?: string;
  accountName?: string;
  dealId?: string;
  subject?: string;
  /** Epoch milliseconds of their message. */
  since: number;
  /** Minutes in which we usually answer them. */
  usualAnswerMinutes?: number;
};

export type OpenDeal = { facts: DealFacts; outlook: DealOutlook; advice: DealAdvice };

export type TieToRenew = {
  kind: 'tie';
  contactId: string;
  contactName: string;
  accountId?: string;
  accountName?: string;
  lastSpokenDay: DayNumber;
  /** Days between contacts when the tie was well. */
  usualGapDays?: number;
  lastAbout?: string;
  lastInteractionId?: string;
};

export type RecordToClean = {
  kind: 'record';
  record: RecordRef;
  name: string;
  problemKey: string;
  /** "has two mail addresses that bounce" */
  problem: string;
  /** Open deals that the mend would help. */
  openDeals: number;
};

/** What happened since the day before; counts of events around one's own deals, never of one's own activity. */
export type SinceYesterday = {
  answers: number;
  datesMoved: number;
  dealsWon: number;
  dealsLost: number;
  newDeals: number;
  newLeads: number;
  promisesKept: number;
};

/** What was chosen before. `fingerprint` is that of the item at the time. */
export type PastDecision = {
  itemKey: string;
  itemKind: TodayItemKind;
  choice: 'done' | 'later' | 'dismissed' | 'acted';
  reasonKey?: string;
  at: DayNumber;
  until?: DayNumber;
  fingerprint?: string;
};

export type TodayInput = {
  /** Epoch milliseconds. */
  now: number;
  timeZone: string;
  /** Undefined: the working hours are not known, and the list is limited by seven alone. */
  freeMinutes?: number;
  promises: readonly PromiseDue[];
  waiting: readonly Waiting[];
  deals: readonly OpenDeal[];
  care: readonly (TieToRenew | RecordToClean)[];
  sinceYesterday?: SinceYesterday;
  decisions: readonly PastDecision[];
};

export type Today = {
  asOf: string;
  /** At most seven. */
  items: TodayItem[];
  freeMinutes?: number;
  plannedMinutes: number;
  /** "Since yesterday: 2 answers, 1 date moved." Absent when nothing is known of yesterday. */
  digest?: string;
  /** How many of each kind wait behind those shown. */
  behind: { kind: TodayItemKind; count: number }[];
  /** What past decisions changed, in words, each with the decisions counted. */
  learned: Reason[];
};
