import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deals } from '../deals/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { Forbidden, InvalidValue, NotFound } from '../records/index.ts';
import { asOfDays, changeUser, changeWorkspace, claim, listCandidates, readWorkspace, setUserSettings, userOfSignIn } from './index.ts';

async function imported() {
  const fresh = await freshWorkspace();
  const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(fresh.database, fresh.admin, work);
  const dana = await fresh.addUser('Dana Okafor', 'rep');
  const per = await fresh.addUser('Per Lind', 'rep');
  const team = randomUUIDv7();
  await run(async (tx) => {
    await tx.raw(
      `insert into app.teams (id, name, name_key, manager_name) values ($1, 'East', 'east', 'Melvin Marxen'), ($2, 'West', 'west', 'Melvin Marxen')`,
      [team, randomUUIDv7()],
    );
    await tx.raw(`update app.users set team_id = $1 where id = $2`, [team, per.userId]);
    for (let i = 0; i < 3; i++) await deals.create(tx, { name: `Deal ${i}`, ownerId: per.userId });
    await deals.create(tx, { name: 'Deal', ownerId: dana.userId });
  });
  const me = { authUserId: randomUUIDv7(), name: 'Dana Okafor', email: 'dana@okafor.example', role: 'rep' as const };
  return { ...fresh, run, dana, per, team, me };
}

describe('"which of these people are you?"', () => {
  it('offers who is in the data, those who resemble first, then by open deals, and managers whom only a team names', async () => {
    const { run, me, dana, per, team } = await imported();
    const candidates = await run((tx) => listCandidates(tx, me));
    expect(candidates.map(({ userId, name, openDeals, isLikely }) => [userId, name, openDeals, isLikely]).slice(0, 3)).toEqual([
      [dana.userId, 'Dana Okafor', 1, true],
      [null, 'Melvin Marxen', 3, false],
      [per.userId, 'Per Lind', 3, false],
    ]);
    expect(candidates.filter(({ name }) => name === 'Melvin Marxen')).toMatchObject([{ managerOfTeamId: team, teamName: 'East, West' }]);
  });

  it('links the one that was chosen, once', async () => {
    const { run, me, dana } = await imported();
    expect(await run((tx) => claim(tx, me, { userId: dana.userId }))).toMatchObject({ id: dana.userId, signsIn: true, role: 'rep' });
    expect((await run((tx) => userOfSignIn(tx, me.authUserId)))?.user.id).toBe(dana.userId);
    expect((await run((tx) => listCandidates(tx, me))).some(({ userId }) => userId === dana.userId)).toBe(false);
    const other = { ...me, authUserId: randomUUIDv7() };
    await expect(run((tx) => claim(tx, other, { userId: dana.userId }))).rejects.toBeInstanceOf(InvalidValue);
    await expect(run((tx) => claim(tx, other, { userId: randomUUIDv7() }))).rejects.toBeInstanceOf(NotFound);
  });

  it('stays what was chosen until an admin says otherwise', async () => {
    const { run, me, dana, per } = await imported();
    await run((tx) => claim(tx, me, { userId: dana.userId }));
    expect((await run((tx) => userOfSignIn(tx, me.authUserId)))?.isSettled).toBe(true);
    await expect(run((tx) => claim(tx, me, { userId: per.userId }))).rejects.toBeInstanceOf(Forbidden);
    expect((await run((tx) => claim(tx, me, { userId: dana.userId }))).id).toBe(dana.userId);
    expect(await run((tx) => changeUser(tx, dana.userId, { signsIn: false }))).toMatchObject({ signsIn: false });
    expect((await run((tx) => claim(tx, me, { userId: per.userId }))).id).toBe(per.userId);
    const admin = { ...me, role: 'admin' as const };
    expect((await run((tx) => claim(tx, admin, { userId: dana.userId }))).id).toBe(dana.userId);
    expect((await run((tx) => listCandidates(tx, me))).map(({ userId }) => userId)).toContain(per.userId);
  });

  it('lets a manager whom only teams name lead them, and nobody become a manager by saying so', async () => {
    const { run, database, dana, me, team } = await imported();
    await expect(run((tx) => claim(tx, me, { managerOfTeamId: team }))).rejects.toMatchObject({ fields: [{ field: 'managerOfTeamId' }] });
    const offered = await inWorkspace(database, dana, (tx) => listCandidates(tx, me));
    expect(offered.some(({ managerOfTeamId }) => managerOfTeamId !== null)).toBe(false);
    expect(await run((tx) => claim(tx, { ...me, name: 'Mel', role: 'manager' }, { managerOfTeamId: team }))).toMatchObject({
      name: 'Melvin Marxen',
      role: 'manager',
      signsIn: true,
    });
    const led = await run((tx) => tx.raw(`select from app.teams where manager_user_id is not null`));
    expect(led).toHaveLength(2);
  });

  it('makes a user of who is none of them, and lets them choose again', async () => {
    const { run, me, dana } = await imported();
    const mine = await run((tx) => claim(tx, me, { nobody: true }));
    expect(mine).toMatchObject({ name: 'Dana Okafor', email: 'dana@okafor.example', signsIn: true });
    expect((await run((tx) => claim(tx, me, { nobody: true }))).id).toBe(mine.id);
    await run((tx) => tx.raw(`update app.users set role = 'admin' where id = $1`, [mine.id]));
    expect((await run((tx) => claim(tx, me, { nobody: true }))).role).toBe('rep');
    expect((await run((tx) => claim(tx, me, { userId: dana.userId }))).id).toBe(dana.userId);
    expect((await run((tx) => listCandidates(tx, me))).some(({ userId }) => userId === mine.id)).toBe(false);
  });
});

