import { setImmediate } from 'node:timers/promises';
import { type FilePlan, type ImportRecord, type RejectedRow, rowReader } from '@windshield/core';
import type { Input } from '../input/input.ts';
import type { Batch, ReadOptions, SourcedRecord } from '../reading.ts';
import { RowAligner } from '../table/align.ts';
import { guardReader } from '../table/guarded.ts';
import { rowsOf } from '../table/rows.ts';
import type { ReadingContext } from './context.ts';
import { PlanColumns, RowError } from './plan-columns.ts';
import { recordReader } from './record-reader.ts';
import { isFooter, isHeaderAgain } from './report-footer.ts';

/** Whoever else has work in this process, such as the writing of the batch before, gets a turn after so many rows. */
const rowsBetweenBreaths = 100;

/**
 * Reads a file by its plan, batch by batch. Rows that cannot be used are handed over as `rejected` and never stop the
 * others; footers of reports, and rows that the source marks as deleted, are passed over. A plan without a kind gives nothing.
 * Going on with `fromLine` gives the batches that an undisturbed reading would have given from there.
 */
export async function* readRecords(
  input: Input,
  plan: FilePlan,
  context: ReadingContext,
  options: ReadOptions = {},
): AsyncGenerator<Batch> {
  if (plan.kind === undefined) return;
  const { fromLine = 0, batchRows = 5_000 } = options;
  const read = plan.system === 'windshield' ? ownReader(plan) : foreignReader(plan, context);
  const width = plan.columns.length;
  const aligner = new RowAligner(
    plan.columns.map((column) => column.samples),
    plan.dialect.delimiter,
  );
  const clean = guardReader(plan.columns.map(({ header }) => header));
  let records: SourcedRecord[] = [];
  let rejected: RejectedRow[] = [];
  let rows = 0;
  let nextLine = plan.dialect.headerLine + 1;
  const take = (bytesRead: number): Batch => {
    const batch = { records, rejected, rows, nextLine, bytesRead };
    records = [];
    rejected = [];
    rows = 0;
    return batch;
  };
  let bytesRead = 0;
  for await (const chunk of rowsOf(input, plan.dialect, width)) {
    bytesRead = chunk.bytesRead;
    for (const row of chunk.rows) {
      if (row.line <= plan.dialect.headerLine || row.line < fromLine) continue;
      if (rows >= batchRows) {
        nextLine = row.line;
        yield take(bytesRead);
      }
      const { line } = row;
      const cells = clean(row.cells);
      if (isHeaderAgain(cells, plan.columns)) continue;
      if (cells.length < width / 2 + 1 || cells[0] === '' || cells[1] === '') {
        if (isFooter(cells, width)) continue;
      }
      rows++;
      nextLine = line + 1;
      if (rows % rowsBetweenBreaths === 0) await setImmediate();
      try {
        const isWide = cells.length > width && hasMore(cells, width);
        const aligned = isWide ? aligner.align(cells) : cells;
        if (aligned === undefined) {
          throw new RowError(
            undefined,
            `has ${cells.length} cells where the header has ${width}; a cell with the delimiter in it may lack its quotes`,
          );
        }
        const record = read(aligned);
        if (record !== undefined) records.push({ line, ...record });
      } catch (error) {
        rejected.push(rejection(error, line, cells));
      }
    }
  }
  yield take(bytesRead);
}

type Read = (cells: readonly string[]) => Omit<SourcedRecord, 'line'> | undefined;

function foreignReader(plan: FilePlan, context: ReadingContext): Read {
  const columns = new PlanColumns(plan, context.currency);
  const read: (cells: readonly string[]) => ImportRecord = recordReader(columns, context);
  const isDeleted = columns.truth('isDeleted');
  const { system } = plan;
  return (cells) => (isDeleted(cells) === true ? undefined : { system, record: read(cells) });
}

function ownReader(plan: FilePlan): Read {
  if (plan.kind === undefined) return () => undefined;
  const read = rowReader(
    plan.kind,
    plan.columns.map((column) => column.header),
  );
  return (cells) => {
    const { record, system } = read(cells);
    if (record.key === undefined) throw new RowError('key', 'is empty; expected the key that the export gave the record');
    return { record, system };
  };
}

function hasMore(cells: readonly string[], width: number): boolean {
  for (let i = width; i < cells.length; i++) if (cells[i]?.trim()) return true;
  return false;
}

function rejection(error: unknown, line: number, cells: readonly string[]): RejectedRow {
  if (error instanceof RowError) return { line, cells, reason: error.message, ...(error.column !== undefined && { column: error.column }) };
  if (error instanceof RangeError) {
    const column = /^column ([^:]+):/.exec(error.message)?.[1];
    return { line, cells, reason: error.message, ...(column !== undefined && { column }) };
  }
  throw error;
}
