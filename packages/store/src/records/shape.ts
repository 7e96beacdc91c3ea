import type { Values } from './room.ts';

/**
 * What is shown under a name: one value, given by the SQL it is read with, or several together, which are null where the first of
 * them is.
 */
export type Shown = string | Readonly<Record<string, string>>;

/** An object as it is shown, by the names of its parts. */
export type Shape = Readonly<Record<string, Shown>>;

/** How a shape is read: what to select for it, and what a row of that selection shows. */
export interface Reading {
  /** Select list; an expression that is shown twice is read once. */
  readonly columns: string;
  readonly width: number;
  read(row: readonly unknown[]): Values;
}

/** A record named by another: what points at it, and the table that was joined for its name. */
export const named = (id: string, joined: string): Shown => ({ id, name: `${joined}.name` });

export function readingOf(shape: Shape): Reading {
  const expressions = [...new Set(Object.values(shape).flatMap((shown) => (typeof shown === 'string' ? [shown] : Object.values(shown))))];
  const placeOf = (expression: string) => expressions.indexOf(expression);
  const single: Part[] = [];
  const several: Group[] = [];
  for (const [name, shown] of Object.entries(shape))
    if (typeof shown === 'string') single.push({ name, place: placeOf(shown) });
    else several.push({ name, parts: Object.entries(shown).map(([part, sql]) => ({ name: part, place: placeOf(sql) })) });
  const empty = emptyOf(Object.keys(shape));
  return {
    columns: expressions.join(', '),
    width: expressions.length,
    read(row) {
      const item = { ...empty };
      for (const { name, place } of single) item[name] = row[place];
      for (const { name, parts } of several) item[name] = together(row, parts);
      return item;
    },
  };
}

interface Part {
  readonly name: string;
  readonly place: number;
}

interface Group {
  readonly name: string;
  readonly parts: readonly Part[];
}

function together(row: readonly unknown[], parts: readonly Part[]): Values | null {
  if (row[(parts[0] as Part).place] === null) return null;
  const value: Record<string, unknown> = {};
  for (const { name, place } of parts) value[name] = row[place];
  return value;
}

/** V8 keeps an object of more than a dozen names that are set one by one as a hash table, at three times the cost; a copy of a parsed one stays flat. */
const emptyOf = (names: readonly string[]) =>
  JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null])))) as Record<string, unknown>;
