import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, stepAt } from '../auth/totp.ts';
import { firstVisitor, password, startServer, type Visitor } from '../testing/server.ts';
import { addUser } from './index.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let admin: Visitor;
let skewMs = 0;
let inviteCount = 0;

beforeAll(async () => {
  server = await startServer();
  // Each code works once: the tests need not wait for the next.
  Object.assign(server.services, { now: () => Date.now() + skewMs });
  admin = server.visitor();
  await admin.ask('POST', '/setup', firstVisitor);
  await admin.ask('POST', '/me/claim', { nobody: true });
});
afterAll(() => server.clear());

/** As an authenticator app reads what it is given. */
function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

interface Member {
  readonly visitor: Visitor;
  readonly email: string;
  readonly userId: string;
}

async function enter(role = 'rep'): Promise<Member> {
  const email = `person${inviteCount++}@example.org`;
  const { link } = (await admin.ask('POST', '/invitations', { email, role })).body;
  const visitor = server.visitor();
  await visitor.ask('POST', `/invitations/by-token/${link.split('/').at(-1)}/accept`, { name: 'Mo Member', password });
  const { user } = (await visitor.ask('POST', '/me/claim', { nobody: true })).body;
  return { visitor, email, userId: user.id };
}

/** Somebody whose app shows a new code whenever it is asked. */
async function enrol({ visitor }: { visitor: Visitor }) {
  const { secret } = (await visitor.ask('POST', '/me/two-factor', { password })).body;
  const nextCode = () => {
    skewMs += 30_000;
    return codeOf(fromBase32(secret), stepAt(Date.now() + skewMs));
  };
  const confirmed = await visitor.ask('POST', '/me/two-factor/confirm', { code: nextCode() });
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
  return { secret, nextCode, backupCodes: confirmed.body.backupCodes as string[] };
}

const giveCode = (visitor: Visitor, challenge: string, code: string, trustsDevice = false) =>
  visitor.ask('POST', '/api/auth/sign-in/code', { challenge, code, trustsDevice });
const challengeOf = async (visitor: Visitor, email: string, secretWords = password): Promise<string> =>
  (await visitor.signIn(email, secretWords)).body.challenge;
const kinds = async (visitor: Visitor) =>
  (await visitor.ask('GET', '/me/account')).body.events.map(({ kind, byName }: { kind: string; byName: string | null }) =>
    byName === null ? kind : `${kind} by ${byName}`,
  );

