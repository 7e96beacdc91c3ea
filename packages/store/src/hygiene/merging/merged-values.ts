import { isDeepStrictEqual } from 'node:util';
import { nameKey } from '@windshield/core';
import { InvalidValue } from '../../records/index.ts';
import { type MergedKind, unitOf } from './kinds.ts';
import { isBlank, type RecordRow } from './rows.ts';

/** A value that the kept record takes over. */
export interface TakenValue {
  /** As history names it; of the source system's own fields `custom.NAME`. */
  readonly field: string;
  readonly sourceId: string;
  readonly from: unknown;
  readonly to: unknown;
}

const customPrefix = 'custom.';

/**
 * What the kept record takes from the others: the value of the record chosen for a field, and else, where it says nothing, the first of the
 * others that says something. Fields of one unit go together.
 *
 * @param others in the order in which they are asked
 * @param chosen field to the id of the record whose value stays
 * @throws InvalidValue for a field that cannot be chosen, or a record that is none of these
 */
export function takenValues(
  kind: MergedKind,
  kept: RecordRow,
  others: readonly RecordRow[],
  chosen: Readonly<Record<string, string>> = {},
): TakenValue[] {
  const all = [kept, ...others];
  const choices = new Map<string, RecordRow>();
  for (const [field, id] of Object.entries(chosen)) {
    const row = all.find((one) => one.id === id);
    if (!row) throw new InvalidValue({ field: `values.${field}`, message: 'takes the id of one of the records that are merged' });
    if (!kind.columns.has(field) && !field.startsWith(customPrefix))
      throw new InvalidValue({
        field: `values.${field}`,
        message: `is no field that can be chosen; there are ${[...kind.columns.keys()].join(', ')} and custom.NAME`,
      });
    for (const one of unitOf(kind, field)) choices.set(one, row);
  }
  if (kind.kind === 'contacts') followName(choices);
  const taken: TakenValue[] = [];
  const take = (field: string, source: RecordRow) => {
    const from = saidIn(kind, kept, field);
    const to = saidIn(kind, source, field);
    if (isDeepStrictEqual(from, to)) return;
    if (field === 'name' && isBlank(to)) return;
    taken.push({ field, sourceId: source.id, from, to });
  };
  const fields = new Set([...kind.columns.keys(), ...all.flatMap(customFields)]);
  for (const field of fields) {
    const choice = choices.get(field);
    if (choice) {
      take(field, choice);
      continue;
    }
    if (kind.chosenOnly.has(field)) continue;
    const unit = unitOf(kind, field);
    if (unit.some((one) => !isBlank(saidIn(kind, kept, one)))) continue;
    const source = others.find((row) => unit.some((one) => !isBlank(saidIn(kind, row, one))));
    if (source) take(field, source);
  }
  return taken;
}

/** First and last name are those of whom the name is taken from, unless they are chosen by themselves. */
function followName(choices: Map<string, RecordRow>): void {
  const named = choices.get('name');
  if (!named) return;
  for (const field of ['firstName', 'lastName']) if (!choices.has(field)) choices.set(field, named);
}

const customFields = (row: RecordRow) => Object.keys((row['custom'] as object | null) ?? {}).map((name) => customPrefix + name);

/** What a record says in a field; null: nothing. */
export function saidIn({ columns }: MergedKind, row: RecordRow, field: string): unknown {
  if (field.startsWith(customPrefix)) {
    const custom = (row['custom'] ?? {}) as Record<string, unknown>;
    const name = field.slice(customPrefix.length);
    return Object.hasOwn(custom, name) ? custom[name] : null;
  }
  return row[columns.get(field) ?? ''] ?? null;
}

/** The columns to write so that the record says `values` in its fields. */
export function columnsFor(
  { columns }: MergedKind,
  row: RecordRow,
  values: readonly { field: string; to: unknown }[],
): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const { field, to } of values) {
    if (field.startsWith(customPrefix)) {
      const custom = { ...((written['custom'] ?? row['custom'] ?? {}) as Record<string, unknown>) };
      const name = field.slice(customPrefix.length);
      if (to === null) delete custom[name];
      else Object.defineProperty(custom, name, { value: to, enumerable: true, configurable: true, writable: true });
      written['custom'] = custom;
      continue;
    }
    const column = columns.get(field);
    if (column === undefined) continue;
    written[column] = to;
    if (column === 'name') written['name_key'] = nameKey(to as string);
  }
  return written;
}
