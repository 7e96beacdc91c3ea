import type { ImportRow } from './import-context.ts';

/** How much of the row counts: all of it, what differs from the last export, or only what is unknown here so far. */
export type Manner = 'create' | 'overwrite' | 'difference' | 'fillBlanks';

/** A row on its way into its record. */
export interface MergingRow extends ImportRow {
  id: string;
  manner: Manner;
  /** What the source said last time. */
  lastSeen: Readonly<Record<string, unknown>>;
  /** Fields in which the row differs from `lastSeen`. */
  changed: readonly string[];
  current?: Readonly<Record<string, unknown>>;
  /** True once anything of the record, details included, was really changed. */
  isChanged: boolean;
}

/** Nothing is said: unknown, or a list without anything in it. */
export const isEmpty = (value: unknown) => value === undefined || value === null || (Array.isArray(value) && value.length === 0);
