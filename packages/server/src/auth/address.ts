import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { RequestContext } from '../app/context.ts';

/** Where the request came from, as far as this server sees it: behind a proxy that is the proxy. */
export function addressOf(context: RequestContext): string {
  return context.env?.incoming ? (getConnInfo(context).remote.address ?? 'unknown') : 'this process';
}

/**
 * What one visitor has at their hand: an address of IPv4 as it is, of IPv6 the network (/64), of which every household has one. Whoever could begin anew
 * with each of its addresses would never have to wait.
 */
export function networkOf(address: string): string {
  const [, four] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? [];
  if (four !== undefined) return four;
  if (!isIPv6(address)) return address;
  const [before = '', after] = (address.split('%')[0] ?? '').split('::');
  const parts = before === '' ? [] : before.split(':');
  const rest = after === undefined || after === '' ? [] : after.split(':');
  const whole = after === undefined ? parts : [...parts, ...Array.from({ length: 8 - parts.length - rest.length }, () => '0'), ...rest];
  return `${whole
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`;
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
