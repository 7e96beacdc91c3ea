import type { FilePlan } from '@windshield/core';
import { commonPrefix, headerKey } from '../headers/header-key.ts';
import type { Input } from '../input/input.ts';
import { type DetectedTable, detectTable } from '../table/dialect.ts';
import { decoder, detectEncoding } from '../table/encoding.ts';
import { guardReader } from '../table/guarded.ts';

const sampleBytes = 1 << 18;

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
  const { head, isWhole } = await headOf(input);
  if (head.length === 0) return 'is empty';
  const form = binaryForm(head);
  if (form) return `is ${form}, not a text table; save it as CSV (UTF-8) and import that`;
  const encoding = detectEncoding(head);
  const text = decoder(encoding);
  let sample = text.write(head);
  if (isWhole) sample += text.end();
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && isBinary(sample)) return 'is not text; export it as CSV and import that';
  if (/^\s*[[{]/.test(sample) && /^\s*[[{][\s\S]*[}\]]\s*$/.test(sample.trim()) && !/^\s*\[[^\]]*\]\s*,/.test(sample))
    return 'is JSON, not a table; export it as CSV and import that';
  if (/^\s*<(!doctype|html|\?xml)/i.test(sample)) return 'is a web page or XML, not a table; export it as CSV and import that';
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

async function headOf(input: Input): Promise<{ head: Buffer; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = await input.open();
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > sampleBytes) break;
  }
  stream.destroy();
  const all = Buffer.concat(chunks);
  return { head: all.subarray(0, sampleBytes), isWhole: size <= sampleBytes };
}

function binaryForm(head: Buffer): string | undefined {
  const mark = head.subarray(0, 4).toString('latin1');
  if (mark.startsWith('PK')) return 'an Excel or OpenDocument file';
  if (mark === '\xd0\xcf\x11\xe0') return 'an old Excel file';
  if (mark === '%PDF') return 'a PDF';
  if (/^(\x89PNG|GIF8|\xff\xd8\xff)/.test(mark)) return 'a picture';
  if (
    mark.startsWith('BZh') ||
    mark.startsWith('\xfd7zX') ||
    mark === '\x28\xb5\x2f\xfd' ||
    mark.startsWith('\x1f\x9d') ||
    mark.startsWith(']\0\0')
  ) {
    return 'packed in a way that is not read here (ZIP and gzip are)';
  }
  return undefined;
}

function isBinary(text: string): boolean {
  let odd = 0;
  const length = Math.min(text.length, 4096);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 32 && unit !== 9 && unit !== 10 && unit !== 13 && unit !== 0 && unit !== 31) odd++;
  }
  return odd > length * 0.02;
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
