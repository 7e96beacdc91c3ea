import fs from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate, startEngine } from './packages/store/src/engine/index.ts';
import type {} from './packages/store/src/engine/testing.ts';

/** One migrated, throw-away PostgreSQL for a whole test run, on a socket of its own: test runs beside each other do not meet. */
export default async function startTestDatabase(project: TestProject): Promise<() => Promise<void>> {
  const runs = path.join(import.meta.dirname, '.data/test');
  removeAbandonedRuns(runs);
  const engineDir = path.join(runs, String(process.pid));
  const engine = await startEngine(engineDir, { durable: false });
  const remove = async () => {
    await engine.stop();
    fs.rmSync(engineDir, { recursive: true, force: true });
  };
  try {
    await migrate(engine);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('engineDir', engineDir);
  return remove;
}

function removeAbandonedRuns(runs: string): void {
  for (const pid of fs.existsSync(runs) ? fs.readdirSync(runs) : []) {
    if (!fs.existsSync(`/proc/${pid}`)) fs.rmSync(path.join(runs, pid), { recursive: true, force: true });
  }
}
