import { enqueueWhereServed, hygiene, inWorkspace, type WorkspaceTransaction } from '@windshield/store';
import { Interrupted } from '../app/interrupted.ts';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';

/** A look at all records is not repeated sooner because somebody opens the page. */
const freshMs = 10 * 60_000;

const running = new WeakMap<Services, Set<string>>();

/** Whether all records of a workspace are being looked at by this process. */
export const isScanning = (services: Services, workspaceId: string): boolean => running.get(services)?.has(workspaceId) ?? false;

/** Asks for a look at all records within the caller's transaction; asked twice before it begins, it is done once. */
export const askForScan = (tx: WorkspaceTransaction): Promise<void> => enqueueWhereServed(tx, 'scan_quality');

/** Whether what is known of the data's quality is older than somebody who opens the page expects. @param now epoch milliseconds */
export const isStale = (trust: hygiene.quality.TrustNow | undefined, now: number): boolean =>
  trust === undefined || now - Date.parse(trust.scannedAt) > freshMs;

/** The job: looks at every record and keeps what is to be asked. */
export async function scanQuality(services: Services, workspaceId: string): Promise<void> {
  const ofServices = running.get(services) ?? new Set();
  running.set(services, ofServices.add(workspaceId));
  try {
    const { pools, ending } = services;
    const result = await hygiene.quality.scanQuality(pools.app, system(workspaceId), services.now(), ending.signal);
    if (!result) throw new Interrupted('the server stops; the records are looked at again when it starts');
  } finally {
    ofServices.delete(workspaceId);
  }
  await inWorkspace(services.pools.app, system(workspaceId), async () => services.writes.note(workspaceId));
}
