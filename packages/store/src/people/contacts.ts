import { equals, matches, mergedInto, nameColumns, named, type Room, recordRoom } from '../records/index.ts';
import type { Contact, ContactFull, ContactPoint } from './contact.ts';
import { replacePoints } from './contact-points.ts';
import { setEmployment } from './employment.ts';

const room: Room = {
  kind: 'contacts',
  one: 'contact',
  table: 'app.contacts',
  fields: {
    name: { column: 'name', type: 'text' },
    firstName: { column: 'first_name', type: 'text' },
    lastName: { column: 'last_name', type: 'text' },
    accountId: { column: 'account_id', type: 'uuid' },
    title: { column: 'title', type: 'text' },
    ownerId: { column: 'owner_id', type: 'uuid' },
    lifecycle: { column: 'lifecycle', type: 'text' },
    language: { column: 'language', type: 'text' },
    country: { column: 'country', type: 'text' },
    description: { column: 'description', type: 'text' },
  },
  item: {
    email: 'r.email',
    phone: 'r.phone',
    custom: 'r.custom',
    account: named('r.account_id', 'account'),
    owner: named('r.owner_id', 'owner'),
    openDeals: `(
      select count(*)::int from app.buying_group g join app.deals d on d.workspace_id = g.workspace_id and d.id = g.deal_id
      where g.workspace_id = r.workspace_id and g.contact_id = r.id and d.status = 'open' and d.deleted_at is null)`,
    lastInteractionAt: 'r.last_interaction_at',
    erasedAt: 'r.erased_at',
  },
  joins: `
    left join app.accounts account on account.workspace_id = r.workspace_id and account.id = r.account_id
    left join app.users owner on owner.workspace_id = r.workspace_id and owner.id = r.owner_id`,
  more: {
    mergedInto: mergedInto('contacts'),
    points: `(
      select coalesce(json_agg(json_build_object('kind', p.kind, 'value', p.value, 'label', p.label, 'status', p.status) order by p.position, p.id), '[]')
      from app.contact_points p where p.workspace_id = r.workspace_id and p.contact_id = r.id)`,
    employments: `(
      select coalesce(json_agg(json_build_object('account', app.named(a.id, a.name), 'title', e.title, 'startedOn', e.started_on,
        'endedOn', e.ended_on, 'isPrimary', e.is_primary) order by e.ended_on desc nulls first, e.started_on desc nulls last), '[]')
      from (
        -- whom a merge gave the same job twice holds it once: as the kept record says
        select distinct on (e.account_id, e.ended_on) e.workspace_id, e.account_id, e.ended_on, e.is_primary,
          coalesce(e.title, max(e.title) over same) as title, min(e.started_on) over same as started_on
        from app.employments e where e.workspace_id = r.workspace_id and e.contact_id = r.id
        window same as (partition by e.account_id, e.ended_on)
        order by e.account_id, e.ended_on, exists (select from app.merge_moves m where m.workspace_id = e.workspace_id and m.table_name = 'employments' and m.row_id = e.id),
          e.is_primary desc, e.recorded_at, e.id) e
      join app.accounts a on a.workspace_id = e.workspace_id and a.id = e.account_id)`,
    deals: `(
      select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'status', d.status, 'role', g.role)
        order by d.status <> 'open', d.closed_at desc nulls last, d.name), '[]')
      from app.buying_group g join app.deals d on d.workspace_id = g.workspace_id and d.id = g.deal_id and d.deleted_at is null
      where g.workspace_id = r.workspace_id and g.contact_id = r.id)`,
    knownBy: `(
      select coalesce(json_agg(json_build_object('user', app.named(u.id, u.name), 'lastInteractionAt', app.iso(k.at)) order by k.at desc), '[]')
      from (select user_id, max(at) as at from (
              select i.user_id, i.occurred_at as at from app.interactions i
              where i.workspace_id = r.workspace_id and i.contact_id = r.id and i.state = 'done'
              union all
              select i.user_id, p.occurred_at from app.interaction_participants p
              join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
              where p.workspace_id = r.workspace_id and p.contact_id = r.id and i.state = 'done') i
            group by user_id) k
      join app.users u on u.workspace_id = r.workspace_id and u.id = k.user_id)`,
  },
  filters: {
    q: matches('contacts'),
    accountId: equals('account_id', 'uuid'),
    ownerId: equals('owner_id', 'uuid'),
  },
  sorts: {
    name: { expression: 'r.name', type: 'text' },
    lastInteractionAt: { expression: `coalesce(r.last_interaction_at, '-infinity')`, type: 'timestamptz' },
    recordedAt: { expression: 'r.recorded_at', type: 'timestamptz' },
  },
  order: { sort: 'name', descending: false },
  derive: (_, written) => nameColumns(written),
  after: async (tx, id, written, current) => {
    const now = { ...current, ...written };
    if (written['accountId'] !== undefined || written['title'] !== undefined)
      await setEmployment(
        tx,
        id,
        (now['accountId'] as string | null | undefined) ?? null,
        (now['title'] as string | null | undefined) ?? null,
      );
    const { points } = written as { points?: readonly ContactPoint[] };
    return points ? replacePoints(tx, id, points) : [];
  },
};

export const contacts = recordRoom<Contact, ContactFull>(room);
