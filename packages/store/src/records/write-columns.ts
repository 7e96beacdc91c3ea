import type { ColumnType, Derived, Room, Values } from './room.ts';
import type { Statement } from './statement.ts';

/** A column with the placeholder of its value. */
export interface WrittenColumn {
  readonly column: string;
  readonly placeholder: string;
}

/** The columns that a write touches. Values of fields that the room does not know are none of the database's business: they are left out. */
export function writtenColumns(statement: Statement, room: Room, values: Values, derived: Derived): WrittenColumn[] {
  const columns = new Map<string, { value: unknown; type: ColumnType | 'smallint' }>();
  for (const [name, value] of Object.entries({ ...values, ...derived.fields })) {
    const field = room.fields[name];
    if (field && value !== undefined) columns.set(field.column, { value, type: field.type });
  }
  for (const [column, written] of Object.entries(derived.columns ?? {})) columns.set(column, written);
  return [...columns].map(([column, { value, type }]) => ({ column, placeholder: statement.bind(value, type) }));
}
