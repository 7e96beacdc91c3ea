import type { WorkspaceTransaction } from '../engine/index.ts';

/** A meeting as it is here. */
export interface KnownMeeting {
  readonly item_key: string;
  readonly id: string;
  readonly state: 'done' | 'planned' | 'cancelled';
  readonly occurred_at: string;
  readonly duration_minutes: number | null;
  readonly place: string | null;
  readonly sequence: number | null;
  readonly stamped_at: string | null;
  /** A calendar of the acting person holds it; otherwise it is known by mail alone. */
  readonly is_in_calendar: boolean;
  readonly participants: readonly KnownParticipant[];
}

export interface KnownParticipant {
  readonly role: string;
  readonly user_id: string | null;
  readonly contact_id: string | null;
  readonly has_accepted: boolean | null;
}

/** Meetings that became interactions, by the keys of their items. */
export async function knownMeetings(tx: WorkspaceTransaction, itemKeys: readonly string[]): Promise<Map<string, KnownMeeting>> {
  const rows = await tx.raw<KnownMeeting>(
    `select c.item_key, i.id, i.state, app.iso(i.occurred_at) as occurred_at, i.duration_minutes, i.place, c.sequence, app.iso(c.stamped_at) as stamped_at,
       exists (select from app.capture_reads r join app.capture_folders f on f.workspace_id = r.workspace_id and f.id = r.folder_id and f.role <> 'invitations'
         where r.workspace_id = c.workspace_id and r.item_key = c.item_key and r.vanished_at is null) as is_in_calendar,
       (select coalesce(json_agg(json_build_object('role', p.role, 'user_id', p.user_id, 'contact_id', p.contact_id, 'has_accepted', p.has_accepted) order by p.position), '[]')
        from app.interaction_participants p where p.workspace_id = i.workspace_id and p.interaction_id = i.id) as participants
     from app.captured_items c join app.interactions i on i.workspace_id = c.workspace_id and i.id = c.interaction_id
     where c.workspace_id = (select app.workspace()) and c.item_key = any ($1::uuid[]) and i.key like 'meeting:%'`,
    [itemKeys],
  );
  return new Map(rows.map((row) => [row.item_key, row]));
}

/** What a correction of a meeting says of it: all of it, people included. */
export function correctionOf(
  meeting: KnownMeeting,
  after: Pick<KnownMeeting, 'state' | 'occurred_at' | 'duration_minutes' | 'place' | 'participants'>,
): unknown {
  const people = after.participants.map((one, position) => ({
    interaction_id: meeting.id,
    position,
    ...one,
    occurred_at: after.occurred_at,
  }));
  const facts = (one: KnownParticipant) => [one.role, one.user_id, one.contact_id, one.has_accepted];
  const isSame =
    after.state === meeting.state &&
    Date.parse(after.occurred_at) === Date.parse(meeting.occurred_at) &&
    after.duration_minutes === meeting.duration_minutes &&
    after.place === meeting.place &&
    JSON.stringify(after.participants.map(facts)) === JSON.stringify(meeting.participants.map(facts));
  const { state, occurred_at, duration_minutes, place } = after;
  return isSame ? undefined : { id: meeting.id, state, occurred_at, duration_minutes, place, participants: people };
}

/** Whether nobody of us comes, or nobody of them: those who have not answered may. */
export function isDeclinedByOneSide(participants: readonly KnownParticipant[]): boolean {
  return ([(one) => one.user_id !== null, (one) => one.contact_id !== null] satisfies ((one: KnownParticipant) => boolean)[]).some(
    (isOfSide) => {
      const side = participants.filter(isOfSide);
      return side.length > 0 && side.every(({ has_accepted }) => has_accepted === false);
    },
  );
}
