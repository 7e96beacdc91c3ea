import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '@windshield/store';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
  readonly seconds: number;
}

/**
 * Writes every row of schema `app` to files, empties the tables, and times a bare COPY of the files back into them as the owner: the
 * same rows, indexes, foreign keys and triggers, nothing resolved, nothing merged.
 */
export async function copyFinishedRows(engine: Engine, folder: string): Promise<{ seconds: number; tables: CopiedTable[] }> {
  await mkdir(folder, { recursive: true });
  const client = new pg.Client(engine.connectionAs('owner'));
  await client.connect();
  try {
    const tables = await tablesInOrder(client);
    for (const { table, columns } of tables) {
      const out = client.query(copyTo(`copy (select ${columns} from ${table}) to stdout`));
      await pipeline(out, createWriteStream(path.join(folder, table)));
    }
    await client.query(`truncate ${tables.map(({ table }) => table).join(', ')} cascade`);
    await client.query('checkpoint');
    // As in an import: its end folds once what the triggers would fold with each statement.
    await client.query(`set app.source = 'import'; set synchronous_commit = off`);
    const copied: CopiedTable[] = [];
    for (const { table, columns } of tables) {
      const began = performance.now();
      const into = client.query(copyFrom(`copy ${table} (${columns}) from stdin`));
      await pipeline(createReadStream(path.join(folder, table), { highWaterMark: 1 << 20 }), into);
      const seconds = (performance.now() - began) / 1_000;
      if (into.rowCount > 0) copied.push({ table, rows: into.rowCount, seconds });
    }
    return { seconds: copied.reduce((sum, { seconds }) => sum + seconds, 0), tables: copied };
  } finally {
    await client.end();
  }
}

/** What is pointed at comes first; a circle is broken where a column may be empty. */
async function tablesInOrder(client: pg.Client): Promise<{ table: string; columns: string }[]> {
  const { rows } = await client.query<{ table: string; columns: string; needs: string[] }>(`
    select c.oid::regclass::text as table,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
       where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      array(select distinct confrelid::regclass::text from pg_constraint where conrelid = c.oid and contype = 'f' and confrelid <> c.oid) as needs
    from pg_class c where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1`);
  const ordered: typeof rows = [];
  const open = [...rows];
  while (open.length > 0) {
    const isReady = ({ needs }: (typeof rows)[number]) => needs.every((need) => ordered.some(({ table }) => table === need));
    // Teams and users point at each other: teams name their manager only later.
    const next = open.findIndex(isReady);
    ordered.push(...open.splice(next < 0 ? open.findIndex(({ table }) => table === 'app.teams') : next, 1));
  }
  return ordered;
}
