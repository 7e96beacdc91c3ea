import type { Acceptance, MeetingPerson } from '@windshield/core';
import { type Component, lineOf, linesOf } from '../content-lines/component.ts';
import { type ContentLine, parameter } from '../content-lines/content-line.ts';
import { addressOf } from '../mail/mime/addresses.ts';

const mostPeople = 1_000;

export interface MeetingPeople {
  readonly people: readonly MeetingPerson[];
  /** Attendees that are named without an address of mail: Exchange's `/O=…`, `invalid:nomail`, phone numbers. */
  readonly withoutAddress: number;
}

/** Who organises a meeting and who is asked to it, each once. */
export function readPeople(event: Component): MeetingPeople {
  const people = new Map<string, MeetingPerson>();
  let withoutAddress = 0;
  const organiserLine = lineOf(event, 'ORGANIZER');
  const organiser = organiserLine && addressIn(organiserLine);
  for (const line of linesOf(event, 'ATTENDEE').slice(0, mostPeople)) {
    const address = addressIn(line);
    if (address === undefined) {
      withoutAddress++;
      continue;
    }
    const isOrganiser = address === organiser || (organiser === undefined && role(line) === 'CHAIR');
    const person: MeetingPerson = {
      address,
      name: nameOf(line, address) ?? people.get(address)?.name,
      acceptance: acceptanceOf(line, isOrganiser),
      isResource: isResource(line, address),
      isOrganiser,
      isOptional: role(line) === 'OPT-PARTICIPANT' || role(line) === 'NON-PARTICIPANT',
    };
    const other = people.get(address);
    if (!other || other.acceptance === 'unanswered') people.set(address, person);
  }
  if (organiserLine && organiser !== undefined && !people.has(organiser)) {
    const name = nameOf(organiserLine, organiser);
    const isCalendar = isResource(organiserLine, organiser);
    people.set(organiser, {
      address: organiser,
      name,
      acceptance: 'accepted',
      isResource: isCalendar,
      isOrganiser: true,
      isOptional: false,
    });
  }
  return { people: [...people.values()], withoutAddress };
}

function role(line: ContentLine): string {
  return parameter(line, 'ROLE')?.toUpperCase() ?? '';
}

/** The address in the value, else in EMAIL (RFC 7986, Apple), else in the name that is shown. */
function addressIn(line: ContentLine): string | undefined {
  const value = line.value.trim();
  const isOther = /^(?!mailto:)[a-z][a-z0-9+.-]*:/i.test(value) || value.startsWith('/');
  return (
    (isOther ? undefined : addressOf(percentDecoded(value))) ??
    addressOf(percentDecoded(parameter(line, 'EMAIL') ?? '')) ??
    addressOf(parameter(line, 'CN') ?? '')
  );
}

function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function nameOf(line: ContentLine, address: string): string | undefined {
  const name = (parameter(line, 'CN') ?? '').replace(/^['"\s]+|['"\s]+$/g, '').slice(0, 200);
  return name === '' || name.toLowerCase() === address || /^mailto:/i.test(name) ? undefined : name;
}

function isResource(line: ContentLine, address: string): boolean {
  const type = parameter(line, 'CUTYPE')?.toUpperCase();
  if (type === 'ROOM' || type === 'RESOURCE') return true;
  // Google's rooms and calendars have addresses of their own.
  return /@(resource|group|import)\.calendar\.google\.com$/.test(address);
}

const acceptances: Readonly<Record<string, Acceptance>> = {
  ACCEPTED: 'accepted',
  COMPLETED: 'accepted',
  'IN-PROCESS': 'accepted',
  CONFIRMED: 'accepted',
  DECLINED: 'declined',
  // Somebody else comes instead, who is on the list too.
  DELEGATED: 'declined',
  TENTATIVE: 'tentative',
};

/** Who organises a meeting comes to it unless they say otherwise. */
export function acceptanceOf(line: ContentLine, isOrganiser: boolean): Acceptance {
  // vCalendar 1.0 calls it STATUS.
  const written = (parameter(line, 'PARTSTAT') ?? parameter(line, 'STATUS'))?.toUpperCase() ?? '';
  return acceptances[written] ?? (isOrganiser ? 'accepted' : 'unanswered');
}
