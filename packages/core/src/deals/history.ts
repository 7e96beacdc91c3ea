import type { DayNumber } from '../time/index.ts';

/** What tells kinds of deals apart; each is a plain name as the company writes it. */
export type DealTraits = { pipeline?: string; product?: string; segment?: string; source?: string; amountBand?: string };

/**
 * A deal as the clock reads it. `outcome` and `closedDay` belong together; a deal without both is open.
 * Amounts are in minor units of the workspace's home currency, converted before.
 */
export type PastDeal = DealTraits & {
  openedDay?: DayNumber;
  closedDay?: DayNumber;
  outcome?: 'won' | 'lost';
  listedMinor?: number;
  wonMinor?: number;
};

/** Curves of one kind of deal: step functions of age in days. Rounded to five digits. */
export type KindClock = {
  key: string;
  label: string;
  /** The wider kind that this one leans on; none for all deals. */
  parent?: string;
  filter: DealTraits;
  won: number;
  lost: number;
  open: number;
  /** Ages in days at which the curves are given, rising, at most 200. */
  ages: number[];
  /** Share of all such deals won by that age (Aalen-Johansen), lost by then; the rest is open. */
  shareWon: number[];
  shareLost: number[];
  /** 80 % interval of `shareWon`. */
  shareWonLow: number[];
  shareWonHigh: number[];
  /** Deals that speak for what comes after that age, in whole followed deals. */
  support: number[];
  /** Beyond this age none was won, or hardly any deal was followed; older ones are read as of this age. */
  lastSupportedAge: number;
  /** Days that won deals took: 0 %, 1 % … 100 % points; empty without won deals. */
  wonDays: number[];
  /** Won amounts in home currency, 5 %, 15 % … 95 % points; empty when unknown. */
  wonAmountMinor: number[];
  /** Won amount over listed amount, 5 %, 15 % … 95 % points; empty when fewer than 20 deals know both. */
  amountRatio: number[];
};

/** What was said on past days, and what happened. */
export type ClockBacktest = {
  windowDays: number;
  days: string[];
  n: number;
  brier: number;
  brierBaseRate: number;
  /** 1 - brier / brierBaseRate. */
  skill: number;
  /** Mean absolute difference of said and happened over the rows, weighted by their deals. */
  calibrationError: number;
  rows: { saidFrom: number; saidTo: number; said: number; happened: number; n: number }[];
};

/** All clocks of a workspace: derived state, bounded in size, plain JSON. */
export type DealClock = {
  version: 1;
  asOf: string;
  homeCurrency?: string;
  /** "Won at all" means: within so many days from now. */
  horizonDays: number;
  counts: { won: number; lost: number; open: number; withoutStart: number; setAside: number };
  /** The trait that tells kinds apart within a pipeline. */
  trait: keyof DealTraits;
  kinds: Record<string, KindClock>;
  backtest?: ClockBacktest;
  /** Set when the last months no longer resemble the time before. */
  drift?: string;
};

/** Fewer closed deals, or fewer won among them, say nothing of a chance. */
export const historyNeeded = { closed: 12, won: 3 } as const;

/** Why a gauge cannot be told, and how many more cases would do where that is the reason. */
export type Lack = { missingKey: string; missing: string; needed?: number };
