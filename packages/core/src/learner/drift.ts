import { sortedQuantile } from '../stats/index.ts';
import type { Column, Table } from './table.ts';

/** How one column was spread in the past: the share of rows per part (tenths of a number, the common levels), the last one "unknown". */
type ColumnPast =
  | { column: string; kind: 'number'; cuts: number[]; shares: number[] }
  | { column: string; kind: 'category'; levels: string[]; shares: number[] };

/** What later tables are compared with. Plain JSON. */
export type PastSummary = { n: number; rate: number; columns: ColumnPast[] };

export type Drift = {
  /** Columns whose spread has changed, most changed first. */
  columns: { column: string; stability: number; text: string }[];
  /** What happened against what was expected, where outcomes are given and they differ beyond chance. */
  outcome?: { expected: number; happened: number; n: number; text: string };
  /** True when inputs or outcomes no longer resemble the past. */
  isDrifted: boolean;
  text: string;
};

const commonLevels = 20;

/** Describes the rows learned from. O(cells · log rows). */
export function summarisePast(table: Table, rate: number): PastSummary {
  return { n: table.rowCount, rate, columns: table.columns.map(columnPast) };
}

function columnPast(column: Column): ColumnPast {
  if (column.kind === 'number') {
    const known = column.values.filter((value) => !Number.isNaN(value)).sort();
    const tenths = Array.from({ length: 9 }, (_, k) => sortedQuantile(known, (k + 1) / 10) ?? 0);
    const cuts = [...new Set(tenths)];
    return { column: column.name, kind: 'number', cuts, shares: numberShares(column.values, cuts) };
  }
  const counts = new Float64Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  const levels = column.levels
    .map((level, code) => ({ level, count: counts[code] as number }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
    .slice(0, commonLevels)
    .map(({ level }) => level);
  return { column: column.name, kind: 'category', levels, shares: levelShares(column.levels, column.codes, levels) };
}

function numberShares(values: Float64Array, cuts: readonly number[]): number[] {
  const shares = Array.from({ length: cuts.length + 2 }, () => 0);
  for (const value of values) {
    let part = cuts.length + 1;
    if (!Number.isNaN(value)) {
      part = 0;
      while (part < cuts.length && value > (cuts[part] as number)) part += 1;
    }
    shares[part] = (shares[part] as number) + 1 / values.length;
  }
  return shares;
}

function levelShares(levels: readonly string[], codes: Int32Array, common: readonly string[]): number[] {
  const partOf = new Map(common.map((level, part) => [level, part]));
  const partOfCode = levels.map((level) => partOf.get(level) ?? common.length);
  const shares = Array.from({ length: common.length + 2 }, () => 0);
  for (const code of codes) {
    const part = code < 0 ? common.length + 1 : (partOfCode[code] as number);
    shares[part] = (shares[part] as number) + 1 / codes.length;
  }
  return shares;
}

/**
 * Compares a later table with the past that was learned from. Inputs: population stability index per column, sum of (now - then) · ln(now / then)
 * (Siddiqi 2006); above 0.25, and above what samples of these sizes differ by chance, the column has changed. Outcomes, where given:
 * expected against happened share, changed beyond three standard errors.
 * @param said the chances that were said for the rows of `table`, when outcomes are given
 * O(cells).
 */
export function checkDrift(past: PastSummary, table: Table, outcomes?: { said: ArrayLike<number>; happened: ArrayLike<number> }): Drift {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const columns = past.columns
    .map((then) => changeOf(then, byName.get(then.column), past.n, table.rowCount))
    .filter((change) => change !== undefined)
    .sort((a, b) => b.stability - a.stability || (a.column < b.column ? -1 : 1));
  const outcome = outcomes ? outcomeChange(outcomes) : undefined;
  const isDrifted = columns.length > 0 || outcome !== undefined;
  const named = columns.slice(0, 3).map((change) => change.column);
  const inputs =
    columns.length === 0
      ? []
      : [
          `${columns.length === 1 ? 'one column has' : `${columns.length} columns have`} changed (${named.join(', ')}${columns.length > 3 ? '…' : ''})`,
        ];
  const text = isDrifted
    ? `The past no longer resembles now: ${[...inputs, ...(outcome ? [outcome.text] : [])].join('; ')}.`
    : 'Now resembles the past that was learned from.';
  return { columns, ...(outcome ? { outcome } : {}), isDrifted, text };
}

function changeOf(then: ColumnPast, column: Column | undefined, nThen: number, nNow: number) {
  if (nNow === 0) return undefined;
  if (!column) return { column: then.column, stability: Infinity, text: `${then.column}: missing in the later table` };
  const now =
    then.kind === 'number'
      ? column.kind === 'number'
        ? numberShares(column.values, then.cuts)
        : undefined
      : column.kind === 'category'
        ? levelShares(column.levels, column.codes, then.levels)
        : undefined;
  if (!now) return { column: then.column, stability: Infinity, text: `${then.column}: numbers in one table, words in the other` };
  const shareOf = (share: number, n: number) => (share * n + 0.5) / (n + 0.5 * now.length);
  let stability = 0;
  let most = { part: 0, by: 0 };
  now.forEach((share, part) => {
    const [a, b] = [shareOf(then.shares[part] as number, nThen), shareOf(share, nNow)];
    const by = (b - a) * Math.log(b / a);
    stability += by;
    if (by > most.by) most = { part, by };
  });
  // For samples of one population the index is about χ² · (1/n + 1/m): mean and spread of that, three spreads up.
  const freedom = now.length - 1;
  const byChance = (1 / nThen + 1 / nNow) * (freedom + 3 * Math.sqrt(2 * freedom));
  if (stability < Math.max(0.25, byChance)) return undefined;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const text = `${then.column}: ${partInWords(then, most.part)} in ${percent(now[most.part] as number)} of rows, ${percent(then.shares[most.part] as number)} before`;
  return { column: then.column, stability, text };
}

function partInWords(then: ColumnPast, part: number): string {
  const known = then.shares.length - 1;
  if (part === known) return 'unknown';
  if (then.kind === 'category') return then.levels[part] ?? 'other values';
  const say = (x: number | undefined) => String(Number((x ?? 0).toPrecision(4)));
  if (part === 0) return `at most ${say(then.cuts[0])}`;
  return part === then.cuts.length ? `above ${say(then.cuts[part - 1])}` : `${say(then.cuts[part - 1])} to ${say(then.cuts[part])}`;
}

function outcomeChange({ said, happened }: { said: ArrayLike<number>; happened: ArrayLike<number> }): Drift['outcome'] {
  const n = said.length;
  let [expected, variance, seen] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    expected += said[i] as number;
    variance += (said[i] as number) * (1 - (said[i] as number));
    seen += happened[i] as number;
  }
  if (n === 0 || Math.abs(seen - expected) < 3 * Math.sqrt(variance)) return undefined;
  const percent = (count: number) => `${((100 * count) / n).toFixed(1)} %`;
  return { expected: expected / n, happened: seen / n, n, text: `it happened in ${percent(seen)} of cases, ${percent(expected)} expected` };
}
