import { type Actor, hygiene, imports, inWorkspace } from '@windshield/store';
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { Interrupted } from '../app/interrupted.ts';
import { faultOf } from '../app/request-log.ts';
import { readSourceInTurns } from '../capture/index.ts';
import { refreshClock } from '../deals/index.ts';
import { checkQueued, findDuplicatesOfAll, mergeAll, scanDuplicates, scanQuality, undoMergeAll } from '../hygiene/index.ts';
import { forgetUpload, inspectImport, writeImport } from '../imports/index.ts';
import type { Services } from '../services.ts';

const OfWorkspace = z.object({ workspaceId: z.uuid() });
const OfSource = OfWorkspace.extend({ sourceId: z.uuid(), ownerId: z.uuid() });
const OfScan = OfWorkspace.extend({ kind: z.enum(hygiene.merging.mergeKinds) });
const OfBatch = OfWorkspace.extend({ batchId: z.uuid() });
const OfImport = OfWorkspace.extend({ importId: z.uuid(), userId: z.uuid().optional() });

/** What the worker can do; names as they are enqueued. */
export function taskList(services: Services): TaskList {
  const ofImport = (work: (actor: Actor, importId: string) => Promise<unknown>) => async (payload: unknown) => {
    const { workspaceId, userId, importId } = OfImport.parse(payload);
    const actor: Actor = { workspaceId, userId, role: 'admin', source: 'import' };
    await work(actor, importId).catch((error) => noteFailure(services, actor, importId, error));
    services.writes.note(workspaceId);
  };
  return {
    inspect_import: ofImport((actor, importId) => inspectImport(services, actor, importId)),
    write_import: ofImport((actor, importId) => writeToTheEnd(services, actor, importId)),
    load_sample: ofImport(async (actor, importId) => {
      // Taken up again after the process ended, it was looked at already.
      const state = await inWorkspace(services.pools.app, actor, (tx) => imports.importState(tx, importId));
      if (state?.status === 'inspecting') await inspectImport(services, actor, importId);
      await inWorkspace(services.pools.app, actor, (tx) => imports.startImport(tx, importId));
      await writeToTheEnd(services, actor, importId);
    }),
    // One transaction: what fails is tried again from the start.
    undo_import: async (payload) => {
      const { importId, ...actor } = OfImport.parse(payload);
      await imports.undoImport(services.pools.app, actor, importId);
      forgetUpload(services, importId);
      services.writes.note(actor.workspaceId);
    },
    read_source: async (payload) => {
      const { workspaceId, ownerId, sourceId } = OfSource.parse(payload);
      await readSourceInTurns(services, workspaceId, ownerId, sourceId);
    },
    check_duplicates: async (payload) => checkQueued(services, OfWorkspace.parse(payload).workspaceId),
    find_duplicates: async (payload) => findDuplicatesOfAll(services, OfWorkspace.parse(payload).workspaceId),
    scan_duplicates: async (payload) => {
      const { workspaceId, kind } = OfScan.parse(payload);
      await scanDuplicates(services, workspaceId, kind);
    },
    merge_all: async (payload) => {
      const { workspaceId, batchId } = OfBatch.parse(payload);
      await mergeAll(services, workspaceId, batchId);
    },
    undo_merge_all: async (payload) => {
      const { workspaceId, batchId } = OfBatch.parse(payload);
      await undoMergeAll(services, workspaceId, batchId);
    },
    scan_quality: async (payload) => scanQuality(services, OfWorkspace.parse(payload).workspaceId),
    refresh_clock: async (payload) => {
      const { workspaceId } = OfWorkspace.parse(payload);
      await refreshClock(services, workspaceId);
      services.writes.note(workspaceId);
    },
  };
}

/** Interrupted by the end of the process, the job fails, so that it is tried again by the next one. */
async function writeToTheEnd(services: Services, actor: Actor, importId: string): Promise<void> {
  const signal = services.ending.signal;
  const isDone = await writeImport(services, actor, importId, { signal });
  if (!isDone && signal.aborted) throw new Interrupted('the server stops; the import goes on when it starts again');
}

/** A person reads why it failed; trying the same again by itself would not help. */
async function noteFailure(services: Services, actor: Actor, importId: string, error: unknown): Promise<void> {
  if (error instanceof Interrupted) throw error;
  services.log.error({ importId, fault: faultOf(error) }, 'an import stopped');
  const words = error instanceof Error ? error.message : 'It could not go on.';
  await inWorkspace(services.pools.app, actor, (tx) => imports.failImport(tx, importId, words));
}
