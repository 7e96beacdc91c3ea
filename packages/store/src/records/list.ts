import type { WorkspaceTransaction } from '../engine/index.ts';
import { InvalidValue } from './errors.ts';
import { limitOf, type Page, pageOf, readCursor } from './page.ts';
import type { OpenRoom } from './room.ts';
import { Statement } from './statement.ts';

export interface ListQuery {
  readonly cursor?: string | undefined;
  /** 1 to 200; 80 unless said otherwise. */
  readonly limit?: number | undefined;
  readonly sort?: string | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  /** True: the deleted ones, to be restored. */
  readonly deleted?: boolean | undefined;
  /** The room's own filters. */
  readonly [filter: string]: unknown;
}

const notFilters = new Set(['cursor', 'limit', 'sort', 'order', 'deleted']);

/**
 * A page of a room. Pages are keyset pages: stable while records come and go, and as fast at the end as at the start.
 * The page's ids are found first, through one index; names and sums are joined to those alone.
 *
 * @throws InvalidValue for a sort, filter or cursor that the room does not know
 */
export async function listRecords<T>(tx: WorkspaceTransaction, room: OpenRoom, query: ListQuery): Promise<Page<T>> {
  const statement = new Statement();
  const sortName = query.sort ?? room.order.sort;
  const sort = room.sorts[sortName];
  if (!sort) throw new InvalidValue({ field: 'sort', message: `takes one of ${Object.keys(room.sorts).join(', ')}` });
  const descending = query.order ? query.order === 'desc' : query.sort === undefined && room.order.descending;
  const order = `${room.kind}.${sortName}.${descending ? 'desc' : 'asc'}`;
  const limit = limitOf(query.limit);

  const conditions = [`r.workspace_id = (select app.workspace())`, `r.deleted_at is ${query.deleted ? 'not null' : 'null'}`];
  for (const [name, value] of Object.entries(query)) {
    if (notFilters.has(name) || value === undefined) continue;
    const filter = room.filters[name];
    if (!filter)
      throw new InvalidValue({ field: name, message: `is not a filter here; there are ${Object.keys(room.filters).join(', ')}` });
    conditions.push(await filter(statement, value as never, tx));
  }
  if (query.cursor !== undefined) {
    const place = readCursor(query.cursor, order);
    const from = `(${statement.bind(place.value, sort.type)}, ${statement.bind(place.id, 'uuid')})`;
    conditions.push(`(${sort.expression}, r.id) ${descending ? '<' : '>'} ${from}`);
  }
  const direction = descending ? 'desc' : 'asc';
  const text = `
    select ${room.listed.columns}, r.place::text
    from (
      select r.*, ${sort.expression} as place from ${room.table} r ${sort.join ?? ''}
      where ${conditions.join(' and ')}
      order by ${sort.expression} ${direction}, r.id ${direction} limit ${limit + 1}) r
    ${room.joins}
    order by r.place ${direction}, r.id ${direction}`;
  const rows = await statement.read(tx, text);
  const items = rows.map((row) => room.listed.read(row) as T & { readonly id: string });
  return pageOf(items, limit, order, (at) => rows[at]?.[room.listed.width] as string);
}
