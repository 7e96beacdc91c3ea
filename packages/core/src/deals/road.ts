import type { Reason } from '../gauge/index.ts';
import type { Period } from '../time/index.ts';

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
  targetMinor?: number;
  /** Chance to reach the target. */
  targetChance?: number;
  /** Open deals that the simulation holds, and those it had to leave out, with the reason. */
  dealsCounted: number;
  leftOut: { reasonKey: string; text: string; count: number }[];
  /** Where the expected money comes from, largest first; effects in minor units. */
  reasons: Reason[];
  draws: number;
  shockSd: number;
  method: string;
  /** What this first version cannot see, in one sentence. */
  caution: string;
};
