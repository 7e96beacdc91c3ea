import { createHash } from 'node:crypto';
import type { FilePlan } from '@windshield/core';
import { detached } from '../cells/memo.ts';
import type { Input } from '../input/input.ts';
import { evidenceReader, stageReader, statusOfRow } from '../read/deals.ts';
import { PlanColumns } from '../read/plan-columns.ts';
import { isFooter, isHeaderAgain } from '../read/report-footer.ts';
import { guardReader } from '../table/guarded.ts';
import { rowsOf } from '../table/rows.ts';
import type { StageCount } from './stages.ts';

/** What one pass over the whole of a file counts. */
export interface FileCount {
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  /** Rows with more cells than the header. */
  readonly wideRows: number;
  /** Distinct cells of the columns asked for, with their rows; where there are `mostDistinct` of them counting stopped. */
  readonly values: ReadonlyMap<number, ReadonlyMap<string, number>>;
  /** Distinct days (the cell up to its time) of the columns asked for, all rows and those of closed deals. */
  readonly days: ReadonlyMap<number, ReadonlyMap<string, number>>;
  readonly closedDays: ReadonlyMap<number, ReadonlyMap<string, number>>;
  readonly stages: readonly StageCount[];
  /** The first stretch of bytes that is no text in the plan's encoding. */
  readonly damaged?: Buffer;
}

export const mostDistinct = 50_000;

/** Reads a file once from end to end: its hash, its rows, and how often which values stand in the given columns. */
export async function countFile(
  input: Input,
  plan: FilePlan,
  valueColumns: readonly number[],
  dayColumns: readonly number[],
): Promise<FileCount> {
  const hash = createHash('sha256');
  let bytes = 0;
  let latest: Buffer | undefined;
  let damaged: Buffer | undefined;
  let rows = 0;
  let wideRows = 0;
  const width = plan.columns.length;
  const values = valueColumns.map((index) => ({ index, counts: new Map<string, number>() }));
  const days = dayColumns.map((index) => ({ index, counts: new Map<string, number>(), closed: new Map<string, number>() }));
  const columns = new PlanColumns(plan, 'XXX');
  const clean = guardReader(plan.columns.map(({ header }) => header));
  const isDeals = plan.kind === 'deals';
  const stage = stageReader(columns);
  const evidence = evidenceReader(columns);
  const probability = columns.text('statedProbability');
  const closedAt = columns.text('closedAt');
  const stages = new Map<string, StageCount>();
  for await (const chunk of rowsOf(input, plan.dialect, width, (part) => {
    hash.update(part);
    latest = part;
    bytes += part.length;
  })) {
    if (chunk.isDamaged) damaged ??= latest;
    for (const { line, cells: written } of chunk.rows) {
      if (line <= plan.dialect.headerLine) continue;
      const cells = clean(written);
      if ((cells.length < width / 2 + 1 || cells[0] === '' || cells[1] === '') && isFooter(cells, width)) continue;
      if (isHeaderAgain(cells, plan.columns)) continue;
      rows++;
      if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) wideRows++;
      for (const { index, counts } of values) {
        const cell = cells[index];
        if (cell !== undefined && cell !== '' && counts.size < mostDistinct) count(counts, cell);
      }
      let isClosed = false;
      if (isDeals) {
        const name = stage(cells);
        const status = statusOfRow(quietly(() => evidence(cells)) ?? { hasLostTime: false, hasWonTime: false });
        isClosed = status === 'won' || status === 'lost';
        if (name !== undefined)
          countStage(stages, name, status, Number(probability(cells)?.replace('%', '')), closedAt(cells) !== undefined);
        // Whether the stage means closed is settled after the pass; until then its name is remembered with the day.
        if (status === undefined && name !== undefined) {
          for (const { index, closed } of days) {
            const cell = cells[index];
            if (cell) count(closed, `${dayPart(cell)}\n${name}`);
          }
        }
      }
      for (const { index, counts, closed } of days) {
        const cell = cells[index];
        if (cell === undefined || cell === '') continue;
        const day = dayPart(cell);
        count(counts, day);
        if (isClosed) count(closed, day);
      }
    }
  }
  return {
    sha256: hash.digest('hex'),
    bytes,
    rows,
    wideRows,
    values: new Map(values.map(({ index, counts }) => [index, counts])),
    days: new Map(days.map(({ index, counts }) => [index, counts])),
    closedDays: new Map(days.map(({ index, closed }) => [index, closed])),
    stages: [...stages.values()],
    ...(damaged && { damaged }),
  };
}

function count(counts: Map<string, number>, value: string): void {
  const before = counts.get(value);
  if (before !== undefined) counts.set(value, before + 1);
  else if (counts.size < mostDistinct) counts.set(detached(value), 1);
}

/** Up to the time; dates written with words or blanks are taken whole. */
function dayPart(cell: string): string {
  if (cell.length <= 10) return cell;
  const separator = cell.charCodeAt(10);
  if (separator === 84 || separator === 32) return cell.slice(0, 10);
  const blank = cell.indexOf(' ');
  return blank >= 8 && cell.charCodeAt(blank - 1) >= 48 && cell.charCodeAt(blank - 1) <= 57 ? cell.slice(0, blank) : cell;
}

function countStage(
  stages: Map<string, StageCount>,
  name: string,
  status: string | undefined,
  probability: number,
  isClosed: boolean,
): void {
  let stage = stages.get(name);
  if (!stage) {
    if (stages.size >= 500) return;
    stage = { name, rows: 0, closed: 0, open: 0, won: 0, lost: 0, probability: 0, probabilityRows: 0, firstSeen: stages.size };
    stages.set(name, stage);
  }
  stage.rows++;
  if (isClosed) stage.closed++;
  if (status === 'open') stage.open++;
  else if (status === 'won') stage.won++;
  else if (status === 'lost') stage.lost++;
  if (probability >= 0) {
    stage.probability += probability;
    stage.probabilityRows++;
  }
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
