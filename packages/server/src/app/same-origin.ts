import type { MiddlewareHandler } from 'hono';
import type { Env } from './context.ts';
import { ProblemError } from './problem.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site's page makes a browser send: it would go out with the visitor's cookie. Programs send neither of
 * these headers, or bring a key.
 */
export function sameOrigin(baseUrl: string): MiddlewareHandler<Env> {
  const own = new URL(baseUrl);
  const onlyHere = isLoopback(own.hostname);
  return async (context, next) => {
    const host = context.req.header('host');
    // A name that somebody pointed at this machine must not reach a server that is meant for this machine alone.
    if (onlyHere && host !== undefined && host !== own.host && !isLoopback(hostname(host)) && !isAddress(hostname(host)))
      throw new ProblemError(
        'forbidden',
        `This server answers as ${baseUrl}. Set WINDSHIELD_URL to the address under which people reach it.`,
      );
    if (!harmless.has(context.req.method) && !isOwnPage(context.req.header('sec-fetch-site'), context.req.header('origin'), host, own))
      throw new ProblemError('forbidden', 'This request came from a page of another site. Open Windshield itself and try there.');
    await next();
  };
}

function isOwnPage(site: string | undefined, origin: string | undefined, host: string | undefined, own: URL): boolean {
  if (site === 'same-origin' || site === 'none') return true;
  if (origin === undefined) return site === undefined;
  return origin === own.origin || URL.parse(origin)?.host === host;
}

const hostname = (host: string) => URL.parse(`http://${host}`)?.hostname ?? '';
const isLoopback = (name: string) =>
  name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || isAddressOfThisMachine(name);
// Not by its beginning: 127.example.org is a name that anybody can point here.
const isAddressOfThisMachine = (name: string) => /^127(\.\d{1,3}){3}$/.test(name);
const isAddress = (name: string) => name.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(name);
