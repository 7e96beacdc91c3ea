import { type Actor, type Database, inWorkspace } from '../engine/index.ts';
import { type AppendCounts, type ArrivedMessage, appendMessages } from './append-messages.ts';
import { finishReading } from './finish-reading.ts';
import type { FolderState } from './folders.ts';

export interface MessageBatch {
  readonly messages: readonly ArrivedMessage[];
  /** What to go on with once these are written. */
  readonly state?: unknown;
}

/**
 * Appends a folder's batches as they are read, each in a transaction of its own: while PostgreSQL writes one, the next is read. Ends with
 * `finishReading`. When a batch fails, those before it stay and its error is thrown.
 *
 * @param onWritten called after each batch with its counts
 */
export async function appendBatches(
  database: Database,
  owner: Actor,
  folder: Omit<FolderState, 'state'>,
  batches: AsyncIterable<MessageBatch> | Iterable<MessageBatch>,
  onWritten: (counts: AppendCounts) => void = () => {},
): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  const write = async ({ messages, state }: MessageBatch) => {
    onWritten(await inWorkspace(database, owner, (tx) => appendMessages(tx, { ...folder, state }, messages)));
  };
  for await (const batch of batches) {
    await writing;
    writing = write(batch);
    // Its error is thrown by the next turn; until then it is not unhandled.
    writing.catch(() => {});
  }
  await writing;
  await inWorkspace(database, owner, (tx) => finishReading(tx, folder.sourceId));
}
