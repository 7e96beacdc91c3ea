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

/** Somebody who gave their mail address and password. */
interface Found {
  readonly userId: string;
  isStillPassword(): Promise<boolean>;
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
  async find(email: string, password: string): Promise<Found | undefined> {
    const { internalAdapter } = await (await this.#load()).$context;
    const userId = (await internalAdapter.findUserByEmail(email.toLowerCase()))?.user.id;
    const hash = await this.#hashOf(userId);
    if (!(await this.#isPassword(hash, password)) || userId === undefined) return undefined;
    return { userId, isStillPassword: async () => (await this.#hashOf(userId)) === hash };
  }

  async isPasswordOf(userId: string, password: string): Promise<boolean> {
    return this.#isPassword(await this.#hashOf(userId), password);
  }

  async #isPassword(hash: string | undefined, password: string): Promise<boolean> {
    const { password: words } = await (await this.#load()).$context;
    if (hash !== undefined) return words.verify({ hash, password });
    await words.hash(password);
    return false;
  }

  async #hashOf(userId: string | undefined): Promise<string | undefined> {
    const { internalAdapter } = await (await this.#load()).$context;
    return (userId !== undefined && (await internalAdapter.findCredentialAccount(userId))?.password) || undefined;
  }

  /**
   * Begins a session of somebody who has shown who they are.
   *
   * @param isStillSo asked once the session is there: whoever changes how a person signs in ends the sessions that there are, and this one may come after
   * @throws ProblemError `unauthenticated` when that changed meanwhile
   */
  async open(userId: string, userAgent?: string, isStillSo?: () => Promise<boolean>): Promise<Cookies> {
    const { internalAdapter } = await (await this.#load()).$context;
    const { token } = await internalAdapter.createSession(userId, false, { userAgent: userAgent ?? '' });
    if (isStillSo && !(await isStillSo())) {
      await internalAdapter.deleteSession(token);
      throw new ProblemError('unauthenticated', 'How you sign in was changed a moment ago. Sign in again.');
    }
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
