import type { Named } from '../records/index.ts';

export type InteractionType = 'mail' | 'meeting' | 'call' | 'chat' | 'visit' | 'task' | 'other';
export type Direction = 'in' | 'out' | 'both';
export type ParticipantRole = 'from' | 'to' | 'cc' | 'organiser' | 'attendee';

/** Something that happened, or is planned, between people. */
export interface Interaction {
  readonly id: string;
  readonly type: InteractionType;
  readonly direction: Direction;
  readonly state: 'done' | 'planned' | 'cancelled';
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly durationMinutes: number | null;
  /** Of a captured meeting; null when nothing says. */
  readonly way: 'inPerson' | 'remote' | 'hybrid' | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly user: Named | null;
  readonly contact: Named | null;
  readonly account: Named | null;
  readonly deal: Named | null;
  /** Characters that its writer added, of a captured mail; whether they ask something. */
  readonly newTextLength: number | null;
  readonly asksQuestion: boolean | null;
  /** Hidden from those who took no part in it. */
  readonly isHidden: boolean;
  /** The interaction of the other side that this one answers, and how long that took. */
  readonly answers: { readonly id: string; readonly afterMinutes: number } | null;
  /** What captured messages and meetings belong together with it, and which side began. */
  readonly thread: { readonly id: string; readonly begunBy: 'us' | 'them' | null } | null;
  readonly participants: {
    readonly role: ParticipantRole;
    readonly user: Named | null;
    readonly contact: Named | null;
    readonly address: string | null;
  }[];
}

/** Select list of an interaction `i`, each name looked up by key: lists show at most a page of them. */
export const interactionColumns = `i.id, i.type, i.direction, i.state, app.iso(i.occurred_at) as "occurredAt", app.iso(i.recorded_at) as "recordedAt",
  i.duration_minutes as "durationMinutes", case when i.place in ('inPerson', 'remote', 'hybrid') then i.place end as way,
  coalesce(i.subject, (select c.content from app.interaction_contents c where c.workspace_id = i.workspace_id and c.interaction_id = i.id and c.part = 'subject' limit 1)) as subject,
  coalesce(i.body, (select c.content from app.interaction_contents c where c.workspace_id = i.workspace_id and c.interaction_id = i.id and c.part = 'text' limit 1)) as body,
  (select app.named(u.id, u.name) from app.users u where u.workspace_id = i.workspace_id and u.id = i.user_id) as user,
  (select app.named(c.id, c.name) from app.contacts c where c.workspace_id = i.workspace_id and c.id = i.contact_id) as contact,
  (select app.named(a.id, a.name) from app.accounts a where a.workspace_id = i.workspace_id and a.id = i.account_id) as account,
  (select app.named(d.id, d.name) from app.deals d where d.workspace_id = i.workspace_id and d.id = i.deal_id) as deal,
  i.new_text_length as "newTextLength", i.asks_question as "asksQuestion", i.is_hidden as "isHidden",
  (select json_build_object('id', question.id, 'afterMinutes', round(extract(epoch from i.occurred_at - question.occurred_at) / 60)::int)
    from app.captured_items c join app.captured_items q on q.workspace_id = c.workspace_id and q.item_key = c.answers_key
    join app.interactions question on question.workspace_id = q.workspace_id and question.id = q.interaction_id
    where c.workspace_id = i.workspace_id and c.interaction_id = i.id and question.direction <> i.direction and question.occurred_at <= i.occurred_at limit 1) as answers,
  (select json_build_object('id', c.thread_id, 'begunBy', (
      select case first.direction when 'in' then 'them' when 'out' then 'us' end
      from app.captured_items t join app.interactions first on first.workspace_id = t.workspace_id and first.id = t.interaction_id
      where t.workspace_id = c.workspace_id and t.thread_id = c.thread_id order by t.occurred_at, t.item_key limit 1))
    from app.captured_items c where c.workspace_id = i.workspace_id and c.interaction_id = i.id limit 1) as thread,
  (select coalesce(json_agg(json_build_object('role', p.role, 'address', p.address,
      'user', (select app.named(u.id, u.name) from app.users u where u.workspace_id = p.workspace_id and u.id = p.user_id),
      'contact', (select app.named(c.id, c.name) from app.contacts c where c.workspace_id = p.workspace_id and c.id = p.contact_id)) order by p.position), '[]')
    from (select * from (
        -- who was written to twice, or became one person since, took part once
        select p.*, row_number() over (partition by coalesce(p.contact_id, p.user_id) order by p.position) as place
        from app.interaction_participants p where p.workspace_id = i.workspace_id and p.interaction_id = i.id) p
      where p.place = 1 or coalesce(p.contact_id, p.user_id) is null) p) as participants`;
