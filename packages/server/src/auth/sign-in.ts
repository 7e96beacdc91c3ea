import type pg from 'pg';
import type { Logger } from 'pino';
import { ProblemError } from '../app/problem.ts';
import type { BetterAuth } from './better-auth.ts';

/** What a browser gets for signing in or out: cookies to keep. */
export interface Cookies {
  readonly cookies: readonly string[];
}

/** Passwords and cookies, by better-auth, which is loaded when first needed: most processes never do. */
export class SignIn {
  readonly #pool: pg.Pool;
  readonly #secret: string;
  readonly #baseUrl: string;
  readonly #log: Logger;
  #loading: Promise<BetterAuth> | undefined;

  constructor(pool: pg.Pool, secret: string, baseUrl: string, log: Logger) {
    this.#pool = pool;
    this.#secret = secret;
    this.#baseUrl = baseUrl;
    this.#log = log;
  }

  /**
   * Makes a person who can sign in, and signs them in.
   *
   * @throws ProblemError `conflict` when the address is taken
   */
  async signUp(person: { name: string; email: string; password: string }, userAgent?: string): Promise<Cookies & { userId: string }> {
    const auth = await this.#load();
    const headers = new Headers(userAgent === undefined ? {} : { 'user-agent': userAgent });
    try {
      const { headers: answer, response } = await auth.api.signUpEmail({ body: person, headers, returnHeaders: true });
      return { userId: response.user.id, cookies: answer.getSetCookie() };
    } catch (error) {
      const { body } = error as { body?: { code?: string } };
      if (body?.code?.startsWith('USER_ALREADY_EXISTS'))
        throw new ProblemError('conflict', {
          detail: 'Somebody signs in with this mail address already. Sign in, or use another address.',
          fields: [{ field: 'email', message: 'is taken; use another one' }],
        });
      throw error;
    }
  }

  /** Gives a person another password and ends every session of theirs. */
  async setPassword(userId: string, password: string): Promise<void> {
    const { password: words, internalAdapter } = await (await this.#load()).$context;
    await internalAdapter.updatePassword(userId, await words.hash(password));
    await internalAdapter.deleteUserSessions(userId);
  }

  /** @returns undefined when mail address and password do not go together */
  async signIn(email: string, password: string, userAgent?: string): Promise<Cookies | undefined> {
    const auth = await this.#load();
    const headers = new Headers(userAgent === undefined ? {} : { 'user-agent': userAgent });
    try {
      const { headers: answer } = await auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true });
      return { cookies: answer.getSetCookie() };
    } catch (error) {
      const { statusCode } = error as { statusCode?: number };
      if (statusCode === 401 || statusCode === 400 || statusCode === 403) return undefined;
      throw error;
    }
  }

  /** Ends the session of these cookies, if there is one. */
  async signOut(cookie: string | undefined): Promise<Cookies> {
    const auth = await this.#load();
    const { headers } = await auth.api.signOut({ headers: new Headers(cookie === undefined ? {} : { cookie }), returnHeaders: true });
    return { cookies: headers.getSetCookie() };
  }

  #load(): Promise<BetterAuth> {
    this.#loading ??= import('./better-auth.ts').then(({ makeBetterAuth }) =>
      makeBetterAuth(this.#pool, this.#secret, this.#baseUrl, this.#log),
    );
    return this.#loading;
  }
}
