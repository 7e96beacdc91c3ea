import { auc, logLoss, seededRandom } from '../stats/index.ts';
import { baseRate } from './base-rate.ts';
import { fitBoosting } from './fit-rung.ts';
import { shuffled } from './folds.ts';
import { isTalkLength, lateName } from './late-names.ts';
import { predict } from './predict.ts';
import { type Column, pickRows, type Table } from './table.ts';

/** A column that is not learned from, and why, in words. */
export type SetAsideColumn = { column: string; why: string };

/** Alone this good, and it is the outcome in other words. */
const nearlyPerfectAuc = 0.95;
const nearlyPerfectSkill = 0.5;

/** A judgement in words that is nearly sure both ways, for this share of rows each. */
const sureShare = 0.04;
const sureSkill = 0.2;

/** A talk's length that tells this much of the log loss belongs to the talk that decided. */
const tellingTalk = 0.1;

/** One outcome has it filled this often and the other hardly ever: it is filled in at the end. */
const filledShare = 0.05;
const filledRatio = 0.05;

/** Below so many cases of the rarer outcome a column may look perfect by luck. */
const enoughCases = 30;

/** Rows that are enough to see it. */
const enoughRows = 20_000;

/**
 * Finds columns that were filled in after the outcome, or because of it, and would not be there when a prediction is needed:
 * 1. alone nearly perfect on rows not seen (AUC of 0.95, or half of the base rate's log loss gone);
 * 2. filled for one outcome and hardly ever for the other, or left empty only for one;
 * 3. words that nearly decide the outcome in both directions, as somebody writes who knows how it is going;
 * 4. by their name written over until the end ("last activity", "status", "tags", "reason"), or a verdict on the lead ("lead quality"), and they do tell something.
 * What a strong but honest column and a late one have in common cannot be told from data alone; a caller may keep or set aside by name.
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
  return table.columns.flatMap((column, j) => {
    if (keep.includes(column.name)) return [];
    const why = whyLate(some.columns[j] as Column, happened);
    return why === undefined ? [] : [{ column: column.name, why }];
  });
}

function whyLate(column: Column, happened: Uint8Array): string | undefined {
  const positives = happened.reduce((sum, value) => sum + value, 0);
  const isEnough = Math.min(positives, happened.length - positives) >= enoughCases;
  const name = lateName(column.name, column.kind === 'category' ? 'words' : column.unit === 'day' ? 'days' : 'numbers');
  if (!isEnough) return name;
  const filling = whyFilled(column, happened, positives);
  if (filling) return filling;
  const alone = saidAlone(column, happened);
  const area = auc(alone.said, alone.happened) ?? 0.5;
  if (area >= nearlyPerfectAuc || alone.skill >= nearlyPerfectSkill) {
    return `alone it nearly tells the outcome (AUC ${area.toFixed(3)} on rows not seen): it says what happened, not what will`;
  }
  if (column.kind === 'category' && alone.skill >= sureSkill && alone.sureOfYes >= sureShare && alone.sureOfNo >= sureShare) {
    return 'its words nearly decide the outcome both ways: they are written by somebody who knows how it is going';
  }
  if (isTalkLength(column.name) && alone.skill >= tellingTalk)
    return 'its name says that it is how long a talk took, which is known when it is over';
  // A late name alone convicts nobody: the column must tell more than chance would.
  return name !== undefined && alone.skill > 3 / happened.length ? name : undefined;
}

function whyFilled(column: Column, happened: Uint8Array, positives: number): string | undefined {
  const filled = [0, 0];
  for (let i = 0; i < happened.length; i++) {
    const isFilled = column.kind === 'number' ? !Number.isNaN(column.values[i]) : (column.codes[i] as number) >= 0;
    if (isFilled) filled[happened[i] as number] = (filled[happened[i] as number] as number) + 1;
  }
  const share = [(filled[0] as number) / (happened.length - positives), (filled[1] as number) / positives] as const;
  const [least, most] = [Math.min(...share), Math.max(...share)];
  const percent = (part: number) => `${(100 * part).toFixed(part < 0.1 ? 1 : 0)} %`;
  const shares = `in ${percent(share[1])} of rows where it happened, in ${percent(share[0])} of the others`;
  if (most >= filledShare && least <= filledRatio * most) return `it is filled for one outcome only: ${shares}`;
  if (1 - least >= filledShare && 1 - most <= filledRatio * (1 - least) && least < 0.5)
    return `it is empty for one outcome only: filled ${shares}`;
  return undefined;
}

/** What one column says alone about rows not seen: each half of the rows is said by a fit on the other. */
function saidAlone(column: Column, happened: Uint8Array) {
  const table: Table = { rowCount: happened.length, columns: [column] };
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
  const skill = 1 - (logLoss(said, happened) ?? 0) / (logLoss(base, happened) ?? 1);
  const sure = (is: (p: number) => boolean) => said.reduce((count, p) => count + (is(p) ? 1 : 0), 0) / said.length;
  return { said, happened, skill, sureOfYes: sure((p) => p > 0.9), sureOfNo: sure((p) => p < 0.06) };
}