describe('a workspace', () => {
  it('is changed by admins alone, with its history', async () => {
    const { run, database, dana } = await imported();
    expect(await run((tx) => changeWorkspace(tx, { currency: 'EUR', timeZone: 'Europe/Madrid' }))).toMatchObject({
      currency: 'EUR',
      timeZone: 'Europe/Madrid',
      version: 2,
    });
    await expect(inWorkspace(database, dana, (tx) => changeWorkspace(tx, { name: 'Mine' }))).rejects.toBeInstanceOf(Forbidden);
    expect(await run(readWorkspace)).toMatchObject({ name: 'Acme Ltd' });
    await expect(inWorkspace(database, dana, (tx) => changeUser(tx, dana.userId, { role: 'admin' }))).rejects.toBeInstanceOf(Forbidden);
  });

  it('keeps at least one admin who can sign in', async () => {
    const { run, admin } = await imported();
    await run((tx) => tx.raw('update app.users set auth_user_id = $1 where id = $2', [randomUUIDv7(), admin.userId]));
    await expect(run((tx) => changeUser(tx, admin.userId, { role: 'rep' }))).rejects.toMatchObject({ fields: [{ field: 'role' }] });
  });

  it('keeps an admin when two take the role from each other in the same moment', async () => {
    const { run, admin, dana } = await imported();
    await run((tx) =>
      tx.raw(`update app.users set auth_user_id = gen_random_uuid(), role = 'admin' where id in ($1, $2)`, [admin.userId, dana.userId]),
    );
    const { promise: isTaken, resolve: tell } = Promise.withResolvers<void>();
    const first = run(async (tx) => {
      await changeUser(tx, dana.userId, { role: 'rep' });
      tell();
      await tx.raw('select pg_sleep(0.2)');
    });
    await isTaken;
    await expect(run((tx) => changeUser(tx, admin.userId, { role: 'rep' }))).rejects.toMatchObject({ fields: [{ field: 'role' }] });
    await first;
  });

  it('lets everyone set what is their own', async () => {
    const { run, database, dana, me } = await imported();
    await run((tx) => claim(tx, me, { userId: dana.userId }));
    await inWorkspace(database, dana, (tx) => setUserSettings(tx, { theme: 'dark' }, 'Europe/Oslo'));
    await inWorkspace(database, dana, (tx) => setUserSettings(tx, { other: 1 }));
    expect(await run((tx) => userOfSignIn(tx, me.authUserId))).toMatchObject({
      settings: { theme: 'dark', other: 1 },
      timeZone: 'Europe/Oslo',
    });
  });
});

describe('the day from which things are counted', () => {
  const now = Date.parse('2026-11-21T23:30:00Z');
  it('is today without an export, on the wall of the workspace', () => {
    expect(asOfDays(null, 'UTC', now)).toEqual({ today: '2026-11-21', ages: '2026-11-21', promises: '2026-11-21' });
    expect(asOfDays(undefined, 'Asia/Tokyo', now).today).toBe('2026-11-22');
  });
  it("is the export's for ages, and today for promises, while the export is fresh", () => {
    expect(asOfDays('2026-11-01', 'UTC', now)).toEqual({ today: '2026-11-21', ages: '2026-11-01', promises: '2026-11-21' });
    expect(asOfDays('2026-10-21', 'UTC', now).promises).toBe('2026-11-21');
  });
  it("is the export's for everything once the export is older than a month", () => {
    expect(asOfDays('2026-10-20', 'UTC', now).promises).toBe('2026-10-20');
    expect(asOfDays('2017-12-31', 'UTC', now)).toEqual({ today: '2026-11-21', ages: '2017-12-31', promises: '2017-12-31' });
  });
});
