import type { InfiniteData } from '@tanstack/react-query';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
export type Pages<Item> = InfiniteData<Page<Item>, string>;

/** What every list's address can hold beside its own filters. */
export interface ListSearch {
  q?: string | undefined;
  /** `me`, `everyone`, or a user's id. */
  ownerId?: string | undefined;
  deleted?: true | undefined;
  sort?: string | undefined;
  order?: 'asc' | 'desc' | undefined;
  /** The record that is open beside. */
  open?: string | undefined;
}

/** Filters as the server takes them: flags in words, the reader's own id for `me`. */
export function listFilters(search: ListSearch, myUserId: string | undefined): Record<string, string> {
  const { open: _open, ownerId, ...rest } = search;
  const owner = ownerId === 'me' ? myUserId : ownerId === 'everyone' ? undefined : ownerId;
  const filters = Object.entries({ ...rest, ownerId: owner }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(filters.map(([name, value]) => [name, String(value)]));
}
