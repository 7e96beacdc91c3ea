import fs from 'node:fs';
import { readMailbox } from '@windshield/ingest';
import { capture } from '@windshield/store';
import { filesOf, forgetFiles, type SourceFile, uploadFolder } from './files.ts';
import { invitationIn } from './invitations.ts';
import { asRead, isCalendarFile, isReadAsItIs, readCalendarFile } from './read-calendars.ts';
import type { Reading } from './reading.ts';
import { sinceOf } from './since.ts';

/** Messages written in one transaction. */
const batchSize = 500;
/** Calendars are read whole; decades of one are smaller. As feeds are. */
const mostCalendarBytes = 50_000_000;
const tooLarge = 'the calendar has more than 50 MB: export a shorter time of it';

/**
 * Reads files that were uploaded or lie in a watched folder: each file is a folder of the source, a message's place in it its number. A file that was
 * read to its end and has not changed since is passed over; one that broke off is read from its beginning, and what is known is recognised.
 * Messages from before the day from which on history is read are neither kept nor counted.
 * What was uploaded is cleared away when all of it was read.
 *
 * @returns whether it came to the end
 */
export async function readFiles(reading: Reading): Promise<boolean> {
  const { services, source, within, signal, region } = reading;
  const known = new Map((await within((tx) => capture.listFolders(tx, source.id))).map((folder) => [folder.path, folder]));
  if (source.kind === 'upload' && !fs.existsSync(uploadFolder(services, source.id)) && isAllRead([...known.values()])) return true;
  const folderOf = ({ name }: SourceFile) => ({ sourceId: source.id, folder: name, role: 'file' });
  const files = filesOf(reading);
  const since = sinceOf(source);
  for (const file of files) {
    const state = known.get(file.name)?.syncState;
    if (isCalendarFile(file.path) ? isReadAsItIs(state, file.stamp) : state?.['stamp'] === file.stamp) continue;
    if (isCalendarFile(file.path)) {
      if (fs.statSync(file.path).size <= mostCalendarBytes) await readCalendarFile(reading, file);
      else
        await within((tx) =>
          capture.appendMessages(tx, { ...folderOf(file), state: asRead(file.stamp) }, [{ uid: 1, unreadReason: tooLarge }]),
        );
      continue;
    }
    const begun = known.get(file.name)?.syncState;
    const doneBefore = begun?.['begun'] === file.stamp ? Number(begun['uid'] ?? 0) : 0;
    let uid = 0;
    let tooOld = 0;
    let batch: capture.ArrivedMessage[] = [];
    const keep = async (isDone: boolean) => {
      const state = isDone ? { stamp: file.stamp } : { begun: file.stamp, uid };
      const folder = { sourceId: source.id, folder: file.name, role: 'file', state, ...(isDone && { onServer: uid - tooOld }) };
      const messages = batch;
      batch = [];
      await within((tx) => capture.appendMessages(tx, folder, messages, new Date(services.now()).toISOString()));
    };
    for await (const found of readMailbox([file.path], { region })) {
      uid++;
      if (since !== undefined && 'message' in found && isBefore(found.message.sentAt, since)) {
        tooOld++;
        continue;
      }
      if (uid <= doneBefore) continue;
      batch.push(
        'reason' in found
          ? { uid, unreadReason: `${found.where}: ${found.reason}` }
          : { uid, message: found.message, invitation: invitationIn(found.message, reading) },
      );
      if (batch.length < batchSize) continue;
      await keep(false);
      if (signal.aborted) return false;
    }
    await keep(true);
    if (signal.aborted) return false;
  }
  if (source.kind === 'upload') forgetFiles(services, source.id);
  return true;
}

/** Uploaded files are cleared away once they were read; a decision that is taken back may ask for them again. */
const isAllRead = (folders: readonly capture.Folder[]): boolean =>
  folders.length > 0 &&
  folders
    .filter(({ role }) => role !== 'invitations')
    .every(({ syncState, onServer, read }) => syncState['stamp'] !== undefined && (onServer ?? 0) <= read);

const isBefore = (sentAt: string | undefined, since: string): boolean => sentAt !== undefined && sentAt < since;
