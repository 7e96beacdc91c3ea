import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { useShortcuts } from '../app/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Room } from '../ui/room.tsx';
import { type TableColumn, VirtualTable } from '../ui/virtual-table.tsx';
import { FlagChip } from './filter-chip.tsx';
import type { ListSearch, Page } from './list-query.ts';
import { SearchBox } from './search-box.tsx';
import type { ListChange } from './use-list-search.ts';

/** A column of a list; where `isKnown` is false for every row that is loaded, the column makes room for others. */
export type RecordColumn<Row> = TableColumn<Row> & { isKnown?: (row: Row) => boolean };

interface RecordListProps<Row, Search extends ListSearch> {
  title: string;
  /** One sentence about what is shown. */
  intro?: ReactNode;
  /** "deals": as sentences name many. */
  words: string;
  queryKey: QueryKey;
  load: (cursor: string | undefined) => Promise<Page<Row>>;
  columns: RecordColumn<Row>[];
  /** Ids of the columns that stay while a record is open beside. */
  besideColumns: string[];
  search: Search;
  onSearch: (change: ListChange) => void;
  chips: ReactNode;
  actions?: ReactNode;
  /** The open record's sheet. */
  beside?: ReactNode;
  empty: ReactNode;
}

/** A room of records: what is shown stands in the address, pages load as one scrolls, and a record opens beside without losing the place. */
export function RecordList<Row extends { id: string; name: string }, Search extends ListSearch>(props: RecordListProps<Row, Search>) {
  const { title, words, search, onSearch, columns, besideColumns, beside } = props;
  const list = useInfiniteQuery({
    queryKey: props.queryKey,
    queryFn: ({ pageParam }) => props.load(pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const open = (row: Row) => onSearch({ open: row.id });

  const openNeighbour = (by: 1 | -1) => {
    const at = rows.findIndex((row) => row.id === search.open);
    const next = rows[at + by];
    if (next) open(next);
  };
  useShortcuts(
    title,
    [
      { keys: 'j', label: 'Next', run: () => (search.open ? openNeighbour(1) : focusTable()) },
      { keys: 'k', label: 'Before', run: () => (search.open ? openNeighbour(-1) : focusTable()) },
      { keys: 'enter', label: 'Open beside', run: () => focusTable() },
      { keys: 'f', label: `Search ${words}`, run: () => document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus() },
    ],
    true,
  );

  const shown = useMemo(() => {
    const useful = columns.filter(({ isKnown }) => !isKnown || rows.some(isKnown));
    return search.open ? useful.filter((column) => besideColumns.includes(column.id)) : useful;
  }, [columns, rows, search.open, besideColumns]);
  return (
    <Room title={title} intro={props.intro} actions={props.actions} beside={beside} fill>
      <search className="flex flex-wrap items-center gap-2 px-4 pb-3 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:py-1">
        <div className="max-sm:min-w-40">
          <SearchBox label={`Search ${words}`} value={search.q} onChange={(q) => onSearch({ q })} />
        </div>
        {props.chips}
        <FlagChip
          label="Trash"
          isOn={search.deleted === true}
          onChange={(isOn) => onSearch({ deleted: isOn || undefined, open: undefined })}
        />
      </search>
      {list.isError && rows.length === 0 ? (
        <EmptyState title={`The ${words} could not be loaded`} action={<Button onClick={() => void list.refetch()}>Try again</Button>}>
          {messageOf(list.error)}
        </EmptyState>
      ) : (
        <div className={`flex min-h-0 flex-1 flex-col ${list.isPlaceholderData ? 'opacity-60' : ''}`}>
          <VirtualTable
            label={title}
            columns={shown}
            rows={rows}
            rowId={(row) => row.id}
            rowName={(row) => row.name}
            onOpen={open}
            openId={search.open}
            sort={search.sort ? { column: search.sort, descending: search.order === 'desc' } : undefined}
            onSort={(sort) => onSearch({ sort: sort.column, order: sort.descending ? 'desc' : 'asc' })}
            onEnd={onEnd}
            isLoading={list.isPending}
            empty={props.empty}
          />
        </div>
      )}
    </Room>
  );
}

function focusTable(): void {
  document.querySelector<HTMLElement>('[role="grid"]')?.focus();
}
