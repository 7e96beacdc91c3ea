import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { Env } from './context.ts';

/** One line a request: its id, what was asked by pattern, and how it went. Never an address, a name, a query or a body. */
export function requestLog(log: Logger): MiddlewareHandler<Env> {
  return async (context, next) => {
    const began = performance.now();
    const requestId = randomUUID();
    context.set('requestId', requestId);
    await next();
    context.res.headers.set('x-request-id', requestId);
    const { status } = context.res;
    const fault = context.get('fault');
    const line = {
      requestId,
      method: context.req.method,
      route: context.get('route') ?? 'none',
      status,
      ms: Math.round((performance.now() - began) * 10) / 10,
    };
    if (status >= 500) log.error({ ...line, fault: faultOf(fault) }, 'request failed');
    else log.debug(line, 'request');
  };
}

/** What happened, without the values: PostgreSQL's details quote rows. */
export function faultOf(fault: unknown): object | undefined {
  if (!(fault instanceof Error)) return fault === undefined ? undefined : { message: typeof fault };
  const { code, constraint, table, syscall } = fault as { code?: string; constraint?: string; table?: string; syscall?: string };
  const isDatabase = code !== undefined && /^[0-9A-Z]{5}$/.test(code);
  return {
    name: fault.name,
    // The system's messages quote paths, and a file can be named after a person.
    ...(syscall !== undefined ? { syscall } : !isDatabase && { message: fault.message }),
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint, table }),
    stack: fault.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12),
  };
}
