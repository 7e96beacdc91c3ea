import fs from 'node:fs';
import path from 'node:path';
import { inWorkspace, workspace as workspaces } from '@windshield/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from './serve.ts';
import { firstVisitor, password, startServer, type Visitor } from './testing/server.ts';
import { addUser, makeWorkspace } from './workspace/index.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let admin: Visitor;

beforeAll(async () => {
  server = await startServer();
  admin = server.visitor();
});
afterAll(() => server.clear());

describe('a server of a new data directory', () => {
  it('says whom it waits for', async () => {
    expect((await admin.ask('GET', '/api/health')).body).toMatchObject({ ok: true });
    expect((await admin.ask('GET', '/welcome')).body).toEqual({ isFirstVisit: true, hasWorkspace: false, hasSession: false });
  });

  it('makes exactly one of many first visitors its admin', async () => {
    const visitors = Array.from({ length: 8 }, (_, i) => ({ visitor: server.visitor(), email: `first${i}@example.org` }));
    const replies = await Promise.all(visitors.map(({ visitor, email }) => visitor.ask('POST', '/setup', { ...firstVisitor, email })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const winner = visitors[replies.findIndex(({ status }) => status === 201)] as (typeof visitors)[number];
    admin = winner.visitor;
    expect((await admin.ask('GET', '/me')).body).toMatchObject({
      email: winner.email,
      role: 'admin',
      user: null,
      workspace: { name: 'Acme', currency: 'USD' },
    });
    for (const { visitor, email } of visitors.filter((one) => one !== winner))
      expect((await visitor.signIn(email, password)).status).toBe(401);
  });

  it('lets nobody else sign up', async () => {
    const visitor = server.visitor();
    const person = { name: 'Eve', email: 'eve@example.org', password };
    expect((await visitor.ask('POST', '/setup', { ...firstVisitor, ...person })).status).toBe(409);
    expect((await visitor.ask('POST', '/api/auth/sign-up/email', person)).status).toBe(404);
    expect((await visitor.signIn(person.email, password)).status).toBe(401);
  });

  it('tells a second server of the same data to look at the first', async () => {
    await expect(serve({ dataDir: server.dataDir, port: 0, durable: false, logLevel: 'silent' })).rejects.toThrow(
      `Windshield already serves ${server.dataDir}`,
    );
    expect((await admin.ask('GET', '/me')).status).toBe(200);
  });

  it('keeps its secret to itself', () => {
    expect(fs.statSync(path.join(server.dataDir, 'secret')).mode & 0o777).toBe(0o600);
  });
});

describe('data that was imported by command line before anybody signed in', () => {
  it('does not fall to the first stranger who finds the port, but to who sits at the machine', async () => {
    const filled = await startServer();
    try {
      await makeWorkspace(filled.services, { name: 'Imported' });
      const visitor = filled.visitor();
      const stranger = await visitor.ask('POST', '/setup', firstVisitor, { 'x-forwarded-for': '203.0.113.9' });
      expect([stranger.status, stranger.body.code]).toEqual([403, 'forbidden']);
      expect(stranger.body.detail).toContain('windshield user add');
      expect((await visitor.ask('GET', '/welcome')).body).toMatchObject({ isFirstVisit: true, hasWorkspace: true });
      expect((await visitor.ask('POST', '/setup', firstVisitor)).status).toBe(201);
    } finally {
      await filled.clear();
    }
  });
});

describe('an invitation', () => {
  const invite = async (email: string, role: string) => (await admin.ask('POST', '/invitations', { email, role })).body;
  const tokenOf = (link: string) => link.split('/').at(-1) ?? '';

  it('lets one person in, once, with the role that was meant', async () => {
    const { link } = await invite('rita@example.org', 'rep');
    expect(link).toMatch(/^http:\/\/localhost:\d+\/invitation\/[\w-]{43}$/);
    const rita = server.visitor();
    const address = `/invitations/by-token/${tokenOf(link)}`;
    expect((await rita.ask('GET', address)).body).toEqual({ email: 'rita@example.org', role: 'rep', workspaceName: 'Acme' });
    const replies = await Promise.all(
      [rita, server.visitor()].map((visitor) => visitor.ask('POST', `${address}/accept`, { name: 'Rita Rep', password })),
    );
    expect(replies.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect((await server.visitor().ask('GET', address)).status).toBe(404);
    const again = server.visitor();
    await again.signIn('rita@example.org', password);
    expect((await again.ask('GET', '/me')).body).toMatchObject({ role: 'rep', name: 'Rita Rep' });
    expect((await again.ask('POST', '/invitations', { email: 'x@example.org', role: 'admin' })).status).toBe(403);
  });

  it('lets in exactly one of many who follow its link in the same moment, and that one stays in', async () => {
    const { link } = await invite('rush@example.org', 'rep');
    const visitors = Array.from({ length: 6 }, () => server.visitor());
    const replies = await Promise.all(
      visitors.map((visitor, i) =>
        visitor.ask('POST', `/invitations/by-token/${tokenOf(link)}/accept`, { name: `Rush ${i}`, password: `${password} ${i}` }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404, 404]);
    const winner = replies.findIndex(({ status }) => status === 201);
    expect((await visitors[winner]?.ask('GET', '/me'))?.body).toMatchObject({ name: `Rush ${winner}` });
    expect((await server.visitor().signIn('rush@example.org', `${password} ${winner}`)).status).toBe(200);
  });

  it('can be withdrawn, and a newer one takes its place', async () => {
    const first = await invite('omar@example.org', 'manager');
    const second = await invite('omar@example.org', 'manager');
    expect((await admin.ask('GET', `/invitations/by-token/${tokenOf(first.link)}`)).status).toBe(404);
    expect((await admin.ask('DELETE', `/invitations/${second.id}`)).status).toBe(204);
    expect((await admin.ask('GET', `/invitations/by-token/${tokenOf(second.link)}`)).status).toBe(404);
  });
});

describe('a session', () => {
  it('can be ended from another one, at once', async () => {
    const [here, there] = [server.visitor(), server.visitor()];
    for (const visitor of [here, there]) expect((await visitor.signIn('rita@example.org', password)).status).toBe(200);
    expect((await there.ask('GET', '/me')).status).toBe(200);
    const { sessions } = (await there.ask('GET', '/sessions')).body;
    const { id } = sessions.find((session: { isThisOne: boolean }) => session.isThisOne);
    expect((await here.ask('DELETE', `/sessions/${id}`)).status).toBe(204);
    expect((await there.ask('GET', '/me')).status).toBe(401);
    expect((await here.ask('GET', '/me')).status).toBe(200);
    await here.ask('POST', '/api/auth/sign-out');
    expect((await here.ask('GET', '/me')).status).toBe(401);
  });

  it('is not believed when its cookie was tampered with', async () => {
    const cookie = 'windshield.session_token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.c2lnbmF0dXJl';
    expect((await server.visitor().ask('GET', '/me', undefined, { cookie })).status).toBe(401);
  });

  it('is not opened by guessing: after some failures one has to wait', async () => {
    const guesser = server.visitor();
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push((await guesser.signIn('rita@example.org', `wrong guess number ${i}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 429, 429]);
    const blocked = await guesser.signIn('rita@example.org', password);
    expect([blocked.status, blocked.body.code]).toEqual([429, 'tooMany']);
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it('is not opened by many guesses at the same moment either', async () => {
    const guesses = Array.from({ length: 12 }, (_, i) => server.visitor().signIn('ana@example.org', `wrong guess number ${i}`));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 401), ...Array.from({ length: 4 }, () => 429)]);
  });

  it('ends everywhere when an admin shuts the person out', async () => {
    const { link } = (await admin.ask('POST', '/invitations', { email: 'leo@example.org', role: 'rep' })).body;
    const leo = server.visitor();
    await leo.ask('POST', `/invitations/by-token/${link.split('/').at(-1)}/accept`, { name: 'Leo', password });
    const { user } = (await leo.ask('POST', '/me/claim', { nobody: true })).body;
    expect((await admin.ask('PATCH', `/users/${user.id}`, { role: 'marketer' })).status).toBe(200);
    expect((await leo.ask('GET', '/me')).body.role).toBe('marketer');
    await admin.ask('PATCH', `/users/${user.id}`, { isActive: false });
    expect((await leo.ask('GET', '/me')).status).toBe(401);
    expect((await leo.signIn('leo@example.org', password)).status).toBe(403);
    expect((await leo.ask('GET', '/me')).status).toBe(401);
  });
});

describe('somebody who never said who they are', () => {
  const enter = async (email: string, role: string) => {
    const { link } = (await admin.ask('POST', '/invitations', { email, role })).body;
    const visitor = server.visitor();
    const entered = await visitor.ask('POST', `/invitations/by-token/${link.split('/').at(-1)}/accept`, { name: 'Mo Ghost', password });
    expect(entered.status).toBe(201);
    return visitor;
  };
  const memberOf = async (email: string) =>
    (await admin.ask('GET', '/users')).body.members.find((member: { email: string }) => member.email === email);

  it('is seen by admins, who shut them out everywhere and may invite them again', async () => {
    const mo = await enter('mo@example.org', 'manager');
    expect((await mo.ask('GET', '/users')).body.members).toEqual([]);
    const member = await memberOf('mo@example.org');
    expect(member).toMatchObject({ name: 'Mo Ghost', role: 'manager', isYou: false });
    expect((await mo.ask('DELETE', `/members/${member.id}`)).status).toBe(403);
    expect((await admin.ask('DELETE', `/members/${member.id}`)).status).toBe(204);
    expect((await mo.ask('GET', '/me')).status).toBe(401);
    expect((await mo.signIn('mo@example.org', password)).status).toBe(403);
    expect(await memberOf('mo@example.org')).toBeUndefined();
    expect((await admin.ask('DELETE', `/members/${member.id}`)).status).toBe(404);
    expect((await (await enter('mo@example.org', 'rep')).ask('GET', '/me')).body).toMatchObject({ role: 'rep', user: null });
  });

  it('is not shut out by themselves, nor when nobody else could administer', async () => {
    const { members } = (await admin.ask('GET', '/users')).body;
    const me = members.find(({ isYou }: { isYou: boolean }) => isYou);
    expect((await admin.ask('DELETE', `/members/${me.id}`)).status).toBe(409);
    const { id, key } = (await admin.ask('POST', '/keys', { name: 'of an admin', role: 'admin' })).body;
    const byKey = await server.visitor().ask('DELETE', `/members/${me.id}`, undefined, { authorization: `Bearer ${key}` });
    expect([byKey.status, byKey.body.detail]).toEqual([409, expect.stringContaining('make somebody else admin first')]);
    await admin.ask('DELETE', `/keys/${id}`);
    expect((await admin.ask('GET', '/me')).status).toBe(200);
  });

  it('writes nothing that nobody would have written', async () => {
    const ghost = await enter('ghost@example.org', 'rep');
    const refused = await ghost.ask('POST', '/accounts', { name: 'Whose?' });
    expect([refused.status, refused.body.detail]).toEqual([403, 'Say first which of the people here you are.']);
    expect((await ghost.ask('GET', '/accounts')).status).toBe(200);
    await ghost.ask('POST', '/me/claim', { nobody: true });
    expect((await ghost.ask('POST', '/accounts', { name: 'Mine' })).status).toBe(201);
    expect((await admin.ask('POST', '/accounts', { name: 'Whose?' })).status).toBe(403);
  });

  it('is shut out as the user, too, that they said they are', async () => {
    const una = await enter('una@example.org', 'rep');
    const { id } = await memberOf('una@example.org');
    const { user } = (await una.ask('POST', '/me/claim', { nobody: true })).body;
    expect((await admin.ask('DELETE', `/members/${id}`)).status).toBe(204);
    const { users } = (await admin.ask('GET', '/users')).body;
    expect(users.find((one: { id: string }) => one.id === user.id)).toMatchObject({ isActive: false });
    expect((await una.ask('GET', '/me')).status).toBe(401);
  });
});

describe('who said which of the people here they are', () => {
  it('stays that one until an admin has them asked again', async () => {
    const ines = server.visitor();
    const { link } = (await admin.ask('POST', '/invitations', { email: 'ines@example.org', role: 'rep' })).body;
    const entered = await ines.ask('POST', `/invitations/by-token/${link.split('/').at(-1)}/accept`, { name: 'Ines', password });
    const owner = { workspaceId: entered.body.workspaceId, role: 'admin' } as const;
    expect((await ines.ask('GET', '/me')).body).toMatchObject({ user: null, maySayWho: true });
    const known = ['Known One', 'Known Two'].map((name) =>
      inWorkspace(server.services.pools.app, owner, (tx) => workspaces.createUser(tx, { name, role: 'rep' })),
    );
    const [one, two] = (await Promise.all(known)).map(({ id }) => id);
    expect((await ines.ask('POST', '/me/claim', { userId: one })).body).toMatchObject({ user: { id: one }, maySayWho: false });
    expect((await ines.ask('POST', '/me/claim', { userId: two })).status).toBe(403);
    expect((await ines.ask('PATCH', `/users/${one}`, { signsIn: false })).status).toBe(403);
    expect((await admin.ask('PATCH', `/users/${one}`, { signsIn: false })).status).toBe(200);
    expect((await ines.ask('GET', '/me')).body).toMatchObject({ user: null, role: 'rep', maySayWho: true });
    expect((await ines.ask('POST', '/me/claim', { userId: two })).body.user.id).toBe(two);
  });
});

describe('a role', () => {
  it('is what an admin said last, whatever the person or an import says; a new password ends all sessions', async () => {
    const { link } = (await admin.ask('POST', '/invitations', { email: 'zoe@example.org', role: 'manager' })).body;
    const zoe = server.visitor();
    await zoe.ask('POST', `/invitations/by-token/${link.split('/').at(-1)}/accept`, { name: 'Zoe', password });
    const { user } = (await zoe.ask('POST', '/me/claim', { nobody: true })).body;
    const { workspaceId } = await addUser(server.services, 'zoe@example.org', 'rep', `${password} anew`);
    server.services.sessions.forget();
    expect((await zoe.ask('GET', '/me')).status).toBe(401);
    expect((await zoe.signIn('zoe@example.org', password)).status).toBe(401);
    expect((await zoe.signIn('zoe@example.org', `${password} anew`)).status).toBe(200);
    expect((await zoe.ask('POST', '/me/claim', { nobody: true })).body.role).toBe('rep');
    const owner = { workspaceId, role: 'admin' } as const;
    await inWorkspace(server.services.pools.app, owner, (tx) => tx.raw(`update app.users set role = 'admin' where id = $1`, [user.id]));
    expect((await admin.ask('PATCH', `/users/${user.id}`, { name: 'Zoe Z' })).status).toBe(200);
    expect((await zoe.ask('GET', '/me')).body.role).toBe('rep');
    expect((await zoe.ask('GET', '/keys')).status).toBe(403);
  });
});

describe('a key', () => {
  it('opens the workspace as its role, in either header, until it is revoked', async () => {
    const { id, key } = (await admin.ask('POST', '/keys', { name: 'nightly', role: 'marketer' })).body;
    const program = server.visitor();
    const bearer = { authorization: `Bearer ${key}` };
    expect((await program.ask('GET', '/accounts', undefined, { 'x-api-key': key })).status).toBe(200);
    expect((await program.ask('POST', '/accounts', { name: 'From a program' }, bearer)).status).toBe(201);
    expect((await program.ask('POST', '/deals', { name: 'Not mine to make' }, bearer)).status).toBe(403);
    expect((await program.ask('POST', '/keys', { name: 'more', role: 'admin' }, bearer)).status).toBe(403);
    expect((await program.ask('GET', '/sessions', undefined, bearer)).status).toBe(403);
    const { keys } = (await admin.ask('GET', '/keys')).body;
    expect(keys).toMatchObject([{ id, name: 'nightly', start: key.slice(0, 8) }]);
    expect(JSON.stringify(keys)).not.toContain(key);
    expect((await admin.ask('DELETE', `/keys/${id}`)).status).toBe(204);
    expect((await program.ask('GET', '/accounts', undefined, bearer)).status).toBe(401);
  });
});

describe('a page', () => {
  it('may run no script but its own, and describes the API without one', async () => {
    const page = await admin.ask('GET', '/api/v1');
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    expect(page.body).toContain('GET /api/v1/deals');
    expect((await admin.ask('GET', '/openapi.json')).body.openapi).toBe('3.1.0');
  });
});
