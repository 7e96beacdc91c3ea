import { hash } from 'node:crypto';
import type { Party, ReadMessage } from '@windshield/core';
import { bodyText } from './body/body-text.ts';
import { backOn } from './kind/back-on.ts';
import { kindOfMail } from './kind/kind-of-mail.ts';
import { sensitivityOfMail } from './kind/sensitivity.ts';
import { readParties } from './mime/addresses.ts';
import { decodeBytes } from './mime/charset.ts';
import { readSentTime } from './mime/date.ts';
import { readMessageIds } from './mime/message-ids.ts';
import { type Leaf, type Parts, readParts } from './mime/parts.ts';
import { type Source, sourceOf } from './mime/source.ts';
import { decodeTransfer } from './mime/transfer.ts';
import { decodeWords } from './mime/words.ts';
import { asksQuestion } from './reply/asks-question.ts';
import { promisesIn } from './reply/promises.ts';
import { partSignature, signatureFacts } from './reply/signature.ts';
import { trimReply } from './reply/trim-reply.ts';

export interface MessageOptions {
  /** Country (ISO 3166) in which phone numbers without a country's code are dialled. */
  readonly region?: string | undefined;
}

/** Of one message so many bytes are read; what lies behind are attachments. */
const mostBytes = 48 << 20;
const mostCalendarBytes = 1 << 20;
const mostServerWords = 64 << 10;

/**
 * Reads one message (RFC 5322, MIME, and what is sent instead of them). Any bytes give a message: what could not be read is named in `problems`.
 * Attachments are counted, not decoded. Cost is linear in the size of the message.
 *
 * postal-mime decodes every attachment and takes five times as long for the parts alone, most of a second where they nest deeply.
 */
export function readMessage(bytes: Uint8Array, options: MessageOptions = {}): ReadMessage {
  const source = sourceOf(bytes.length > mostBytes ? bytes.subarray(0, mostBytes) : bytes);
  const parts = readParts(source);
  const { head } = parts;
  const charset = headCharset(parts);
  const parties = (name: string): Party[] => readParties(head.all(name).join(', '), charset);
  const from = parties('from')[0];
  const to = parties('to');
  // "Message from Ada <ada@acme.com> of …" names a person, and would tie all of that person's mail into one thread.
  const people = new Set([...parties('from'), ...to, ...parties('cc')].map((party) => party.address));
  const isNoPerson = (id: string): boolean => !people.has(id.toLowerCase());
  const subjectField = head.get('subject');
  const subject = subjectField === undefined ? undefined : decodeWords(subjectField, charset).slice(0, 1_000).toWellFormed();
  const sent = readSentTime(head.get('date')) ?? readSentTime(head.get('resent-date'));
  const body = bodyText(source, parts);
  const problems = [...parts.problems, ...body.problems];
  if (bytes.length > mostBytes) problems.push(`larger than ${mostBytes} bytes: the rest is left unread`);
  if (head.isEmpty) problems.push('no head: read as plain text');
  if (head.has('date') && sent === undefined)
    problems.push('the date cannot be read; expected one such as "Mon, 2 Mar 2026 10:00:00 +0100"');
  const calendar = calendarText(source, parts);
  const { kind, reason, failedDeliveries } = kindOfMail({ source, parts, from, to, subject: subject ?? '', text: body.text, calendar });
  const isEncrypted = parts.leaves.some(isSecret);
  if (isEncrypted) problems.push('encrypted: its words are not known');
  // Programs' words are nobody's: no questions, promises or signatures in them.
  const isByPerson = kind === 'personal' && !isEncrypted;
  const isByServer = kind === 'bounce' || kind === 'receipt';
  const reply = isByServer ? { own: body.text.slice(0, mostServerWords), signature: '' } : trimReply(isEncrypted ? '' : body.text);
  const parted = reply.signature === '' && isByPerson ? partSignature(reply.own) : { text: reply.own, signature: reply.signature };
  const newText = parted.text.trim().toWellFormed();
  return {
    messageId: readMessageIds(head.all('message-id'))[0] ?? madeId(source, parts),
    inReplyTo: readMessageIds(head.all('in-reply-to')).filter(isNoPerson),
    references: readMessageIds(head.all('references')).filter(isNoPerson),
    sentAt: sent?.at,
    from,
    sender: parties('sender')[0],
    replyTo: parties('reply-to'),
    to,
    cc: parties('cc'),
    bcc: parties('bcc'),
    subject,
    kind,
    kindReason: reason,
    sensitivity: sensitivityOfMail(head.get('sensitivity')),
    newText,
    newTextLength: codePoints(newText),
    asksQuestion: isByPerson && asksQuestion(newText),
    promises: isByPerson ? promisesIn(newText, sent) : [],
    backOn: kind === 'autoReply' ? backOn(`${subject ?? ''}\n${newText}`, sent) : undefined,
    failedDeliveries,
    signature: isByPerson && parted.signature !== '' ? signatureFacts(parted.signature, from, options.region) : undefined,
    calendar,
    attachmentCount: parts.leaves.filter((leaf) => !body.leaves.has(leaf) && isAttachment(leaf)).length,
    problems: problems.map((problem) => problem.replace(/\p{Cc}+/gu, ' ').toWellFormed()),
  };
}

