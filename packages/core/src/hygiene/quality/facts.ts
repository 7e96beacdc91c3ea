import type { DayNumber } from '../../time/index.ts';

/** A colleague as the owner of something. */
export interface OwnerFact {
  readonly id: string;
  readonly name: string;
  readonly hasLeft: boolean;
}

interface Owned {
  readonly id: string;
  readonly name: string;
  /** `undefined`: nobody owns it. */
  readonly owner?: OwnerFact | undefined;
  /** Who could take over: whoever here was last in touch, else the manager of the owner's team. */
  readonly successor?: { readonly id: string; readonly name: string } | undefined;
}

export interface DealQualityFacts extends Owned {
  readonly status: 'open' | 'won' | 'lost';
  readonly accountId?: string | undefined;
  readonly amountMinor?: number | undefined;
  readonly currency?: string | undefined;
  /** Median amount of the workspace's won deals in the same currency, where there are at least 20. */
  readonly usualMinor?: number | undefined;
  readonly openedDay?: DayNumber | undefined;
  readonly expectedCloseDay?: DayNumber | undefined;
  readonly closedDay?: DayNumber | undefined;
  readonly openSteps: number;
  readonly hasMeetingAhead: boolean;
  readonly people: number;
}

export interface PointFact {
  readonly kind: 'email' | 'phone';
  readonly value: string;
  readonly status: 'unknown' | 'valid' | 'stale';
}

export interface ContactQualityFacts extends Owned {
  readonly points: readonly PointFact[];
  readonly title?: string | undefined;
  readonly account?: { readonly id: string; readonly name: string; readonly domain?: string | undefined } | undefined;
  /** Another account that has the domain of this person's mail. */
  readonly accountOfMail?: { readonly id: string; readonly name: string; readonly domain: string } | undefined;
  /** Open deals in whose buying group this person is. */
  readonly openDeals: number;
  /** The last day that gave evidence that the job is still theirs: they wrote, met us, or somebody here set the title or account. */
  readonly jobSeenDay?: DayNumber | undefined;
}

export interface AccountQualityFacts extends Owned {
  readonly domain?: string | undefined;
  readonly yearFounded?: number | undefined;
  readonly openDeals: number;
}

export interface LeadQualityFacts extends Owned {
  readonly status: 'open' | 'working' | 'accepted' | 'returned' | 'converted' | 'disqualified';
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** What judging needs to know beside the record. */
export interface QualityContext {
  readonly asOf: DayNumber;
  /** Chance a month that somebody leaves their job, as {@link fieldHazard} learned it here. */
  readonly jobHazardAMonth: number;
}
