import type { FilePlan } from '@windshield/core';
import { commonPrefix, headerKey } from '../headers/header-key.ts';
import type { Input } from '../input/input.ts';
import { type DetectedTable, detectTable } from '../table/dialect.ts';
import { guardReader } from '../table/guarded.ts';
import { readHead } from '../table/head.ts';

/** The beginning of a file, split into a table. */
export interface Sample {
  readonly input: Input;
  readonly table: DetectedTable;
  /** Keys of the headers, in their order. */
  readonly keys: readonly string[];
  /** What headers begin with throughout (`Deal - `), else ''. */
  readonly prefix: string;
  /** Cells of the sample, column by column, without empty ones, at most 500 each. */
  readonly cells: readonly (readonly string[])[];
}

/** Reads the beginning of a file; a string says why it is no table. */
export async function takeSample(input: Input): Promise<Sample | string> {
  const head = await readHead(input);
  if (typeof head === 'string') return head;
  const { text: sample, encoding, isWhole } = head;
  const found = detectTable(sample.includes('\0') && !sample.includes('\0"') ? sample.replaceAll('\0', '') : sample, encoding, isWhole);
  if (!found || found.header.length === 0) return 'is empty';
  const clean = guardReader(found.header);
  const table = { ...found, header: clean(found.header), rows: found.rows.map((row) => ({ ...row, cells: [...clean(row.cells)] })) };
  if (table.header.length === 1 && table.dialect.headerLine === 0) return 'is no table: its lines are not split into columns';
  const prefix = commonPrefix(table.header);
  const cells = table.header.map((_, index) => {
    const filled: string[] = [];
    for (const row of table.rows) {
      const cell = row.cells[index]?.trim();
      if (cell && filled.push(cell) === 500) break;
    }
    return filled;
  });
  return { input, table, keys: table.header.map((header) => headerKey(header, prefix)), prefix, cells };
}

/** A plan for a file that cannot be used. */
export function unusable(input: Input, reason: string): FilePlan {
  return {
    path: input.path,
    sha256: '',
    bytes: input.bytes,
    system: 'file',
    skipReason: `${input.name} ${reason}`,
    shape: '',
    dialect: { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 },
    format: { dateOrder: 'ymd', decimal: '.', timeZone: 'UTC' },
    columns: [],
    stages: [],
    leadStatuses: [],
    rows: 0,
  };
}
