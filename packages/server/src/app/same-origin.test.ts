import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { problemResponse } from './problem.ts';
import { sameOrigin } from './same-origin.ts';

function ask(baseUrl: string, headers: Record<string, string>, method = 'POST'): Promise<number> {
  const app = new Hono();
  app.onError((error) => problemResponse(explain(error)));
  app.use(sameOrigin(baseUrl) as never);
  app.all('*', (context) => context.body(null, 204));
  return Promise.resolve(app.request('http://any/api/v1/setup', { method, headers })).then(({ status }) => status);
}

describe('a server that is meant for this machine alone', () => {
  const here = 'http://localhost:3210';

  it('is not reached under a name that somebody pointed at it', async () => {
    for (const host of ['evil.example:3210', '127.evil.example:3210', '127.0.0.1.evil.example:3210', 'localhost.evil.example'])
      expect(await ask(here, { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, 'GET'), host).toBe(403);
  });

  it('is reached by its addresses and by localhost', async () => {
    for (const host of ['localhost:3210', '127.0.0.1:3210', '127.0.0.53', '[::1]:3210', 'windshield.localhost:3210', '192.168.1.20:3210'])
      expect(await ask(here, { host }, 'GET'), host).toBe(204);
  });
});

it('refuses what a page of another site or another port sends, and takes what its own page or a program sends', async () => {
  const host = 'localhost:3210';
  const from = (site: string | undefined, origin: string | undefined) =>
    ask(`http://${host}`, { host, ...(site && { 'sec-fetch-site': site }), ...(origin && { origin }) });
  expect(await from('cross-site', 'https://evil.example')).toBe(403);
  expect(await from('same-site', 'http://localhost:8080')).toBe(403);
  expect(await from('cross-site', undefined)).toBe(403);
  expect(await from(undefined, 'null')).toBe(403);
  expect(await from('same-origin', `http://${host}`)).toBe(204);
  expect(await from(undefined, undefined)).toBe(204);
});
