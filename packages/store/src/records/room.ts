import type { WorkspaceTransaction } from '../engine/index.ts';
import type { Circumstances } from './change-log.ts';
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

/** Turns a filter's value into a condition on `r`. */
export type Filter = (statement: Statement, value: never) => string;

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
  /** Select list of what else a list shows, over `r` (the record) and `joins`. */
  readonly item: string;
  readonly joins: string;
  /** Select list of what only the record's own page shows. */
  readonly more?: string;
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

/** How a field's value looks in JSON. */
export function fieldValue(field: Field): string {
  return field.type === 'timestamptz' ? `app.iso(r.${field.column})` : `r.${field.column}`;
}

const stored = `r.id, r.version, app.iso(r.created_at) as "createdAt", app.iso(r.recorded_at) as "recordedAt",
  app.iso(r.updated_at) as "updatedAt", app.iso(r.deleted_at) as "deletedAt"`;

/** Select list of an item: what every record carries, its fields, what the room adds. */
export function itemColumns(room: Room): string {
  const fields = Object.entries(room.fields).map(([name, field]) => `${fieldValue(field)} as "${name}"`);
  return [stored, ...fields, room.item].filter((part) => part !== '').join(', ');
}
