import type { ReadMessage } from '@windshield/core';
import { type Actor, type Database, inWorkspace } from '../../engine/index.ts';
import type { MessageBatch } from '../append-batches.ts';
import { listFolders } from '../folders.ts';
import { message } from './mailbox.ts';

const batchMessages = 40;
const messages = 1_200;

/** A mailbox of 1,200 messages: threads with two contacts and with unknown people, newsletters and bounces. Always the same. */
function madeUpMessage(n: number): ReadMessage {
  const them = ['ana@halden.example', 'per@halden.example', `who${n % 40}@else${n % 7}.example`][n % 3] as string;
  const isOut = n % 4 === 1;
  const at = new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString();
  return message({
    id: `mail ${n}`,
    from: isOut ? 'ada@us.example' : them,
    to: [isOut ? them : 'ada@us.example'],
    cc: n % 5 === 0 ? ['per@halden.example', `copied${n % 11}@else1.example`] : [],
    references: n % 6 < 3 ? [`mail ${n - 3}`, `mail ${n - 6}`] : [],
    subject: `Offer ${n % 12}`,
    sentAt: at,
    kind: n % 9 === 8 ? 'list' : n % 50 === 7 ? 'bounce' : 'personal',
    failedDeliveries: n % 50 === 7 ? [{ address: 'per@halden.example', isPermanent: true }] : [],
    signature: { title: `Title ${n % 3}`, phones: [], urls: [] },
  });
}

/** Batches behind `done`, each with the state that goes with it. */
export function* madeUpBatches(done: number): Generator<MessageBatch> {
  for (let at = done; at < messages; at += batchMessages) {
    const end = Math.min(at + batchMessages, messages);
    yield {
      messages: Array.from({ length: end - at }, (_, n) => ({ uid: at + n + 1, message: madeUpMessage(at + n) })),
      state: { done: end },
    };
  }
}

/** How many were kept when reading stopped. */
export async function madeUpState(database: Database, actor: Actor, sourceId: string): Promise<number> {
  const [folder] = await inWorkspace(database, actor, (tx) => listFolders(tx, sourceId));
  return Number(folder?.syncState['done'] ?? 0);
}
