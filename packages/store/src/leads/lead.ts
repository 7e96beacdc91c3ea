import type { Named, Stored } from '../records/index.ts';

export type LeadStatus = 'open' | 'working' | 'accepted' | 'returned' | 'converted' | 'disqualified';

/** A lead as lists show it. */
export interface Lead extends Stored {
  readonly name: string;
  readonly company: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly status: LeadStatus;
  /** In the source system's own words. */
  readonly statusName: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  readonly ownerId: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly country: string | null;
  readonly valueMinor: number | null;
  readonly valueCurrency: string | null;
  readonly description: string | null;
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly dealId: string | null;
  readonly convertedAt: string | null;
  readonly custom: Record<string, string>;
  readonly owner: Named | null;
  readonly lastInteractionAt: string | null;
  readonly erasedAt: string | null;
}

/** A lead with what became of it. */
export interface LeadFull extends Lead {
  /** Where it went when it was merged. */
  readonly mergedInto: Named | null;
  readonly account: Named | null;
  readonly contact: Named | null;
  readonly deal: Named | null;
}
