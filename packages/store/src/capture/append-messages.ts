import { canonicalSubject, dayMs, type ReadInvitation, type ReadMessage, saysAnswer } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { insertRows } from '../records/staging.ts';
import { type AddressEvidence, evidenceOf, keepAbsences, keepEvidence } from './address-evidence.ts';
import { appendInvitations } from './append-invitations.ts';
import { type FolderState, keepFolderState } from './folders.ts';
import type { CapturedItem, Fate, ItemParty, LeftOutReason, PartyRole, Placed } from './item.ts';
import { messageKey, subjectKey } from './item-keys.ts';
import { lockCapture, placeItems } from './place-items.ts';
import { keepProposals } from './proposed.ts';
import { getSource } from './sources.ts';
import { withdraw } from './withdraw.ts';

/** A message as a folder holds it: read, or with why it could not be. */
export type ArrivedMessage = {
  /** Number in its folder; of a file: its place in it. */
  readonly uid: number;
} & (
  | {
      readonly message: ReadMessage;
      /** ISO instant at which the mailbox took it in: stands in for a date that is missing or cannot be. */
      readonly arrivedAt?: string | undefined;
      /** Of the invitation inside it, if it is by one who may speak of the meeting. */
      readonly invitation?: ReadInvitation | undefined;
    }
  | { readonly unreadReason: string }
);

/** What became of a batch, message by message; `known` ones had been appended before under the same number. */
export type AppendCounts = Readonly<Record<Fate | 'known', number>>;

/** Above this a batch leaves last contacts to the end of reading: working them out message by message would cost more than appending. */
export const mostFoldedAtOnce = 200;

/**
 * Appends a batch of one folder's messages and keeps the folder's next sync state, all in this transaction: whoever is killed goes on with
 * what was last kept, and whatever comes again is recognised. The actor must be the source's owner ({@link capturing}); end a run of
 * batches with `finishReading`.
 *
 * @param now ISO instant: invitations to what ended before tell of what has taken place
 * @throws NotFound when the source is not the actor's
 */
export async function appendMessages(
  tx: WorkspaceTransaction,
  folder: FolderState,
  messages: readonly ArrivedMessage[],
  now: string = new Date().toISOString(),
): Promise<AppendCounts> {
  await lockCapture(tx);
  const source = await getSource(tx, folder.sourceId);
  const kept = await keepFolderState(tx, folder);
  const seen = await readBefore(tx, kept, messages);
  const fresh = messages.filter(({ uid }) => !seen.has(uid));
  const items = new Map<string, CapturedItem>();
  const evidence: AddressEvidence[] = [];
  const absences: { address: string; backOn: string; at: string }[] = [];
  const markedPrivate: string[] = [];
  const outcomes: { uid: number; itemKey?: string; placed?: Placed; reason?: string }[] = [];
  for (const one of fresh) {
    if ('unreadReason' in one) {
      outcomes.push({ uid: one.uid, placed: { fate: 'unread' }, reason: one.unreadReason });
      continue;
    }
    const itemKey = messageKey(one.message.messageId);
    if (one.message.sensitivity === 'private') {
      outcomes.push({ uid: one.uid, itemKey, placed: { fate: 'leftOut', reason: 'markedPrivate' } });
      markedPrivate.push(itemKey);
      continue;
    }
    const at = timeOf(one.message.sentAt, one.arrivedAt);
    if (at !== undefined) evidence.push(...evidenceOf(one.message, at));
    if (at !== undefined && one.message.backOn !== undefined && one.message.from)
      absences.push({ address: one.message.from.address, backOn: one.message.backOn, at });
    const item = itemOf(one.message, one.arrivedAt, itemKey, { isFromOwner: kept.role === 'sent', keepsText: source.keepsText });
    if (typeof item === 'string') outcomes.push({ uid: one.uid, itemKey, placed: { fate: 'leftOut', reason: item } });
    else {
      if (!items.has(itemKey)) items.set(itemKey, item);
      outcomes.push({ uid: one.uid, itemKey });
    }
  }
  await withdraw(tx, markedPrivate, 'markedPrivate');
  const written = await placeItems(tx, source, [...items.values()]);
  const { placed, created } = written;
  await keepProposals(tx, source, written);
  await keepEvidence(tx, evidence);
  await keepAbsences(tx, absences);
  await appendInvitations(tx, source, invitationsIn(fresh), now);
  const counts = { interaction: 0, waiting: 0, leftOut: 0, ignored: 0, private: 0, unread: 0, known: seen.size };
  const rows = outcomes.map(({ uid, itemKey, placed: known, reason }) => {
    const place = known ?? placed.get(itemKey as string) ?? { fate: 'unread' as const };
    counts[place.fate]++;
    return [kept.id, kept.uidValidity, uid, source.id, itemKey, place.fate, reason ?? place.reason];
  });
  await insertRows(tx, 'app.capture_reads', ['folder_id', 'uid_validity', 'uid', 'source_id', 'item_key', 'fate', 'reason'], rows);
  await tx.raw(`update app.capture_folders set read_count = read_count + $2 where workspace_id = (select app.workspace()) and id = $1`, [
    kept.id,
    rows.length,
  ]);
  if (created.length > mostFoldedAtOnce)
    await tx.raw(
      'update app.capture_sources set must_fold = true where workspace_id = (select app.workspace()) and id = $1 and not must_fold',
      [source.id],
    );
  else if (created.length > 0) await tx.raw('select app.refold_interactions($1)', [created]);
  return counts;
}

