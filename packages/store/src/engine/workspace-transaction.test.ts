import { randomUUIDv7 } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import { describe, expect, it } from 'vitest';
import { openPools } from './pools.ts';
import { freshWorkspace, testEngine } from './testing.ts';
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

  it('refuses to write in a read, and goes on reading', async () => {
    const { database, admin } = await freshWorkspace();
    const readOnly = { readOnly: true };
    await expect(inWorkspace(database, admin, (tx) => addTeam(tx, 'East'), readOnly)).rejects.toThrow('read-only transaction');
    await expect(inWorkspace(database, admin, () => Promise.reject(new Error('no luck')), readOnly)).rejects.toThrow('no luck');
    expect(await inWorkspace(database, admin, teamNames, readOnly)).toEqual([]);
  });

  it('shows what was written just before, to a read as well', async () => {
    const { database, admin } = await freshWorkspace();
    for (const name of ['East', 'North', 'South']) {
      await inWorkspace(database, admin, (tx) => addTeam(tx, name));
      expect(await inWorkspace(database, admin, teamNames, { readOnly: true })).toContain(name);
    }
  });

  it('leaves nothing of one read to the next on the same connection, however many wait and whether they fail', async () => {
    const workspaces = await Promise.all(['East', 'West', 'North'].map((name) => freshWorkspace(name)));
    for (const { database, admin, workspaceId } of workspaces) await inWorkspace(database, admin, (tx) => addTeam(tx, workspaceId));
    const pools = openPools(await testEngine(), { reading: 1 });
    try {
      const seen = await Promise.all(
        Array.from({ length: 90 }, async (_, turn) => {
          const { admin, workspaceId } = workspaces[turn % 3] as (typeof workspaces)[number];
          const read = inWorkspace(
            pools.app,
            admin,
            async (tx) => {
              const names = await teamNames(tx);
              if (turn % 7 === 0) await tx.raw('select 1 / 0');
              return [...names, ...(await teamNames(tx))];
            },
            { readOnly: true },
          );
          const names = await read.catch((error: Error) => error.message);
          return { turn, names, workspaceId };
        }),
      );
      for (const { turn, names, workspaceId } of seen)
        expect(names).toEqual(turn % 7 === 0 ? 'division by zero' : [workspaceId, workspaceId]);
      const client = await pools.app.reading.connect();
      const { rows } = await client.query(
        `select current_setting('app.workspace', true) as workspace, current_setting('app.role', true) as role`,
      );
      expect(rows).toEqual([{ workspace: '', role: '' }]);
      expect((await client.query('select name from app.teams')).rows).toEqual([]);
      client.release();
    } finally {
      await pools.close();
    }
  });
});
