import type { AdditiveModel, CategoryTerm, MainTerm, NumberTerm } from '@windshield/core';
import { number, score } from '../in-words.ts';
import type { Section } from './page.ts';
import { type BarRow, barRows } from './row-charts.ts';

const shownTerms = 4;
const shownLevels = 8;

/** What the strongest columns add, value by value: the model itself, drawn. */
export function termSections({ terms }: AdditiveModel): Section[] {
  const drawn = terms
    .map((term) => ({ term, rows: rowsOf(term) }))
    .map(({ term, rows }) => ({
      term,
      rows,
      spread: Math.max(...rows.map(({ value }) => value)) - Math.min(...rows.map(({ value }) => value)),
    }))
    .filter(({ rows, spread }) => rows.length > 1 && spread > 0.05)
    .toSorted((a, b) => b.spread - a.spread)
    .slice(0, shownTerms);
  return drawn.map(({ term, rows }) => ({
    heading: term.column,
    text: [
      `What each ${term.kind === 'number' ? 'range' : 'value'} adds to the log-odds or takes away${term.kind === 'category' && term.levels.length > shownLevels ? `; the ${shownLevels} that move it most` : ''}.`,
    ],
    chart: barRows(rows, term.column),
  }));
}

function rowsOf(term: MainTerm): BarRow[] {
  const rows = term.kind === 'category' ? levelRows(term) : rangeRows(term);
  return term.unknown === 0 ? rows : [...rows, barOf('unknown', term.unknown)];
}

function levelRows({ levels, effects }: CategoryTerm): BarRow[] {
  return levels
    .map((level, code) => barOf(level, effects[code] as number))
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, shownLevels)
    .toSorted((a, b) => b.value - a.value);
}

/** At most eight ranges, those of the cuts that lie furthest apart in rank; a term with a line has no ranges to name. */
function rangeRows({ cuts, steps, line, unit }: NumberTerm): BarRow[] {
  if (line || cuts.length === 0 || unit === 'day') return [];
  const every = Math.max(1, Math.ceil(cuts.length / (shownLevels - 1)));
  const kept = cuts.map((cut, at) => ({ cut, at })).filter(({ at }) => (at + 1) % every === 0);
  const bounds = kept.map(({ cut }) => cut);
  return [...bounds, undefined].map((bound, k) => {
    const from = k === 0 ? 0 : (kept[k - 1]?.at ?? 0) + 1;
    const to = kept[k]?.at ?? cuts.length;
    const within = steps.slice(from, to + 1);
    const mean = within.reduce((sum, step) => sum + step, 0) / Math.max(1, within.length);
    const name =
      bound === undefined ? `above ${number(bounds.at(-1) as number)}` : k === 0 ? `up to ${number(bound)}` : `to ${number(bound)}`;
    return barOf(name, mean);
  });
}

function barOf(name: string, value: number): BarRow {
  return { name, value, said: `${value > 0 ? '+' : ''}${score(value, 2)}` };
}
