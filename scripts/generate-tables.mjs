// `npm run generate:tables`: migrates a throw-away database and writes its tables as types for Kysely.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate, startEngine } from '../packages/store/src/engine/index.ts';
import { readTables } from '../packages/store/src/engine/render-tables.ts';

const file = path.join(import.meta.dirname, '../packages/store/src/engine/tables.ts');
const scratch = mkdtempSync(path.join(tmpdir(), 'windshield-tables-'));
const engine = await startEngine(scratch, { durable: false });
try {
  await migrate(engine);
  writeFileSync(file, await readTables(engine));
} finally {
  await engine.stop();
  rmSync(scratch, { recursive: true, force: true });
}
