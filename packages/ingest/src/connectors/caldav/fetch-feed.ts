import type { CalendarPolicy } from './account.ts';
import { CalendarError } from './calendar-error.ts';
import { explainStatus } from './explain-failure.ts';
import { HttpClient } from './http.ts';

/** What the server said of a feed the last time; plain JSON. */
export interface FeedState {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface Feed {
  /** iCalendar; `undefined` when nothing changed since `state`. */
  readonly data: Uint8Array | undefined;
  readonly state: FeedState;
}

const mostRedirects = 5;

/**
 * Fetches an `.ics` feed by its address (https, http, webcal, webcals), if it changed. It has no password; one within the address is given
 * to that host alone.
 * @throws CalendarError
 */
export async function fetchFeed(address: string, state: FeedState | undefined, policy: CalendarPolicy): Promise<Feed> {
  const http = new HttpClient(policy);
  try {
    return await fetchAt(http, feedAddress(address), state);
  } finally {
    http.close();
  }
}

async function fetchAt(http: HttpClient, start: URL, state: FeedState | undefined): Promise<Feed> {
  const authorization = authorizationIn(start);
  let url = start;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const isHome = url.host === start.host && url.protocol === start.protocol;
    const headers = {
      accept: 'text/calendar, */*;q=0.1',
      ...(isHome && authorization !== undefined ? { authorization } : {}),
      ...(state?.etag === undefined ? {} : { 'if-none-match': state.etag }),
      ...(state?.lastModified === undefined ? {} : { 'if-modified-since': state.lastModified }),
    };
    const { status, headers: said, body } = await http.send({ method: 'GET', url, headers });
    if (status === 304) return { data: undefined, state: state ?? {} };
    if ([301, 302, 303, 307, 308].includes(status) && said.location !== undefined) {
      const next = URL.parse(said.location, url);
      if (!next) throw new CalendarError('serverFault');
      if (url.protocol === 'https:' && next.protocol !== 'https:') throw new CalendarError('otherHost');
      url = next;
      continue;
    }
    if (status !== 200) throw explainStatus(status, undefined, said['retry-after']);
    // A page that asks to sign in answers with 200 too.
    if (!/BEGIN:VCALENDAR/i.test(body.subarray(0, 4_096).toString('latin1').replaceAll('\0', '')))
      throw new CalendarError('notACalendarServer');
    return { data: body, state: { etag: said.etag, lastModified: said['last-modified'] } };
  }
  throw new CalendarError('serverFault');
}

function feedAddress(address: string): URL {
  const url = URL.parse(address.trim().replace(/^webcals?:/i, 'https:'));
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') throw new CalendarError('badAddress');
  return url;
}

function authorizationIn(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const words = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  url.username = '';
  url.password = '';
  return `Basic ${Buffer.from(words, 'utf8').toString('base64')}`;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
