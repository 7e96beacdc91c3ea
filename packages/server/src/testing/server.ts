import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ServeOptions, type Serving, serve } from '../serve.ts';
import { type Reply, replyOf } from './app.ts';

/** A browser in front of a real server: keeps cookies, sends what a page would. */
export class Visitor {
  readonly #url: string;
  #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  async ask(method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.#url}${address.startsWith('/api') ? address : `/api/v1${address}`}`, {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return replyOf(response);
  }

  signIn(email: string, password: string): Promise<Reply> {
    return this.ask('POST', '/api/auth/sign-in/email', { email, password });
  }

  /** Asks again until `isEnough`, for at most `patienceMs`. */
  async until(address: string, isEnough: (body: Reply['body']) => boolean, patienceMs = 60_000): Promise<Reply['body']> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const { body } = await this.ask('GET', address);
      if (isEnough(body)) return body;
      if (Date.now() > deadline) throw new Error(`${address} never got there; last: ${JSON.stringify(body).slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export const password = 'correct horse battery';

/** Who sets up first, in every test. */
export const firstVisitor = {
  ...{ workspaceName: 'Acme', currency: 'USD', timeZone: 'Europe/Madrid', locale: 'en' },
  ...{ name: 'Ana Ruiz', email: 'ana@example.org', password },
};

/** A server of its own on a new data directory. */
export async function startServer(
  options: Partial<ServeOptions> = {},
): Promise<Serving & { readonly dataDir: string; visitor(): Visitor; clear(): Promise<void> }> {
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(tmpdir(), 'windshield-serve-'));
  const serving = await serve({ port: 0, durable: false, logLevel: 'silent', ...options, dataDir });
  return {
    ...serving,
    dataDir,
    visitor: () => new Visitor(serving.url),
    async clear() {
      await serving.stop();
      fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
