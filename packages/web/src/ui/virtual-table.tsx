// biome-ignore-all lint/a11y/useSemanticElements: virtual rows are positioned, which native table rows cannot be; the ARIA grid roles say the same
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the one focus and points to its rows
import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortFn,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import { Skeleton } from './skeleton.tsx';

export interface TableColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What the column sorts by; leave it out for a column that cannot be sorted. Unknown values come last both ways. */
  sortBy?: (row: Row) => string | number | null | undefined;
  /** A CSS grid track: `minmax(12rem, 2fr)`, `8rem`. */
  width: string;
  align?: 'end';
  /** On a phone a row is a card: its title, at the end of the title's line, or in the line below. Left out: not on the card. */
  onCard?: 'title' | 'end' | 'line';
}

export interface Sort {
  column: string;
  descending: boolean;
}

interface VirtualTableProps<Row> {
  /** What the rows are, for screen readers: "Deals". */
  label: string;
  columns: TableColumn<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** A row's name in words, for its checkbox and its announcement. */
  rowName: (row: Row) => string;
  /** Enter or a click; the record then opens beside. */
  onOpen?: (row: Row) => void;
  /** The record that is open beside, kept marked. */
  openId?: string | undefined;
  /** With these, `x` and a checkbox select rows for bulk work. */
  selected?: ReadonlySet<string>;
  onSelect?: (ids: ReadonlySet<string>) => void;
  /** With `onSort` the server sorts and the rows are taken as they come; without it they are sorted here. */
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  /** How many rows there are in all, when only some are loaded. */
  total?: number | undefined;
  /** Called when the last loaded row comes near. */
  onEnd?: () => void;
  isLoading?: boolean;
  empty?: ReactNode;
}

// biome-ignore lint/suspicious/noExplicitAny: the comparator serves tables of any row
const byWords: SortFn<any, any> = (a, b, columnId) => {
  const left = a.getValue(columnId);
  const right = b.getValue(columnId);
  return typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right));
};
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns: {} });
const rowHeightPx = 40;
const cardHeightPx = 76;

/**
 * Thousands of rows at sixty frames: only what is in view is in the page. An ARIA grid with one focus; `j`/`k` and the arrow keys move,
 * Home and End jump, Enter opens beside, `x` selects. On a phone each row is a card.
 */
