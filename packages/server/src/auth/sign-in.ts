import { endSessions, forgetDevices, withdrawPasswordLinks } from '@windshield/store';
import type pg from 'pg';
import type { Logger } from 'pino';
import { ProblemError } from '../app/problem.ts';
import type { BetterAuth } from './better-auth.ts';
import type { Sessions } from './sessions.ts';

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
  readonly #sessions: Sessions;
  #loading: Promise<BetterAuth> | undefined;

  constructor(pool: pg.Pool, secret: string, baseUrl: string, sessions: Sessions, log: Logger) {
    this.#pool = pool;
    this.#secret = secret;
    this.#baseUrl = baseUrl;
    this.#sessions = sessions;
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

  /** Gives a person another password and ends every session of theirs but, where one is named, that one. Links that were made to set one no longer do, and no device is trusted any more. */
  async setPassword(userId: string, password: string, exceptSessionId?: string): Promise<void> {
    const { password: words, internalAdapter } = await (await this.#load()).$context;
    await internalAdapter.updatePassword(userId, await words.hash(password));
    await withdrawPasswordLinks(this.#pool, userId);
    await forgetDevices(this.#pool, userId);
    await endSessions(this.#pool, userId, exceptSessionId);
  }

  /** Who has this mail address and this password; undefined when they do not go together. An unknown address takes as long as a wrong password. */
  async find(email: string, password: string): Promise<string | undefined> {
    const { internalAdapter } = await (await this.#load()).$context;
    const found = await internalAdapter.findUserByEmail(email.toLowerCase());
    return (await this.isPasswordOf(found?.user.id, password)) ? found?.user.id : undefined;
  }

  async isPasswordOf(userId: string | undefined, password: string): Promise<boolean> {
    const { password: words, internalAdapter } = await (await this.#load()).$context;
    const { password: hash } = (userId !== undefined && (await internalAdapter.findCredentialAccount(userId))) || {};
    if (hash) return words.verify({ hash, password });
    await words.hash(password);
    return false;
  }

  /** Begins a session of somebody who has shown who they are. */
  async open(userId: string, userAgent?: string): Promise<Cookies> {
    const { internalAdapter } = await (await this.#load()).$context;
    const { token } = await internalAdapter.createSession(userId, false, { userAgent: userAgent ?? '' });
    return { cookies: [this.#sessions.cookieOf(token)] };
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
