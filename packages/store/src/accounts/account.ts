import type { DealStatus, Money, Named, Stored } from '../records/index.ts';

/** An account as lists show it. */
export interface Account extends Stored {
  readonly name: string;
  readonly parentId: string | null;
  readonly ownerId: string | null;
  readonly type: string | null;
  readonly website: string | null;
  readonly domain: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly revenueMinor: number | null;
  readonly revenueCurrency: string | null;
  readonly yearFounded: number | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly description: string | null;
  readonly custom: Record<string, string>;
  readonly parent: Named | null;
  readonly owner: Named | null;
  readonly openDeals: number;
  /** Open deals, summed per currency. */
  readonly openAmount: Money[];
  readonly contacts: number;
  readonly lastInteractionAt: string | null;
}

/** An account with its people, deals and daughters. */
export interface AccountFull extends Account {
  /** Where it went when it was merged. */
  readonly mergedInto: Named | null;
  readonly children: Named[];
  readonly people: {
    readonly id: string;
    readonly name: string;
    readonly title: string | null;
    readonly email: string | null;
    readonly lastInteractionAt: string | null;
  }[];
  readonly deals: {
    readonly id: string;
    readonly name: string;
    readonly status: DealStatus;
    readonly stage: string;
    readonly amountMinor: number | null;
    readonly currency: string | null;
    readonly expectedCloseOn: string | null;
    readonly closedAt: string | null;
  }[];
}
