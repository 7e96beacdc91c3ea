import type { UnreadPart } from '@windshield/core';
import type { CalDavAccount, CalendarPolicy } from './account.ts';
import { CalendarError } from './calendar-error.ts';
import { DavClient, type DavResource, namespaces } from './dav-client.ts';
import { escapeXml, find } from './xml.ts';

/** What is known of a calendar since the last time; plain JSON, to be kept with it. */
export interface CalendarState {
  readonly syncToken?: string | undefined;
  readonly ctag?: string | undefined;
  /** Of each object that was read, by its address. */
  readonly etags: Readonly<Record<string, string>>;
}

/** One object of a calendar: the event of one UID with all its changed occurrences. */
export interface CalendarObject {
  readonly href: string;
  readonly etag: string;
  /** iCalendar text. */
  readonly data: string;
}

export interface CalendarChanges {
  readonly changed: readonly CalendarObject[];
  /** Addresses of objects that are no longer there. */
  readonly removed: readonly string[];
  /** To be kept in one go with what was made of `changed` and `removed`, and given the next time. */
  readonly state: CalendarState;
  /** More is waiting: ask again with `state`. */
  readonly isComplete: boolean;
  /** Objects that could not be had though the server lists them. */
  readonly unread: readonly UnreadPart[];
  /** Objects in the calendar, and how many of them are read with this state. */
  readonly counts: { readonly onServer: number; readonly read: number };
}

export interface FetchOptions {
  /** So many objects are fetched in one call at most. By default 1,000. */
  readonly mostObjects?: number;
}

const batchSize = 50;

/**
 * What changed in a calendar since `state`: by its sync token (RFC 6578) where the server has one, else by CTag and the ETags of all
 * objects. An interrupted call is asked again with the same state and gives the same; a long back-fill comes in several calls. A token that
 * the server has forgotten costs a comparison of all ETags, no second reading.
 * @throws CalendarError
 */
export async function fetchChanges(
  account: CalDavAccount,
  calendar: { readonly href: string },
  state: CalendarState | undefined,
  policy: CalendarPolicy,
  { mostObjects = 1_000 }: FetchOptions = {},
): Promise<CalendarChanges> {
  const client = new DavClient(account, policy);
  try {
    const url = client.resolve(calendar.href, client.start);
    const known = new Map(Object.entries(state?.etags ?? {}));
    const news = (await bySyncToken(client, url, state, known)) ?? (await byListing(client, url, state, known));
    const removed = news.removed.filter((href) => known.delete(href));
    const wanted = [...news.listed].filter(([href, etag]) => known.get(href) !== etag).map(([href]) => href);
    const { objects, gone, unread } = await fetchObjects(client, url, wanted.slice(0, mostObjects), news.listed);
    for (const { href, etag } of objects) known.set(href, etag);
    for (const href of gone) if (known.delete(href)) removed.push(href);
    // Left out for its size: it is not asked for again before it changes.
    for (const { where } of unread) known.set(where, news.listed.get(where) ?? '');
    const isComplete = wanted.length <= mostObjects;
    const marks = isComplete ? { syncToken: news.syncToken, ctag: news.ctag } : { syncToken: state?.syncToken, ctag: state?.ctag };
    return {
      changed: objects,
      removed,
      state: { ...marks, etags: Object.fromEntries(known) },
      isComplete,
      unread,
      counts: { onServer: known.size + Math.max(0, wanted.length - mostObjects), read: known.size },
    };
  } finally {
    client.close();
  }
}

/** What the server says about the calendar's objects, before any is fetched. */
interface News {
  /** ETag by address: of all objects, or of those that changed. */
  readonly listed: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
  readonly syncToken?: string | undefined;
  readonly ctag?: string | undefined;
}

