import type { CalDavAccount, CalendarPolicy } from './account.ts';
import { CalendarError } from './calendar-error.ts';
import { type DavAnswer, DavClient, type DavResource } from './dav-client.ts';
import { attribute, find } from './xml.ts';

export interface CalDavCalendar {
  /** Its address in full. */
  readonly href: string;
  readonly name: string | undefined;
  /** What changes with every change inside (CTag), where the server has it. */
  readonly ctag: string | undefined;
  /** The server tells what changed since a moment (RFC 6578). */
  readonly hasSyncToken: boolean;
  /** VTIMEZONE or IANA name that its owner chose, as written. */
  readonly timezone: string | undefined;
}

const startProperties = '<d:resourcetype/><d:current-user-principal/><c:calendar-home-set/><d:displayname/><d:sync-token/><s:getctag/>';
const calendarProperties =
  '<d:resourcetype/><d:displayname/><c:supported-calendar-component-set/><c:calendar-timezone/><s:getctag/><d:sync-token/>';

/**
 * The calendars of an account that can hold events. Finds them from any address of the server: it asks there, then at `.well-known/caldav`
 * (RFC 6764), for the principal (RFC 5397), its home (RFC 4791, 6.2.1) and what lies within.
 * @throws CalendarError
 */
export async function listCalendars(account: CalDavAccount, policy: CalendarPolicy): Promise<CalDavCalendar[]> {
  const client = new DavClient(account, policy);
  try {
    return await discover(client);
  } finally {
    client.close();
  }
}

async function discover(client: DavClient): Promise<CalDavCalendar[]> {
  let refused: number | undefined;
  for (const start of startingPoints(client.start)) {
    const answer = await client.propfind(start, 0, startProperties);
    if (!('resources' in answer)) {
      refused = answer.status === 403 ? 403 : refused;
      continue;
    }
    const found = await calendarsFrom(client, answer);
    if (found) return found;
  }
  throw refused === 403 ? client.explain(403) : new CalendarError('notACalendarServer');
}

function startingPoints(url: URL): URL[] {
  const all = [url, new URL('/.well-known/caldav', url), new URL('/', url)];
  return all.filter((point, index) => all.findIndex(({ href }) => href === point.href) === index);
}

async function calendarsFrom(client: DavClient, answer: DavAnswer): Promise<CalDavCalendar[] | undefined> {
  const [here] = answer.resources;
  if (!here) return undefined;
  if (isCalendar(here)) return [describe(here)];
  const principal = find(here.properties, 'current-user-principal', 'href')?.text;
  let homes = homesIn(client, here, answer.url);
  if (homes.length === 0 && principal !== undefined) {
    const url = client.resolve(principal, answer.url);
    const described = await client.propfind(url, 0, startProperties);
    const [resource] = 'resources' in described ? described.resources : [];
    if (resource) homes = homesIn(client, resource, url);
  }
  // A folder of calendars whose server tells neither principal nor home.
  const places = homes.length > 0 ? homes : [answer.url];
  const calendars: CalDavCalendar[] = [];
  for (const place of places) {
    const listed = await client.propfind(place, 1, calendarProperties);
    if ('resources' in listed) calendars.push(...listed.resources.filter(isCalendar).filter(holdsEvents).map(describe));
    else if (listed.status === 403) throw client.explain(403);
  }
  return calendars.length > 0 || homes.length > 0 ? calendars : undefined;
}

function homesIn(client: DavClient, resource: DavResource, base: URL): URL[] {
  const set = find(resource.properties, 'calendar-home-set');
  return (set?.children ?? [])
    .filter(({ name, text }) => name === 'href' && text.trim() !== '')
    .map(({ text }) => client.resolve(text, base));
}

function isCalendar({ properties }: DavResource): boolean {
  return find(properties, 'resourcetype', 'calendar') !== undefined;
}

/** A list of tasks alone is no calendar here; a server that does not say holds all. */
function holdsEvents({ properties }: DavResource): boolean {
  const set = find(properties, 'supported-calendar-component-set');
  if (!set || set.children.length === 0) return true;
  return set.children.some((comp) => attribute(comp, 'name')?.toUpperCase() === 'VEVENT');
}

function describe({ url, properties }: DavResource): CalDavCalendar {
  return {
    href: url.href,
    name: textIn(find(properties, 'displayname')?.text),
    ctag: textIn(find(properties, 'getctag')?.text),
    hasSyncToken: textIn(find(properties, 'sync-token')?.text) !== undefined,
    timezone: textIn(find(properties, 'calendar-timezone')?.text),
  };
}

function textIn(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed ? trimmed : undefined;
}
