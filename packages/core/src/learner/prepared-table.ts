import { fewLevels, levelCodes } from './level-codes.ts';
import type { CategoryColumn, Column, NumberColumn, Table } from './table.ts';

/** Below so many rows even many levels get a coefficient each: codes from so few other rows would mislead more than they tell. */
const fewRows = 200;

/** A category with many levels, told by one number per level ({@link levelCodes}). */
export type CodedColumn = NumberColumn & { coded: { levels: readonly string[]; ofLevel: Float64Array; ofUnknown: number } };

export type PreparedColumn = NumberColumn | CodedColumn | CategoryColumn;

/** A table in which no category has more than {@link fewLevels} levels, or {@link fewRows} rows. */
export type PreparedTable = { rowCount: number; columns: readonly PreparedColumn[] };

/**
 * Replaces categories of many levels by their cross-fitted codes. Levels that no row of this table has are dropped from the others.
 * @param seed decides only which rows code which others
 * O(cells).
 */
export function prepareTable(table: Table, outcome: ArrayLike<number>, weights: ArrayLike<number>, seed: number): PreparedTable {
  const columns = table.columns.map((column, index): PreparedColumn => {
    if (column.kind === 'number') return column;
    const present = presentLevels(column);
    if (present.levels.length <= fewLevels || table.rowCount < fewRows) return present;
    const { ofLevel, ofUnknown, ofRow } = levelCodes(present, outcome, weights, seed + index);
    return { kind: 'number', name: column.name, values: ofRow, coded: { levels: present.levels, ofLevel, ofUnknown } };
  });
  return { rowCount: table.rowCount, columns };
}

/** Other rows as the prepared table sees them: the same columns in the same order, levels by name, codes as for new rows. O(cells). */
export function prepareLike(prepared: PreparedTable, table: Table): PreparedTable {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const columns = prepared.columns.map((like): PreparedColumn => {
    const column = byName.get(like.name);
    if ('coded' in like) return codedLike(like, column, table.rowCount);
    if (like.kind === 'number') {
      return { ...like, values: column?.kind === 'number' ? column.values : new Float64Array(table.rowCount).fill(Number.NaN) };
    }
    return categoryLike(like, column, table.rowCount);
  });
  return { rowCount: table.rowCount, columns };
}

function codedLike(like: CodedColumn, column: Column | undefined, rowCount: number): CodedColumn {
  const values = new Float64Array(rowCount).fill(like.coded.ofUnknown);
  if (column?.kind === 'category') {
    const of = new Map(like.coded.levels.map((level, i) => [level, like.coded.ofLevel[i] as number]));
    const ofCode = column.levels.map((level) => of.get(level) ?? 0);
    for (let i = 0; i < rowCount; i++) {
      const code = column.codes[i] as number;
      if (code >= 0) values[i] = ofCode[code] as number;
    }
  }
  return { ...like, values };
}

/** A level that `like` does not know keeps a code beyond its levels. */
function categoryLike(like: CategoryColumn, column: Column | undefined, rowCount: number): CategoryColumn {
  const codes = new Int32Array(rowCount).fill(-1);
  if (column?.kind === 'category') {
    const of = new Map(like.levels.map((level, code) => [level, code]));
    const ofCode = column.levels.map((level) => of.get(level) ?? like.levels.length);
    for (let i = 0; i < rowCount; i++) {
      const code = column.codes[i] as number;
      if (code >= 0) codes[i] = ofCode[code] as number;
    }
  }
  return { ...like, codes };
}

function presentLevels(column: CategoryColumn): CategoryColumn {
  const isPresent = new Uint8Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) isPresent[code] = 1;
  if (isPresent.every((present) => present === 1)) return column;
  const levels: string[] = [];
  const newCode = column.levels.map((level, code) => (isPresent[code] ? levels.push(level) - 1 : -1));
  return { ...column, levels, codes: column.codes.map((code) => (code < 0 ? -1 : (newCode[code] as number))) };
}
