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
  readonly subject: string | null;
  readonly body: string | null;
  readonly user: Named | null;
  readonly contact: Named | null;
  readonly account: Named | null;
  readonly deal: Named | null;
  readonly participants: {
    readonly role: ParticipantRole;
    readonly user: Named | null;
    readonly contact: Named | null;
    readonly address: string | null;
  }[];
}

/** Select list of an interaction `i`, each name looked up by key: lists show at most a page of them. */
export const interactionColumns = `i.id, i.type, i.direction, i.state, app.iso(i.occurred_at) as "occurredAt", app.iso(i.recorded_at) as "recordedAt",
  i.duration_minutes as "durationMinutes",
  coalesce(i.subject, (select c.content from app.interaction_contents c where c.workspace_id = i.workspace_id and c.interaction_id = i.id and c.part = 'subject' limit 1)) as subject,
  coalesce(i.body, (select c.content from app.interaction_contents c where c.workspace_id = i.workspace_id and c.interaction_id = i.id and c.part = 'text' limit 1)) as body,
  (select app.named(u.id, u.name) from app.users u where u.workspace_id = i.workspace_id and u.id = i.user_id) as user,
  (select app.named(c.id, c.name) from app.contacts c where c.workspace_id = i.workspace_id and c.id = i.contact_id) as contact,
  (select app.named(a.id, a.name) from app.accounts a where a.workspace_id = i.workspace_id and a.id = i.account_id) as account,
  (select app.named(d.id, d.name) from app.deals d where d.workspace_id = i.workspace_id and d.id = i.deal_id) as deal,
  (select coalesce(json_agg(json_build_object('role', p.role, 'address', p.address,
      'user', (select app.named(u.id, u.name) from app.users u where u.workspace_id = p.workspace_id and u.id = p.user_id),
      'contact', (select app.named(c.id, c.name) from app.contacts c where c.workspace_id = p.workspace_id and c.id = p.contact_id)) order by p.position), '[]')
    from app.interaction_participants p where p.workspace_id = i.workspace_id and p.interaction_id = i.id) as participants`;
