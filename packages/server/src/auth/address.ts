import { getConnInfo } from '@hono/node-server/conninfo';
import type { RequestContext } from '../app/context.ts';

/** Where the request came from, as far as this server sees it: behind a proxy that is the proxy. */
export function addressOf(context: RequestContext): string {
  return context.env?.incoming ? (getConnInfo(context).remote.address ?? 'unknown') : 'this process';
}

const added = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];
const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;

/** True when whoever asks sits at the machine that serves. What a proxy passes on came from somewhere else. */
export function isFromThisMachine(context: RequestContext): boolean {
  if (!context.env?.incoming) return true;
  if (added.some((name) => context.req.header(name) !== undefined)) return false;
  const { remoteAddress, localAddress } = context.env.incoming.socket;
  return remoteAddress !== undefined && (loopback.test(remoteAddress) || remoteAddress === localAddress);
}
