import type { CodedColumn, PreparedColumn } from './prepared-table.ts';

/** How a number is bent before a straight line is laid through it: as it is, or sign(x) · ln(1 + |x| / unit) where it is skewed. */
export type Line = {
  bend: 'none' | 'log';
  unit: number;
  /** The number is held between these, the range that was learned from. */
  low: number;
  high: number;
  centre: number;
  slope: number;
  /** Added where the number is exactly 0. */
  atZero: number;
};

/** What one number adds to the logit: steps between cuts (`steps[i]` for cuts[i-1] < x <= cuts[i]) plus, where there is one, a line. */
export type NumberTerm = {
  kind: 'number';
  column: string;
  unit?: 'day';
  cuts: number[];
  steps: number[];
  line?: Line;
  unknown: number;
};

/** What one category adds to the logit. */
export type CategoryTerm = { kind: 'category'; column: string; levels: string[]; effects: number[]; unseen: number; unknown: number };

export type MainTerm = NumberTerm | CategoryTerm;

/** What two columns add together beyond what each adds alone: `effects` row by row of the first one's cells. */
export type PairTerm = { first: PairSide; second: PairSide; effects: number[] };

/** How a column is cut into the cells of a pair; cell 0 is "unknown", categories list the cell of each level. */
export type PairSide =
  | { kind: 'number'; column: string; cuts: number[]; cells: number }
  | { kind: 'category'; column: string; levels: string[]; cellOfLevel: number[]; unseen: number; cells: number };

/** An additive model in log-odds: the logit of a row is `start` plus what each term says about it. */
export type AdditiveModel = { start: number; terms: MainTerm[]; pairs: PairTerm[] };

export function bent(line: Pick<Line, 'bend' | 'unit'>, x: number): number {
  return line.bend === 'none' ? x : Math.sign(x) * Math.log1p(Math.abs(x) / line.unit);
}

/** Where x lies among rising cuts: the number of cuts below it. O(log cuts). */
export function stepOf(cuts: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cuts[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function numberEffect(term: NumberTerm, x: number): number {
  if (Number.isNaN(x)) return term.unknown;
  let effect = term.steps[stepOf(term.cuts, x)] as number;
  const { line } = term;
  if (line) {
    const held = x < line.low ? line.low : x > line.high ? line.high : x;
    effect += line.slope * (bent(line, held) - line.centre);
    if (x === 0) effect += line.atZero;
  }
  return effect;
}

/** The term of a coded column said level by level, so that nobody has to know the codes any more. */
export function decodedTerm(column: PreparedColumn, term: MainTerm): MainTerm {
  if (!('coded' in column) || term.kind !== 'number') return term;
  const { levels, ofLevel, ofUnknown } = (column as CodedColumn).coded;
  return {
    kind: 'category',
    column: term.column,
    levels: [...levels],
    effects: Array.from(ofLevel, (code) => numberEffect(term, code)),
    unseen: numberEffect(term, 0),
    unknown: numberEffect(term, ofUnknown),
  };
}
