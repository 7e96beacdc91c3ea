import type { CategoryColumn, Column, Table } from '../../learner/index.ts';
import { auc } from '../../stats/index.ts';
import type { DealHistories } from './deal-histories.ts';

export type SetAside = { column: string; why: string };

/** Which columns known at opening are read, as they stand in the training past. */
export type OpeningFeatures = { table: Table; setAside: SetAside[] };

const amountColumn = 'amount';
const mostLevels = 80;
const fewestDealsOfLevel = 3;

/**
 * The columns known at opening, with the amount as one of them. Set aside, with the reason in words: what is filled for closed deals and
 * missing for open ones (or the other way round), what tells won from lost almost by itself or repeats the length of the deal (both are
 * written at closing), and what never varies. Levels that fewer than three deals have are read as unknown.
 * @param areAsKnown nothing is suspected of having been written at closing
 * O(n * columns).
 */
export function openingFeatures(train: DealHistories, areAsKnown = false): OpeningFeatures {
  const setAside: SetAside[] = [];
  const columns: Column[] = [];
  for (const column of withAmount(train).columns) {
    const why = areAsKnown ? undefined : reasonToSetAside(column, train);
    const read = column.kind === 'category' ? frequentLevels(column) : column;
    if (why !== undefined) setAside.push({ column: column.name, why });
    else if (read === undefined || !varies(read))
      setAside.push({ column: column.name, why: 'it hardly differs from deal to deal, or differs for each one' });
    else columns.push(read);
  }
  return { table: { rowCount: train.ids.length, columns }, setAside };
}

/** Other deals with the columns and levels of the training past; what is not there, or was never seen, is unknown. O(n * columns). */
export function asInTraining(features: OpeningFeatures, histories: DealHistories): Table {
  const given = new Map(withAmount(histories).columns.map((column) => [column.name, column]));
  const rowCount = histories.ids.length;
  const columns = features.table.columns.map((column): Column => {
    const there = given.get(column.name);
    if (column.kind === 'number')
      return { ...column, values: there?.kind === 'number' ? there.values : new Float64Array(rowCount).fill(Number.NaN) };
    const codes = new Int32Array(rowCount).fill(-1);
    if (there?.kind === 'category') {
      const codeOf = new Map(column.levels.map((level, code) => [level, code]));
      const translated = there.levels.map((level) => codeOf.get(level) ?? -1);
      for (let i = 0; i < rowCount; i++) codes[i] = (there.codes[i] as number) < 0 ? -1 : (translated[there.codes[i] as number] as number);
    }
    return { ...column, codes };
  });
  return { rowCount, columns };
}

function withAmount({ amount, known }: DealHistories): Table {
  if (known.columns.some((column) => column.name === amountColumn) || amount.every((value) => Number.isNaN(value))) return known;
  return { rowCount: known.rowCount, columns: [...known.columns, { kind: 'number', name: amountColumn, values: amount }] };
}

function frequentLevels(column: CategoryColumn): CategoryColumn | undefined {
  const counts = new Float64Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  const kept = Array.from(counts.keys())
    .filter((code) => (counts[code] as number) >= fewestDealsOfLevel)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || ((column.levels[a] as string) < (column.levels[b] as string) ? -1 : 1))
    .slice(0, mostLevels);
  if (kept.length === 0) return undefined;
  const placeOf = new Int32Array(column.levels.length).fill(-1);
  for (const [place, code] of kept.entries()) placeOf[code] = place;
  return {
    ...column,
    levels: kept.map((code) => column.levels[code] as string),
    codes: column.codes.map((code) => (code < 0 ? -1 : (placeOf[code] as number))),
  };
}

function varies(column: Column): boolean {
  const values = column.kind === 'number' ? column.values : column.codes;
  return values.some((value) => !Object.is(value, values[0]));
}

function reasonToSetAside(column: Column, train: DealHistories): string | undefined {
  const isKnown = (i: number) => (column.kind === 'number' ? !Number.isNaN(column.values[i]) : (column.codes[i] as number) >= 0);
  const known = [0, 0];
  const all = [0, 0];
  for (let i = 0; i < train.end.length; i++) {
    const isEnded = train.end[i] === 0 ? 0 : 1;
    all[isEnded] = (all[isEnded] as number) + 1;
    if (isKnown(i)) known[isEnded] = (known[isEnded] as number) + 1;
  }
  const [openAll = 0, endedAll = 0] = all;
  if (openAll >= 20 && endedAll >= 20) {
    const ofOpen = (known[0] as number) / openAll;
    const ofEnded = (known[1] as number) / endedAll;
    const pooled = ((known[0] as number) + (known[1] as number)) / (openAll + endedAll);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / openAll + 1 / endedAll));
    if (Math.abs(ofEnded - ofOpen) > 0.15 && Math.abs(ofEnded - ofOpen) > 6 * error)
      return `it is filled for ${percent(ofEnded)} of the closed deals and ${percent(ofOpen)} of the open ones: written at closing, not at opening`;
  }
  return column.kind === 'number' ? writtenAtClosing(column.values, train) : levelsThatTellTheEnd(column, train);
}

function writtenAtClosing(values: Float64Array, train: DealHistories): string | undefined {
  const ended = Array.from(train.end.keys()).filter((i) => train.end[i] !== 0 && !Number.isNaN(values[i]));
  const won = ended.map((i) => (train.end[i] === 1 ? 1 : 0));
  if (ended.length < 20) return undefined;
  const area = auc(
    ended.map((i) => values[i] as number),
    won,
  );
  if (area !== undefined && Math.max(area, 1 - area) > 0.98)
    return 'it tells won from lost almost by itself: written at closing, not at opening';
  const lengths = ended.map((i) => (train.closedDay[i] as number) - (train.openedDay[i] as number));
  if (
    Math.abs(
      correlation(
        ended.map((i) => values[i] as number),
        lengths,
      ),
    ) > 0.98
  )
    return 'it repeats how long the deal took: known at closing, not at opening';
  return undefined;
}

function levelsThatTellTheEnd({ codes, levels }: CategoryColumn, train: DealHistories): string | undefined {
  const won = new Float64Array(levels.length);
  const ended = new Float64Array(levels.length);
  let [allWon, allEnded] = [0, 0];
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code < 0 || train.end[i] === 0) continue;
    allEnded += 1;
    ended[code] = (ended[code] as number) + 1;
    if (train.end[i] !== 1) continue;
    allWon += 1;
    won[code] = (won[code] as number) + 1;
  }
  let [rightly, judged] = [0, 0];
  for (let code = 0; code < levels.length; code++) {
    if ((ended[code] as number) < 5) continue;
    judged += ended[code] as number;
    rightly += Math.max(won[code] as number, (ended[code] as number) - (won[code] as number));
  }
  const base = Math.max(allWon, allEnded - allWon) / Math.max(1, allEnded);
  if (judged >= 50 && base < 0.95 && rightly / judged > 0.98)
    return 'it tells won from lost almost by itself: written at closing, not at opening';
  return undefined;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] as number) - meanA, (b[i] as number) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
