import type { WorkspaceTransaction } from '../engine/index.ts';
import { limitOf, type Named, type Page, pageOf, readCursor, Statement, type StoredKind } from '../records/index.ts';
import { type Interaction, interactionColumns } from './interaction.ts';

export type TimelineKind = 'accounts' | 'contacts' | 'deals' | 'leads';

/** One field of one record changed. */
export interface Change {
  readonly id: string;
  readonly recordKind: TimelineKind;
  readonly recordId: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly user: Named | null;
  readonly source: 'user' | 'api' | 'import' | 'undo' | 'system';
  readonly reason: string | null;
}

export type TimelineEntry = { readonly id: string; readonly at: string } & (
  | { readonly kind: 'interaction'; readonly interaction: Interaction }
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'note'; readonly note: { readonly id: string; readonly body: string; readonly author: Named | null } }
  | {
      readonly kind: 'nextStep';
      readonly nextStep: {
        readonly id: string;
        readonly what: string;
        readonly promisedBy: 'us' | 'them';
        readonly status: 'open' | 'kept' | 'broken' | 'dropped';
      };
    }
);

const columnOf: Record<TimelineKind, string> = { accounts: 'account_id', contacts: 'contact_id', deals: 'deal_id', leads: 'lead_id' };
const order = 'timeline.at.desc';

/**
 * What happened around a record, newest first: interactions, changes of its fields, notes, settled next steps. Each source gives one
 * page by its own index; the newest of them together are the page.
 */
export async function timeline(
  tx: WorkspaceTransaction,
  kind: TimelineKind,
  id: string,
  query: { readonly cursor?: string | undefined; readonly limit?: number | undefined } = {},
): Promise<Page<TimelineEntry>> {
  const statement = new Statement();
  const limit = limitOf(query.limit);
  const record = statement.bind(id, 'uuid');
  const recordKind = statement.bind(kind satisfies StoredKind, 'text');
  const most = limit + 1;
  const column = columnOf[kind];
  const before = query.cursor === undefined ? undefined : readCursor(query.cursor, order);
  const from = before && `(${statement.bind(before.value, 'timestamptz')}, ${statement.bind(before.id, 'uuid')})`;
  const source = (entry: string, table: string, time: string, where: string) => `
    (select '${entry}' as kind, t.id, ${time} as at from ${table} t
     where t.workspace_id = (select app.workspace()) and ${where}${from ? ` and (${time}, t.id) < ${from}` : ''}
     order by ${time} desc, t.id desc limit ${most})`;
  const sources = [
    source('interaction', 'app.interactions', 't.occurred_at', `t.${column} = ${record}`),
    source('change', 'app.changes', 't.occurred_at', `t.record_kind = ${recordKind} and t.record_id = ${record}`),
    // what it was before it became one with this record is its history too
    ...(kind === 'deals'
      ? []
      : [
          source(
            'change',
            'app.changes',
            't.occurred_at',
            `t.record_kind = ${recordKind} and t.record_id <> ${record} and t.record_id = any (array(select app.merged_under(${recordKind}, array[${record}])))`,
          ),
        ]),
    source('note', 'app.notes', 'coalesce(t.occurred_at, t.recorded_at)', `t.${column} = ${record} and t.deleted_at is null`),
    source(
      'nextStep',
      'app.next_steps',
      'coalesce(t.settled_at, t.recorded_at)',
      `t.${column} = ${record} and t.status <> 'open' and t.deleted_at is null`,
    ),
  ];
  if (kind === 'contacts')
    sources.push(`
    (select distinct 'interaction' as kind, p.interaction_id as id, p.occurred_at as at from app.interaction_participants p
     join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
     where p.workspace_id = (select app.workspace()) and p.contact_id = ${record}${from ? ` and (p.occurred_at, p.interaction_id) < ${from}` : ''}
     order by p.occurred_at desc, p.interaction_id desc limit ${most})`);
  const text = `
    with page as (
      select distinct kind, id, at from (${sources.join(' union all ')}) sources order by at desc, id desc limit ${most})
    select page.at::text as place, page.kind, page.id, app.iso(page.at) as at,
      case page.kind
        when 'interaction' then (select row_to_json(item) from (select ${interactionColumns} from app.interactions i
          where i.workspace_id = (select app.workspace()) and i.id = page.id) item)
        when 'change' then (select row_to_json(item) from (select c.id, c.record_kind as "recordKind", c.record_id as "recordId", c.field,
            c.from_value as "from", c.to_value as "to", app.iso(c.occurred_at) as "occurredAt", app.iso(c.recorded_at) as "recordedAt",
            (select app.named(u.id, u.name) from app.users u where u.workspace_id = c.workspace_id and u.id = c.user_id) as user, c.source, c.reason
          from app.changes c where c.workspace_id = (select app.workspace()) and c.id = page.id) item)
        when 'note' then (select row_to_json(item) from (select n.id, n.body,
            (select app.named(u.id, u.name) from app.users u where u.workspace_id = n.workspace_id and u.id = n.author_id) as author
          from app.notes n where n.workspace_id = (select app.workspace()) and n.id = page.id) item)
        else (select row_to_json(item) from (select s.id, s.what, s.promised_by as "promisedBy", s.status
          from app.next_steps s where s.workspace_id = (select app.workspace()) and s.id = page.id) item)
      end as body
    from page order by page.at desc, page.id desc`;
  const rows = await statement.run<{ place: string; kind: string; id: string; at: string; body: unknown }>(tx, text);
  const entries = rows.map(
    ({ kind: entry, id: entryId, at, body }) => ({ kind: entry, id: entryId, at, [entry]: body }) as unknown as TimelineEntry,
  );
  return pageOf(entries, limit, order, (at) => rows[at]?.place as string);
}
