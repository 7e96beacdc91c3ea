import { isoDay } from '../time/index.ts';
import { exactEffect, logistic } from './log-odds.ts';
import type { Explanation, Term } from './model.ts';
import { termNames, termReaders } from './predict.ts';
import type { Column, Table } from './table.ts';
import type { AdditiveModel } from './terms.ts';

/**
 * Every term of one row, largest first. `start` and the effects add up to the predicted logit to the last digit, in any order.
 * O(columns · log columns), after O(levels) to read the table; for many rows use {@link explainAll}.
 * @throws RangeError when the table has no such row
 */
export function explain(model: AdditiveModel, table: Table, row: number): Explanation {
  if (!(row >= 0 && row < table.rowCount)) throw new RangeError(`the table has rows 0 to ${table.rowCount - 1}, not ${row}`);
  const reader = rowExplainer(model, table);
  return reader(row);
}

/** What {@link explain} says, for many rows of one table: reads the table once. */
export function rowExplainer(model: AdditiveModel, table: Table): (row: number) => Explanation {
  const readers = termReaders(model, table);
  const names = termNames(model);
  const columnsOf = valueColumns(model, table);
  const start = exactEffect(model.start);
  const effect = new Float64Array(1);
  return (row) => {
    let logit = start;
    const terms: Term[] = [];
    for (let k = 0; k < readers.length; k++) {
      (readers[k] as (typeof readers)[number])(effect, row, row + 1);
      const own = effect[0] as number;
      if (own === 0) continue;
      logit += own;
      const value = (columnsOf[k] as (Column | undefined)[]).map((column) => valueInWords(column, row)).join(' × ');
      terms.push({ column: names[k] as string, value, effect: own });
    }
    terms.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.column < b.column ? -1 : 1));
    return { p: logistic(logit), start, terms };
  };
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

/** What a row holds, for people: "unknown", the word, the day, or the number to six digits. */
function valueInWords(column: Column | undefined, row: number): string {
  if (!column) return 'unknown';
  if (column.kind === 'category') return column.levels[column.codes[row] as number] ?? 'unknown';
  const value = column.values[row] as number;
  if (Number.isNaN(value)) return 'unknown';
  if (column.unit === 'day') return isoDay(Math.floor(value));
  return String(Number(value.toPrecision(6)));
}
