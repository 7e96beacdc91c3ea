import type { RecordRef } from '../gauge/index.ts';

export type RiskKey = 'pastDate' | 'olderThanAnyWon' | 'noNextStep';

/** Someone to talk to about a part of the forecast; the deals are theirs to explain. */
export type OwnerToTalkTo = { userId: string; name: string; expectedMinor: number; dealIds: string[] };

/** A part of the forecast and what it rests on. A deal may be in several. */
export type ForecastRisk = {
  key: RiskKey;
  text: string;
  expectedMinor: number;
  /** Share of the whole forecast, 0..1. */
  share: number;
  deals: number;
  owners: OwnerToTalkTo[];
  records: RecordRef[];
};

/** A manager's Today: what the team's forecast rests on, as money in home currency. */
export type TeamToday = {
  asOf: string;
  currency: string;
  forecastMinor: number;
  /** Money with at least one risk, each deal counted once. */
  atRiskMinor: number;
  risks: ForecastRisk[];
  /** At most seven: one talk each, most money first. */
  talks: (OwnerToTalkTo & { text: string; risks: RiskKey[] })[];
  /** Deals without an amount or a chance, which no sum can hold. */
  notCounted: number;
};
