import type { DealStatus, Named, Stored } from '../records/index.ts';

/** A deal as lists show it. Chance and advice are not stored: they are read off the deal clock by whoever presents it. */
export interface Deal extends Stored {
  readonly name: string;
  readonly accountId: string | null;
  readonly ownerId: string | null;
  readonly stageId: string;
  readonly status: DealStatus;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly openedAt: string | null;
  readonly expectedCloseOn: string | null;
  readonly closedAt: string | null;
  readonly lossReason: string | null;
  readonly competitor: string | null;
  readonly leadSource: string | null;
  readonly type: string | null;
  readonly description: string | null;
  /** What the source system stated, 0..1. */
  readonly statedProbability: number | null;
  readonly custom: Record<string, string>;
  readonly account: Named | null;
  readonly owner: Named | null;
  readonly pipeline: Named;
  readonly stage: Named;
  readonly product: Named | null;
  /** How often the expected close moved to a later month. */
  readonly pushes: number;
  readonly lastInteractionAt: string | null;
  readonly nextStep: {
    readonly id: string;
    readonly what: string;
    readonly promisedBy: 'us' | 'them';
    readonly dueOn: string | null;
  } | null;
  /** From opening to closing, or to the day from which ages are counted. */
  readonly ageDays: number | null;
}

/** A deal with the people involved and what is being sold. */
export interface DealFull extends Deal {
  readonly contacts: {
    readonly id: string;
    readonly name: string;
    readonly title: string | null;
    readonly role: string | null;
    readonly isPrimary: boolean;
    readonly email: string | null;
    readonly lastInteractionAt: string | null;
  }[];
  readonly lines: {
    readonly product: Named;
    readonly quantity: number | null;
    readonly unitPriceMinor: number | null;
    readonly amountMinor: number | null;
  }[];
}
