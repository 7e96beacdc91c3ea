import { domainOf, isFreeMailDomain, type ReadInvitation, type ReadMeeting, type ReadMessage } from '@windshield/core';
import { isUnanswered } from '../mail/kind/sender-signs.ts';
import { type CalendarOptions, readCalendar } from './read-calendar.ts';

/** Of one invitation: years of every working day. */
const mostOccurrences = 800;

/**
 * What an invitation, an answer to one or a cancellation inside a mail says (iMIP, RFC 6047). Only who may say it is heard: the organiser of
 * a meeting, or who answers for themselves; others of their company count as they do (assistants, other addresses of the same person).
 *
 * @returns `undefined` when there is none; when nobody reads what its organiser is sent (a booking); when it proposes or asks without effect
 */
export function readInvitation(message: ReadMessage, options: CalendarOptions): ReadInvitation | undefined {
  if (message.kind !== 'calendar' || message.calendar === undefined) return undefined;
  const { method, meetings, answers, answered, cancellations } = readCalendar(message.calendar, {
    ...options,
    mostPerSeries: mostOccurrences,
    mostMeetings: mostOccurrences,
  });
  const isBy = (address: string | undefined) => address !== undefined && speaksFor(message, address);
  const marked = (one: ReadMeeting): ReadMeeting => ({ ...one, sensitivity: message.sensitivity ?? one.sensitivity });
  const nothing = { meetings: [], isAnswer: false, whole: [], answers: [], cancellations: [] };
  if (method === 'REQUEST') {
    const heard = meetings.filter((one) => isOrganisedBy(one, isBy)).map(marked);
    const whole = [...Map.groupBy(heard, ({ uid }) => uid)].flatMap(([uid, of]) => versionOf(uid, of));
    return { ...nothing, meetings: heard, whole };
  }
  if (method === 'REPLY') {
    const heard = answers.filter(({ address }) => isBy(address));
    const uids = new Set(heard.map(({ uid }) => uid));
    return { ...nothing, answers: heard, isAnswer: true, meetings: answered.filter(({ uid }) => uids.has(uid)).map(marked) };
  }
  if (method === 'CANCEL') {
    return { ...nothing, cancellations: cancellations.filter(({ organiser }) => organiser === undefined || isBy(organiser)) };
  }
  return undefined;
}

function isOrganisedBy(meeting: ReadMeeting, isBy: (address: string | undefined) => boolean): boolean {
  const organiser = meeting.people.find(({ isOrganiser }) => isOrganiser);
  // A shared calendar organises under an address of its own, whoever writes.
  return organiser !== undefined && !isUnanswered(organiser.address) && (organiser.isResource || isBy(organiser.address));
}

/** An invitation to single occurrences alone does not tell of the whole. */
function versionOf(uid: string, meetings: readonly ReadMeeting[]): ReadInvitation['whole'][number][] {
  const [first] = meetings.toSorted((a, b) => b.sequence - a.sequence || (b.stampedAt ?? '').localeCompare(a.stampedAt ?? ''));
  if (!first || first.isWithoutSeries) return [];
  return [{ uid, sequence: first.sequence, stampedAt: first.stampedAt }];
}

function speaksFor({ from, sender, replyTo }: ReadMessage, address: string): boolean {
  const domain = domainOf(address);
  const isCompany = domain !== undefined && !isFreeMailDomain(domain);
  return [from, sender, ...replyTo].some(
    (one) => one?.address === address || (isCompany && one !== undefined && domainOf(one.address) === domain),
  );
}
