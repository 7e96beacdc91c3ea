import type { DayNumber } from '../time/index.ts';
import type { DealTraits } from './history.ts';

export type PersonOnDeal = { contactId: string; name: string; role?: string; isDecisionMaker?: boolean; isPrimary?: boolean };

export type OpenNextStep = { id: string; what: string; whose: 'ours' | 'theirs'; dueDay?: DayNumber; who?: string };

/**
 * What mail and calendar show of a deal. Absent altogether when nothing of the workspace's mail and calendar can be
 * seen: then silence is unknown, not zero.
 */
export type Exchange = {
  /** The last day on which they wrote, called or met us. */
  lastInboundDay?: DayNumber;
  lastOutboundDay?: DayNumber;
  nextMeetingDay?: DayNumber;
  /** Messages of ours since they last wrote. */
  unanswered: number;
  /** Days in which they usually answer (median), when known. */
  usualAnswerDays?: number;
  lastInteractionId?: string;
};

/** An open deal as far as it is known. Whatever is not known is left out. */
export type DealFacts = DealTraits & {
  id: string;
  name: string;
  accountId?: string;
  accountName?: string;
  ownerId?: string;
  ownerName?: string;
  stage?: string;
  openedDay?: DayNumber;
  expectedCloseDay?: DayNumber;
  amountMinor?: number;
  currency?: string;
  people: PersonOnDeal[];
  /** Needs on record in the customer's own words. */
  needs: number;
  nextSteps: OpenNextStep[];
  /** Times that the close date was moved to a later period; undefined where field history is not known. */
  pushes?: number;
  lastPushReason?: string;
  lastPushChangeId?: string;
  exchange?: Exchange;
  /** Day of the last change by a person, where known. */
  lastChangedDay?: DayNumber;
};
