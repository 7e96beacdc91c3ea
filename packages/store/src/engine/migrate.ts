import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kysely, PostgresDialect } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';
import { type Engine, EngineError } from './engine.ts';
import { lockNumber } from './held-lock.ts';
import { handOverToHouse, isHandedOver, letOthersOwn, prepareRoles } from './roles.ts';

export interface MigrateResult {
  /** Names of the migrations that this call applied, oldest first; empty when the schema was up to date. */
  readonly applied: readonly string[];
  readonly durationMs: number;
}

const folder = path.join(import.meta.dirname, '../migrations');

/**
 * Brings the schema up to date: roles, then each migration not yet applied (all or none of them), then ownership. Safe to call from several processes at
 * once, and costs a few milliseconds when there is nothing to do.
 *
 * @throws EngineError when the data was written by a newer Windshield, or when an external login lacks a right
 */
export async function migrate(engine: Engine): Promise<MigrateResult> {
  const began = performance.now();
  const known = migrationNames();
  const pool = new pg.Pool({ ...engine.connectionAs('owner'), max: 2 });
  pool.on('error', () => {});
  try {
    if (isUpToDate(known, await appliedNames(pool)) && (await isHandedOver(pool)))
      return { applied: [], durationMs: performance.now() - began };
    const client = await pool.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [lockNumber.migrating]);
      await prepareRoles(client);
      await client.query(letOthersOwn);
      const applied = await applyMigrations(pool);
      await client.query(handOverToHouse);
      return { applied, durationMs: performance.now() - began };
    } finally {
      client.release(true); // Its end lets go of the lock.
    }
  } finally {
    await pool.end();
  }
}

function migrationNames(): string[] {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}

async function appliedNames(pool: pg.Pool): Promise<string[]> {
  try {
    const { rows } = await pool.query<{ name: string }>('select name from migrations.kysely_migration order by name');
    return rows.map(({ name }) => name);
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return []; // No such table: nothing was ever applied.
    throw error;
  }
}

function isUpToDate(known: readonly string[], applied: readonly string[]): boolean {
  const newer = applied.filter((name) => !known.includes(name));
  if (newer.length > 0)
    throw new EngineError(
      `This data was written by a newer Windshield (${newer.join(', ')}). Update Windshield, or restore a backup made before the update.`,
    );
  return known.length === applied.length;
}

async function applyMigrations(pool: pg.Pool): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({ db, provider, migrationTableSchema: 'migrations' });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.map(({ migrationName }) => migrationName);
}

const provider: MigrationProvider = {
  async getMigrations() {
    const load = async (name: string) => [name, (await import(pathToFileURL(path.join(folder, `${name}.ts`)).href)) as Migration] as const;
    return Object.fromEntries(await Promise.all(migrationNames().map(load)));
  },
};
