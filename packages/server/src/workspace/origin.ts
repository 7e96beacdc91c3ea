import type { RequestContext } from '../app/context.ts';

/** Where people reach the web app: as configured, or as this request did where the configured address means this machine alone. */
export function originOf(baseUrl: string, context: RequestContext): string {
  const host = context.req.header('host');
  return host !== undefined && /^http:\/\/(localhost|127\.|\[::1\])/.test(baseUrl) ? `http://${host}` : baseUrl;
}
