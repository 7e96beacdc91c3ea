import type { WorkspaceTransaction } from '../engine/index.ts';
import type { Circumstances } from './change-log.ts';
import { type Reading, readingOf, type Shape } from './shape.ts';
import type { Statement } from './statement.ts';

/** Kinds of stored records, as `changes`, imports and the API name them. */
export type StoredKind =
  | 'accounts'
  | 'contacts'
  | 'deals'
  | 'leads'
  | 'nextSteps'
  | 'needs'
  | 'notes'
  | 'outcomes'
  | 'costs'
  | 'targets'
  | 'users'
  | 'workspaces';

export type ColumnType = 'text' | 'uuid' | 'integer' | 'bigint' | 'boolean' | 'date' | 'timestamptz' | 'char(3)' | 'real' | 'jsonb';

/** A field that people may write: its name in the API, its column, its type. */
export interface Field {
  readonly column: string;
  readonly type: ColumnType;
}

/** Turns a filter's value into a condition on `r`; what the condition is best may be asked first. */
export type Filter = (statement: Statement, value: never, tx: WorkspaceTransaction) => string | Promise<string>;

/** An order that lists offer. `expression` is never null, so that a page is one range of an index. */
export interface Sort {
  readonly expression: string;
  readonly type: ColumnType;
  /** Joined to `r` where the order comes from elsewhere. */
  readonly join?: string;
}

export type Values = Readonly<Record<string, unknown>>;

/** Everything that tells one kind of record from another; list, get, create, change, remove and restore are the same for all. */
export interface Room {
  readonly kind: StoredKind;
  /** For people, in the singular: "deal". */
  readonly one: string;
  readonly table: string;
  /** The column of the key besides workspace_id. */
  readonly fields: Readonly<Record<string, Field>>;
  /** What else a list shows, over `r` (the record) and `joins`. */
  readonly item: Shape;
  readonly joins: string;
  /** What only the record's own page shows. */
  readonly more?: Shape;
  readonly filters: Readonly<Record<string, Filter>>;
  readonly sorts: Readonly<Record<string, Sort>>;
  readonly order: { readonly sort: string; readonly descending: boolean };
  /** Columns written besides the fields, worked out from what is written (name keys, a deal's status from its stage). */
  readonly derive?: (
    tx: WorkspaceTransaction,
    written: Values,
    current: Values | undefined,
    circumstances: Circumstances,
  ) => Promise<Derived> | Derived;
  /** What belongs to the record but lives in other tables; gives further changes to be kept. */
  readonly after?: (tx: WorkspaceTransaction, id: string, written: Values, current: Values | undefined) => Promise<readonly FieldChange[]>;
}

export interface Derived {
  /** Fields as the API names them, as if the writer had written them. */
  readonly fields?: Values;
  /** Columns that are no fields. */
  readonly columns?: Readonly<Record<string, { readonly value: unknown; readonly type: ColumnType | 'smallint' }>>;
}

export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

const stored: Shape = {
  id: 'r.id',
  version: 'r.version',
  createdAt: 'r.created_at',
  recordedAt: 'r.recorded_at',
  updatedAt: 'r.updated_at',
  deletedAt: 'r.deleted_at',
};

/** A room with how its records are read, worked out once. */
export interface OpenRoom extends Room {
  /** What a list shows of a record. */
  readonly listed: Reading;
  /** What a record's own page shows. */
  readonly full: Reading;
  /** What writing needs to know of it, over `r` alone. */
  readonly written: Reading;
}

export function openRoom(room: Room): OpenRoom {
  const fields = Object.fromEntries(Object.entries(room.fields).map(([name, { column }]) => [name, `r.${column}`]));
  const item: Shape = { ...stored, ...fields, ...room.item };
  return {
    ...room,
    listed: readingOf(item),
    full: readingOf({ ...item, ...room.more }),
    written: readingOf({ ...fields, id: 'r.id', version: 'r.version', deletedAt: 'r.deleted_at' }),
  };
}
