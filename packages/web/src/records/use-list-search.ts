import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ListSearch } from './list-query.ts';

/** What changes in a list's address; undefined takes a filter off. */
export type ListChange = Record<string, string | boolean | undefined>;

/** Writes changes of a list's filters into the address; opening one record after another does not pile up in the history. */
export function useListSearch(room: '/deals' | '/people' | '/accounts' | '/leads', search: ListSearch): (change: ListChange) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) =>
      void navigate({
        to: room,
        search: { ...search, ...change } as never,
        replace: 'open' in change && search.open !== undefined,
        resetScroll: false,
      }),
    [navigate, room, search],
  );
}
