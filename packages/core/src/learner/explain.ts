import { isoDay } from '../time/index.ts';
import { exactEffect, logistic } from './log-odds.ts';
import type { Explanation, Term } from './model.ts';
import { termNames, termReaders } from './predict.ts';
import { type Column, pickRows, type Table } from './table.ts';
import type { AdditiveModel } from './terms.ts';

/**
 * Every term of one row, largest first. `start` and the effects add up to the predicted logit to the last digit, in any order.
 * O(columns · log columns), after O(levels) to read the table; for many rows use {@link explainAll}.
 * @throws RangeError when the table has no such row
 */
export function explain(model: AdditiveModel, table: Table, row: number): Explanation {
  if (!(row >= 0 && row < table.rowCount)) throw new RangeError(`the table has rows 0 to ${table.rowCount - 1}, not ${row}`);
  return rowExplainer(model, pickRows(table, [row]))(0);
}

/** Rows whose effects are read together. */
const blockRows = 1_024;

/** What {@link explain} says, for many rows of one table: reads the table once. O(columns · log columns) a row, about 5 µs for 20 columns. */
export function rowExplainer(model: AdditiveModel, table: Table): (row: number) => Explanation {
  const readers = termReaders(model, table);
  const names = termNames(model);
  const columnsOf = valueColumns(model, table);
  const start = exactEffect(model.start);
  const blocks = readers.map(() => new Float64Array(Math.min(blockRows, table.rowCount)));
  let held = -1;
  const hold = (block: number) => {
    const from = block * blockRows;
    const to = Math.min(table.rowCount, from + blockRows);
    readers.forEach((read, k) => {
      read(blocks[k] as Float64Array, from, to);
    });
    held = block;
  };
  return (row) => {
    const block = Math.floor(row / blockRows);
    if (block !== held) hold(block);
    let logit = start;
    const terms: Term[] = [];
    for (let k = 0; k < blocks.length; k++) {
      const effect = (blocks[k] as Float64Array)[row - block * blockRows] as number;
      if (effect === 0) continue;
      logit += effect;
      const value = valueInWords(columnsOf[k] as (Column | undefined)[], row);
      insertBySize(terms, { column: names[k] as string, value, effect });
    }
    return { p: logistic(logit), start, terms };
  };
}

/** Puts a term behind those at least as large; terms come in the order of the columns, so equals keep it. */
function insertBySize(terms: Term[], term: Term): void {
  const size = Math.abs(term.effect);
  let at = terms.length;
  terms.push(term);
  while (at > 0 && Math.abs((terms[at - 1] as Term).effect) < size) {
    terms[at] = terms[at - 1] as Term;
    at -= 1;
  }
  terms[at] = term;
}

/** All terms of all rows in numbers: `effects[row × columns.length + k]` is what term k says about a row. */
export type Explanations = { start: number; columns: string[]; effects: Float64Array; p: Float64Array };

/** {@link explain} for every row of a table at once, without words. O(rows × columns). */
export function explainAll(model: AdditiveModel, table: Table): Explanations {
  const readers = termReaders(model, table);
  const width = readers.length;
  const start = exactEffect(model.start);
  const effects = new Float64Array(table.rowCount * width);
  const p = new Float64Array(table.rowCount).fill(start);
  const block = new Float64Array(4_096);
  for (let from = 0; from < table.rowCount; from += block.length) {
    const to = Math.min(table.rowCount, from + block.length);
    readers.forEach((read, k) => {
      read(block, from, to);
      for (let i = from; i < to; i++) {
        effects[i * width + k] = block[i - from] as number;
        p[i] = (p[i] as number) + (block[i - from] as number);
      }
    });
  }
  for (let i = 0; i < p.length; i++) p[i] = logistic(p[i] as number);
  return { start, columns: termNames(model), effects, p };
}

function valueColumns(model: AdditiveModel, table: Table): (Column | undefined)[][] {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  return [
    ...model.terms.map((term) => [byName.get(term.column)]),
    ...model.pairs.map((pair) => [byName.get(pair.first.column), byName.get(pair.second.column)]),
  ];
}

/** What a row holds in a column, or in both columns of a pair, for people: "unknown", the word, the day, or the number to six digits. */
function valueInWords(columns: readonly (Column | undefined)[], row: number): string {
  const [first, second] = columns;
  return second ? `${wordsOf(first, row)} × ${wordsOf(second, row)}` : wordsOf(first, row);
}

function wordsOf(column: Column | undefined, row: number): string {
  if (!column) return 'unknown';
  if (column.kind === 'category') return column.levels[column.codes[row] as number] ?? 'unknown';
  const value = column.values[row] as number;
  if (Number.isNaN(value)) return 'unknown';
  if (column.unit === 'day') return isoDay(Math.floor(value));
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(sixDigits(value));
}

const powersOfTen = Float64Array.from({ length: 9 }, (_, exponent) => 10 ** exponent);

function sixDigits(value: number): number {
  const size = Math.abs(value);
  if (size < 0.01 || size >= 1e6) return Number(value.toPrecision(6));
  // Rounding by hand: asking a number for its digits takes ten times as long, and this is most of the time that an explanation takes.
  const decimals =
    size >= 1e3 ? (size >= 1e5 ? 0 : size >= 1e4 ? 1 : 2) : size >= 1 ? (size >= 100 ? 3 : size >= 10 ? 4 : 5) : size >= 0.1 ? 6 : 7;
  const scale = powersOfTen[decimals] as number;
  return Math.round(value * scale) / scale;
}
