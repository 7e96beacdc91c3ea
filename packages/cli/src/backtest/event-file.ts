import { type DateOrder, readDateColumns, type TableFile } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import { count } from '../words.ts';
import { epochSeconds } from './epoch-seconds.ts';
import { eventColumns, isEventHeader } from './event-columns.ts';
import { EventPeople } from './event-people.ts';
import type { FoundColumn } from './find-column.ts';
import type { Progress } from './progress.ts';
import { placeOf, readFile, shown } from './read-file.ts';

/** Who wrote to whom and when, in the order of the file. */
export interface EventFile {
  /** People, in the order in which they first appear; `from` and `to` are places in it. */
  readonly people: readonly string[];
  /** Seconds since 1970-01-01 UTC. */
  readonly at: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Undefined where the file has no column `kind`; then `kind` holds places in it. */
  readonly kinds: readonly string[] | undefined;
  readonly kind: Int32Array | undefined;
  readonly notes: readonly string[];
}

/**
 * Reads events: columns `at`, `from`, `to` and perhaps `kind` (or usual other names of these), or three bare columns from, to, time without a
 * header. Times are ISO 8601 (or another usual form), or seconds, milliseconds or microseconds since 1970.
 *
 * @throws UsageError naming --events, file, line and column of what does not fit
 */
export async function readEvents(path: string, dates: DateOrder | undefined, progress: Progress): Promise<EventFile> {
  const file = await readFile('--events', path, progress, { isHeader: isEventHeader });
  const columns = eventColumns(file);
  const times = readTimes(file, columns.at, dates);
  const people = new EventPeople();
  const kinds = new Map<string, number>();
  const from = new Int32Array(file.rowCount);
  const to = new Int32Array(file.rowCount);
  const kind = columns.kind ? new Int32Array(file.rowCount) : undefined;
  for (let row = 0; row < file.rowCount; row++) {
    from[row] = people.of(personOf(file, columns.from, row));
    to[row] = people.of(personOf(file, columns.to, row));
    if (!kind || !columns.kind) continue;
    const name = (columns.kind.cells[row] as string).trim();
    if (!kinds.has(name)) kinds.set(name, kinds.size);
    kind[row] = kinds.get(name) as number;
  }
  const notes = [...wordsOnSpellings(file, people), ...wordsOnSeveral(file, people)];
  return {
    people: people.names,
    at: times.seconds,
    from,
    to,
    kinds: kind ? [...kinds.keys()] : undefined,
    kind,
    notes: [...times.notes, ...notes],
  };
}

function wordsOnSpellings(file: TableFile, { otherSpellings }: EventPeople): string[] {
  if (otherSpellings === 0) return [];
  const spelled = otherSpellings === 1 ? 'One address is' : `${otherSpellings.toLocaleString('en')} addresses are`;
  return [
    `${file.name}: ${spelled} written in more than one way (capitals, a name beside it); one address is one person, named as it first stands.`,
  ];
}

function wordsOnSeveral(file: TableFile, { names }: EventPeople): string[] {
  const several = names.filter((name) => name.indexOf('@') !== name.lastIndexOf('@') && /[;,]/.test(name)).length;
  if (several === 0) return [];
  return [
    `${file.name}: ${count(several, 'cell')} with several addresses; each was taken for one person. A row for each receiver is expected.`,
  ];
}

function personOf(file: TableFile, column: FoundColumn, row: number): string {
  const name = (column.cells[row] as string).trim();
  if (name === '') throw new UsageError(`--events: ${placeOf(file, column.name, row)}: it is empty: somebody is expected there.`);
  return name;
}

function readTimes(
  file: TableFile,
  { name, cells }: FoundColumn,
  dates: DateOrder | undefined,
): { seconds: Float64Array; notes: string[] } {
  const trimmed = cells.map((cell) => cell.trim());
  const empty = trimmed.indexOf('');
  if (empty !== -1) throw new UsageError(`--events: ${placeOf(file, name, empty)}: it is empty: a time is expected.`);
  const counted = epochSeconds(trimmed);
  if (counted) return { seconds: counted, notes: [] };
  const read = readDateColumns([trimmed], dates);
  if ('cell' in read) throw new UsageError(`--events: ${timeError(file, name, read.row, read.cell)}`);
  const [milliseconds] = read.epochMilliseconds;
  const missing = milliseconds?.findIndex(Number.isNaN) ?? -1;
  if (missing !== -1) throw new UsageError(`--events: ${timeError(file, name, missing, trimmed[missing] as string)}`);
  const notes = read.isProven
    ? []
    : [
        `${file.name}: every time in "${name}" could be read with the day or the month first; the month was taken. --dates dmy turns it round.`,
      ];
  return { seconds: (milliseconds as Float64Array).map((ms) => ms / 1000), notes };
}

function timeError(file: TableFile, name: string, row: number, cell: string): string {
  const hint = file.hasHeader ? '' : ` If the first line is a header, its names must be at, from and to.`;
  return `${placeOf(file, name, row)}: "${shown(cell)}" is not a time: 2026-11-21T09:30:00Z or seconds since 1970 are expected.${hint}`;
}
