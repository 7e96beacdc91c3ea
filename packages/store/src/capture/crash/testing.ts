import { openPools, startEngine } from '../../engine/index.ts';
import { appendBatches } from '../append-batches.ts';
import { capturing } from '../sources.ts';
import { madeUpBatches, madeUpState } from '../testing/made-up-mail.ts';

/** A process of its own that reads a mailbox from where it was left and says when it begins; to be killed at any moment. */
const [engineDir = '', workspaceId = '', userId = '', sourceId = ''] = process.argv.slice(2);
const engine = await startEngine(engineDir, { durable: false });
const pools = openPools(engine, { app: 2 });
const actor = capturing(workspaceId, userId);
process.stdout.write('reading\n');
const done = await madeUpState(pools.app, actor, sourceId);
await appendBatches(pools.app, actor, { sourceId, folder: 'INBOX', uidValidity: 1 }, madeUpBatches(done));
await pools.close();
process.stdout.write('done\n');
await engine.stop();
