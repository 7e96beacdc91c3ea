import type { Gauge } from '../gauge/index.ts';

/** What the clock says of one open deal. */
export type DealOutlook = {
  ageDays?: number;
  /** Key and name of the kind of deal it is compared with, and how many of them were won and lost. */
  kind: { key: string; label: string; won: number; lost: number };
  /** Chance to be won within the clock's horizon from now. */
  chance: Gauge;
  /** Chance to be won until the last day of the period that was asked for; absent when none was. */
  chanceInPeriod?: Gauge;
  /** Where the closing day lies if it is won; value is the median. */
  closing: Gauge;
  /** Chance times amount, in home currency. */
  expectedValue: Gauge;
  /** Share of the won deals of its kind that took longer than its age; undefined without age or won deals. */
  shareOfWonThatTookLonger?: number;
  /** Days of the median and of the longest won deal of its kind. */
  medianWonDays?: number;
  longestWonDays?: number;
  /** Older than every deal of its kind that was won. */
  isOlderThanAnyWon: boolean;
  /** "Half of the deals like this were won by day 57; this one is on day 130." */
  sentence: string;
};
