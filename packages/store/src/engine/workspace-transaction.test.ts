import { randomUUIDv7 } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import { describe, expect, it } from 'vitest';
import { freshWorkspace } from './testing.ts';
import { inWorkspace, type WorkspaceTransaction } from './workspace-transaction.ts';

const addTeam = (tx: WorkspaceTransaction, name: string) =>
  tx.raw('insert into app.teams (id, name, name_key) values ($1, $2, $3)', [randomUUIDv7(), name, name.toLowerCase()]);
const teamNames = async (tx: WorkspaceTransaction) =>
  (await tx.raw<{ name: string }>('select name from app.teams order by name')).map(({ name }) => name);

describe('a transaction in a workspace', () => {
  it('shows one workspace and hides the others', async () => {
    const [ours, theirs] = [await freshWorkspace(), await freshWorkspace()];
    await inWorkspace(ours.database, ours.admin, (tx) => addTeam(tx, 'East'));
    expect(await inWorkspace(ours.database, ours.admin, teamNames)).toEqual(['East']);
    expect(await inWorkspace(theirs.database, theirs.admin, teamNames)).toEqual([]);
    const { rows } = await ours.database.pool.query('select name from app.teams');
    expect(rows).toEqual([]);
  });

  it('takes everything back when the work fails', async () => {
    const { database, admin } = await freshWorkspace();
    const work = inWorkspace(database, admin, async (tx) => {
      await addTeam(tx, 'East');
      throw new Error('no luck');
    });
    await expect(work).rejects.toThrow('no luck');
    expect(await inWorkspace(database, admin, teamNames)).toEqual([]);
  });

  it('does not report success when a swallowed failure made PostgreSQL take everything back', async () => {
    const { database, admin } = await freshWorkspace();
    const work = inWorkspace(database, admin, async (tx) => {
      await addTeam(tx, 'East');
      await tx.raw('select 1 / 0').catch(() => {});
    });
    await expect(work).rejects.toThrow('nothing was saved');
  });

  it('is the same for composed queries, SQL text and COPY, also when they are not awaited one by one', async () => {
    const { database, admin, workspaceId } = await freshWorkspace();
    const seen = await inWorkspace(database, admin, async (tx) => {
      const id = randomUUIDv7();
      await Promise.all([
        tx.insertInto('app.teams').values({ id, name: 'East', name_key: 'east' }).execute(),
        addTeam(tx, 'North'),
        tx.raw('create temporary table arriving (name text) on commit drop'),
      ]);
      await pipeline(['South\n', 'West\n'], tx.client.query(from('copy arriving from stdin')));
      await tx.raw('insert into app.teams (id, name, name_key) select gen_random_uuid(), name, lower(name) from arriving');
      const updated = await tx.updateTable('app.teams').set({ region: 'East' }).where('id', '=', id).executeTakeFirst();
      expect(updated.numUpdatedRows).toBe(1n);
      return tx.selectFrom('app.teams').select(['name', 'workspace_id']).orderBy('name').execute();
    });
    expect(seen).toEqual(['East', 'North', 'South', 'West'].map((name) => ({ name, workspace_id: workspaceId })));
  });

  it('keeps a snapshot still while others write', async () => {
    const { database, admin } = await freshWorkspace();
    const names = await inWorkspace(
      database,
      admin,
      async (tx) => {
        await teamNames(tx);
        await inWorkspace(database, admin, (other) => addTeam(other, 'East'));
        return teamNames(tx);
      },
      { snapshot: true },
    );
    expect(names).toEqual([]);
  });

  it('lets a role write only what it may', async () => {
    const { database, addUser } = await freshWorkspace();
    const rep = await addUser('Rita Rep', 'rep');
    await expect(inWorkspace(database, rep, (tx) => addTeam(tx, 'Mine'))).rejects.toThrow(/row-level security/);
  });

  it.each([
    [{ workspaceId: "x'; drop schema app; --" }, 'workspaceId must be a UUID, got "x\'; drop schema app; --"'],
    [{ userId: '42' }, 'userId must be a UUID, got "42"'],
    [{ role: 'boss' as 'admin' }, 'role must be one of rep, manager, marketer, executive, admin, got "boss"'],
  ])('refuses an actor that is none: %j', async (wrong, message) => {
    const { database, admin } = await freshWorkspace();
    await expect(inWorkspace(database, { ...admin, ...wrong }, teamNames)).rejects.toThrow(message);
  });

  it('gives whole numbers as numbers and days as days', async () => {
    const { database, admin } = await freshWorkspace();
    const query = `select 9007199254740991::bigint as most, date '2017-12-31' as day`;
    expect(await inWorkspace(database, admin, (tx) => tx.raw(query))).toEqual([{ most: 9007199254740991, day: '2017-12-31' }]);
    await expect(inWorkspace(database, admin, (tx) => tx.raw('select 9007199254740993::bigint'))).rejects.toThrow(
      '9007199254740993, which is beyond',
    );
  });
});
