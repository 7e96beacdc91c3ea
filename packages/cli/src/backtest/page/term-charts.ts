import { explainAll, type Learned, type MainTerm } from '@windshield/core';
import { number, score } from '../in-words.ts';
import { escaped } from './markup.ts';
import type { Section } from './page.ts';
import { type BarRow, barRows } from './row-charts.ts';

const shownTerms = 4;
const shownLevels = 8;

/** What the columns that drove most add, value by value: the model itself, drawn. Nothing where no column can be drawn so. */
export function termSections(model: Learned): Section[] {
  const drawn = model.importances
    .flatMap(({ column }) => model.terms.find((term) => term.column === column) ?? [])
    .map((term) => ({ term, rows: rowsOf(term, model) }))
    .filter(({ rows }) => rows.length > 1)
    .slice(0, shownTerms);
  if (drawn.length === 0) return [];
  const charts = drawn.map(({ term, rows }) => `<div>\n<h3>${escaped(term.column)}</h3>\n${barRows(rows, term.column)}\n</div>`);
  return [
    {
      heading: 'What each value adds',
      text: [
        'What the values of these columns add to the log-odds, or take away. Numbers are shown at tenths of the rows learned from, words by the commonest.',
      ],
      chart: `<div class="multiples">\n${charts.join('\n')}\n</div>`,
    },
  ];
}

function rowsOf(term: MainTerm, model: Learned): BarRow[] {
  const past = model.past.columns.find(({ column }) => column === term.column);
  if (!past || (term.kind === 'number' && term.unit === 'day')) return [];
  const rows = past.kind === 'number' ? numberRows(term, past.cuts) : levelRows(term, past.levels.slice(0, shownLevels));
  const isUnknownSeen = (past.shares.at(-1) ?? 0) > 0;
  return isUnknownSeen && rows.length > 0 ? [...rows, barOf('unknown', term.unknown)] : rows;
}

/** The term at some numbers, as the model itself says it. */
function numberRows(term: MainTerm, points: readonly number[]): BarRow[] {
  const table = { rowCount: points.length, columns: [{ kind: 'number' as const, name: term.column, values: Float64Array.from(points) }] };
  const { effects } = explainAll({ start: 0, terms: [term], pairs: [] }, table);
  return points.map((point, row) => barOf(number(point), effects[row] as number));
}

function levelRows(term: MainTerm, levels: readonly string[]): BarRow[] {
  const codes = Int32Array.from(levels.keys());
  const table = { rowCount: levels.length, columns: [{ kind: 'category' as const, name: term.column, levels, codes }] };
  const { effects } = explainAll({ start: 0, terms: [term], pairs: [] }, table);
  return levels.map((level, row) => barOf(level, effects[row] as number)).toSorted((a, b) => b.value - a.value);
}

function barOf(name: string, value: number): BarRow {
  return { name, value, said: `${value > 0 ? '+' : ''}${score(value, 2)}` };
}
