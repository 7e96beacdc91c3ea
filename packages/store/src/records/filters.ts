import type { ColumnType, Filter } from './room.ts';

/** The filters that rooms are made of; each gives a condition on `r` whose values are bound. */

export function equals(column: string, type: ColumnType): Filter {
  return (statement, value: unknown) => `r.${column} = ${statement.bind(value, type)}`;
}

/** Compares as search does: case and accents do not matter. */
export function sameText(column: string): Filter {
  return (statement, value: unknown) => `app.fold(r.${column}) = app.fold(${statement.bind(value, 'text')})`;
}

export function atLeast(column: string, type: ColumnType): Filter {
  return (statement, value: unknown) => `r.${column} >= ${statement.bind(value, type)}`;
}

export function atMost(column: string, type: ColumnType): Filter {
  return (statement, value: unknown) => `r.${column} <= ${statement.bind(value, type)}`;
}

/** A condition without a value of its own; `false` asks for its opposite. */
export function when(condition: string): Filter {
  return (_, value: unknown) => (value === true ? `(${condition})` : `not (${condition})`);
}
