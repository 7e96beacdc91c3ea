import type { NumberColumn, Table } from '../learner/index.ts';
import { likenessOfCircles } from './common-contacts.ts';
import { startingWeights } from './kinds.ts';
import type { Pairs } from './pairs.ts';
import { type PersonTraits, partnerWindows, personTraits } from './person-traits.ts';
import { reciprocity, shareAnswered } from './rhythm.ts';
import { findTie, type TieIndex } from './tie-index.ts';
import { lenses, type Moment, type TieTraits, tieTraits } from './tie-traits.ts';

/** What a column speaks of, in words for people; columns that overlap share one. */
export const tieThemes = [
  'how often they wrote',
  'how often they were written to',
  'weighted strength of the tie',
  'silence against their own rhythm',
  'how long they have known each other',
  'answers and balance',
  'how the writer deals with everybody',
  'how the other deals with everybody',
  'people both know',
  'calls and meetings',
] as const;
export type TieTheme = (typeof tieThemes)[number];

/** Features of ordered pairs, and the theme of each column. */
export type TieTable = { table: Table; themes: readonly TieTheme[] };

type AddColumn = (theme: TieTheme, name: string, valueAt: (row: number) => number) => void;

/** The tie along which each pair's first writes to the second, and the one back; -1 where there is none. */
type TiesOfPairs = { out: Int32Array; back: Int32Array };

/**
 * What is known of ordered pairs (from, to) at one moment, a row per pair, for the question whether `from` writes to `to` soon. In the
 * names "wrote" is from → to and "heard" is to → from. Rates and days are logarithms; NaN where there is nothing to know.
 * @param index ties as they stood at `moment.asOf`, nothing later
 * @param hasTalks whether to speak of calls and meetings
 * O(rows of the ledger × lenses + pairs × contacts).
 */
export function tieFeatures(index: TieIndex, pairs: Pairs, moment: Moment, hasTalks: boolean): TieTable {
  const rowCount = pairs.from.length;
  const columns: NumberColumn[] = [];
  const themes: TieTheme[] = [];
  const add: AddColumn = (theme, name, valueAt) => {
    const values = new Float64Array(rowCount);
    for (let row = 0; row < rowCount; row++) values[row] = valueAt(row);
    columns.push({ kind: 'number', name, values });
    themes.push(theme);
  };
  const ties = tieTraits(index, moment);
  const tiesOfPairs = findTies(index, pairs);
  addExchange(add, ties, tiesOfPairs);
  addStrength(add, ties, tiesOfPairs);
  addRhythm(add, ties, tiesOfPairs);
  addAnswers(add, ties, tiesOfPairs, index);
  addPeople(add, personTraits(index, ties), ties, tiesOfPairs, pairs);
  for (const lens of [1, 3]) {
    const likeness = likenessOfCircles(index, ties, lens, moment.daysSeen, pairs);
    add('people both know', `likeness of circles, half-life ${lenses[lens]} d`, (row) => Math.log((likeness[row] as number) + 0.01));
  }
  if (hasTalks) addTalks(add, ties, tiesOfPairs);
  return { table: { rowCount, columns }, themes };
}

function findTies(index: TieIndex, pairs: Pairs): TiesOfPairs {
  const out = new Int32Array(pairs.from.length);
  const back = new Int32Array(pairs.from.length);
  for (let row = 0; row < out.length; row++) {
    out[row] = findTie(index, pairs.from[row] as number, pairs.to[row] as number);
    back[row] = findTie(index, pairs.to[row] as number, pairs.from[row] as number);
  }
  return { out, back };
}

function addExchange(add: AddColumn, ties: TieTraits, { out, back }: TiesOfPairs): void {
  lenses.forEach((days, lens) => {
    const rates = ties.dayRates[lens] as Float64Array;
    add('how often they wrote', `days wrote, half-life ${days} d`, (row) => logOfRate(traitOf(rates, out[row], 0)));
    add('how often they were written to', `days heard, half-life ${days} d`, (row) => logOfRate(traitOf(rates, back[row], 0)));
  });
}

function addStrength(add: AddColumn, { strength }: TieTraits, { out, back }: TiesOfPairs): void {
  const { mailIn, mailOut, call, meeting } = startingWeights;
  const talks = (row: number, own: Int32Array) =>
    call * traitOf(strength.call, own[row], 0) +
    meeting * (traitOf(strength.meeting, out[row], 0) + traitOf(strength.meeting, back[row], 0));
  const theme = 'weighted strength of the tie';
  add(theme, 'strength outward', (row) => logOfRate(mailOut * traitOf(strength.mail, out[row], 0) + talks(row, out)));
  add(theme, 'strength inward', (row) => logOfRate(mailIn * traitOf(strength.mail, back[row], 0) + talks(row, back)));
}

