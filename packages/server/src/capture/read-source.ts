import { capture, NotFound, type WorkspaceTransaction } from '@windshield/store';
import { faultOf } from '../app/request-log.ts';
import type { Services } from '../services.ts';
import { readCalendars } from './read-calendars.ts';
import { readFiles } from './read-files.ts';
import { readImap } from './read-mailbox.ts';
import { openReading, type Reading } from './reading.ts';
import { stateAfter } from './trouble.ts';

/** A long history is read in turns, so that other mailboxes and imports get theirs. */
const turnMs = 30_000;

const readers: Readonly<Record<capture.SourceKind, (reading: Reading) => Promise<boolean>>> = {
  imap: readImap,
  caldav: readCalendars,
  calendarFeed: readCalendars,
  upload: readFiles,
  watchedFolder: readFiles,
};

/**
 * Reads what is new in a source and says how it is afterwards. Never fails: what went wrong becomes the source's state, with what to do.
 *
 * @returns whether another turn is needed to come to the end
 */
export async function readSource(services: Services, workspaceId: string, ownerId: string, sourceId: string): Promise<boolean> {
  const signal = AbortSignal.any([services.ending.signal, AbortSignal.timeout(turnMs)]);
  const reading = await openReading(services, workspaceId, ownerId, sourceId, signal).catch((error) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });
  if (!reading || reading.source.state === 'paused') return false;
  const { source, within } = reading;
  try {
    if (source.state !== 'active')
      await within((tx) => capture.setSourceState(tx, sourceId, { state: source.lastReadAt ? source.state : 'backfilling' }));
    const isAtEnd = await readers[source.kind](reading);
    await within(async (tx) => {
      await capture.finishReading(tx, sourceId);
      const readAt = isAtEnd ? new Date(services.now()).toISOString() : undefined;
      const state = await capture.setSourceState(tx, sourceId, { state: isAtEnd ? 'active' : 'backfilling', readAt });
      if (isAtEnd && state === 'backfilling') await tellMissing(tx, sourceId, readAt);
    });
    services.writes.note(workspaceId);
    services.clocks.refreshSoon(workspaceId);
    return !isAtEnd && !services.ending.signal.aborted;
  } catch (failure) {
    if (services.ending.signal.aborted) return false;
    services.log.warn({ sourceId, fault: faultOf(failure) }, 'a source could not be read');
    await within((tx) => capture.setSourceState(tx, sourceId, stateAfter(failure, source.failures, services.now())));
    return false;
  }
}

/** Read to its end, and still the server counts more: it is said, and looked at again. */
async function tellMissing(tx: WorkspaceTransaction, sourceId: string, readAt: string | undefined): Promise<void> {
  const folders = await capture.listFolders(tx, sourceId);
  const missing = folders.filter(({ isIncluded, onServer, read }) => isIncluded && (onServer ?? 0) > read);
  const count = missing.reduce((sum, { onServer, read }) => sum + (onServer ?? 0) - read, 0);
  await capture.setSourceState(tx, sourceId, {
    state: 'backfilling',
    code: 'notDelivered',
    message: `${count} ${count === 1 ? 'message' : 'messages'} of ${missing.length} ${missing.length === 1 ? 'folder' : 'folders'} ${count === 1 ? 'was' : 'were'} not delivered yet. They are asked for again.`,
    readAt,
  });
}
