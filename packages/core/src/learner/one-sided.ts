import type { Column } from './table.ts';

/** One outcome has it this often and the other hardly ever: it is filled in at the end. */
const share = 0.05;
const ratio = 0.05;
/** What one outcome has often may be somewhat less rare for the other. */
const oftenShare = 0.25;
const oftenRatio = 0.1;
/** By how many nats each outcome's own share must explain the cells better than one share for both; luck alone does so once in 50,000 columns. */
const beyondLuck = 9;

type Counts = { n: readonly [number, number]; has: readonly [number, number] };

/**
 * Why a column looks as if one outcome had caused it: filled for that one and hardly ever for the other; a number other than 0 likewise; or
 * left empty only for one. Undefined where it is not so, or could be so by luck.
 * O(rows).
 */
export function whyOneSided(column: Column, happened: ArrayLike<number>): string | undefined {
  const isNumber = column.kind === 'number';
  const isFilled = (i: number) => (isNumber ? !Number.isNaN(column.values[i]) : (column.codes[i] as number) >= 0);
  const filled = countsOf(happened, isFilled);
  if (isOneSided(filled)) return `it is filled for one outcome only: ${inWords(filled)}`;
  const empty = countsOf(happened, (i) => !isFilled(i));
  // Half of the rows of that outcome must be empty: an honest field is seldom left out so often, and always by both.
  if (Math.max(...sharesOf(empty)) > 0.5 && isOneSided(empty, ratio)) return `it is empty for one outcome only: filled ${inWords(filled)}`;
  if (!isNumber || !hasMoreThanTwo(column.values)) return undefined;
  const counted = countsOf(happened, (i) => !Number.isNaN(column.values[i]) && column.values[i] !== 0);
  return Math.max(...sharesOf(counted)) >= oftenShare && isOneSided(counted)
    ? `it is other than 0 for one outcome only: ${inWords(counted)}`
    : undefined;
}

function countsOf(happened: ArrayLike<number>, has: (row: number) => boolean): Counts {
  const n: [number, number] = [0, 0];
  const those: [number, number] = [0, 0];
  for (let i = 0; i < happened.length; i++) {
    const side = happened[i] as 0 | 1;
    n[side] += 1;
    if (has(i)) those[side] += 1;
  }
  return { n, has: those };
}

function sharesOf({ n, has }: Counts): [number, number] {
  return [has[0] / n[0], has[1] / n[1]];
}

function isOneSided(counts: Counts, often = oftenRatio): boolean {
  const shares = sharesOf(counts);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  if (most < share || least > (most >= oftenShare ? often : ratio) * most) return false;
  const all = (counts.has[0] + counts.has[1]) / (counts.n[0] + counts.n[1]);
  return counts.n[0] * surprise(shares[0], all) + counts.n[1] * surprise(shares[1], all) >= beyondLuck;
}

/** Kullback-Leibler divergence of one share from another, in nats for each row. */
function surprise(own: number, all: number): number {
  const part = (p: number, q: number) => (p === 0 ? 0 : p * Math.log(p / q));
  return part(own, all) + part(1 - own, 1 - all);
}

function hasMoreThanTwo(values: Float64Array): boolean {
  const found: number[] = [];
  for (const value of values) {
    if (Number.isNaN(value) || found.includes(value)) continue;
    if (found.push(value) > 2) return true;
  }
  return false;
}

function inWords(counts: Counts): string {
  const percent = (part: number) => `${(100 * part).toFixed(part > 0 && part < 0.1 ? 1 : 0)} %`;
  const [without, withIt] = sharesOf(counts);
  return `in ${percent(withIt)} of rows where it happened, in ${percent(without)} of the others`;
}