/** `undefined`: the server knows no tokens. */
async function bySyncToken(
  client: DavClient,
  url: URL,
  state: CalendarState | undefined,
  known: ReadonlyMap<string, string>,
): Promise<News | undefined> {
  const listed = new Map<string, string>();
  const removed = new Set<string>();
  let token = state?.syncToken ?? '';
  let isWhole = token === '';
  for (let part = 0; part < 10_000; part++) {
    const body = `<d:sync-collection ${namespaces}><d:sync-token>${escapeXml(token)}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
    const answer = await client.report(url, body, '0');
    if (!('resources' in answer)) {
      if (answer.status === 404 || answer.status === 410) throw client.explain(answer.status);
      if (token === '' || part > 0) return undefined;
      // A token that the server has forgotten: all is listed anew and compared.
      token = '';
      isWhole = true;
      continue;
    }
    for (const resource of answer.resources) {
      const href = resource.url.href;
      const etag = etagOf(resource);
      if (resource.status === 404 || resource.status === 410) {
        removed.add(href);
        listed.delete(href);
      } else if (etag !== undefined && isObject(resource, url)) {
        listed.set(href, etag);
        removed.delete(href);
      }
    }
    const next = find(answer.root, 'sync-token')?.text.trim() ?? '';
    if (next === '') return undefined;
    const isCut = answer.resources.some(({ status, url: at }) => status === 507 && isSame(at, url));
    if (!isCut || next === token) {
      if (isWhole) for (const href of known.keys()) if (!listed.has(href)) removed.add(href);
      return { listed, removed: [...removed], syncToken: next };
    }
    token = next;
  }
  throw new CalendarError('serverFault');
}

async function byListing(client: DavClient, url: URL, state: CalendarState | undefined, known: ReadonlyMap<string, string>): Promise<News> {
  const head = await client.propfind(url, 0, '<s:getctag/><d:resourcetype/>');
  if (!('resources' in head)) throw client.explain(head.status);
  const [self] = head.resources;
  const ctag = self && find(self.properties, 'getctag')?.text.trim();
  if (ctag && ctag === state?.ctag) return { listed: new Map(), removed: [], ctag };
  const answer = await client.propfind(url, 1, '<d:getetag/><d:resourcetype/>');
  if (!('resources' in answer)) throw client.explain(answer.status);
  const listed = new Map<string, string>();
  for (const resource of answer.resources) {
    const etag = etagOf(resource);
    if (etag !== undefined && isObject(resource, url)) listed.set(resource.url.href, etag);
  }
  const removed = [...known.keys()].filter((href) => !listed.has(href));
  return { listed, removed, ctag: ctag || undefined };
}

function isObject({ url, properties }: DavResource, calendar: URL): boolean {
  return !isSame(url, calendar) && find(properties, 'resourcetype', 'collection') === undefined;
}

function isSame(a: URL, b: URL): boolean {
  return a.pathname.replace(/\/$/, '') === b.pathname.replace(/\/$/, '');
}

function etagOf({ properties }: DavResource): string | undefined {
  const etag = find(properties, 'getetag')?.text.trim();
  return etag ? etag : undefined;
}

interface Fetched {
  readonly objects: CalendarObject[];
  readonly gone: string[];
  readonly unread: UnreadPart[];
}

async function fetchObjects(
  client: DavClient,
  calendar: URL,
  hrefs: readonly string[],
  etags: ReadonlyMap<string, string>,
): Promise<Fetched> {
  const fetched: Fetched = { objects: [], gone: [], unread: [] };
  const batches = Array.from({ length: Math.ceil(hrefs.length / batchSize) }, (_, i) => hrefs.slice(i * batchSize, (i + 1) * batchSize));
  while (batches.length > 0) {
    const batch = batches.shift() ?? [];
    try {
      await multiget(client, calendar, batch, etags, fetched);
    } catch (failure) {
      if (!(failure instanceof CalendarError) || failure.code !== 'tooLarge') throw failure;
      const [only, ...others] = batch;
      if (others.length > 0) batches.unshift(batch.slice(0, batch.length / 2), batch.slice(batch.length / 2));
      else if (only !== undefined) fetched.unread.push({ where: only, reason: 'the event is larger than is read here: left out' });
    }
  }
  return fetched;
}

/** RFC 4791, 7.9. What the answer passes over, and all where the server does not know this report, is fetched one by one. */
async function multiget(
  client: DavClient,
  calendar: URL,
  hrefs: readonly string[],
  etags: ReadonlyMap<string, string>,
  fetched: Fetched,
): Promise<void> {
  const left = new Set(hrefs);
  const paths = hrefs.map((href) => `<d:href>${escapeXml(new URL(href).pathname)}</d:href>`).join('');
  const answer = await client.report(
    calendar,
    `<c:calendar-multiget ${namespaces}><d:prop><d:getetag/><c:calendar-data/></d:prop>${paths}</c:calendar-multiget>`,
    '1',
  );
  for (const resource of 'resources' in answer ? answer.resources : []) {
    const { href } = resource.url;
    const data = find(resource.properties, 'calendar-data')?.text;
    if (!left.has(href)) continue;
    if (resource.status === 404 || resource.status === 410) fetched.gone.push(href);
    else if (data === undefined) continue;
    else fetched.objects.push({ href, etag: etagOf(resource) ?? etags.get(href) ?? '', data });
    left.delete(href);
  }
  for (const href of left) {
    const { status, headers, body } = await client.get(new URL(href));
    if (status === 404 || status === 410) fetched.gone.push(href);
    else if (status !== 200) throw client.explain(status, headers['retry-after']);
    else fetched.objects.push({ href, etag: etags.get(href) ?? headers.etag ?? '', data: body.toString('utf8') });
  }
}
