import type { Gauge } from '../gauge/index.ts';
import type { RateTable } from '../money/index.ts';
import type { DayNumber, Period } from '../time/index.ts';
import type { DealClock } from './history.ts';
import type { DealToJudge } from './outlook.ts';

/** One point of the road: cumulated won money at the end of `day`, in minor units of the home currency. */
export type RoadPoint = { day: string; q10Minor: number; q50Minor: number; q90Minor: number };

/** A period's result as far as it is known, and what may honestly come. */
export type RoadAhead = {
  period: Period;
  asOf: string;
  currency: string;
  /** What is won so far, cumulated by day. */
  wonSoFar: { day: string; cumulatedMinor: number }[];
  wonSoFarMinor: number;
  /** From the as-of day to the end of the period. */
  ahead: RoadPoint[];
  /** Distribution of the period's result. */
  result: { q10Minor: number; q50Minor: number; q90Minor: number; meanMinor: number };
  /** The period's result as a gauge: the mean, its 80 % interval, and where it comes from. */
  end: Gauge;
  targetMinor?: number;
  /** Chance to reach the target, when there is one. */
  targetChance?: Gauge;
  /** One sentence to read aloud; amounts are left to the reader's locale. */
  sentence: string;
  /** Open deals that the simulation holds, and those it had to leave out, with the reason. */
  dealsCounted: number;
  leftOut: { reasonKey: string; text: string; count: number }[];
  draws: number;
  shockSd: number;
  method: string;
  /** What this first version cannot see, in one sentence. */
  caution: string;
};

export type RoadInput = {
  deals: readonly DealToJudge[];
  clock: DealClock;
  asOf: DayNumber;
  period: Period;
  /** Won deals, in home currency; those outside the period or after `asOf` are left aside. */
  won: readonly { day: DayNumber; amountMinor: number }[];
  currency: string;
  targetMinor?: number;
  rates?: RateTable;
  seed: number;
  draws?: number;
  /** Spread of the shock that all deals of a period share, on the log odds of being won. */
  shockSd?: number;
};
