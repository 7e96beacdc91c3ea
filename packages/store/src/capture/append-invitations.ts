import type { ReadInvitation, ReadMeeting } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { appendMeetings } from './append-meetings.ts';
import { applyNotices } from './apply-notices.ts';
import { cancelMissing } from './cancel-missing.ts';
import { meetingKey, seriesKey } from './item-keys.ts';
import { heardOf, keepNotices } from './meeting-notices.ts';
import type { Source } from './sources.ts';
import { bySpeakers } from './speakers.ts';

/** Stands beside the folders of a mailbox, with the meetings of its invitations; can be left out as a folder can. */
const invitationsFolder = 'Invitations in mail';
const longAgo = new Date(0).toISOString();

/**
 * Appends the meetings of invitations that came by mail: the same ones that a connected calendar holds, under the same keys. The organiser's last
 * version counts (SEQUENCE, then stamp) in whatever order the mails are read; answers and cancellations hold for the version they name and
 * older ones. Only meetings to which the owner of the mailbox is asked, or asks, are theirs.
 *
 * @param arrived in the order in which they did
 * @param now ISO instant
 */
export async function appendInvitations(
  tx: WorkspaceTransaction,
  source: Source,
  arrived: readonly ReadInvitation[],
  now: string,
): Promise<void> {
  if (arrived.length === 0 || !(await isWanted(tx, source.id))) return;
  const invitations = await bySpeakers(tx, arrived);
  const folder = { sourceId: source.id, folder: invitationsFolder, role: 'invitations' };
  await keepNotices(tx, source, invitations);
  const answered = await unknownSoFar(tx, meetingsOfAnswers(invitations));
  const isMarkedPrivate = await markedPrivate(
    tx,
    invitations.flatMap((one) => one.meetings),
  );
  const heard = await heardOf(tx, [...invitations.flatMap((one) => one.meetings), ...answered]);
  const meetings = [
    ...invitations.flatMap(({ isAnswer, meetings: said, whole }) =>
      isAnswer
        ? []
        : said.filter(
            (one) =>
              !heard.isSuperseded(
                one,
                whole.find(({ uid }) => uid === one.uid),
              ),
          ),
    ),
    ...answered.filter((one) => !heard.isSuperseded(one)),
  ].filter((one) => !isMarkedPrivate(one));
  if (meetings.length > 0) await appendMeetings(tx, folder, meetings, now, { mustBeNamed: true });
  for (const uid of new Set(invitations.flatMap(({ whole }) => whole.map((one) => one.uid)))) {
    const keys = meetings.filter((meeting) => meeting.uid === uid).map(({ key }) => key);
    if (keys.length > 0) await cancelMissing(tx, folder, uid, keys, now);
  }
  const answers = invitations.flatMap((one) => one.answers);
  const cancellations = invitations.flatMap((one) => one.cancellations);
  await applyNotices(tx, { answers, cancellations }, now);
}

/**
 * Who answers yes to what nobody here has heard of tells of a meeting all the same: its organiser and who come. Whatever the organiser says
 * counts more.
 */
function meetingsOfAnswers(invitations: readonly ReadInvitation[]): ReadMeeting[] {
  const found = new Map<string, ReadMeeting>();
  for (const { isAnswer, meetings, answers } of invitations) {
    if (!isAnswer) continue;
    const comes = new Set(answers.flatMap(({ uid, acceptance }) => (acceptance === 'accepted' || acceptance === 'tentative' ? [uid] : [])));
    for (const said of meetings.filter(({ uid }) => comes.has(uid))) {
      const meeting = { ...said, stampedAt: longAgo };
      const known = found.get(meeting.key);
      if (known && known.sequence > meeting.sequence) continue;
      const others = known?.sequence === meeting.sequence ? known.people.filter(({ address }) => !addresses(meeting).has(address)) : [];
      found.set(meeting.key, { ...meeting, people: [...meeting.people, ...others] });
    }
  }
  return [...found.values()];
}

const addresses = ({ people }: ReadMeeting): ReadonlySet<string> => new Set(people.map(({ address }) => address));

/** Without those of an event of which another occurrence is here: an answer to a series looks like one to its first meeting. */
async function unknownSoFar(tx: WorkspaceTransaction, meetings: readonly ReadMeeting[]): Promise<ReadMeeting[]> {
  if (meetings.length === 0) return [];
  const rows = await tx.raw<{ series: string; item_key: string }>(
    `select event.item_key as series, c.item_key from app.captured_items event
     join app.captured_items c on c.workspace_id = event.workspace_id and c.thread_id = event.thread_id and c.occurred_at is not null
     where event.workspace_id = (select app.workspace()) and event.item_key = any ($1::uuid[])`,
    [meetings.map(({ uid }) => seriesKey(uid))],
  );
  const known = Map.groupBy(rows, ({ series }) => series);
  return meetings.filter(({ uid, key }) => (known.get(seriesKey(uid)) ?? []).every(({ item_key }) => item_key === meetingKey(key)));
}

/** What the owner's calendar marks private stays so, whatever the invitation to it says; and an answer does not bring back what was sent as private. */
async function markedPrivate(tx: WorkspaceTransaction, meetings: readonly ReadMeeting[]): Promise<(meeting: ReadMeeting) => boolean> {
  const rows = await tx.raw<{ item_key: string; by_calendar: boolean }>(
    `select r.item_key, bool_or(f.role is distinct from 'invitations') as by_calendar from app.capture_reads r
     join app.capture_folders f on f.workspace_id = r.workspace_id and f.id = r.folder_id
     where r.workspace_id = (select app.workspace()) and r.item_key = any ($1::uuid[]) and r.reason = 'markedPrivate' and r.vanished_at is null group by 1`,
    [meetings.map(({ key }) => meetingKey(key))],
  );
  const marked = new Map(rows.map(({ item_key, by_calendar }) => [item_key, by_calendar]));
  return ({ key, stampedAt }) => {
    const byCalendar = marked.get(meetingKey(key));
    return byCalendar !== undefined && (byCalendar || stampedAt === longAgo);
  };
}

async function isWanted(tx: WorkspaceTransaction, sourceId: string): Promise<boolean> {
  const [folder] = await tx.raw<{ is_included: boolean }>(
    'select is_included from app.capture_folders where workspace_id = (select app.workspace()) and source_id = $1 and path = $2',
    [sourceId, invitationsFolder],
  );
  return folder?.is_included ?? true;
}