describe('signing in with a second factor', () => {
  it('asks for nothing until a code of the app was given; then a password alone opens nothing', async () => {
    const { visitor, email } = await enter();
    const elsewhere = server.visitor();
    await elsewhere.signIn(email, password);
    const begun = await visitor.ask('POST', '/me/two-factor', { password });
    expect(begun.body.link).toBe(
      `otpauth://totp/Windshield:${encodeURIComponent(email)}?secret=${begun.body.secret}&issuer=Windshield&algorithm=SHA1&digits=6&period=30`,
    );
    expect((await server.visitor().signIn(email, password)).body).toEqual({ isSignedIn: true });
    const wrong = await visitor.ask('POST', '/me/two-factor/confirm', { code: '000000' });
    expect([wrong.status, wrong.body.fields[0].field]).toEqual([422, 'code']);
    const { nextCode, backupCodes } = await enrol({ visitor });
    expect(new Set(backupCodes).size).toBe(10);
    expect(backupCodes[0]).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect((await elsewhere.ask('GET', '/me')).status).toBe(401);
    expect((await visitor.ask('GET', '/me')).status).toBe(200);

    const fresh = server.visitor();
    const halfway = await fresh.signIn(email, password);
    expect(halfway.body).toEqual({ isSignedIn: false, challenge: expect.any(String), expiresAt: expect.any(String) });
    expect(halfway.headers.getSetCookie()).toEqual([]);
    expect((await fresh.ask('GET', '/me')).status).toBe(401);
    expect((await giveCode(fresh, halfway.body.challenge, nextCode())).body).toEqual({ isSignedIn: true });
    expect((await fresh.ask('GET', '/me')).status).toBe(200);
    expect((await fresh.ask('GET', '/sessions')).body.sessions).toHaveLength(2);
  });

  it('takes a code once, and a challenge once', async () => {
    const member = await enter();
    const { nextCode } = await enrol(member);
    const [one, two] = [server.visitor(), server.visitor()];
    const challenges = [await challengeOf(one, member.email), await challengeOf(two, member.email)] as const;
    const code = nextCode();
    const replies = await Promise.all([giveCode(one, challenges[0], code), giveCode(two, challenges[1], code)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 422]);
    const used = challenges[replies.findIndex(({ status }) => status === 200)] ?? '';
    expect((await giveCode(two, used, nextCode())).status).toBe(401);
  });

  it('takes each backup code once, however it is spaced, and not those before a renewal', async () => {
    const member = await enter();
    const { backupCodes } = await enrol(member);
    const [first = '', second = ''] = backupCodes;
    const signInWith = async (code: string) => {
      const visitor = server.visitor();
      return (await giveCode(visitor, await challengeOf(visitor, member.email), code)).status;
    };
    expect(await signInWith(` ${first.toLowerCase().replaceAll('-', ' ')} `)).toBe(200);
    expect(await signInWith(first)).toBe(422);
    expect((await member.visitor.ask('GET', '/me/account')).body.twoFactor.backupCodesLeft).toBe(9);
    const renewed = (await member.visitor.ask('POST', '/me/two-factor/backup-codes', { password })).body.backupCodes;
    expect(await signInWith(second)).toBe(422);
    expect(await signInWith(renewed[0])).toBe(200);
    expect(await kinds(member.visitor)).toEqual(['backupCodeUsed', 'backupCodesMade', 'backupCodeUsed', 'twoFactorOn']);
  });

  it('is not opened by guessing, one after the other or all at once, and a new challenge gives no new tries', async () => {
    const member = await enter();
    const { nextCode } = await enrol(member);
    const guesser = server.visitor();
    const challenge = await challengeOf(guesser, member.email);
    const guesses = await Promise.all(Array.from({ length: 8 }, (_, i) => giveCode(guesser, challenge, `00000${i}`)));
    expect(guesses.map(({ status }) => status).sort()).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
    const again = await giveCode(guesser, await challengeOf(guesser, member.email), nextCode());
    expect([again.status, Number(again.headers.get('retry-after')) > 60]).toEqual([429, true]);
  });

  it('asks no more on a device that is trusted, for 30 days, of this person, until the password is another', async () => {
    const member = await enter();
    const other = await enter();
    const { nextCode } = await enrol(member);
    await enrol(other);
    const laptop = server.visitor();
    const trusted = await giveCode(laptop, await challengeOf(laptop, member.email), nextCode(), true);
    expect(trusted.headers.getSetCookie().find((one) => one.startsWith('windshield.trusted_device='))).toMatch(
      /Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    await laptop.ask('POST', '/api/auth/sign-out');
    expect((await laptop.signIn(member.email, password)).body).toEqual({ isSignedIn: true });
    expect((await laptop.signIn(other.email, password)).body.isSignedIn).toBe(false);
    expect((await laptop.signIn(member.email, 'not the right one')).status).toBe(401);
    await laptop.ask('POST', '/me/password', { password, newPassword: 'a quite new sentence' });
    expect((await laptop.signIn(member.email, 'a quite new sentence')).body.isSignedIn).toBe(false);
  });

  it('is asked of somebody who set a new password by a link, too', async () => {
    const member = await enter();
    await enrol(member);
    const { link } = (await admin.ask('POST', '/password-links', { userId: member.userId })).body;
    await server.visitor().ask('POST', `/password-links/by-token/${link.split('/').at(-1)}`, { password: 'a quite new sentence' });
    expect((await server.visitor().signIn(member.email, 'a quite new sentence')).body.isSignedIn).toBe(false);
  });

  it('asks nothing of keys', async () => {
    const { key } = (await admin.ask('POST', '/keys', { name: 'nightly', role: 'rep' })).body;
    expect((await server.visitor().ask('GET', '/accounts', undefined, { 'x-api-key': key })).status).toBe(200);
    expect((await server.visitor().ask('POST', '/me/two-factor', { password }, { 'x-api-key': key })).status).toBe(403);
  });
});

describe('turning it off', () => {
  it('takes the password; afterwards it alone opens', async () => {
    const member = await enter();
    await enrol(member);
    expect((await member.visitor.ask('POST', '/me/two-factor', { password })).status).toBe(409);
    expect((await member.visitor.ask('POST', '/me/two-factor/off', { password: 'not mine' })).status).toBe(422);
    expect((await member.visitor.ask('POST', '/me/two-factor/off', { password })).status).toBe(204);
    expect((await server.visitor().signIn(member.email, password)).body).toEqual({ isSignedIn: true });
    expect((await member.visitor.ask('POST', '/me/two-factor/off', { password })).status).toBe(409);
  });

  it('is done by an admin for somebody who lost everything, who sees by whom; their sessions end', async () => {
    const member = await enter();
    await enrol(member);
    const rep = await enter();
    expect((await rep.visitor.ask('POST', '/two-factor/off', { userId: member.userId })).status).toBe(403);
    expect((await admin.ask('POST', '/two-factor/off', { userId: rep.userId })).status).toBe(409);
    expect((await admin.ask('POST', '/two-factor/off', { userId: member.userId })).status).toBe(204);
    expect((await member.visitor.ask('GET', '/me')).status).toBe(401);
    expect((await member.visitor.signIn(member.email, password)).body).toEqual({ isSignedIn: true });
    expect((await kinds(member.visitor))[0]).toBe(`twoFactorOff by ${firstVisitor.name}`);
  });

  it('is done by the command that sets a password, which needs the machine', async () => {
    const member = await enter();
    await enrol(member);
    await addUser(server.services, member.email, 'rep', 'a quite new sentence');
    expect((await member.visitor.signIn(member.email, 'a quite new sentence')).body).toEqual({ isSignedIn: true });
    expect((await kinds(member.visitor)).slice(0, 2)).toEqual(['twoFactorOffByCommand', 'passwordSetByCommand']);
  });
});

describe('a workspace that asks it of everybody', () => {
  it('lets nobody do anything before they set it up, but whoever turns that on has it themselves', async () => {
    const member = await enter();
    const second = await enter('admin');
    expect((await member.visitor.ask('PUT', '/workspace/two-factor', { isRequired: true })).status).toBe(403);
    expect((await second.visitor.ask('PUT', '/workspace/two-factor', { isRequired: true })).status).toBe(409);
    await enrol(second);
    expect((await second.visitor.ask('PUT', '/workspace/two-factor', { isRequired: true })).body).toEqual({ isRequired: true });
    expect((await member.visitor.ask('GET', '/me')).body).toMatchObject({ owesTwoFactor: true });
    for (const [method, path] of [
      ['GET', '/accounts'],
      ['GET', '/deals'],
      ['POST', '/accounts'],
      ['GET', '/users'],
    ] as const) {
      const refused = await member.visitor.ask(method, path, method === 'POST' ? { name: 'x' } : undefined);
      expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('asks for two-factor sign-in')]);
    }
    expect((await second.visitor.ask('GET', '/accounts')).status).toBe(200);
    // Nor does a key of an admin lift it.
    const { key } = (await second.visitor.ask('POST', '/keys', { name: 'of an admin', role: 'admin' })).body;
    const byKey = await server.visitor().ask('PUT', '/workspace/two-factor', { isRequired: false }, { 'x-api-key': key });
    expect([byKey.status, (await member.visitor.ask('GET', '/accounts')).status]).toEqual([403, 403]);
    await enrol(member);
    expect((await member.visitor.ask('GET', '/me')).body).toMatchObject({ owesTwoFactor: false });
    expect((await member.visitor.ask('GET', '/accounts')).status).toBe(200);
    await second.visitor.ask('PUT', '/workspace/two-factor', { isRequired: false });
  });
});

it('neither database nor answers hold a secret, a code or a token that could be used', async () => {
  const member = await enter();
  const { secret, backupCodes } = await enrol(member);
  const challenge = await challengeOf(server.visitor(), member.email);
  const { pools } = server.services;
  const tables = ['two_factors', 'backup_codes', 'sign_in_challenges', 'trusted_devices', 'account_events'];
  const rows = await Promise.all(tables.map((table) => pools.auth.query<{ text: string }>(`select t::text as text from auth.${table} t`)));
  const kept = rows.flatMap(({ rows: some }) => some.map(({ text }) => text)).join();
  const bytes = fromBase32(secret);
  for (const known of [
    secret,
    bytes.toString('hex'),
    bytes.toString('base64'),
    challenge,
    ...backupCodes.map((code) => code.replaceAll('-', '')),
  ]) {
    expect(kept).not.toContain(known);
    expect(kept).not.toContain(Buffer.from(known).toString('hex'));
  }
  expect(JSON.stringify((await member.visitor.ask('GET', '/me/account')).body)).not.toContain(secret);
});
