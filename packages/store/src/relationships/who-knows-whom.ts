import type { WorkspaceTransaction } from '../engine/index.ts';
import type { Named } from '../records/index.ts';

/** What passed between one of us and one of them. */
export interface Tie {
  readonly user: Named;
  readonly fromThem: number;
  readonly fromUs: number;
  /** Meetings, calls, visits and talks. */
  readonly meetings: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly lastFromThemAt: string | null;
}

export interface KnownPerson {
  readonly contact: Named & { readonly title: string | null };
  readonly ties: readonly Tie[];
}

/** The last so many interactions of an account tell who knows whom now. */
const newest = 5_000;

/** People at an account and who here has been in touch with them, most recently first. Future meetings are no contact yet. */
export function whoKnowsWhom(tx: WorkspaceTransaction, accountId: string): Promise<KnownPerson[]> {
  return tx.raw<KnownPerson>(
    `with newest as materialized (
       select i.id, i.type, i.direction, i.occurred_at, i.user_id, i.contact_id from app.interactions i
       where i.workspace_id = (select app.workspace()) and i.account_id = $1 and i.state = 'done' and i.type <> 'task' and i.occurred_at <= now()
       order by i.occurred_at desc limit ${newest}),
     people as (
       select n.id, n.type, n.direction, n.occurred_at, n.contact_id, n.user_id from newest n where n.contact_id is not null
       union
       select n.id, n.type, n.direction, n.occurred_at, p.contact_id, n.user_id from newest n
       join app.interaction_participants p on p.workspace_id = (select app.workspace()) and p.interaction_id = n.id and p.contact_id is not null),
     colleagues as (
       select id, user_id from newest where user_id is not null
       union
       select n.id, p.user_id from newest n
       join app.interaction_participants p on p.workspace_id = (select app.workspace()) and p.interaction_id = n.id and p.user_id is not null),
     ties as (
       select p.contact_id, k.user_id,
         count(*) filter (where p.type in ('mail', 'chat', 'other') and p.direction = 'in')::int as from_them,
         count(*) filter (where p.type in ('mail', 'chat', 'other') and p.direction = 'out')::int as from_us,
         count(*) filter (where p.type in ('meeting', 'call', 'visit'))::int as meetings,
         min(p.occurred_at) as first_at, max(p.occurred_at) as last_at, max(p.occurred_at) filter (where p.direction <> 'out') as last_in
       from people p join colleagues k on k.id = p.id group by p.contact_id, k.user_id)
     select json_build_object('id', c.id, 'name', c.name, 'title', c.title) as contact,
       json_agg(json_build_object('user', app.named(u.id, u.name), 'fromThem', t.from_them, 'fromUs', t.from_us, 'meetings', t.meetings,
         'firstAt', app.iso(t.first_at), 'lastAt', app.iso(t.last_at), 'lastFromThemAt', app.iso(t.last_in)) order by t.last_at desc) as ties
     from ties t
     join app.contacts c on c.workspace_id = (select app.workspace()) and c.id = t.contact_id and c.deleted_at is null
     join app.users u on u.workspace_id = (select app.workspace()) and u.id = t.user_id
     group by c.id, c.name, c.title order by max(t.last_at) desc, c.name`,
    [accountId],
  );
}
