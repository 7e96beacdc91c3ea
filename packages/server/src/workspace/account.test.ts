import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstVisitor, password, startServer, type Visitor } from '../testing/server.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let admin: Visitor;
let inviteCount = 0;

beforeAll(async () => {
  server = await startServer();
  admin = server.visitor();
  await admin.ask('POST', '/setup', firstVisitor);
});
afterAll(() => server.clear());

async function enter(): Promise<{ visitor: Visitor; email: string }> {
  const email = `member${inviteCount++}@example.org`;
  const { link } = (await admin.ask('POST', '/invitations', { email, role: 'rep' })).body;
  const visitor = server.visitor();
  await visitor.ask('POST', `/invitations/by-token/${link.split('/').at(-1)}/accept`, { name: 'Mo Member', password });
  return { visitor, email };
}

describe('changing one’s password', () => {
  it('takes the present one, ends every other session and keeps this one, also before one has said who one is', async () => {
    const { visitor: here, email } = await enter();
    const there = server.visitor();
    await there.signIn(email, password);
    expect((await there.ask('GET', '/me')).status).toBe(200);
    const changed = await here.ask('POST', '/me/password', { password, newPassword: 'a quite new sentence' });
    expect([changed.status, changed.body]).toEqual([204, '']);
    expect((await here.ask('GET', '/me')).status).toBe(200);
    expect((await there.ask('GET', '/me')).status).toBe(401);
    expect((await there.signIn(email, password)).status).toBe(401);
    expect((await there.signIn(email, 'a quite new sentence')).status).toBe(200);
  });

  it('leaves nobody signed in who gave the old one in the same moment', async () => {
    const { visitor: here, email } = await enter();
    const thieves = Array.from({ length: 24 }, () => server.visitor());
    const tries = thieves.map(async (thief, i) => {
      await new Promise((resolve) => setTimeout(resolve, i * 8));
      return (await thief.signIn(email, password)).status;
    });
    expect((await here.ask('POST', '/me/password', { password, newPassword: 'a quite new sentence' })).status).toBe(204);
    await Promise.all(tries);
    expect((await here.ask('GET', '/sessions')).body.sessions).toHaveLength(1);
  });

  it('is refused at the field that is wrong, and nothing changes', async () => {
    const { visitor, email } = await enter();
    const wrong = await visitor.ask('POST', '/me/password', { password: 'not the one', newPassword: 'a quite new sentence' });
    expect([wrong.status, wrong.body.fields]).toEqual([422, [{ field: 'password', message: 'is not your present password' }]]);
    const short = await visitor.ask('POST', '/me/password', { password, newPassword: 'short' });
    expect([short.status, short.body.fields]).toEqual([422, [{ field: 'newPassword', message: 'takes at least 12 characters' }]]);
    const same = await visitor.ask('POST', '/me/password', { password, newPassword: password });
    expect([same.status, same.body.fields[0].field]).toEqual([422, 'newPassword']);
    expect((await server.visitor().signIn(email, password)).status).toBe(200);
  });

  it('does not let who finds an open browser guess the present one', async () => {
    const { visitor } = await enter();
    const guesses = Array.from({ length: 12 }, (_, i) =>
      visitor.ask('POST', '/me/password', { password: `guess number ${i}`, newPassword: 'a quite new sentence' }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 422), ...Array.from({ length: 4 }, () => 429)]);
    const blocked = await visitor.ask('POST', '/me/password', { password, newPassword: 'a quite new sentence' });
    expect([blocked.status, Number(blocked.headers.get('retry-after')) > 60]).toEqual([429, true]);
  });

  it('is a person’s own: neither a key nor a visitor has a password', async () => {
    const { id, key } = (await admin.ask('POST', '/keys', { name: 'of an admin', role: 'admin' })).body;
    const body = { password, newPassword: 'a quite new sentence' };
    expect((await server.visitor().ask('POST', '/me/password', body, { authorization: `Bearer ${key}` })).status).toBe(403);
    expect((await server.visitor().ask('POST', '/me/password', body)).status).toBe(401);
    await admin.ask('DELETE', `/keys/${id}`);
  });
});

describe('signing in', () => {
  it('says the same of an address that nobody has as of a wrong password, and takes as long', async () => {
    const { email } = await enter();
    const timed = async (address: string) => {
      const began = performance.now();
      const { status, body } = await server.visitor().signIn(address, 'not the right one');
      return { status, body, ms: performance.now() - began };
    };
    const tries: [Awaited<ReturnType<typeof timed>>, Awaited<ReturnType<typeof timed>>][] = [];
    for (let i = 0; i < 3; i++) tries.push([await timed(email), await timed(`nobody${i}@example.org`)]);
    for (const [known, unknown] of tries) expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    const fastest = (place: 0 | 1) => Math.min(...tries.map((pair) => pair[place].ms));
    expect(fastest(1)).toBeGreaterThan(fastest(0) / 2);
  });

  it('gives a new session each time, whatever cookie came along', async () => {
    const { visitor, email } = await enter();
    const before = (await visitor.ask('GET', '/sessions')).body.sessions;
    await visitor.signIn(email, password);
    const after = (await visitor.ask('GET', '/sessions')).body.sessions;
    const idHere = (sessions: { id: string; isThisOne: boolean }[]) => sessions.find(({ isThisOne }) => isThisOne)?.id;
    expect(idHere(after)).toBeDefined();
    expect(idHere(after)).not.toBe(idHere(before));
  });
});
