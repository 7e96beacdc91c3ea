import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Env } from './context.ts';

/**
 * Headers that keep a page to itself. Scripts come from this server alone; the page's one inline script is allowed by its hash.
 * Styles may be inline: charts and measured tables set them, and without scripts they cannot do harm.
 */
export function securityHeaders(page: string, isHttps: boolean): MiddlewareHandler<Env> {
  const inline = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => `'sha256-${hash(text)}'`);
  const policy = [
    "default-src 'self'",
    `script-src ${["'self'", ...inline].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers: [string, string][] = [
    ['content-security-policy', policy],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
    ...(isHttps ? [['strict-transport-security', 'max-age=31536000'] as [string, string]] : []),
  ];
  return async (context, next) => {
    await next();
    for (const [name, value] of headers) context.res.headers.set(name, value);
  };
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64');
