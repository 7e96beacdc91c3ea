import { inWorkspace } from '@windshield/store';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';
import { readSource } from './read-source.ts';
import { askForReading } from './watch.ts';

const reading = new WeakMap<Services, Set<string>>();

/** The job: reads a source for a turn, and asks for another while there is more. A source that is being read is not read twice at once. */
export async function readSourceInTurns(services: Services, workspaceId: string, ownerId: string, sourceId: string): Promise<void> {
  const inHand = reading.get(services) ?? new Set();
  reading.set(services, inHand);
  if (inHand.has(sourceId)) return;
  inHand.add(sourceId);
  try {
    if (!(await readSource(services, workspaceId, ownerId, sourceId))) return;
  } finally {
    inHand.delete(sourceId);
  }
  await inWorkspace(services.pools.app, system(workspaceId), (tx) => askForReading(tx, sourceId, ownerId));
}
