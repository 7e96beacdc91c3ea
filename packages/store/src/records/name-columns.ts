import { nameKey } from '@windshield/core';
import type { Derived, Values } from './room.ts';

/** Keeps `name_key`, by which names meet across files, in step with the name. */
export function nameColumns(written: Values): Derived {
  const { name } = written;
  return typeof name === 'string' ? { columns: { name_key: { value: nameKey(name), type: 'text' } } } : {};
}
