import { type Cell, jsonText } from '../records/staging.ts';
import type { Column } from './stored-kinds.ts';

/** One form for values of the database and of records, so that they can be compared, and stand in `changes`. */
export function canonical(type: Column['type'], value: unknown): unknown {
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'timestamptz':
      return (value instanceof Date ? value : new Date(value as string)).toISOString();
    case 'numeric':
    case 'bigint':
    case 'integer':
      return Number(value);
    case 'real':
      return Number(Math.fround(Number(value)).toPrecision(7));
    case 'jsonb':
      return typeof value === 'string' ? JSON.parse(value) : value;
    default:
      return value;
  }
}

export function cellOf(type: Column['type'], value: unknown): Cell {
  return type === 'jsonb' && value !== null ? jsonText(value) : (value as Cell);
}
