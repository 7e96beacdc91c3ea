import type { InteractionRecord } from '@windshield/core';
import type { Mode } from './modes.ts';

/** How a project ended for the buyers, whatever the books say. */
export type DealEnd = {
  kind: 'won' | 'competitor' | 'gone' | 'disqualified';
  /** ISO day on which it was settled in the buyers' minds: for the vanished, when they had lost interest. */
  on: string;
  cause:
    | 'best offer'
    | 'better rival'
    | 'better rival, said by nobody'
    | 'interest died'
    | 'project stopped'
    | 'stayed with what they have'
    | 'the only ally left'
    | 'no need'
    | 'renewed'
    | 'fell through while signing';
  /** Whether they told us; who does not tell goes dark. */
  isSaid: boolean;
};

export type DealTruth = {
  key: string;
  accountKey: string;
  sellerKey: string;
  type: 'New business' | 'Expansion' | 'Renewal';
  openedOn: string;
  need: number;
  priceGap: number;
  groupSize: number;
  /** Whom the seller knows in this matter on the as-of day. */
  engaged: number;
  hasRival: boolean;
  /** Undefined while the project lives. */
  end?: DealEnd;
  /** ISO day of the closing in the books; undefined while they show it as open, alive or not. */
  closedInBooksOn?: string;
  /** Mean interest of those engaged, one value for each week since the opening, while the project lives. */
  interestByWeek: readonly number[];
  /** On the as-of day, or at the end. */
  interest: number;
  consensus: number;
  presence: number;
};

/** What no record shows. */
export type Truth = {
  mode: Mode;
  /** ISO day on which the books begin. */
  startsOn: string;
  downturn?: { from: string; to: string; depth: number };
  sellers: { key: string; care: number; reach: number; drive: number; promptMinutes: number; unseenShare: number }[];
  accounts: { key: string; size: number; trust: number; latenessDays: number }[];
  people: { key: string; paceMinutes: number; courtesy: number; initiative: number; clout: number; warmth: number; leftOn?: string }[];
  deals: DealTruth[];
  leads: { key: string; need: number; size: number; dealKey?: string }[];
  /** Calls and visits that no mailbox or calendar saw. */
  unseen: InteractionRecord[];
  /** People who had themselves erased: they are in no record. */
  erasures: { contactKey: string; on: string }[];
};
