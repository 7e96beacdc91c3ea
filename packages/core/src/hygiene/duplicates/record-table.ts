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

  codeOf(text: string, prepare: () => readonly Prepared[]): number {
    const known = this.#codeOfText.get(text);
    if (known !== undefined) return known;
    const code = this.#codeOfPrepared(prepare());
    this.#codeOfText.set(text, code);
    return code;
  }

  #codeOfPrepared(prepared: readonly Prepared[]): number {
    if (prepared.length === 0) return -1;
    const [only] = prepared;
    const key =
      prepared.length === 1 && only
        ? `${only.key}\n${only.alias ?? ''}\n${only.words.join(' ')}`
        : prepared.map((one) => one.key).join('\u0000');
    const known = this.#codeOfKey.get(key);
    if (known !== undefined) return known;
    this.#codeOfKey.set(key, this.values.length);
    this.values.push(prepared);
    return this.values.length - 1;
  }
}

/** One row as a record. */
export function rowOf({ codes, values }: RecordTable, row: number): PreparedRecord {
  return codes.map((ofField, at) => {
    const code = ofField[row] as number;
    return code < 0 ? nothing : (values[at]?.[code] ?? nothing);
  });
}

const nothing: readonly Prepared[] = [];
