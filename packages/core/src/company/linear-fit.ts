import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Directions, Table } from '../learner/index.ts';

/** Says a number for each row of a table with the columns that it was fitted on. */
export type LinearFit = (table: Table) => Float64Array;

/**
 * Ridge regression (Hoerl & Kennard 1970) of a number on a table: numbers in units of their standard deviation, unknown ones as their mean
 * and an input of their own, each level of a category an input. The penalty is the one with the least squared error of rows left out
 * (exact leave-one-out, Allen 1974), so that columns which say nothing are shrunk to nothing. Numbers that point against their direction are
 * left out, and the rest is fitted again, until none does.
 * O(rows * inputs² + inputs³), again for each round of leaving out.
 */
export function fitLinear(table: Table, outcome: ArrayLike<number>, directions: Directions = {}): LinearFit {
  const coding = codingOf(table);
  const { slopes, say } = fitCoded(coding, table, outcome);
  const wrong = new Set<string>();
  let place = 0;
  for (const code of coding) {
    const direction = directions[code.name];
    if (code.kind === 'number' && direction !== undefined && (slopes[place] as number) * direction < 0) wrong.add(code.name);
    place += code.kind === 'category' ? code.levels.length : code.hasUnknown ? 2 : 1;
  }
  if (wrong.size === 0) return say;
  return fitLinear({ ...table, columns: table.columns.filter(({ name }) => !wrong.has(name)) }, outcome, directions);
}

function fitCoded(coding: readonly Coded[], table: Table, outcome: ArrayLike<number>): { slopes: readonly number[]; say: LinearFit } {
  const inputs = coded(coding, table);
  const n = table.rowCount;
  const mean = meanOf(outcome);
  const middles = Float64Array.from({ length: inputs.columns }, (_, j) => meanOf(inputs.getColumn(j)));
  const centred = inputs.clone().subRowVector(Array.from(middles));
  const target = Matrix.columnVector(Array.from(outcome, (value) => value - mean));
  if (inputs.columns === 0) return { slopes: [], say: (other) => new Float64Array(other.rowCount).fill(mean) };
  const square = centred.transpose().mmul(centred);
  const parts = new EigenvalueDecomposition(square, { assumeSymmetric: true });
  const axes = parts.eigenvectorMatrix;
  const scores = centred.mmul(axes);
  const pulls = scores.transpose().mmul(target);
  const squares = Matrix.pow(scores, 2);
  let best = { error: Number.POSITIVE_INFINITY, weights: Matrix.zeros(inputs.columns, 1) };
  for (const share of penalties) {
    const damping = Matrix.columnVector(parts.realEigenvalues.map((value) => 1 / (Math.max(0, value) + share * n)));
    const weights = Matrix.mul(pulls, damping);
    const error = errorWithoutOwnRow(target, scores.mmul(weights), squares.mmul(damping));
    if (error < best.error) best = { error, weights };
  }
  const slopes = axes.mmul(best.weights);
  const say = (other: Table) => {
    const rows = coded(coding, other).subRowVector(Array.from(middles)).mmul(slopes);
    return Float64Array.from({ length: other.rowCount }, (_, i) => mean + rows.get(i, 0));
  };
  return { slopes: slopes.to1DArray(), say };
}

const penalties = [1e-3, 1e-2, 0.03, 0.1, 0.3, 1, 3, 10, 100, 1000];

/** @param leverages without what the mean adds to each */
function errorWithoutOwnRow(target: Matrix, said: Matrix, leverages: Matrix): number {
  const n = target.rows;
  let error = 0;
  for (let i = 0; i < n; i++) {
    const left = 1 - leverages.get(i, 0) - 1 / n;
    error += ((target.get(i, 0) - said.get(i, 0)) / Math.max(1e-6, left)) ** 2;
  }
  return error;
}

type Coded =
  | { kind: 'number'; name: string; mean: number; deviation: number; hasUnknown: boolean }
  | { kind: 'category'; name: string; levels: readonly string[] };

function codingOf(table: Table): Coded[] {
  return table.columns.map((column): Coded => {
    if (column.kind === 'category') return { kind: 'category', name: column.name, levels: column.levels };
    const known = column.values.filter((value) => !Number.isNaN(value));
    const mean = known.length === 0 ? 0 : meanOf(known);
    const deviation = Math.sqrt(meanOf(known.map((value) => (value - mean) ** 2))) || 1;
    return { kind: 'number', name: column.name, mean, deviation, hasUnknown: known.length < column.values.length };
  });
}

function coded(coding: readonly Coded[], table: Table): Matrix {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const columns = coding.flatMap((code): number[][] => {
    const column = byName.get(code.name);
    if (code.kind === 'number') {
      const values = column?.kind === 'number' ? column.values : new Float64Array(table.rowCount).fill(Number.NaN);
      const scaled = Array.from(values, (value) => (Number.isNaN(value) ? 0 : (value - code.mean) / code.deviation));
      return code.hasUnknown ? [scaled, Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0))] : [scaled];
    }
    const words = column?.kind === 'category' ? Array.from(column.codes, (at) => column.levels[at]) : [];
    return code.levels.map((level) => Array.from({ length: table.rowCount }, (_, i) => (words[i] === level ? 1 : 0)));
  });
  const matrix = Matrix.zeros(table.rowCount, columns.length);
  for (const [j, values] of columns.entries()) matrix.setColumn(j, values);
  return matrix;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return values.length === 0 ? 0 : sum / values.length;
}
