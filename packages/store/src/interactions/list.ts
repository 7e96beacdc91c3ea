import type { WorkspaceTransaction } from '../engine/index.ts';
import { limitOf, type Page, pageOf, readCursor, Statement } from '../records/index.ts';
import { type Interaction, type InteractionType, interactionColumns } from './interaction.ts';

export interface InteractionQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly accountId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly dealId?: string | undefined;
  readonly leadId?: string | undefined;
  readonly userId?: string | undefined;
  readonly type?: InteractionType | undefined;
  /** ISO 8601 instants; `from` is included, `to` is not. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const order = 'interactions.occurredAt.desc';

/** A page of interactions, newest first. A contact's are those that name them or that they took part in. */
export async function listInteractions(tx: WorkspaceTransaction, query: InteractionQuery): Promise<Page<Interaction>> {
  const statement = new Statement();
  const limit = limitOf(query.limit);
  const common: string[] = [];
  for (const [name, column] of Object.entries({
    accountId: 'account_id',
    dealId: 'deal_id',
    leadId: 'lead_id',
    userId: 'user_id',
  } as const)) {
    const value = query[name as 'accountId'];
    if (value !== undefined) common.push(`i.${column} = ${statement.bind(value, 'uuid')}`);
  }
  if (query.type !== undefined) common.push(`i.type = ${statement.bind(query.type, 'text')}`);
  if (query.from !== undefined) common.push(`i.occurred_at >= ${statement.bind(query.from, 'timestamptz')}`);
  if (query.to !== undefined) common.push(`i.occurred_at < ${statement.bind(query.to, 'timestamptz')}`);
  if (query.cursor !== undefined) {
    const { value, id } = readCursor(query.cursor, order);
    common.push(`(i.occurred_at, i.id) < (${statement.bind(value, 'timestamptz')}, ${statement.bind(id, 'uuid')})`);
  }
  const most = limit + 1;
  const newest = (source: string, conditions: readonly string[]) =>
    `(select distinct on (i.occurred_at, i.id) i.* from ${source} where ${['i.workspace_id = (select app.workspace())', ...conditions, ...common].join(' and ')}
      order by i.occurred_at desc, i.id desc limit ${most})`;
  let page = newest('app.interactions i', []);
  if (query.contactId !== undefined) {
    const contact = statement.bind(query.contactId, 'uuid');
    const tookPart = newest(
      'app.interaction_participants p join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id',
      [`p.workspace_id = (select app.workspace())`, `p.contact_id = ${contact}`, `i.contact_id is distinct from ${contact}`],
    );
    page = `(select distinct on (occurred_at, id) * from (${newest('app.interactions i', [`i.contact_id = ${contact}`])} union all ${tookPart}) both_
      order by occurred_at desc, id desc limit ${most})`;
  }
  const text = `
    select (select row_to_json(item) from (select ${interactionColumns}) item) as item, i.occurred_at::text as place
    from ${page} i order by i.occurred_at desc, i.id desc`;
  const rows = await statement.run<{ item: Interaction; place: string }>(tx, text);
  const items = rows.map(({ item }) => item);
  return pageOf(items, limit, order, (at) => rows[at]?.place as string);
}
