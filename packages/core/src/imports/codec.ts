/**
 * Windshield's own CSV: one file per kind of record, one column per field, named as the field is.
 *
 * Money stands in two columns (`amountMinor` in minor units, `amountCurrency`), a reference in three (`account.key`,
 * `account.email`, `account.name`), lists and `custom` as JSON in one cell. Unknown is an empty cell. Every row carries
 * `key` and the `system` that the key belongs to, so that what was exported, imported again, meets the same records
 * and exports to the same bytes.
 */
import { type ColumnType, columnsOf, columnsOfField, fieldTypesOf } from './columns.ts';
import { type SourceSystem, sourceSystems } from './inspection.ts';
import { type ImportRecord, type Money, type RecordKind, type Ref, recordKinds } from './records.ts';

type Writer = (record: Readonly<Record<string, unknown>>, cells: string[]) => void;
type Reader = (cells: readonly string[], record: Record<string, unknown>) => void;

const writers = new Map<RecordKind, readonly Writer[]>();

/** The cells of one record under `columnsOf(record.kind)`; `system` is whose record it is. Lines between cells are the caller's. */
export function toRow(record: ImportRecord, system: SourceSystem): string[] {
  let write = writers.get(record.kind);
  if (!write) {
    write = fieldTypesOf(record.kind).map(([field, type]) => writerOf(field, type));
    writers.set(record.kind, write);
  }
  const cells: string[] = [system];
  const values: object = record;
  for (const writeField of write) writeField(values as Readonly<Record<string, unknown>>, cells);
  return cells;
}

export interface SystemRecord {
  readonly record: ImportRecord;
  readonly system: SourceSystem;
}

/**
 * A reader for rows of Windshield's own CSV under the given header; columns may be missing or in another order.
 * The reader throws `RangeError` naming the column when a cell cannot be read; `toRow` never writes such a cell.
 */
export function rowReader(kind: RecordKind, header: readonly string[] = columnsOf(kind)): (cells: readonly string[]) => SystemRecord {
  const at = new Map(header.map((column, index) => [column, index]));
  const readers = fieldTypesOf(kind).map(([field, type]) => readerOf(field, type, at));
  const systemAt = at.get('system');
  return (cells) => {
    const record: Record<string, unknown> = { kind };
    for (const read of readers) read(cells, record);
    const written = systemAt === undefined ? '' : (cells[systemAt] ?? '');
    const system = sourceSystems.find((name) => name === written);
    if (system === undefined && written !== '') {
      throw new RangeError(`column system: "${written}" is not a system; expected one of ${sourceSystems.join(', ')}`);
    }
    return { record: record as unknown as ImportRecord, system: system ?? 'windshield' };
  };
}

/** Reads one row as `toRow` wrote it. For many rows make one `rowReader`. */
export function fromRow(kind: RecordKind, cells: readonly string[]): SystemRecord {
  return rowReader(kind)(cells);
}

/** The kind whose own CSV has such a header, when it is one of Windshield's. */
export function kindOfHeader(header: readonly string[]): RecordKind | undefined {
  if (!header.includes('system') || !header.includes('key')) return undefined;
  let best: RecordKind | undefined;
  let fewestMissing = Number.POSITIVE_INFINITY;
  for (const kind of recordKinds) {
    const columns = new Set(columnsOf(kind));
    if (!header.every((column) => columns.has(column))) continue;
    const missing = columns.size - header.length;
    if (missing < fewestMissing) {
      best = kind;
      fewestMissing = missing;
    }
  }
  return best;
}

function writerOf(field: string, type: ColumnType): Writer {
  switch (type) {
    case 'money':
      return (record, cells) => {
        const money = record[field] as Money | undefined;
        cells.push(money ? String(money.amountMinor) : '', money?.currency ?? '');
      };
    case 'ref':
      return (record, cells) => {
        const ref = record[field] as Ref | undefined;
        cells.push(ref?.key ?? '', ref?.email ?? '', ref?.name ?? '');
      };
    case 'list':
      return (record, cells) => {
        const list = record[field] as readonly unknown[];
        cells.push(list.length === 0 ? '' : JSON.stringify(list));
      };
    case 'json':
      return (record, cells) => {
        cells.push(record[field] === undefined ? '' : JSON.stringify(record[field]));
      };
    default:
      return (record, cells) => {
        cells.push(record[field] === undefined ? '' : String(record[field]));
      };
  }
}

function readerOf(field: string, type: ColumnType, at: ReadonlyMap<string, number>): Reader {
  const columns = columnsOfField(field, type);
  const indexes = columns.map((column) => at.get(column) ?? -1);
  const cell = (cells: readonly string[], part: number) => cells[indexes[part] ?? -1] ?? '';
  const fail = (part: number, value: string, expected: string): never => {
    throw new RangeError(`column ${columns[part]}: "${value}" is not ${expected}`);
  };
  const numberIn = (cells: readonly string[], part: number) => {
    const written = cell(cells, part);
    const value = Number(written);
    return Number.isFinite(value) ? value : fail(part, written, 'a number such as 1250');
  };
  switch (type) {
    case 'money':
      return (cells, record) => {
        if (cell(cells, 0) === '') return;
        const amountMinor = numberIn(cells, 0);
        if (!Number.isSafeInteger(amountMinor)) fail(0, cell(cells, 0), 'a whole number of minor units such as 1250');
        const currency = cell(cells, 1);
        if (!/^[A-Z]{3}$/.test(currency)) fail(1, currency, 'a currency code such as EUR');
        record[field] = { amountMinor, currency };
      };
    case 'ref':
      return (cells, record) => {
        const key = cell(cells, 0);
        const email = cell(cells, 1);
        const name = cell(cells, 2);
        if (key === '' && email === '' && name === '') return;
        record[field] = { ...(key && { key }), ...(email && { email }), ...(name && { name }) };
      };
    case 'list':
      return (cells, record) => {
        const written = cell(cells, 0);
        const list = written === '' ? [] : parseJson(written);
        if (!Array.isArray(list)) fail(0, written, 'a list as JSON');
        record[field] = list;
      };
    case 'json':
      return (cells, record) => {
        const written = cell(cells, 0);
        if (written === '') return;
        const value = parseJson(written);
        if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(0, written, 'an object as JSON');
        record[field] = texts(value as object);
      };
    case 'number':
      return (cells, record) => {
        if (cell(cells, 0) !== '') record[field] = numberIn(cells, 0);
      };
    case 'boolean':
      return (cells, record) => {
        const written = cell(cells, 0);
        if (written === '') return;
        if (written !== 'true' && written !== 'false') fail(0, written, 'true or false');
        record[field] = written === 'true';
      };
    default:
      return (cells, record) => {
        const written = cell(cells, 0);
        if (written !== '') record[field] = written;
      };
  }
}

/** Further fields of a record are texts by name; what somebody else's JSON nests in one is kept as its text. */
function texts(values: object): Record<string, string> {
  const said = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(said.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
}

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