function addRhythm(add: AddColumn, ties: TieTraits, { out, back }: TiesOfPairs): void {
  const silence = 'silence against their own rhythm';
  for (const [who, own] of [
    ['wrote', out],
    ['heard', back],
  ] as const) {
    add(silence, `days since last ${who}`, (row) => logOfDays(traitOf(ties.quietDays, own[row])));
    add('how long they have known each other', `days since first ${who}`, (row) => logOfDays(traitOf(ties.tenureDays, own[row])));
    add('how long they have known each other', `gaps ${who}`, (row) => Math.log1p(traitOf(ties.gapCount, own[row], 0)));
  }
  add(silence, 'usual gap', (row) => logOfDays(traitOf(ties.usualGapDays, out[row])));
  add(
    silence,
    'silence / own long gap',
    (row) => logOfDays(traitOf(ties.quietDays, out[row])) - logOfDays(traitOf(ties.longGapDays, out[row])),
  );
  add(silence, 'share of gaps as long that ended in time', (row) => traitOf(ties.shareOfGapsEnding, out[row]));
}

function addAnswers(add: AddColumn, ties: TieTraits, { out, back }: TiesOfPairs, { firstWritten }: TieIndex): void {
  const theme = 'answers and balance';
  const longest = ties.dayRates.at(-1) as Float64Array;
  add(theme, 'reciprocity', (row) => reciprocity(traitOf(longest, out[row], 0), traitOf(longest, back[row], 0)) ?? Number.NaN);
  add(theme, 'who wrote last', (row) => {
    const days = traitOf(ties.quietDays, out[row], longAgoDays) - traitOf(ties.quietDays, back[row], longAgoDays);
    return Math.sign(days) * Math.log1p(Math.abs(days));
  });
  add(theme, 'median days to answer', (row) => logOfDays(traitOf(ties.medianAnswerDays, out[row])));
  add(theme, 'share answered', (row) => {
    const other = back[row] as number;
    if ((out[row] as number) >= 0 || other < 0) return traitOf(ties.shareAnswered, out[row]);
    return shareAnswered(0, (firstWritten[other + 1] as number) - (firstWritten[other] as number));
  });
}

function addPeople(add: AddColumn, people: PersonTraits, ties: TieTraits, { out }: TiesOfPairs, pairs: Pairs): void {
  for (const [who, person, theme] of [
    ['writer', pairs.from, 'how the writer deals with everybody'],
    ['other', pairs.to, 'how the other deals with everybody'],
  ] as const) {
    partnerWindows.forEach((days, window) => {
      add(theme, `${who} wrote to people in ${days} d`, (row) => Math.log1p(traitOf(people.receivers[window], person[row])));
      add(theme, `${who} heard from people in ${days} d`, (row) => Math.log1p(traitOf(people.senders[window], person[row])));
    });
    add(theme, `${who} days since writing to anybody`, (row) => logOfDays(traitOf(people.quietDays, person[row])));
    add(theme, `${who} days since hearing from anybody`, (row) => logOfDays(traitOf(people.unheardDays, person[row])));
  }
  add(
    'silence against their own rhythm',
    "silence / writer's long gap",
    (row) => logOfDays(traitOf(ties.quietDays, out[row])) - logOfDays(traitOf(people.longGapDays, pairs.from[row])),
  );
}

function addTalks(add: AddColumn, { callRates, meetingRates }: TieTraits, { out, back }: TiesOfPairs): void {
  const bothWays = (rates: Float64Array | undefined, row: number) => traitOf(rates, out[row], 0) + traitOf(rates, back[row], 0);
  lenses.forEach((days, lens) => {
    add('calls and meetings', `calls, half-life ${days} d`, (row) => logOfRate(bothWays(callRates[lens], row)));
    add('calls and meetings', `meetings, half-life ${days} d`, (row) => logOfRate(bothWays(meetingRates[lens], row)));
  });
}

/** Stands for "never" where two times are compared. */
const longAgoDays = 400;

function traitOf(values: Float64Array | undefined, at: number | undefined, otherwise = Number.NaN): number {
  return at === undefined || at < 0 || !values ? otherwise : (values[at] as number);
}

/** One interaction in a hundred days is told from none; less is not. */
function logOfRate(ratePerDay: number): number {
  return Math.log(ratePerDay + 0.01);
}

function logOfDays(days: number): number {
  return Math.log(days + 0.1);
}
