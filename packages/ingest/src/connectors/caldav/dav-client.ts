import { getDomain } from 'tldts';
import type { CalDavAccount, CalendarPolicy } from './account.ts';
import { CalendarError } from './calendar-error.ts';
import { explainStatus } from './explain-failure.ts';
import { type HttpAnswer, HttpClient } from './http.ts';
import { find, readXml, type XmlElement } from './xml.ts';

/** One resource of a multistatus answer (RFC 4918, 13). */
export interface DavResource {
  readonly url: URL;
  /** Of the resource itself, where the answer gives it one: 404 for what was removed. */
  readonly status: number | undefined;
  /** The properties that the server could give. */
  readonly properties: XmlElement;
}

export interface DavAnswer {
  readonly url: URL;
  readonly resources: readonly DavResource[];
  readonly root: XmlElement;
}

const mostRedirects = 5;

/** Speaks WebDAV with one account's server. The password goes to that server's own domain alone, and never from https down to http. */
export class DavClient {
  readonly #account: CalDavAccount;
  readonly #policy: CalendarPolicy;
  readonly #http: HttpClient;
  readonly start: URL;

  /** @throws CalendarError `badAddress`, `unencrypted`. */
  constructor(account: CalDavAccount, policy: CalendarPolicy) {
    this.#account = account;
    this.#policy = policy;
    this.start = addressOf(account.url);
    if (this.start.protocol === 'http:' && !policy.allowsPlaintext) throw new CalendarError('unencrypted');
    this.#http = new HttpClient(policy);
  }

  close(): void {
    this.#http.close();
  }

  /** PROPFIND; the answer, or the status where the server has none. */
  propfind(url: URL, depth: 0 | 1, properties: string): Promise<DavAnswer | { readonly status: number }> {
    return this.#ask('PROPFIND', url, `<d:propfind ${namespaces}><d:prop>${properties}</d:prop></d:propfind>`, String(depth));
  }

  report(
    url: URL,
    body: string,
    depth: '0' | '1',
  ): Promise<DavAnswer | { readonly status: number; readonly root?: XmlElement | undefined }> {
    return this.#ask('REPORT', url, body, depth);
  }

  async get(url: URL): Promise<HttpAnswer> {
    return (await this.#send('GET', url, {}, undefined)).answer;
  }

  /** A link of the server's answer: on the same server, or on one that belongs to it. */
  resolve(href: string, base: URL): URL {
    let url: URL;
    try {
      url = new URL(href.trim(), base);
    } catch {
      throw new CalendarError('serverFault');
    }
    this.#demandSameSite(url);
    return url;
  }

  /** An answer that failed, as an error. */
  explain(status: number, retryAfter?: string): CalendarError {
    return explainStatus(status, 'password' in this.#account.auth ? 'password' : 'accessToken', retryAfter);
  }

  async #ask(method: string, url: URL, body: string, depth: string) {
    const headers = { 'content-type': 'application/xml; charset=utf-8', depth };
    const { answer, url: at } = await this.#send(method, url, headers, `<?xml version="1.0" encoding="utf-8"?>${body}`);
    const { status } = answer;
    if (status === 401 || status === 429 || status >= 500) {
      if (status !== 501 && status !== 507) throw this.explain(status, answer.headers['retry-after']);
    }
    const root = readXml(answer.body.toString('utf8'));
    if (status !== 207) return { status, root };
    if (root?.name !== 'multistatus') throw new CalendarError('notACalendarServer');
    return { url: at, root, resources: this.#resources(root, at) };
  }

  async #send(method: string, url: URL, headers: Readonly<Record<string, string>>, body: string | undefined) {
    let at = url;
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const answer = await this.#http.send({ method, url: at, headers: { ...headers, authorization: this.#authorization() }, body });
      const { location } = answer.headers;
      const isRedirect = [301, 302, 303, 307, 308].includes(answer.status) && location !== undefined;
      if (!isRedirect) return { answer, url: at };
      at = this.resolve(location, at);
    }
    throw new CalendarError('serverFault');
  }

  #authorization(): string {
    const { user, auth } = this.#account;
    if ('accessToken' in auth) return `Bearer ${auth.accessToken}`;
    return `Basic ${Buffer.from(`${user}:${auth.password}`, 'utf8').toString('base64')}`;
  }

  #demandSameSite(url: URL): void {
    const isSecure = url.protocol === 'https:';
    if (!isSecure && (url.protocol !== 'http:' || this.start.protocol === 'https:' || !this.#policy.allowsPlaintext)) {
      throw new CalendarError('otherHost');
    }
    if (url.host === this.start.host) return;
    // Large providers keep each person's calendars on one of many hosts. A host of another port is another server where no domain is.
    const domain = getDomain(url.hostname, { allowPrivateDomains: true });
    if (domain === null || domain !== getDomain(this.start.hostname, { allowPrivateDomains: true })) throw new CalendarError('otherHost');
  }

  #resources(root: XmlElement, base: URL): DavResource[] {
    return root.children.flatMap((response) => {
      const href = response.name === 'response' ? find(response, 'href')?.text : undefined;
      if (href === undefined) return [];
      const granted = response.children.filter((child) => child.name === 'propstat' && isGranted(find(child, 'status')?.text));
      const children = granted.flatMap((propstat) => find(propstat, 'prop')?.children ?? []);
      const status = statusIn(find(response, 'status')?.text);
      return [{ url: this.resolve(href, base), status, properties: { name: 'prop', attributes: '', children, text: '' } }];
    });
  }
}

export const namespaces =
  'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/" xmlns:i="http://apple.com/ns/ical/"';

/** @throws CalendarError `badAddress`. */
function addressOf(text: string): URL {
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') throw new CalendarError('badAddress');
  // A name and password within the address would take the place of the account's.
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

function statusIn(line: string | undefined): number | undefined {
  const found = /\b(\d{3})\b/.exec(line?.slice(0, 100).replace(/^\s*HTTP\/[\d.]+/i, '') ?? '');
  return found ? Number(found[1]) : undefined;
}

/** Servers that leave the status away mean that it went well. */
function isGranted(line: string | undefined): boolean {
  const status = statusIn(line);
  return status === undefined || (status >= 200 && status < 300);
}
