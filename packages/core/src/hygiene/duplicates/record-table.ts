import { type Comparisons, comparisonsOf, type PreparedRecord } from './comparisons.ts';
import type { LinkageField } from './fields.ts';
import { type Prepared, prepareValues } from './prepare.ts';

/** Records as columns. */
export interface LinkageTable {
  readonly fields: readonly LinkageField[];
  readonly rowCount: number;
  /** By name of the field: one value a row, several where a record has several. */
  readonly cells: Readonly<Record<string, readonly (string | readonly string[] | undefined)[]>>;
  /** Two lists are linked: rows below it are of the first, the others of the second, and only pairs across are looked for. */
  readonly secondFrom?: number;
}

/** A table made ready: every distinct value once, rows as codes of values. */
export interface RecordTable {
  readonly comparisons: Comparisons;
  readonly rowCount: number;
  /** [field][row]: position in `values`, -1 where nothing is known. */
  readonly codes: readonly Int32Array[];
  /** [field][code]: what stands there. */
  readonly values: readonly (readonly (readonly Prepared[])[])[];
  readonly secondFrom: number | undefined;
}

export function prepareTable({ fields, rowCount, cells, secondFrom }: LinkageTable): RecordTable {
  const comparisons = comparisonsOf(fields);
  const filler = comparisons.filledBy === undefined ? undefined : cells[comparisons.filledBy];
  const columns = comparisons.fields.map(({ name, kind }, at) => {
    const column = cells[name] ?? [];
    const interned = new Interned();
    const codes = new Int32Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const cell = column[row];
      const text = cell === undefined ? '' : typeof cell === 'string' ? cell : cell.join('\n');
      codes[row] = interned.codeOf(text, () => prepareValues(kind, cell));
      if (codes[row] !== -1 || filler === undefined || (at !== comparisons.first && at !== comparisons.last)) continue;
      const full = filler[row];
      if (full === undefined || full === '') continue;
      codes[row] = interned.codeOf(`\u0000${full}`, () => nameWithin(kind === 'firstName', full));
    }
    return { codes, values: interned.values };
  });
  return { comparisons, rowCount, secondFrom, codes: columns.map(({ codes }) => codes), values: columns.map(({ values }) => values) };
}

/** First or last name out of a full one. */
function nameWithin(isFirst: boolean, full: string | readonly string[]): Prepared[] {
  const words = [...(prepareValues('personName', full)[0]?.words ?? [])];
  const last = words.pop();
  return isFirst ? prepareValues('firstName', words.join(' ')) : prepareValues('lastName', last);
}

class Interned {
  readonly #codeOfText = new Map<string, number>();
  readonly #codeOfKey = new Map<string, number>();
  readonly values: (readonly Prepared[])[] = [];
  #asked = 0;
  #known = 0;

  codeOf(text: string, prepare: () => readonly Prepared[]): number {
    if (text === '') return -1;
    this.#asked++;
    // Where hardly any cell comes back, remembering them costs more than reading them anew.
    const isRemembering = this.#asked < 5_000 || this.#known * 4 > this.#asked;
    const known = isRemembering ? this.#codeOfText.get(text) : undefined;
    if (known !== undefined) {
      this.#known++;
      return known;
    }
    const code = this.#codeOfPrepared(prepare());
    if (isRemembering) this.#codeOfText.set(text, code);
    return code;
  }

  #codeOfPrepared(prepared: readonly Prepared[]): number {
    const [first] = prepared;
    if (!first) return -1;
    const key =
      prepared.length > 1
        ? prepared.map((one) => one.key).join('\u0000')
        : first.alias === undefined
          ? first.key
          : `${first.key}\n${first.alias}`;
    const known = this.#codeOfKey.get(key);
    if (known !== undefined) return known;
    this.#codeOfKey.set(key, this.values.length);
    this.values.push(prepared);
    return this.values.length - 1;
  }
}

/** One row as a record. */
export function rowOf(table: RecordTable, row: number): PreparedRecord {
  const record: (readonly Prepared[])[] = [];
  readRow(table, row, record);
  return record;
}

/** {@link rowOf} into a list that is used again. */
export function readRow({ codes, values }: RecordTable, row: number, record: (readonly Prepared[])[]): void {
  for (let at = 0; at < codes.length; at++) {
    const code = (codes[at] as Int32Array)[row] as number;
    record[at] = code < 0 ? nothing : ((values[at] as readonly (readonly Prepared[])[])[code] as readonly Prepared[]);
  }
}

const nothing: readonly Prepared[] = [];
