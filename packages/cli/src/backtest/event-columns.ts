import type { TableFile } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import { type FoundColumn, findColumn, lookFor } from './find-column.ts';
import { shown } from './read-file.ts';

/** The columns of a file of events. */
export interface EventColumns {
  readonly at: FoundColumn;
  readonly from: FoundColumn;
  readonly to: FoundColumn;
  readonly kind: FoundColumn | undefined;
}

type Role = keyof EventColumns;

/** What else the columns are called where mail and calls are kept; the first is the name that is asked for. */
const names: Readonly<Record<Role, readonly string[]>> = {
  at: ['at', 'time', 'timestamp', 'date', 'datetime', 'sent at', 'sent', 'occurred at', 'zeitpunkt', 'datum', 'zeit'],
  from: ['from', 'sender', 'source', 'from address', 'from email', 'von', 'absender'],
  to: ['to', 'recipient', 'receiver', 'target', 'destination', 'to address', 'to email', 'an', 'empfänger'],
  kind: ['kind', 'type', 'channel', 'art', 'typ', 'kanal'],
};

/** Whether a first row names at least two of at, from and to. */
export function isEventHeader(cells: readonly string[]): boolean {
  const keys = new Set(cells.map(headerKey));
  return (['at', 'from', 'to'] as const).filter((role) => names[role].some((name) => keys.has(name))).length >= 2;
}

/**
 * Finds at, from, to and perhaps kind by their names, or takes three bare columns as from, to, time.
 *
 * @throws UsageError naming --events, the file and what its columns are
 */
export function eventColumns(file: TableFile): EventColumns {
  if (!file.hasHeader) return bareColumns(file);
  return {
    at: columnOf(file, 'at') ?? findColumn(file, '--events', 'at'),
    from: columnOf(file, 'from') ?? findColumn(file, '--events', 'from'),
    to: columnOf(file, 'to') ?? findColumn(file, '--events', 'to'),
    kind: columnOf(file, 'kind'),
  };
}

/** By the name that is asked for, else by the first other name that some column has. */
function columnOf(file: TableFile, role: Role): FoundColumn | undefined {
  const [asked = role, ...others] = names[role];
  return (
    lookFor(file, '--events', asked) ??
    others.map((name) => file.columns.find((column) => headerKey(column.name) === name)).find((column) => column !== undefined)
  );
}

function headerKey(header: string): string {
  return header
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

function bareColumns(file: TableFile): EventColumns {
  const [from, to, at] = file.columns;
  const first = file.columns.map(({ cells }) => `"${shown(cells[0] ?? '')}"`).join(', ');
  const expected = 'A header with at, from, to and perhaps kind is expected, or three bare columns: from, to, time';
  if (!from || !to || !at || file.columns.length !== 3)
    throw new UsageError(
      `--events: ${file.name} has ${file.columns.length} columns and no header with at, from and to (its first row: ${first}). ${expected}.`,
    );
  return { from: { ...from, name: 'from' }, to: { ...to, name: 'to' }, at: { ...at, name: 'time' }, kind: undefined };
}
