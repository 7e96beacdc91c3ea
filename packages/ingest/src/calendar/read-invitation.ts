import { domainOf, isFreeMailDomain, type ReadInvitation, type ReadMeeting, type ReadMessage } from '@windshield/core';
import { isUnanswered } from '../mail/kind/sender-signs.ts';
import { type CalendarOptions, readCalendar } from './read-calendar.ts';

/** Of one invitation: years of every working day. */
const mostOccurrences = 800;
/** Addresses that nobody but Google gives to a calendar. */
const calendarsOwn = /@(?:resource|group|import)\.calendar\.google\.com$/;

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
  const voiceFor = (address: string | undefined) => (address === undefined ? undefined : voiceOf(message, address));
  const marked = (one: ReadMeeting): ReadMeeting => ({ ...one, sensitivity: message.sensitivity ?? one.sensitivity });
  const nothing = { meetings: [], isAnswer: false, whole: [], answers: [], cancellations: [] };
  if (method === 'REQUEST') {
    const heard = meetings.flatMap((one) => {
      const voice = organiserVoice(one, voiceFor);
      return voice ? [{ ...marked(one), service: voice.service }] : [];
    });
    const whole = [...Map.groupBy(heard, ({ uid }) => uid)].flatMap(([uid, of]) => versionOf(uid, of));
    return { ...nothing, meetings: heard, whole };
  }
  if (method === 'REPLY') {
    const heard = answers.slice(0, mostOccurrences).filter(({ address }) => {
      const voice = voiceFor(address);
      return voice !== undefined && voice.service === undefined;
    });
    const uids = new Set(heard.map(({ uid }) => uid));
    return { ...nothing, answers: heard, isAnswer: true, meetings: answered.filter(({ uid }) => uids.has(uid)).map(marked) };
  }
  if (method === 'CANCEL') {
    const heard = cancellations.slice(0, mostOccurrences).flatMap((one) => {
      const voice = voiceFor(one.organiser);
      return voice ? [{ ...one, service: voice.service }] : [];
    });
    return { ...nothing, cancellations: heard };
  }
  return undefined;
}

interface Voice {
  /** Absent: they themselves write, or somebody of their company. */
  readonly service: string | undefined;
}

function organiserVoice(meeting: ReadMeeting, voiceFor: (address: string | undefined) => Voice | undefined): Voice | undefined {
  const organiser = meeting.people.find(({ isOrganiser }) => isOrganiser);
  if (organiser === undefined || isUnanswered(organiser.address)) return undefined;
  return voiceFor(organiser.address);
}

/** An invitation to single occurrences alone does not tell of the whole. */
function versionOf(uid: string, meetings: readonly ReadMeeting[]): ReadInvitation['whole'][number][] {
  const [first] = meetings.toSorted((a, b) => b.sequence - a.sequence || (b.stampedAt ?? '').localeCompare(a.stampedAt ?? ''));
  if (!first || first.isWithoutSeries) return [];
  return [{ uid, sequence: first.sequence, stampedAt: first.stampedAt }];
}

/** Whoever writes may put any address into `Sender` and `Reply-To`: that alone makes them a service, known by its own domain. */
function voiceOf({ from, sender, replyTo }: ReadMessage, address: string): Voice | undefined {
  const domain = domainOf(address);
  const isCompany = domain !== undefined && !isFreeMailDomain(domain);
  const isTheirs = (one: { readonly address: string } | undefined) =>
    one?.address === address || (isCompany && one !== undefined && domainOf(one.address) === domain);
  if (isTheirs(from)) return { service: undefined };
  const service = from && domainOf(from.address);
  // A shared calendar organises under an address of its own, whoever writes.
  if (service === undefined || !(calendarsOwn.test(address) || [sender, ...replyTo].some(isTheirs))) return undefined;
  return { service: isFreeMailDomain(service) ? from?.address : service };
}
