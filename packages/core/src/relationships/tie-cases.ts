import { type Column, type NumberColumn, pickRows, type Table } from '../learner/index.ts';
import type { HalfLife } from './decay.ts';
import { type TieTable, type TieTheme, tieFeatures } from './features.ts';
import { daySeconds, type Interactions } from './ledger.ts';
import { replayTies, type Scene, sceneAt } from './replay.ts';

/** What is the same for all moments of one study. */
export type TieStudy = {
  /** The first interaction, in seconds. */
  firstAt: number;
  personCount: number;
  horizonDays: number;
  /** Whether calls or meetings are among the interactions. */
  hasTalks: boolean;
};

/** Pairs at past moments, what was known of them then, and whether the first wrote to the second within the horizon. */
export type TieCases = { table: Table; themes: readonly TieTheme[]; outcome: Uint8Array; asOf: Float64Array; from: Int32Array };

/** Features of a scene's pairs. */
export function featuresOf({ asOf, index, pairs }: Scene, { firstAt, horizonDays, hasTalks }: TieStudy, halfLife: HalfLife): TieTable {
  return tieFeatures(index, pairs, { asOf, daysSeen: (asOf - firstAt) / daySeconds, horizonDays, halfLife }, hasTalks);
}

/**
 * Cases of past moments to learn from, at most about `mostRows`: when there are more, every k-th pair of each moment, others each time.
 * O(moments × (ledger + pairs)).
 * @param events in the order of time
 * @param times rising
 */
export function collectCases(
  events: Interactions,
  times: readonly number[],
  study: TieStudy,
  halfLife: HalfLife,
  mostRows: number,
  onTime: () => void,
): TieCases {
  const every = Math.max(1, Math.ceil(countPairs(events, times, study.personCount) / mostRows));
  const replay = replayTies(events, study.personCount);
  let themes: readonly TieTheme[] = [];
  const parts = times.map((asOf, place) => {
    const scene = sceneAt(replay, asOf);
    const features = featuresOf(scene, study, halfLife);
    const outcome = replay.outcomes(scene.pairs, asOf, study.horizonDays);
    const rows = everyKth(features.table.rowCount, every, place % every);
    themes = features.themes;
    onTime();
    return {
      asOf,
      table: pickRows(features.table, rows),
      outcome: Uint8Array.from(rows, (row) => outcome[row] as number),
      from: Int32Array.from(rows, (row) => scene.pairs.from[row] as number),
    };
  });
  const table = stacked(parts.map((part) => part.table));
  const outcome = new Uint8Array(table.rowCount);
  const asOf = new Float64Array(table.rowCount);
  const from = new Int32Array(table.rowCount);
  let at = 0;
  for (const part of parts) {
    outcome.set(part.outcome, at);
    from.set(part.from, at);
    asOf.fill(part.asOf, at, at + part.table.rowCount);
    at += part.table.rowCount;
  }
  return { table, themes, outcome, asOf, from };
}

function countPairs(events: Interactions, times: readonly number[], personCount: number): number {
  const replay = replayTies(events, personCount);
  return times.reduce((sum, asOf) => sum + sceneAt(replay, asOf).pairs.from.length, 0);
}

/** Places `first`, `first + every`, … below `count`. */
export function everyKth(count: number, every: number, first: number): Int32Array {
  const places = new Int32Array(Math.max(0, Math.ceil((count - first) / every)));
  for (let i = 0; i < places.length; i++) places[i] = first + i * every;
  return places;
}

/** Tables of the same number columns, one below the other. */
function stacked(tables: readonly Table[]): Table {
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  const columns = (tables[0]?.columns ?? []).map((first, j): NumberColumn => {
    const values = new Float64Array(rowCount);
    let at = 0;
    for (const { columns: own, rowCount: rows } of tables) {
      values.set(numbersOf(own[j]), at);
      at += rows;
    }
    return { kind: 'number', name: first.name, values };
  });
  return { rowCount, columns };
}

function numbersOf(column: Column | undefined): Float64Array {
  if (column?.kind !== 'number') throw new TypeError(`${column?.name} holds words; features of ties are numbers`);
  return column.values;
}
