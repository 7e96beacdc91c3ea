import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { gunzipSync, inflateSync } from 'node:zlib';
import { AddressRefused, isPublicAddress, lookupAllowed } from '../public-address.ts';
import { type CalendarPolicy, defaultMostBytes, defaultTimeouts } from './account.ts';
import { CalendarError } from './calendar-error.ts';
import { explainFailure } from './explain-failure.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Sends requests under a policy: only http and https, only to allowed addresses (the one that was checked is the one that is connected to),
 * within its time and size. Redirects are answers like others. Own code over node:http, because fetch lets nobody check an address between
 * its look-up and its use.
 */
export class HttpClient {
  readonly #policy: CalendarPolicy;
  readonly #agents: { readonly http: http.Agent; readonly https: https.Agent };

  constructor(policy: CalendarPolicy) {
    this.#policy = policy;
    const ca = policy.trustedCertificates ? [...rootCertificates, ...policy.trustedCertificates] : undefined;
    this.#agents = {
      http: new http.Agent({ keepAlive: true, maxSockets: 2 }),
      https: new https.Agent({ keepAlive: true, maxSockets: 2, ...(ca ? { ca } : {}) }),
    };
  }

  /** @throws CalendarError also for whatever the connection reports. */
  async send({ method, url, headers, body }: HttpRequest): Promise<HttpAnswer> {
    const isSecure = url.protocol === 'https:';
    if (!isSecure && url.protocol !== 'http:') throw new CalendarError('badAddress');
    const { isAllowedAddress = isPublicAddress, mostBytes = defaultMostBytes } = this.#policy;
    const { connectMs, silenceMs, requestMs } = { ...defaultTimeouts, ...this.#policy.timeouts };
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isAllowedAddress(host)) throw explainFailure(new AddressRefused());
    const options = {
      method,
      headers: {
        'user-agent': 'Windshield',
        'accept-encoding': 'identity',
        ...headers,
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
      lookup: lookupAllowed(isAllowedAddress),
    };
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    const request = isSecure
      ? https.request(url, { ...options, agent: this.#agents.https })
      : http.request(url, { ...options, agent: this.#agents.http });
    const fail = (failure: unknown): void => {
      reject(explainFailure(failure));
      request.destroy();
    };
    const whole = setTimeout(() => fail(new CalendarError('hangs')), requestMs);
    const connecting = setTimeout(() => fail(new CalendarError('unreachable')), connectMs);
    request.on('socket', (socket) => {
      const connected = (): void => clearTimeout(connecting);
      if (!socket.connecting) connected();
      else socket.once(isSecure ? 'secureConnect' : 'connect', connected);
    });
    request.setTimeout(silenceMs, () => fail(new CalendarError('hangs')));
    request.on('error', fail);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > mostBytes) fail(new CalendarError('tooLarge'));
        else parts.push(part);
      });
      response.on('error', fail);
      response.on('aborted', () => fail(new CalendarError('cutOff')));
      response.on('end', () => {
        try {
          const body = decompressed(Buffer.concat(parts), response.headers['content-encoding'], mostBytes);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        } catch (failure) {
          fail(failure);
        }
      });
    });
    request.end(body);
    try {
      return await promise;
    } finally {
      clearTimeout(whole);
      clearTimeout(connecting);
    }
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }
}

/** Some servers compress what they were asked not to. */
function decompressed(body: Buffer, encoding: string | undefined, mostBytes: number): Buffer {
  if (encoding === undefined || encoding === 'identity' || body.length === 0) return body;
  try {
    if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipSync(body, { maxOutputLength: mostBytes });
    if (encoding === 'deflate') return inflateSync(body, { maxOutputLength: mostBytes });
  } catch (failure) {
    const isTooLarge = failure instanceof Error && 'code' in failure && failure.code === 'ERR_BUFFER_TOO_LARGE';
    throw new CalendarError(isTooLarge ? 'tooLarge' : 'serverFault');
  }
  throw new CalendarError('serverFault');
}
