import type { LinkageField, LinkageRecord } from './fields.ts';
import { type Prepared, prepareValues } from './prepare.ts';

/** Fields as they are compared: a full name fills first and last name where those are fields too, and is then no field of its own. */
export interface Comparisons {
  readonly fields: readonly LinkageField[];
  /** Positions in `fields` of the first and last name that may have changed places; -1 without both. */
  readonly first: number;
  readonly last: number;
  /** The field that fills them. */
  readonly filledBy: string | undefined;
}

export function comparisonsOf(fields: readonly LinkageField[]): Comparisons {
  const hasBoth = fields.some(({ kind }) => kind === 'firstName') && fields.some(({ kind }) => kind === 'lastName');
  const filler = hasBoth ? fields.find(({ kind }) => kind === 'personName') : undefined;
  const compared = fields.filter((field) => field !== filler);
  return {
    fields: compared,
    first: hasBoth ? compared.findIndex(({ kind }) => kind === 'firstName') : -1,
    last: hasBoth ? compared.findIndex(({ kind }) => kind === 'lastName') : -1,
    filledBy: filler?.name,
  };
}

/** A record's values by the position of their field in {@link Comparisons}. */
export type PreparedRecord = readonly (readonly Prepared[])[];

/** Makes a record ready for comparing and for its keys. O(signs of its values), those beyond 400 a value ignored. */
export function prepareRecord(comparisons: Comparisons, record: LinkageRecord): PreparedRecord {
  const values = comparisons.fields.map(({ name, kind }) => prepareValues(kind, record[name]));
  fillNames(comparisons, values, () => record[comparisons.filledBy ?? '']);
  return values;
}

function fillNames(
  { first, last, filledBy }: Comparisons,
  values: Prepared[][],
  fullName: () => string | readonly string[] | undefined,
): void {
  if (filledBy === undefined || ((values[first]?.length ?? 0) > 0 && (values[last]?.length ?? 0) > 0)) return;
  const [full] = prepareValues('personName', fullName());
  if (!full || full.words.length === 0) return;
  const words = [...full.words];
  const lastWord = words.pop() ?? '';
  if (values[last]?.length === 0) values[last] = prepareValues('lastName', lastWord);
  if (values[first]?.length === 0 && words.length > 0) values[first] = prepareValues('firstName', words.join(' '));
}
