import {
  connectImap,
  type FolderBatch,
  type FolderState,
  type ImapAccount,
  listFolders,
  type MailFolder,
  readMessage,
  syncFolder,
} from '@windshield/ingest';
import { capture } from '@windshield/store';
import { invitationIn } from './invitations.ts';
import { paceOf } from './pace.ts';
import { policyOf } from './policy.ts';
import type { Reading } from './reading.ts';
import { sinceOf } from './since.ts';

/** Folders with people in them come first. */
const order: Partial<Record<MailFolder['role'], number>> = { inbox: 0, sent: 1, all: 2, archive: 3 };

/**
 * Reads what is new in a mailbox, newest first, folder by folder; each batch is written with the place from which reading goes on.
 *
 * @returns whether it came to the end
 * @throws MailboxError
 */
export async function readImap(reading: Reading): Promise<boolean> {
  const { services, source, within, signal } = reading;
  const account = await reading.imapAccount();
  const connection = await connectImap(account, policyOf(services.capture, account.security));
  try {
    const since = sinceOf(source);
    const found = (await listFolders(connection)).toSorted((a, b) => (order[a.role] ?? 9) - (order[b.role] ?? 9));
    const folders = await within(async (tx) => {
      const before = new Map((await capture.listFolders(tx, source.id)).map((folder) => [folder.path, stateOf(folder)]));
      return capture.saveFolders(
        tx,
        source.id,
        found.map((folder) => ({
          path: folder.path,
          role: folder.role,
          isIncluded: folder.leftOut === undefined,
          onServer: countSince(folder, before.get(folder.path), since),
        })),
      );
    });
    const known = new Map(folders.map((folder) => [folder.path, folder]));
    for (const { path, role } of found) {
      const folder = known.get(path);
      if (!folder?.isIncluded) continue;
      let began = performance.now();
      for await (const batch of syncFolder(connection, path, stateOf(folder), { signal, since, failures: source.failures })) {
        await keep(reading, { path, role }, batch);
        paceOf(source.id).note(batch.messages.length, (performance.now() - began) / 1_000);
        began = performance.now();
        if (signal.aborted) return false;
      }
    }
    return true;
  } finally {
    await connection.close();
  }
}

const stateOf = ({ syncState }: capture.Folder): FolderState | undefined =>
  syncState['uidValidity'] === undefined ? undefined : (syncState as unknown as FolderState);

/** What a folder holds from a day on. The server counts everything; before a folder was opened nobody knows how much of it is older. */
function countSince({ messages }: MailFolder, state: FolderState | undefined, since: string | undefined): number | undefined {
  if (since === undefined || messages === undefined || messages === 0) return messages;
  return state && Math.max(0, messages - (state.tooOld ?? 0));
}

async function keep(reading: Reading, { path, role }: Pick<MailFolder, 'path' | 'role'>, batch: FolderBatch): Promise<void> {
  const { source, within, region, services } = reading;
  const folder = {
    sourceId: source.id,
    folder: path,
    role,
    uidValidity: batch.state.uidValidity,
    state: batch.state,
    onServer: batch.progress.onServer,
  };
  const messages = batch.messages.map(({ uid, flags, internalDate: arrivedAt, bytes }) => {
    if (flags.includes('\\Draft')) return { uid, unreadReason: 'a draft: it was not sent' };
    const message = readMessage(bytes, { region });
    return { uid, arrivedAt, message, invitation: invitationIn(message, reading) };
  });
  await within(async (tx) => {
    if (batch.gone.length > 0) await capture.forgetVanished(tx, folder, batch.gone);
    await capture.appendMessages(tx, folder, messages, new Date(services.now()).toISOString());
  });
}

/** Where the mailbox is, with what signs in. */
export function imapAccountOf({ settings }: capture.Source, auth: ImapAccount['auth']): ImapAccount {
  const { host, port, security, userName } = settings as {
    host: string;
    port: number;
    security: ImapAccount['security'];
    userName: string;
  };
  return { host, port, security, user: userName, auth };
}