/** PGP or S/MIME: the words are inside, and nobody here has the key. Signed mail can be read. */
function isSecret(leaf: Leaf, _: number, all: readonly Leaf[]): boolean {
  if (leaf.type === 'application/pgp-encrypted') return true;
  if (!/^application\/(?:x-)?pkcs7-mime$/.test(leaf.type)) return false;
  const smimeType = leaf.parameters.get('smime-type')?.toLowerCase() ?? 'enveloped-data';
  return all.length === 1 && smimeType !== 'certs-only';
}

/** Characters as people count them: a smile is one. */
function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0xd800 && code < 0xdc00) count--;
  }
  return count;
}

/** Raw bytes of a head are in the charset of the body, if in any. */
function headCharset(parts: Parts): string | undefined {
  return parts.root.parameters.get('charset') ?? parts.leaves.find((leaf) => leaf.parameters.has('charset'))?.parameters.get('charset');
}

/** The same message gives the same id, whatever its mailbox does to line ends and to fields of its own. */
function madeId(source: Source, { head, bodyStart }: Parts): string {
  const fields = ['date', 'from', 'to', 'subject'].map((name) => head.get(name) ?? '');
  const body = source.text.slice(bodyStart).replace(/\r/g, '').trimEnd();
  return `${hash('sha256', `${fields.join('\n')}\n\n${body}`, 'hex').slice(0, 40)}@made.invalid`;
}

function calendarText(source: Source, parts: Parts): string | undefined {
  const leaf = parts.leaves.find((one) => one.type === 'text/calendar') ?? parts.leaves.find((one) => one.type === 'application/ics');
  if (!leaf) return undefined;
  const { bytes } = decodeTransfer(source.bytes.subarray(leaf.start, leaf.end), leaf.transferEncoding, mostCalendarBytes);
  const { text } = decodeBytes(bytes, leaf.parameters.get('charset') ?? 'utf-8');
  return /BEGIN:VCALENDAR/i.test(text) ? text.replaceAll('\0', '').toWellFormed() : undefined;
}

/** Not what the message itself is made of: pictures in its text, signatures of programs, reports for programs. */
function isAttachment(leaf: Leaf): boolean {
  if (leaf.start >= leaf.end && leaf.fileName === undefined) return false;
  if (
    /^(?:multipart\/|text\/(?:plain|html|enriched|calendar|rfc822-headers)$|message\/(?:global-)?delivery-status|message\/(?:disposition|feedback))/.test(
      leaf.type,
    )
  ) {
    return leaf.disposition === 'attachment' || leaf.fileName !== undefined;
  }
  if (/^application\/(?:pgp-signature|(?:x-)?pkcs7-signature|pgp-encrypted)$/.test(leaf.type)) return false;
  const isInText = leaf.disposition !== 'attachment' && leaf.head.has('content-id') && leaf.type.startsWith('image/');
  return !isInText;
}
