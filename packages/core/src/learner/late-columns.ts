import { auc, logLoss, seededRandom } from '../stats/index.ts';
import { baseRate } from './base-rate.ts';
import { fitBoosting } from './fit-rung.ts';
import { shuffled } from './folds.ts';
import { lateName } from './late-names.ts';
import { whyOneSided } from './one-sided.ts';
import { predict } from './predict.ts';
import { type Column, pickRows, type Table } from './table.ts';

/** A column that is not learned from, and why, in words. */
export type SetAsideColumn = { column: string; why: string };

/** Alone this good, and it is the outcome in other words. */
const nearlyPerfectAuc = 0.95;
const nearlyPerfectSkill = { category: 0.5, number: 0.65 };
/** A measure better than this alone, and nothing else that the table holds speaks for it. */
const beyondHonesty = 0.98;

/** A judgement in words that is nearly sure both ways, for this share of rows each. */
const sureShare = 0.04;
const sureSkill = 0.2;

/** Below so many cases of the rarer outcome a column may look perfect by luck. */
const enoughCases = 30;

/** Rows that are enough to see it, and to see whether the other columns tell as much. */
const enoughRows = 20_000;
const enoughForOthers = 5_000;

/**
 * Finds columns that were filled in after the outcome, or because of it, and would not be there when a prediction is needed:
 * 1. alone nearly perfect on rows not seen (AUC of 0.95; or words that take away half of the base rate's log loss, numbers two thirds);
 * 2. filled for one outcome and hardly ever for the other, or left empty only for one;
 * 3. words that nearly decide the outcome in both directions, as somebody writes who knows how it is going;
 * 4. by their name written over until the end ("last activity", "status", "tags", "reason"), a verdict on the lead ("lead quality"), or a count
 *    of work ("mails sent"), and they do tell something: the less plain the name, the more.
 * Where all columns without such a sign together tell as much as a suspect number of the first kind alone (AUC below 0.98), the outcome is
 * simply easy to tell, and the number stays. What a strong but honest column and a late one have in common cannot be told from data alone; a caller
 * may keep or set aside by name.
 * @param keep columns that are learned from in any case
 * O(columns × rows).
 */
export function findLateColumns(table: Table, outcome: Uint8Array, seed: number, keep: readonly string[] = []): SetAsideColumn[] {
  const rows = shuffled(
    Array.from({ length: table.rowCount }, (_, i) => i),
    seededRandom(seed),
  ).slice(0, enoughRows);
  const some = pickRows(table, rows);
  const happened = Uint8Array.from(rows, (row) => outcome[row] as number);
  const found = some.columns.map((column) => (keep.includes(column.name) ? undefined : signOf(column, happened)));
  const others = some.columns.filter((_, j) => found[j] === undefined);
  const tooStrong = found.filter((sign) => sign?.skill !== undefined);
  const told = tooStrong.length > 0 && others.length > 0 ? skillOf({ rowCount: some.rowCount, columns: others }, happened) : -Infinity;
  return table.columns.flatMap(({ name }, j) => {
    const sign = found[j];
    return sign === undefined || (sign.skill !== undefined && told >= sign.skill) ? [] : [{ column: name, why: sign.why }];
  });
}

/** Why a column seems late; `skill` where nothing speaks against it but how much it tells alone. */
type Sign = { why: string; skill?: number };

function signOf(column: Column, happened: Uint8Array): Sign | undefined {
  const positives = happened.reduce((sum, value) => sum + value, 0);
  const isEnough = Math.min(positives, happened.length - positives) >= enoughCases;
  const name = lateName(column.name, column.kind === 'category' ? 'words' : column.unit === 'day' ? 'days' : 'numbers');
  if (!isEnough) return name?.least === 0 ? { why: name.why } : undefined;
  const oneSided = whyOneSided(column, happened);
  if (oneSided) return { why: oneSided };
  const { said, skill } = saidWithoutOwn({ rowCount: happened.length, columns: [column] }, happened);
  const area = auc(said, happened) ?? 0.5;
  const isNearlyPerfect = area >= nearlyPerfectAuc || skill >= nearlyPerfectSkill[column.kind];
  const tooMuch = isNearlyPerfect
    ? `alone it nearly tells the outcome (AUC ${area.toFixed(3)} on rows not seen): it says what happened, not what will`
    : whyVerdict(column, said, skill);
  // A late name alone convicts nobody: the column must tell more than chance would.
  if (name !== undefined && skill > Math.max(name.least, 3 / happened.length)) return { why: tooMuch ?? name.why };
  if (tooMuch === undefined) return undefined;
  return isNearlyPerfect && column.kind === 'number' && area < beyondHonesty ? { why: tooMuch, skill } : { why: tooMuch };
}

/** Words that nearly decide both ways are somebody's verdict. */
function whyVerdict(column: Column, said: Float64Array, skill: number): string | undefined {
  const share = (is: (p: number) => boolean) => said.reduce((count, p) => count + (is(p) ? 1 : 0), 0) / said.length;
  const isSureBothWays = share((p) => p > 0.9) >= sureShare && share((p) => p < 0.06) >= sureShare;
  return column.kind === 'category' && skill >= sureSkill && isSureBothWays
    ? 'its words nearly decide the outcome both ways: they are written by somebody who knows how it is going'
    : undefined;
}

function skillOf(table: Table, happened: Uint8Array): number {
  const rowCount = Math.min(table.rowCount, enoughForOthers);
  const rows = Int32Array.from({ length: rowCount }, (_, i) => i);
  return saidWithoutOwn(pickRows(table, rows), happened.subarray(0, rowCount)).skill;
}

/** What columns say about rows not seen, and how much of the base rate's log loss that takes away: each half of the rows is said by a fit on the other. */
function saidWithoutOwn(table: Table, happened: Uint8Array): { said: Float64Array; skill: number } {
  const said = new Float64Array(happened.length);
  const base = new Float64Array(happened.length);
  for (const half of [0, 1]) {
    // Rows come shuffled, so every second one is a random half.
    const here = Int32Array.from({ length: happened.length }, (_, i) => i).filter((i) => i % 2 === half);
    const there = Int32Array.from({ length: happened.length }, (_, i) => i).filter((i) => i % 2 !== half);
    const known = Uint8Array.from(there, (row) => happened[row] as number);
    const model = fitBoosting(pickRows(table, there), known, { rounds: 30 });
    const p = predict(model, pickRows(table, here));
    const rate = baseRate(known, new Float64Array(known.length).fill(1)).rate;
    here.forEach((row, i) => {
      said[row] = p[i] as number;
      base[row] = rate;
    });
  }
  return { said, skill: 1 - (logLoss(said, happened) ?? 0) / (logLoss(base, happened) ?? 1) };
}
