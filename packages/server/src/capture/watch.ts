import { connectImap, type FolderState, MailboxError, waitForNews } from '@windshield/ingest';
import { capture, enqueue, inWorkspace, listWorkspaceIds, type WorkspaceTransaction } from '@windshield/store';
import { faultOf } from '../app/request-log.ts';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';
import { policyOf } from './policy.ts';
import { openReading } from './reading.ts';

const tickMs = 20_000;
/** Servers end an IDLE after half an hour. */
const idleMs = 25 * 60_000;
/** Connections kept open to be told of new mail at once; the others are asked every few minutes. */
const mostIdle = 200;

export interface Watch {
  stop(): Promise<void>;
}

/**
 * Has sources read when it is time, and mailboxes whose server tells of new mail at once when it does. For whoever serves alone.
 */
export function startWatch(services: Services): Watch {
  const idling = new Map<string, Promise<void>>();
  const end = new AbortController();
  const signal = AbortSignal.any([end.signal, services.ending.signal]);
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking
      .then(() => lookAround(services, signal, idling))
      .catch((error) => services.log.error({ from: 'watch', fault: faultOf(error) }, 'sources could not be looked through'));
  };
  const timer = setInterval(look, tickMs);
  look();
  return {
    async stop() {
      clearInterval(timer);
      end.abort();
      await looking;
      await Promise.all(idling.values());
    },
  };
}

async function lookAround(services: Services, signal: AbortSignal, idling: Map<string, Promise<void>>): Promise<void> {
  const now = new Date(services.now()).toISOString();
  for (const workspaceId of await listWorkspaceIds(services.pools.auth)) {
    if (signal.aborted) return;
    const sources = await inWorkspace(services.pools.app, system(workspaceId), async (tx) => {
      const due = await capture.dueSources(tx, now);
      for (const { id, userId } of due) await askForReading(tx, id, userId);
      if ((await capture.settleMeetings(tx, now)) > 0) services.writes.note(workspaceId);
      return capture.listSources(tx);
    });
    for (const { id, kind, state, owner } of sources) {
      if (kind !== 'imap' || state !== 'active' || idling.has(id) || idling.size >= mostIdle) continue;
      const wait = idle(services, workspaceId, owner.id, id, signal)
        .catch((error) => services.log.error({ sourceId: id, fault: faultOf(error) }, 'a source could not be asked for'))
        .finally(() => idling.delete(id));
      idling.set(id, wait);
    }
  }
}

/** Asks for a source to be read within the caller's transaction; asked twice before it begins, it is read once. */
export const askForReading = (tx: WorkspaceTransaction, sourceId: string, ownerId: string): Promise<void> =>
  enqueue(tx, 'read_source', { sourceId, ownerId }, `read_source:${sourceId}`);

/**
 * Waits on one connection until the server tells of news in the inbox, has it read, and ends; the next look begins anew. When it fails the
 * source is read at once, which finds the same and says what to do: a password that was changed is not tried again and again.
 */
async function idle(services: Services, workspaceId: string, ownerId: string, sourceId: string, signal: AbortSignal): Promise<void> {
  try {
    const reading = await openReading(services, workspaceId, ownerId, sourceId, signal);
    const inbox = (await reading.within((tx) => capture.listFolders(tx, sourceId))).find(
      ({ role, isIncluded }) => isIncluded && (role === 'inbox' || role === 'all'),
    );
    if (inbox?.syncState['uidValidity'] === undefined) return;
    const account = await reading.imapAccount();
    const connection = await connectImap(account, policyOf(services.capture, account.security));
    try {
      const told = await waitForNews(connection, inbox.path, inbox.syncState as unknown as FolderState, { signal, timeoutMs: idleMs });
      if (told === 'news') await reading.within((tx) => askForReading(tx, sourceId, ownerId));
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof MailboxError)) services.log.debug({ sourceId, fault: faultOf(error) }, 'waiting for new mail ended');
    await inWorkspace(services.pools.app, system(workspaceId), (tx) => askForReading(tx, sourceId, ownerId));
  }
}
