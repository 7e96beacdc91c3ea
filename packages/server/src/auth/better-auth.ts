import { passwordLength } from '@windshield/contract';
import { betterAuth } from 'better-auth';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import { sessionDays } from './sessions.ts';

/**
 * better-auth as Windshield uses it: passwords and sessions. Its HTTP handler is not mounted: routes of our own call it, so that
 * nobody signs up without an invitation.
 */
export function makeBetterAuth(pool: pg.Pool, secret: string, baseUrl: string, log?: Logger) {
  return betterAuth({
    appName: 'Windshield',
    baseURL: baseUrl,
    secret,
    database: { db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), type: 'postgres' },
    emailAndPassword: { enabled: true, minPasswordLength: passwordLength.least, maxPasswordLength: passwordLength.most },
    session: { expiresIn: sessionDays * 86_400, updateAge: 86_400 },
    advanced: { database: { generateId: 'uuid' }, cookiePrefix: 'windshield', useSecureCookies: baseUrl.startsWith('https:') },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message) => log?.[level === 'error' ? 'error' : 'debug']({ from: 'better-auth' }, message) },
  });
}

export type BetterAuth = ReturnType<typeof makeBetterAuth>;
