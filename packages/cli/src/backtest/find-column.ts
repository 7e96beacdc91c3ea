import { editDistance } from '@windshield/core';
import type { TableFile } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';

/** A column of a file, its cells and its name there. */
export interface FoundColumn {
  readonly name: string;
  readonly cells: readonly string[];
}

/**
 * The column that a flag names: by its name, else whatever its case and outer blanks, else by its number from 1.
 *
 * @param said where the name was given, for messages: `--outcome`, `--map opened`
 * @throws UsageError naming the flag, the file and its columns
 */
export function findColumn(file: TableFile, said: string, name: string): FoundColumn {
  const found = lookFor(file, said, name);
  if (found) return found;
  const near = nearest(
    name,
    file.columns.map((column) => column.name),
  );
  const guess = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new UsageError(`${said}: ${file.name} has no column "${name}".${guess} Its columns are ${listed(file)}.`);
}

/** As `findColumn`, undefined where there is none. */
export function lookFor(file: TableFile, said: string, name: string): FoundColumn | undefined {
  const exact = file.columns.find((column) => column.name === name);
  if (exact) {
    if (file.columns.some((column) => column.name === `${name} (2)`))
      throw new UsageError(`${said}: ${file.name} has more than one column "${name}". Give them different names.`);
    return exact;
  }
  const plain = plainName(name);
  const alike = file.columns.filter((column) => plainName(column.name) === plain);
  if (alike.length === 1) return alike[0];
  if (alike.length > 1)
    throw new UsageError(
      `${said}: "${name}" could be ${alike.map((column) => `"${column.name}"`).join(' or ')} of ${file.name}. Write it as it stands there.`,
    );
  return /^[1-9]\d{0,4}$/.test(name) ? file.columns[Number(name) - 1] : undefined;
}

/** Names of a file's columns for a message, the first dozen of them. */
export function listed(file: TableFile): string {
  const names = file.columns.slice(0, 12).map((column) => `"${column.name}"`);
  return `${names.join(', ')}${file.columns.length > names.length ? ` and ${file.columns.length - names.length} more` : ''}`;
}

function plainName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

function nearest(name: string, names: readonly string[]): string | undefined {
  const plain = plainName(name);
  const by = names
    .map((one) => ({ one, distance: editDistance(plain, plainName(one), 3) }))
    .filter(({ distance }) => distance <= Math.min(3, Math.floor(plain.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return by[0]?.one;
}
