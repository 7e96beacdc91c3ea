import { randomUUIDv7 } from 'node:crypto';
import { inject } from 'vitest';
import { startEngine } from './embedded.ts';
import type { Engine } from './engine.ts';
import { type Database, openPools, type Pools } from './pools.ts';
import { type Actor, type ActorRole, inWorkspace } from './workspace-transaction.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the throw-away server of this test run keeps its data. */
    engineDir: string;
  }
}

/** A workspace that only one test knows, in the migrated database that all tests of a run share. */
export interface TestWorkspace {
  readonly workspaceId: string;
  readonly database: Database;
  readonly pools: Pools;
  /** The workspace's first user. */
  readonly admin: Actor & { readonly userId: string };
  /** Another user with a role of its own. */
  addUser(name: string, role: ActorRole): Promise<Actor & { readonly userId: string }>;
}

let shared: Promise<{ engine: Engine; pools: Pools }> | undefined;

/** The test run's server, joined by this test process on first use. It ends with the run: never stop it. */
export async function testEngine(): Promise<Engine> {
  return (await join()).engine;
}

/** Makes a workspace with one admin, in about two milliseconds. */
export async function freshWorkspace(name = 'Acme Ltd'): Promise<TestWorkspace> {
  const { pools } = await join();
  const workspaceId = randomUUIDv7();
  const admin = { workspaceId, userId: randomUUIDv7(), role: 'admin' } as const;
  const addUser = async (userName: string, role: ActorRole, userId = randomUUIDv7()) => {
    await inWorkspace(pools.app, admin, (tx) =>
      tx.raw('insert into app.users (id, name, name_key, role) values ($1, $2, $3, $4)', [userId, userName, userName.toLowerCase(), role]),
    );
    return { workspaceId, userId, role };
  };
  await inWorkspace(pools.app, admin, (tx) =>
    tx.raw('insert into app.workspaces (workspace_id, name) values ($1, $2)', [workspaceId, name]),
  );
  await addUser('Ada Admin', 'admin', admin.userId);
  return { workspaceId, database: pools.app, pools, admin, addUser: (userName, role) => addUser(userName, role) };
}

function join(): Promise<{ engine: Engine; pools: Pools }> {
  shared ??= startEngine(inject('engineDir'), { durable: false }).then((engine) => ({
    engine,
    pools: openPools(engine, { app: 8, auth: 2, worker: 4 }),
  }));
  return shared;
}
