import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstVisitor, password, startServer, type Visitor } from '../testing/server.ts';
import { addUser } from './index.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let admin: Visitor;
const rita = { email: 'rita@example.org', name: 'Rita Rep' };
let ritaHere: Visitor;
let ritaId: string;

beforeAll(async () => {
  server = await startServer();
  admin = server.visitor();
  await admin.ask('POST', '/setup', firstVisitor);
  await admin.ask('POST', '/me/claim', { nobody: true });
  ritaHere = server.visitor();
  const { link } = (await admin.ask('POST', '/invitations', { email: rita.email, role: 'rep' })).body;
  await ritaHere.ask('POST', `/invitations/by-token/${tokenOf(link)}/accept`, { name: rita.name, password });
  ritaId = (await ritaHere.ask('POST', '/me/claim', { nobody: true })).body.user.id;
});
afterAll(() => server.clear());

const tokenOf = (link: string) => link.split('/').at(-1);
const makeLink = async (): Promise<string> => (await admin.ask('POST', '/password-links', { userId: ritaId })).body.link;
const use = (link: string, chosen: string) =>
  server.visitor().ask('POST', `/password-links/by-token/${tokenOf(link)}`, { password: chosen });
const eventsOf = async (visitor: Visitor) =>
  (await visitor.ask('GET', '/me/account')).body.events.map(({ kind, byName }: { kind: string; byName: string | null }) => [kind, byName]);

it('a link that an admin made sets a new password once, and the person sees who made it', async () => {
  const made = await admin.ask('POST', '/password-links', { userId: ritaId });
  expect([made.status, made.body.name]).toEqual([201, rita.name]);
  expect(Date.parse(made.body.expiresAt) - Date.now()).toBeGreaterThan(86_000_000);
  const { link } = made.body;
  expect((await server.visitor().ask('GET', `/password-links/by-token/${tokenOf(link)}`)).body).toEqual(rita);
  expect(await eventsOf(ritaHere)).toEqual([['passwordLinkMade', firstVisitor.name]]);
  expect((await use(link, 'short')).status).toBe(422);
  const set = await use(link, 'a sentence of my own');
  expect([set.status, set.headers.get('set-cookie')]).toEqual([204, null]);
  expect((await ritaHere.ask('GET', '/me')).status).toBe(401);
  expect((await ritaHere.signIn(rita.email, password)).status).toBe(401);
  expect((await ritaHere.signIn(rita.email, 'a sentence of my own')).status).toBe(200);
  expect((await use(link, 'somebody else’s sentence')).status).toBe(404);
  expect((await server.visitor().ask('GET', `/password-links/by-token/${tokenOf(link)}`)).status).toBe(404);
  expect(await eventsOf(ritaHere)).toEqual([
    ['passwordSetByLink', null],
    ['passwordLinkMade', firstVisitor.name],
  ]);
});

it('of many who follow a link in the same moment one sets a password', async () => {
  const link = await makeLink();
  const replies = await Promise.all(Array.from({ length: 6 }, (_, i) => use(link, `a sentence of number ${i}`)));
  expect(replies.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404, 404, 404]);
  const winner = replies.findIndex(({ status }) => status === 204);
  expect((await ritaHere.signIn(rita.email, `a sentence of number ${winner}`)).status).toBe(200);
});

it('a link is worth nothing once a newer one was made, the password was set otherwise, its day is over or the person was shut out', async () => {
  const first = await makeLink();
  const second = await makeLink();
  expect((await use(first, 'a sentence too late')).status).toBe(404);
  await addUser(server.services, rita.email, 'rep', password);
  expect((await use(second, 'a sentence too late')).status).toBe(404);
  server.services.sessions.forget();
  expect((await ritaHere.signIn(rita.email, password)).status).toBe(200);
  expect((await eventsOf(ritaHere))[0]).toEqual(['passwordSetByCommand', null]);
  const old = await makeLink();
  await server.services.pools.auth.query(`update auth.password_links set expires_at = now() - interval '1 second'`);
  expect((await use(old, 'a sentence too late')).status).toBe(404);
  const third = await makeLink();
  await admin.ask('PATCH', `/users/${ritaId}`, { isActive: false });
  expect((await use(third, 'a sentence too late')).status).toBe(404);
  await admin.ask('PATCH', `/users/${ritaId}`, { isActive: true });
  expect((await ritaHere.signIn(rita.email, password)).status).toBe(200);
});

