import { type ImportRecord, idKey, naturalKey } from '@windshield/core';
import { type Cells, normalId, type PlanColumns } from './plan-columns.ts';

export interface Identity {
  readonly externalId?: string;
  readonly createdAt?: string;
  readonly custom?: Readonly<Record<string, string>>;
}

/** Reads what every record has besides its own fields. */
export function identityReader(columns: PlanColumns): (cells: Cells) => Identity {
  const id = columns.text('externalId');
  const createdAt = columns.instant('createdAt');
  const custom = columns.custom();
  return (cells) => {
    const externalId = id(cells);
    return given({
      externalId: externalId && normalId(externalId, columns.plan.system),
      createdAt: createdAt(cells),
      custom: custom(cells),
    });
  };
}

type Keyless<R> = R extends ImportRecord ? Omit<R, 'key'> : never;

/** Gives the record its key: by its id in the source, else by what tells it from others. */
export function keyed<R extends Keyless<ImportRecord>>(record: R): R & { readonly key: string } {
  return { ...record, key: record.externalId === undefined ? naturalKey(record) : idKey(record.externalId) };
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The object without what is unknown. */
export function given<T extends object>(values: T): Given<T> {
  const kept: Record<string, unknown> = {};
  for (const field in values) {
    const value = values[field];
    if (value !== undefined) kept[field] = value;
  }
  return kept as Given<T>;
}
