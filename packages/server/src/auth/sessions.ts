import { createHmac, timingSafeEqual } from 'node:crypto';
import { dayMs } from '@windshield/core';
import { extendSession, findSession, type SignedInSession } from '@windshield/store';
import type pg from 'pg';
import { Memory, remembered } from '../app/memory.ts';
import { Cookie } from './cookies.ts';

export const sessionDays = 30;
/** A session in use is prolonged this long after it last was. */
const renewAfterMs = dayMs;

/** A session and, once a day, the cookie that lets the browser keep it longer. */
export interface CheckedSession {
  readonly session: SignedInSession;
  readonly cookie?: string | undefined;
}

/**
 * Knows who is signed in from the cookie that carries a session's token: its signature is checked here, its session is looked up in one
 * prepared statement and remembered for some seconds. better-auth itself is loaded only when somebody signs in.
 */
export class Sessions {
  readonly #auth: pg.Pool;
  readonly #secret: string;
  readonly #cookie: Cookie;
  /** A page of twenty requests asks once. What another process changes counts after five seconds at the latest. */
  readonly #known = new Memory<Promise<SignedInSession | undefined>>({ holdMs: 5_000, most: 10_000 });

  constructor(auth: pg.Pool, secret: string, baseUrl: string) {
    this.#auth = auth;
    this.#secret = secret;
    this.#cookie = new Cookie('session_token', baseUrl, (sessionDays * dayMs) / 1000);
  }

  /** Who the request's cookie header speaks for; undefined: nobody. */
  async check(cookies: string | undefined): Promise<CheckedSession | undefined> {
    const signed = this.#cookie.read(cookies);
    const token = signed && this.#verify(signed);
    if (!signed || !token) return undefined;
    const session = await remembered(this.#known, { place: token }, () => findSession(this.#auth, token));
    if (!session || session.expiresAt.getTime() <= Date.now()) return undefined;
    if (Date.now() - session.updatedAt.getTime() < renewAfterMs) return { session };
    await extendSession(this.#auth, session.sessionId, new Date(Date.now() + sessionDays * dayMs));
    this.forget();
    return { session, cookie: this.#cookie.write(signed) };
  }

  /** The cookie with which a browser keeps the session of this token. */
  cookieOf(token: string): string {
    return this.#cookie.write(`${token}.${this.#sign(token).toString('base64')}`);
  }

  /** To be called after anything that decides who may do what. */
  forget(): void {
    this.#known.forget();
  }

  #sign(token: string): Buffer {
    return createHmac('sha256', this.#secret).update(token).digest();
  }

  #verify(signed: string): string | undefined {
    const dot = signed.lastIndexOf('.');
    if (dot < 1) return undefined;
    const token = signed.slice(0, dot);
    const given = Buffer.from(signed.slice(dot + 1), 'base64');
    const right = this.#sign(token);
    return given.length === right.length && timingSafeEqual(given, right) ? token : undefined;
  }
}
