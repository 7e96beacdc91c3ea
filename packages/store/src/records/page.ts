import { isUuid } from '../engine/index.ts';
import { InvalidValue } from './errors.ts';

/** One page of a list. `nextCursor` is null on the last one. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** Where a page ended: the order it was read in, and the last record's place in it. */
export interface Place {
  readonly order: string;
  readonly value: string;
  readonly id: string;
}

export function writeCursor({ order, value, id }: Place): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url');
}

/** @throws InvalidValue when the text is no cursor, or one of a list in another order */
export function readCursor(cursor: string, order: string): Place {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string')) {
      const [cursorOrder, value, id] = parts as [string, string, string];
      if (cursorOrder === order && isUuid(id)) return { order, value, id };
    }
  } catch {
    // Not JSON: said below.
  }
  throw new InvalidValue({
    field: 'cursor',
    message: 'takes nextCursor of the page before, with the same sort and order; leave it out to start anew',
  });
}

const pageLimit = { usual: 80, most: 200 } as const;

/** How many a page holds. It is written into the statement: the plan of a page depends on it, and no other value. */
export function limitOf(asked: number | undefined): number {
  return Math.min(Math.max(Math.trunc(asked ?? pageLimit.usual) || pageLimit.usual, 1), pageLimit.most);
}

/** Makes a page of one item more than the limit. @param placeAt where in the order the item at an index stands */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  limit: number,
  order: string,
  placeAt: (index: number) => string,
): Page<T> {
  const shown = items.slice(0, limit);
  const last = items.length > limit ? shown.at(-1) : undefined;
  return { items: shown, nextCursor: last ? writeCursor({ order, value: placeAt(limit - 1), id: last.id }) : null };
}
