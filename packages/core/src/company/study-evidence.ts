import { pickRows, type Table } from '../learner/index.ts';
import { sortedQuantile } from '../stats/index.ts';
import { dayMs } from '../time/index.ts';
import { awayFromDelay, towardsWinning } from './directions.ts';
import type { EvidenceCases } from './evidence-cases.ts';
import { evidenceInWords } from './evidence-words.ts';
import { type OutcomeEvidence, outcomeEvidence, type Verdict } from './outcome-evidence.ts';
import { type UsualTerm, usualExchange } from './usual-exchange.ts';

export type StudyOptions = {
  seed: number;
  /** Of the verdict on winning; 0.95 unless told. */
  level?: number;
  /** Draws of each interval; 1,000 unless told. */
  draws?: number;
};

/** Whether quality or volume of the exchange told more about what became of deals. Plain JSON. */
export type Evidence = {
  verdict: Verdict;
  /** The verdict in one sentence. */
  sentence: string;
  /** What was found for each outcome, and what the study cannot tell, sentence by sentence. */
  details: string[];
  cannotTell: string[];
  ageDays: number;
  /** Winning counts when it came within so many days from that age; undefined when nothing was won. */
  horizonDays?: number;
  /** Deals that reached the age, and those of them followed long enough to be used. */
  reachedAge: number;
  settled: number;
  leftOut: EvidenceCases['leftOut'];
  /** What the first days of won deals were usually like, and those of the others; undefined where all ended alike. */
  usual?: readonly UsualTerm[];
  won: OutcomeEvidence;
  revenue: OutcomeEvidence;
  cycleLength: OutcomeEvidence;
};

/** Revenue is the second question put to the same deals: it may turn the verdict only when it is this sure. */
const levelOfRevenue = 0.99;

/**
 * The evidence study: did the volume or the quality of the first days' exchange tell more about which deals were won, what they brought,
 * and how long they took? Models with counts, with quality terms and with both, each beside size and segment, are fitted on earlier deals and
 * judged on later ones; the rule is in {@link outcomeEvidence}. Winning decides; revenue only where winning does not and revenue is
 * surer. The same cases and seed give the same evidence.
 *
 * Winning means within the time that nine in ten wins took from the age on (at most half of the time that the data span); only deals
 * followed that long count, so that quick wins are not told apart from slow losses by the end of the data. Revenue is ln(1 + what a won
 * deal brought / what one usually brings), 0 where nothing was won; cycle length ln(1 + days from the age to the signature), among the won.
 * O(42 fits * 3 + 20 * draws * deals): about a second for 1,000 deals.
 */
export function studyEvidence(cases: EvidenceCases, { seed, level = 0.95, draws = 1000 }: StudyOptions): Evidence {
  const horizonDays = horizonOf(cases);
  const settled = horizonDays === undefined ? [] : settledRows(cases, cases.ageDays + horizonDays);
  const isWon = (row: number) => cases.outcome[row] === 1 && (cases.followedDays[row] as number) <= cases.ageDays + (horizonDays ?? 0);
  const wonRows = settled.filter(isWon);
  const study = (
    rows: readonly number[],
    kind: 'chance' | 'number',
    outcomeOf: (row: number) => number,
    at: number,
    directions = towardsWinning,
  ): OutcomeEvidence => {
    const take = (table: Table) => pickRows(table, rows);
    const terms = {
      controls: take(cases.controls),
      seller: take(cases.seller),
      volume: take(cases.volume),
      ownVolume: take(cases.ownVolume),
      quality: take(cases.quality),
    };
    const account = Int32Array.from(rows, (row) => cases.account[row] as number);
    const found = outcomeEvidence(
      { terms, outcome: Float64Array.from(rows, outcomeOf), account, kind, directions },
      { seed, draws, level: at },
    );
    return cases.isReadable ? found : { ...found, verdict: 'tooLittleData', finding: 'notStudied', missing: cases.missing.join('; ') };
  };
  const usual = median(wonRows.map((row) => cases.amountMinor[row] as number)) ?? 1;
  const brought = (row: number) => {
    if (!isWon(row)) return 0;
    const amount = cases.amountMinor[row] as number;
    return Math.log1p((Number.isNaN(amount) ? usual : amount) / usual);
  };
  const won = study(settled, 'chance', (row) => (isWon(row) ? 1 : 0), level);
  const revenue = study(settled, 'number', brought, levelOfRevenue);
  const cycleLength = study(
    wonRows,
    'number',
    (row) => Math.log1p((cases.followedDays[row] as number) - cases.ageDays),
    level,
    awayFromDelay,
  );
  const usualOf = usualExchange(pickRows(cases.volume, settled), pickRows(cases.quality, settled), settled.map(isWon));
  const facts = {
    verdict: verdictOf(won, revenue),
    ageDays: cases.ageDays,
    ...(horizonDays === undefined ? {} : { horizonDays }),
    reachedAge: cases.outcome.length,
    settled: settled.length,
    leftOut: cases.leftOut,
    ...(usualOf === undefined ? {} : { usual: usualOf }),
    won,
    revenue,
    cycleLength,
  };
  return { ...facts, ...evidenceInWords(facts, cases.missing) };
}

function verdictOf(won: OutcomeEvidence, revenue: OutcomeEvidence): Verdict {
  const sides = [won.verdict, revenue.verdict].filter((verdict) => verdict === 'quality' || verdict === 'volume');
  if (sides.length === 0) return won.verdict;
  return sides.every((side) => side === sides[0]) ? (sides[0] as Verdict) : 'noDifference';
}

function horizonOf({ outcome, followedDays, ageDays, openedAt }: EvidenceCases): number | undefined {
  const waits = Array.from(followedDays)
    .filter((_, row) => outcome[row] === 1)
    .map((days) => days - ageDays);
  const usual = sortedQuantile(Float64Array.from(waits).sort(), 0.9);
  if (usual === undefined) return undefined;
  const first = openedAt[0] as number;
  return Math.min(usual, (endOf({ openedAt, followedDays }) - first) / dayMs / 2);
}

function endOf({ openedAt, followedDays }: Pick<EvidenceCases, 'openedAt' | 'followedDays'>): number {
  return openedAt.reduce((end, at, row) => Math.max(end, at + (followedDays[row] as number) * dayMs), 0);
}

/** Deals opened so early that the data reach that many days beyond their opening. */
function settledRows(cases: EvidenceCases, days: number): number[] {
  const last = endOf(cases) - days * dayMs;
  return Array.from(cases.openedAt.keys()).filter((row) => (cases.openedAt[row] as number) <= last);
}

function median(values: readonly number[]): number | undefined {
  const known = Float64Array.from(values.filter((value) => value > 0)).sort();
  return sortedQuantile(known, 0.5);
}
