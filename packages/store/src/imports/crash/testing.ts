import { openPools, startEngine } from '../../engine/index.ts';
import { madeUpRecords } from '../made-up-records.ts';
import { runImport } from '../testing.ts';

/** A process of its own that writes an import and says when it begins; to be killed at any moment. */
const [engineDir = '', workspaceId = '', importId = '', accounts = '', batchRows = ''] = process.argv.slice(2);
const engine = await startEngine(engineDir, { durable: false });
const pools = openPools(engine, { app: 2 });
process.stdout.write('writing\n');
await runImport(pools.app, { workspaceId }, importId, {
  records: madeUpRecords(Number(accounts)),
  system: 'salesforce',
  batchRows: Number(batchRows),
});
await pools.close();
process.stdout.write('done\n');
await engine.stop();
