import fs from 'node:fs';
import { enqueue, inWorkspace } from '@windshield/store';
import { describe, expect, it, vi } from 'vitest';
import { openServices } from '../services.ts';
import { firstVisitor, startServer } from '../testing/server.ts';
import { system } from '../workspace/index.ts';

describe('background work', () => {
  it('that a shutdown cuts short is put back without an error and without waiting; a real failure is one', {
    timeout: 60_000,
  }, async () => {
    const { dataDir, services, visitor, stop } = await startServer();
    const ana = visitor();
    await ana.ask('POST', '/setup', firstVisitor);
    await ana.ask('POST', '/me/claim', { nobody: true });
    await ana.ask('POST', '/contacts', { name: 'Ana Ruiz' });
    const error = vi.spyOn(services.log, 'error');
    const { workspace } = (await ana.ask('GET', '/me')).body;
    await inWorkspace(services.pools.app, system(workspace.id), (tx) => enqueue(tx, 'scan_duplicates', { kind: 'nothing' }));
    await vi.waitFor(() => expect(String(error.mock.lastCall?.[1])).toContain('Failed task'), { timeout: 20_000 });
    error.mockClear();
    await ana.ask('POST', '/duplicates/scan', { kind: 'contacts' });
    const isRunning = ({ items }: { items: { status: string }[] }) => items.some(({ status }) => status === 'running');
    await ana.until('/duplicates/scan', isRunning);
    await stop();
    expect(error.mock.calls).toEqual([]);

    const again = await openServices({ dataDir, durable: false, logLevel: 'silent' });
    const { rows } = await again.pools.worker.query(
      `select j.attempts, j.run_at <= now() as "isDue", j.last_error as problem from graphile_worker._private_jobs j
       where j.payload ->> 'kind' = 'contacts'`,
    );
    await again.stop();
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    expect(rows).toEqual([{ attempts: 0, isDue: true, problem: null }]);
  });
});
