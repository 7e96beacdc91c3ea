import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from './embedded.ts';
import type { Engine } from './engine.ts';
import { connectExternal } from './external.ts';
import { migrate } from './migrate.ts';
import { openPools } from './pools.ts';
import { inWorkspace } from './workspace-transaction.ts';

const home = fs.mkdtempSync(path.join(tmpdir(), 'windshield-external-'));
let server: Engine;
let administrator: pg.Client;
let url: string;

beforeAll(async () => {
  server = await startEngine(home, { durable: false });
  administrator = new pg.Client(server.connectionAs('owner'));
  await administrator.connect();
  await administrator.query('create role sales login');
  await administrator.query('create database sales');
  url = `postgresql://sales@/sales?host=${encodeURIComponent(String(server.connectionAs('owner').host))}`;
});

afterAll(async () => {
  await administrator.end();
  await server.stop();
  fs.rmSync(home, { recursive: true, force: true });
});

describe("somebody else's PostgreSQL", () => {
  it('says which rights the login lacks and how to grant them', async () => {
    await expect(migrate(await connectExternal(url))).rejects.toThrow(
      /the role sales must be able to\n {2}- own the database: alter database sales owner to sales;\n {2}- create roles: alter role sales createrole;/,
    );
  });

  it('serves through one login that is no superuser, each workspace for itself', async () => {
    await administrator.query('alter role sales createrole');
    await administrator.query('alter database sales owner to sales');
    const engine = await connectExternal(url);
    expect((await migrate(engine)).applied.length).toBeGreaterThan(0);
    expect((await migrate(engine)).applied).toEqual([]);

    const { app, auth, worker, close } = openPools(engine);
    const actor = { workspaceId: randomUUIDv7(), role: 'admin' } as const;
    await inWorkspace(app, actor, (tx) =>
      tx.raw('insert into app.workspaces (workspace_id, name) values ($1, $2)', [actor.workspaceId, 'Acme']),
    );
    const seen = await inWorkspace(app, actor, (tx) => tx.raw('select name, current_user::text as role from app.workspaces'));
    expect(seen).toEqual([{ name: 'Acme', role: 'windshield_app' }]);
    expect((await app.pool.query('select from app.workspaces')).rowCount).toBe(0);
    expect((await auth.query('select current_user::text as role, current_schema::text as schema')).rows).toEqual([
      { role: 'windshield_auth', schema: 'auth' },
    ]);
    expect((await worker.query('select current_user::text as role')).rows).toEqual([{ role: 'windshield_worker' }]);
    await close();
  });

  it('is named in errors without its password', async () => {
    const refusal = await connectExternal('postgresql://sales:hunter2@localhost:1/sales').catch(String);
    expect(refusal).toMatch(/DATABASE_URL: cannot connect to localhost:1\/sales/);
    expect(refusal).not.toContain('hunter2');
  });
});
