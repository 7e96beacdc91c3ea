import { domainOf, isFreeMailDomain, type MeetingCancellation, type ReadInvitation, type ReadMeeting } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { personKey, seriesKey } from './item-keys.ts';

interface Organised {
  readonly organiser: string | undefined;
  readonly service?: string | undefined;
}

export const organiserOf = ({ people }: Pick<ReadMeeting, 'people'>): string | undefined =>
  people.find(({ isOrganiser }) => isOrganiser)?.address;

/** Who may speak of an event: its organiser, and the service that first invited in their name. Empty where nobody organises it. */
export function speakersOf({ organiser, service }: Organised): number[] {
  if (organiser === undefined) return [];
  return [...new Set([voiceKey({ organiser }), voiceKey({ organiser, service })])];
}

/** Who speaks: the organiser, or a service that says it does so for them; 0: nobody is named. */
export function voiceKey({ organiser, service }: Organised): number {
  if (organiser === undefined) return 0;
  const domain = domainOf(organiser);
  // People of one company speak for each other, and have several addresses.
  const house = domain === undefined || isFreeMailDomain(domain) || isOfManyOrganisers.test(domain) ? organiser : `@${domain}`;
  return personKey(service === undefined ? house : `${house} ${service}`);
}

const isOfManyOrganisers = /(?:^|\.)calendar\.google\.com$/;

/** Whether a voice counts for an event that these may speak of. Where nobody is known to, all do. */
export const maySpeak = (speakers: readonly number[] | undefined, voice: number): boolean =>
  speakers === undefined || speakers.length === 0 || voice === 0 || speakers.includes(voice);

/** Who may speak of events that are here, by their UID. */
export async function knownSpeakers(tx: WorkspaceTransaction, uids: Iterable<string>): Promise<Map<string, readonly number[]>> {
  const byKey = new Map([...uids].map((uid) => [seriesKey(uid), uid]));
  if (byKey.size === 0) return new Map();
  const rows = await tx.raw<{ item_key: string; speakers: string[] }>(
    `select item_key, speakers::text[] as speakers from app.captured_items
     where workspace_id = (select app.workspace()) and item_key = any ($1::uuid[]) and speakers is not null`,
    [[...byKey.keys()]],
  );
  return new Map(rows.map(({ item_key, speakers }) => [byKey.get(item_key) ?? '', speakers.map(Number)]));
}

/**
 * Keeps who may speak of events, from their meetings. What a mail says of it does not change it; what a calendar says does.
 *
 * @param meetings by how they count, the first of a UID first
 */
export async function keepSpeakers(tx: WorkspaceTransaction, meetings: readonly ReadMeeting[], isByMail: boolean): Promise<void> {
  const said = new Map<string, readonly number[]>();
  for (const meeting of meetings) {
    const speakers = speakersOf({ organiser: organiserOf(meeting), service: meeting.service });
    if (speakers.length > 0 && !said.has(meeting.uid)) said.set(meeting.uid, speakers);
  }
  if (said.size === 0) return;
  await tx.raw(
    `update app.captured_items c set speakers = said.speakers::bigint[]
     from unnest($1::uuid[], $2::text[]) as said (item_key, speakers)
     where c.workspace_id = (select app.workspace()) and c.item_key = said.item_key
       and (c.speakers is null or (not $3 and c.speakers[1] <> (said.speakers::bigint[])[1]))`,
    [[...said.keys()].map(seriesKey), [...said.values()].map((speakers) => `{${speakers.join(',')}}`), isByMail],
  );
}

/**
 * Invitations without what they say of events that others organise: whoever was once invited knows an event's UID, and could move it, call it off or mark
 * it private for everybody. Where nobody is known yet, the first who speaks of an event organises it.
 *
 * @param invitations in the order in which they arrived
 */
export async function bySpeakers(tx: WorkspaceTransaction, invitations: readonly ReadInvitation[]): Promise<ReadInvitation[]> {
  const uids = invitations.flatMap(({ meetings, cancellations }) => [...meetings, ...cancellations].map(({ uid }) => uid));
  const speakers = await knownSpeakers(tx, new Set(uids));
  return invitations.map((invitation) => {
    if (invitation.isAnswer) return invitation;
    const meetings = invitation.meetings.filter((one) => {
      const organised = { organiser: organiserOf(one), service: one.service };
      if (!maySpeak(speakers.get(one.uid), voiceKey(organised))) return false;
      if (!speakers.has(one.uid)) speakers.set(one.uid, speakersOf(organised));
      return true;
    });
    const heard = new Set(meetings.map(({ uid }) => uid));
    const maySay = (one: MeetingCancellation) => maySpeak(speakers.get(one.uid), voiceKey(one));
    return {
      ...invitation,
      meetings,
      whole: invitation.whole.filter(({ uid }) => heard.has(uid)),
      cancellations: invitation.cancellations.filter(maySay),
    };
  });
}
