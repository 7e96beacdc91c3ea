import type { WorkspaceTransaction } from '../engine/index.ts';
import { limitOf, type Named, type Page, pageOf, readCursor, Statement } from '../records/index.ts';

/** A field of a contact or a next step that reading suggests; nothing is written until its owner says so. */
export interface Proposal {
  readonly id: string;
  readonly kind: 'contactField' | 'nextStep';
  readonly contact: Named | null;
  readonly deal: Named | null;
  readonly field: string | null;
  readonly value: string;
  /** What stands there now. */
  readonly now: string | null;
  readonly promisedBy: 'us' | 'them' | null;
  readonly dueOn: string | null;
  /** Where it was read. */
  readonly evidence: string;
  readonly interactionId: string | null;
  readonly recordedAt: string;
}

const order = 'proposals.occurredAt.desc';

/** The acting person's open proposals, newest first. */
export async function listProposals(
  tx: WorkspaceTransaction,
  query: {
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
    readonly contactId?: string | undefined;
    readonly accountId?: string | undefined;
    readonly dealId?: string | undefined;
  } = {},
): Promise<Page<Proposal>> {
  const statement = new Statement();
  const limit = limitOf(query.limit);
  const conditions = [`p.workspace_id = (select app.workspace())`, `p.owner_id = (select app.user_id())`, `p.state = 'open'`];
  if (query.contactId !== undefined) conditions.push(`p.contact_id = ${statement.bind(query.contactId, 'uuid')}`);
  if (query.accountId !== undefined) conditions.push(`p.account_id = ${statement.bind(query.accountId, 'uuid')}`);
  if (query.dealId !== undefined) conditions.push(`p.deal_id = ${statement.bind(query.dealId, 'uuid')}`);
  if (query.cursor !== undefined) {
    const { value, id } = readCursor(query.cursor, order);
    conditions.push(`(p.occurred_at, p.id) < (${statement.bind(value, 'timestamptz')}, ${statement.bind(id, 'uuid')})`);
  }
  const rows = await statement.run<{ item: Proposal; place: string }>(
    tx,
    `select p.occurred_at::text as place, json_build_object('id', p.id, 'kind', p.kind, 'contact', app.named(c.id, c.name),
       'deal', (select app.named(d.id, d.name) from app.deals d where d.workspace_id = p.workspace_id and d.id = p.deal_id),
       'field', case when p.kind = 'contactField' then p.field end,
       'value', case when p.kind = 'contactField' then p.value ->> 'value' else coalesce(p.value ->> 'words', 'Promised by mail') end,
       'now', case p.field when 'title' then c.title when 'phone' then c.phone end,
       'promisedBy', p.value ->> 'promisedBy', 'dueOn', p.value ->> 'dueOn',
       'evidence', case when p.kind = 'contactField' then 'Signature' else 'Mail' end || ' of ' || to_char(p.occurred_at, 'YYYY-MM-DD'),
       'interactionId', p.interaction_id, 'recordedAt', app.iso(p.recorded_at)) as item
     from app.proposals p join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
     where ${conditions.join(' and ')} order by p.occurred_at desc, p.id desc limit ${limit + 1}`,
  );
  return pageOf(
    rows.map(({ item }) => item),
    limit,
    order,
    (at) => rows[at]?.place as string,
  );
}
