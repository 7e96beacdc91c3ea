import type { DealStatus, Named, Stored } from '../records/index.ts';

export interface ContactPoint {
  readonly kind: 'email' | 'phone' | 'url' | 'handle';
  readonly value: string;
  readonly label: string | null;
}

/** A contact as lists show it. */
export interface Contact extends Stored {
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly accountId: string | null;
  readonly title: string | null;
  readonly ownerId: string | null;
  readonly lifecycle: string | null;
  readonly language: string | null;
  readonly country: string | null;
  readonly description: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly custom: Record<string, string>;
  readonly account: Named | null;
  readonly owner: Named | null;
  readonly openDeals: number;
  readonly lastInteractionAt: string | null;
  readonly erasedAt: string | null;
}

/** A contact with all addresses, past employers, deals, and who here has been in touch. */
export interface ContactFull extends Contact {
  /** Where it went when it was merged. */
  readonly mergedInto: Named | null;
  readonly points: (ContactPoint & { readonly status: 'unknown' | 'valid' | 'stale' })[];
  readonly employments: {
    readonly account: Named;
    readonly title: string | null;
    readonly startedOn: string | null;
    readonly endedOn: string | null;
    readonly isPrimary: boolean;
  }[];
  readonly deals: { readonly id: string; readonly name: string; readonly status: DealStatus; readonly role: string | null }[];
  readonly knownBy: { readonly user: Named; readonly lastInteractionAt: string }[];
}
