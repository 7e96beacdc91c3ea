import { explainAll, pickRows, type Table } from '../learner/index.ts';
import { type TieTheme, tieThemes } from './features.ts';
import { everyKth } from './tie-cases.ts';
import type { TieModel } from './tie-model.ts';

/** How far one theme moved the predictions: mean absolute effect in log-odds, and its part of all themes' sum. */
export type Driver = { theme: TieTheme; meanEffect: number; share: number };

const rowsLookedAt = 2_000;

/**
 * What drove the predictions of a table, largest first. Columns of one theme overlap (the same days through several half-lives), so they are
 * added up within a row before the absolute value is taken. Looks at 2,000 rows, evenly spread. Empty where a base rate was said.
 */
export function driversOf(model: TieModel, table: Table, themes: readonly TieTheme[]): Driver[] {
  if (model.method === 'base rate' || table.rowCount === 0) return [];
  const looked = pickRows(table, everyKth(table.rowCount, Math.ceil(table.rowCount / rowsLookedAt), 0));
  const { columns, effects } = explainAll(model.learned, looked);
  const themeAt = columns.map((name) => tieThemes.indexOf(themes[table.columns.findIndex((column) => column.name === name)] as TieTheme));
  const sums = new Float64Array(tieThemes.length);
  for (let row = 0; row < looked.rowCount; row++) {
    const ofRow = new Float64Array(tieThemes.length);
    themeAt.forEach((theme, k) => {
      ofRow[theme] = (ofRow[theme] as number) + (effects[row * columns.length + k] as number);
    });
    ofRow.forEach((effect, theme) => {
      sums[theme] = (sums[theme] as number) + Math.abs(effect);
    });
  }
  const total = sums.reduce((sum, effect) => sum + effect, 0);
  return tieThemes
    .map((theme, k) => ({ theme, meanEffect: (sums[k] as number) / looked.rowCount, share: total > 0 ? (sums[k] as number) / total : 0 }))
    .filter(({ meanEffect }) => meanEffect > 0)
    .sort((a, b) => b.meanEffect - a.meanEffect);
}