it('a link is worth nothing once who made it is no admin any more, or the person came to belong to another workspace', async () => {
  const second = server.visitor();
  const invited = (await admin.ask('POST', '/invitations', { email: 'second@example.org', role: 'admin' })).body.link;
  await second.ask('POST', `/invitations/by-token/${tokenOf(invited)}/accept`, { name: 'Sam Second', password });
  const secondId = (await second.ask('POST', '/me/claim', { nobody: true })).body.user.id;
  const kept = (await second.ask('POST', '/password-links', { userId: ritaId })).body.link;
  await admin.ask('PATCH', `/users/${secondId}`, { role: 'rep' });
  expect((await server.visitor().ask('GET', `/password-links/by-token/${tokenOf(kept)}`)).status).toBe(404);
  expect((await use(kept, 'a sentence of an admin who was')).status).toBe(404);

  const { auth } = server.services.pools;
  const elsewhere = '01890000-0000-7000-8000-00000000000e';
  const link = await makeLink();
  await auth.query(
    `insert into auth.memberships (user_id, workspace_id, role) select user_id, $1, 'rep' from auth.memberships where workspace_user_id = $2`,
    [elsewhere, ritaId],
  );
  expect((await use(link, 'a sentence of another company')).status).toBe(404);
  expect((await admin.ask('POST', '/password-links', { userId: ritaId })).status).toBe(409);
  await auth.query('delete from auth.memberships where workspace_id = $1', [elsewhere]);
  expect((await use(link, 'a sentence of Rita’s')).status).toBe(204);
  expect((await ritaHere.signIn(rita.email, 'a sentence of Rita’s')).status).toBe(200);
});

it('only an admin makes one, as a person, for somebody else who signs in here', async () => {
  const adminId = (await admin.ask('GET', '/me')).body.user.id;
  expect((await ritaHere.ask('POST', '/password-links', { userId: adminId })).status).toBe(403);
  const own = await admin.ask('POST', '/password-links', { userId: adminId });
  expect([own.status, own.body.detail]).toEqual([409, expect.stringContaining('That is you')]);
  const { key } = (await admin.ask('POST', '/keys', { name: 'of an admin', role: 'admin' })).body;
  const bearer = { authorization: `Bearer ${key}` };
  expect((await server.visitor().ask('POST', '/password-links', { userId: ritaId }, bearer)).status).toBe(403);
  expect((await admin.ask('POST', '/password-links', { userId: '01890000-0000-7000-8000-000000000000' })).status).toBe(404);
});

it('somebody who has not said who they are is found by their membership', async () => {
  const mo = server.visitor();
  const { link } = (await admin.ask('POST', '/invitations', { email: 'mo@example.org', role: 'rep' })).body;
  await mo.ask('POST', `/invitations/by-token/${tokenOf(link)}/accept`, { name: 'Mo', password });
  const { members } = (await admin.ask('GET', '/users')).body;
  const made = await admin.ask('POST', '/password-links', { memberId: members[0].id });
  expect([made.status, made.body.name]).toEqual([201, 'Mo']);
  expect((await use(made.body.link, 'a sentence of Mo’s own')).status).toBe(204);
  expect((await mo.signIn('mo@example.org', 'a sentence of Mo’s own')).status).toBe(200);
});

it('the database keeps no link that could be followed', async () => {
  const link = await makeLink();
  const { rows } = await server.services.pools.auth.query<{ text: string }>('select l::text as text from auth.password_links l');
  expect(rows.map(({ text }) => text).join()).not.toContain(tokenOf(link));
});
