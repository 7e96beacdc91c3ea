import { type FieldKind, fieldKinds, type GuessedKind, guessKinds, type LinkageField, type LinkageTable } from '@windshield/core';
import type { TableFile } from '@windshield/ingest';
import { findColumn, lookFor } from '../backtest/find-column.ts';
import { UsageError } from '../command-line.ts';

/** What a column was taken for. */
export interface ReadColumn extends GuessedKind {
  /** The field that it is part of; null for one that is not used. */
  readonly field: string | null;
}

/**
 * One or two files as a table for linking: kinds of columns by `--columns` and otherwise found, columns of mail and of phones put together.
 *
 * @param said by `--columns`: kind by name of column
 * @param unused columns that are no evidence (`--truth`, `--id`)
 * @throws UsageError when nothing is left to compare by, or a column is in one file only
 */
export function fieldsOfFiles(
  files: readonly TableFile[],
  said: ReadonlyMap<string, FieldKind | 'ignore'>,
  unused: readonly string[],
): { table: LinkageTable; columns: readonly ReadColumn[] } {
  const [file, second] = files as [TableFile, TableFile | undefined];
  const asked = new Map([...said].map(([name, kind]) => [findColumn(file, '--columns', name).name, kind]));
  const left = new Set(unused.flatMap((name) => lookFor(file, '--truth', name)?.name ?? []));
  const shared = file.columns.filter(({ name }) => !left.has(name) && (!second || lookFor(second, '--with', name)));
  const columns = shared.map(({ name, cells }) => ({
    name,
    cells: second ? [...cells, ...findColumn(second, '--with', name).cells] : cells,
  }));
  const guessed = guessKinds(columns).map((guess) => {
    const kind = asked.get(guess.name);
    return kind === undefined ? guess : { ...guess, kind, why: 'as --columns says' };
  });
  const apart = file.columns.filter(({ name }) => !shared.some((column) => column.name === name));
  const notShared: ReadColumn[] = apart.map(({ name }) => ({
    name,
    kind: 'ignore',
    why: left.has(name) ? 'used for --truth or --id' : `not in ${second?.name}`,
    field: null,
  }));

  const fields: LinkageField[] = [];
  const cells: Record<string, string[]> = {};
  const read = guessed.map((guess, at): ReadColumn => {
    if (guess.kind === 'ignore') return { ...guess, field: null };
    const { name, kind } = guess;
    const own = columns[at]?.cells as string[];
    const joined = holdsSeveral(kind) ? fields.find((field) => field.kind === kind) : undefined;
    if (!joined) {
      fields.push({ name, kind });
      cells[name] = own;
      return { ...guess, field: name };
    }
    const before = cells[joined.name] as string[];
    cells[joined.name] = before.map((one, row) => {
      const more = own[row] ?? '';
      return one === '' ? more : more === '' ? one : `${one};${more}`;
    });
    return { ...guess, field: joined.name };
  });
  if (fields.length === 0)
    throw new UsageError(
      `${file.name} has no column to compare rows by${second ? ` that ${second.name} has too` : ''}. Say what columns hold with --columns name=KIND; kinds are ${fieldKinds.join(', ')}.`,
    );
  const rowCount = file.rowCount + (second?.rowCount ?? 0);
  return {
    table: { fields, rowCount, cells, ...(second ? { secondFrom: file.rowCount } : {}) },
    columns: [...read, ...notShared],
  };
}

function holdsSeveral(kind: FieldKind): boolean {
  return kind === 'mail' || kind === 'phone';
}

/**
 * Reads `name=KIND,…`; a name that holds a comma stands in quotes.
 *
 * @throws UsageError naming the kind that does not exist
 */
export function readKinds(pairs: readonly (readonly [name: string, kind: string])[]): Map<string, FieldKind | 'ignore'> {
  return new Map(
    pairs.map(([name, kind]) => {
      const known = [...fieldKinds, 'ignore' as const].find((one) => one.toLowerCase() === kind.trim().toLowerCase());
      if (!known) throw new UsageError(`--columns: "${kind}" is no kind of field. Kinds are ${fieldKinds.join(', ')} and ignore.`);
      return [name, known];
    }),
  );
}
