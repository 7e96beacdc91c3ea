/** What every stored record shows. Instants are ISO 8601 in UTC, days `YYYY-MM-DD`. */
export interface Stored {
  readonly id: string;
  readonly version: number;
  /** When the source system says that it was created. */
  readonly createdAt: string | null;
  readonly recordedAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
}

/** A record as others name it. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

export type DealStatus = 'open' | 'won' | 'lost';