export function VirtualTable<Row extends RowData>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, rowId, rowName, onOpen, openId, selected, onSelect, sort, onSort, total, onEnd, isLoading, empty } = props;
  const isNarrow = useIsNarrow();
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeIndex, setActiveIndex] = useState(0);
  const [ownSort, setOwnSort] = useState<Sort | undefined>(sort);
  const shownSort = onSort ? sort : ownSort;

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          accessorFn: (row: Row) => column.sortBy?.(row) ?? undefined,
          sortFn: byWords,
          sortUndefined: 'last',
          enableSorting: column.sortBy !== undefined,
        }),
      ),
    [columns],
  );
  const sorting: SortingState = useMemo(() => (shownSort ? [{ id: shownSort.column, desc: shownSort.descending }] : []), [shownSort]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: (row) => rowId(row),
    manualSorting: onSort !== undefined,
    state: { sorting },
  });
  const sorted = table.getRowModel().rows;
  const hasRows = !isLoading && sorted.length > 0;

  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? cardHeightPx : rowHeightPx),
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: row heights change exactly when the width class does
  useEffect(() => virtualizer.measure(), [isNarrow]);
  const visible = virtualizer.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? -1;
  useEffect(() => {
    if (lastVisible >= sorted.length - 20 && sorted.length > 0) onEnd?.();
  }, [lastVisible, sorted.length, onEnd]);

  // A fresh page whose table has come takes the keys at once, unless someone is already at work elsewhere.
  useEffect(() => {
    const { activeElement } = document;
    if (hasRows && (activeElement === document.body || activeElement?.id === 'main')) scroller.current?.focus({ preventScroll: true });
  }, [hasRows]);

  const active = Math.min(activeIndex, Math.max(0, sorted.length - 1));
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(sorted.length - 1, index));
    setActiveIndex(next);
    virtualizer.scrollToIndex(next);
  };
  const toggle = (id: string) => {
    if (!onSelect) return;
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
    const row = sorted[active];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeightPx) - 1);
    const moves: Record<string, number> = {
      j: active + 1,
      ArrowDown: active + 1,
      k: active - 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: sorted.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) moveTo(target);
    else if (event.key === 'Enter' && row) onOpen?.(row.original);
    else if (event.key === 'x' && row && onSelect) toggle(row.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const sortBy = (column: string) => {
    const next = { column, descending: shownSort?.column === column ? !shownSort.descending : false };
    if (onSort) onSort(next);
    else setOwnSort(next);
  };

  if (isLoading) return <Skeleton lines={[100, 100, 100, 100, 100, 100]} label={`Loading ${label.toLowerCase()}`} />;
  if (sorted.length === 0) return empty;

  const tracks = `${onSelect ? '2.25rem ' : ''}${columns.map((column) => column.width).join(' ')}`;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={(total ?? sorted.length) + 1}
      aria-colcount={columns.length + (onSelect ? 1 : 0)}
      {...(onSelect && { 'aria-multiselectable': true })}
      aria-activedescendant={`${gridId}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="group/grid min-h-0 flex-1 overflow-auto overscroll-contain outline-none"
    >
      <div role="rowgroup" className="sticky top-0 z-10 min-w-fit border-b border-line bg-paper max-sm:sr-only">
        <div role="row" aria-rowindex={1} className="grid h-9 items-center gap-4 px-4" style={{ gridTemplateColumns: tracks }}>
          {onSelect && (
            <div role="columnheader" className="flex">
              <input
                type="checkbox"
                aria-label={`Select all ${sorted.length} shown`}
                checked={sorted.length > 0 && sorted.every((row) => selected?.has(row.id))}
                onChange={(event) => onSelect(new Set(event.target.checked ? sorted.map((row) => row.id) : []))}
                className="size-4 accent-accent"
              />
            </div>
          )}
          {columns.map((column) => {
            const isSorted = shownSort?.column === column.id;
            return (
              <div
                key={column.id}
                role="columnheader"
                {...(isSorted && { 'aria-sort': shownSort.descending ? ('descending' as const) : ('ascending' as const) })}
                className={classes('min-w-0 text-sm text-quiet', column.align === 'end' && 'text-right')}
              >
                {column.sortBy ? (
                  <button
                    type="button"
                    onClick={() => sortBy(column.id)}
                    className="inline-flex max-w-full items-center gap-1 rounded-sm hover:text-ink"
                  >
                    <span className="truncate">{column.header}</span>
                    {isSorted && <Icon name={shownSort.descending ? 'down' : 'up'} size={12} />}
                  </button>
                ) : (
                  column.header
                )}
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className="relative min-w-fit" style={{ height: virtualizer.getTotalSize() }}>
        {visible.map((item) => {
          const row = sorted[item.index];
          if (!row) return null;
          const isSelected = selected?.has(row.id) ?? false;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles Enter for the row it points to
            <div
              key={row.id}
              id={`${gridId}-${item.index}`}
              role="row"
              aria-rowindex={item.index + 2}
              {...(onSelect && { 'aria-selected': isSelected })}
              {...(openId === row.id && { 'aria-current': true })}
              onClick={(event) => {
                if (event.target instanceof Element && event.target.closest('a, button, input')) return;
                setActiveIndex(item.index);
                onOpen?.(row.original);
              }}
              className={classes(
                'absolute inset-x-0 border-b border-line/70 text-md',
                isNarrow ? 'grid grid-cols-1 content-center gap-y-0.5 px-4' : 'grid items-center gap-4 px-4',
                onOpen && 'cursor-default hover:bg-hover',
                openId === row.id && 'bg-accent-soft hover:bg-accent-soft',
                isSelected && 'bg-accent-soft/60',
                item.index === active &&
                  'group-focus-visible/grid:bg-hover group-focus-visible/grid:shadow-[inset_0_0_0_2px_var(--color-accent)]',
              )}
              style={{ height: item.size, transform: `translateY(${item.start}px)`, ...(!isNarrow && { gridTemplateColumns: tracks }) }}
            >
              {onSelect && !isNarrow && (
                <div role="gridcell" className="flex">
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    aria-label={`Select ${rowName(row.original)}`}
                    checked={isSelected}
                    onChange={() => toggle(row.id)}
                    className="size-4 accent-accent"
                  />
                </div>
              )}
              {isNarrow ? (
                <Card columns={columns} row={row.original} />
              ) : (
                columns.map((column) => (
                  <div key={column.id} role="gridcell" className={classes('min-w-0 truncate', column.align === 'end' && 'text-right')}>
                    {column.cell(row.original)}
                  </div>
                ))
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Card<Row>({ columns, row }: { columns: TableColumn<Row>[]; row: Row }) {
  const at = (place: TableColumn<Row>['onCard'], look: string) =>
    columns
      .filter((column) => column.onCard === place)
      .map((column) => (
        <div key={column.id} role="gridcell" className={look}>
          {column.cell(row)}
        </div>
      ));
  return (
    <>
      <div role="presentation" className="flex min-w-0 items-baseline justify-between gap-3 text-base">
        {at('title', 'min-w-0 truncate font-medium')}
        {at('end', 'shrink-0')}
      </div>
      <div role="presentation" className="flex min-w-0 justify-between gap-3 overflow-hidden text-sm text-quiet">
        {at('line', 'min-w-0 shrink-0 truncate first:shrink')}
      </div>
    </>
  );
}

const narrow = typeof matchMedia === 'undefined' ? undefined : matchMedia('(width < 40rem)');
function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow?.addEventListener('change', listener);
      return () => narrow?.removeEventListener('change', listener);
    },
    () => narrow?.matches ?? false,
  );
}