/** Folders are read from their end; what arrived first comes first here. */
function invitationsIn(messages: readonly ArrivedMessage[]): ReadInvitation[] {
  const arrived = messages.flatMap((one) =>
    'message' in one && one.invitation ? [{ invitation: one.invitation, at: one.arrivedAt ?? '', uid: one.uid }] : [],
  );
  return arrived.toSorted((a, b) => a.at.localeCompare(b.at) || a.uid - b.uid).map(({ invitation }) => invitation);
}

async function readBefore(
  tx: WorkspaceTransaction,
  { id, uidValidity }: { readonly id: string; readonly uidValidity: string },
  messages: readonly ArrivedMessage[],
): Promise<ReadonlySet<number>> {
  const rows = await tx.raw<{ uid: number }>(
    `select uid from app.capture_reads
     where workspace_id = (select app.workspace()) and folder_id = $1 and uid_validity = $2 and uid = any ($3::bigint[])`,
    [id, uidValidity, messages.map(({ uid }) => uid)],
  );
  return new Set(rows.map(({ uid }) => Number(uid)));
}

/** The message as an item; or why it is none. */
function itemOf(
  message: ReadMessage,
  arrivedAt: string | undefined,
  itemKey: string,
  { isFromOwner, keepsText }: { readonly isFromOwner: boolean; readonly keepsText: boolean },
): CapturedItem | LeftOutReason {
  if (message.kind !== 'personal') return message.kind;
  const occurredAt = timeOf(message.sentAt, arrivedAt);
  if (occurredAt === undefined) return 'noDate';
  const references = [...new Set([...message.references, ...message.inReplyTo])];
  const named = references.length > 100 ? [...references.slice(0, 1), ...references.slice(-99)] : references;
  const answered = message.inReplyTo[0] ?? message.references.at(-1);
  const from = message.from ?? message.sender;
  const canonical = canonicalSubject(message.subject);
  const party =
    (role: PartyRole) =>
    (one: { address: string; name?: string | undefined }): ItemParty => ({ address: one.address, name: one.name, role });
  return {
    itemKey,
    kind: 'mail',
    occurredAt,
    parties: [
      ...(from ? [party('from')(from)] : []),
      ...message.to.map(party('to')),
      ...[...message.cc, ...message.bcc].map(party('cc')),
    ].slice(0, 500),
    isFromOwner,
    references: named.map(messageKey).filter((key) => key !== itemKey),
    answersKey: answered === undefined ? undefined : messageKey(answered),
    subjectKey: canonical === undefined ? undefined : subjectKey(canonical),
    isAnswer: saysAnswer(message.subject),
    subject: message.subject,
    text: keepsText ? message.newText : undefined,
    isConfidential: message.sensitivity === 'confidential',
    newTextLength: message.newTextLength,
    asksQuestion: message.asksQuestion,
    promises: message.promises.length > 0 ? message.promises : undefined,
    signature: message.signature,
  };
}

/** When it was sent; when that is unknown, or later than it came in, when it came in. */
function timeOf(sentAt: string | undefined, arrivedAt: string | undefined): string | undefined {
  if (sentAt === undefined || arrivedAt === undefined) return sentAt ?? arrivedAt;
  return Date.parse(sentAt) > Date.parse(arrivedAt) + dayMs ? arrivedAt : sentAt;
}
