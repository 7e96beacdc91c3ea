import type { FailedDelivery } from '@windshield/core';
import { addressOf, readParties } from '../mime/addresses.ts';
import { type Head, readHead } from '../mime/head.ts';
import type { Leaf } from '../mime/parts.ts';
import { type Source, sourceOf } from '../mime/source.ts';
import { decodeTransfer } from '../mime/transfer.ts';
import { passingTrouble, unknownAddress } from './bounce-words.ts';

/** Of one bounce so many addresses are kept. */
const mostFailures = 200;
const mostStatusBytes = 256 << 10;

export interface DeliveryStatus {
  /** In lower case, one for each recipient: `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
  readonly actions: readonly string[];
  readonly failures: readonly FailedDelivery[];
}

/** Reads the recipients' fields of a message/delivery-status part (RFC 3464), also where empty lines are missing or doubled. */
export function readDeliveryStatus(source: Source, leaf: Leaf): DeliveryStatus {
  const decoded = decodeTransfer(source.bytes.subarray(leaf.start, leaf.end), leaf.transferEncoding, mostStatusBytes).bytes;
  return deliveryStatusIn(decoded.toString('latin1'));
}

/** The same for text that stands outside of such a part. */
export function deliveryStatusIn(text: string): DeliveryStatus {
  const actions: string[] = [];
  const failures: FailedDelivery[] = [];
  // A recipient begins with its address; some servers leave out the empty line before it.
  for (const group of text.split(/\r?\n[ \t]*\r?\n|\n(?=(?:original|final)-recipient:)/i)) {
    if (failures.length >= mostFailures) break;
    const fields = readHead(sourceOf(Buffer.from(`${group}\n`, 'latin1')), 0, group.length + 1).head;
    const status = fields.get('status');
    const last = failures.at(-1);
    const address =
      recipient(fields.get('original-recipient')) ??
      recipient(fields.get('final-recipient')) ??
      recipient(fields.get('x-actual-recipient'));
    const action = /^\s*([a-z]+)/i.exec(fields.get('action') ?? '')?.[1]?.toLowerCase();
    if (action !== undefined) actions.push(action);
    if (address === undefined || action === 'delivered' || action === 'relayed' || action === 'expanded') continue;
    // Original-Recipient and Final-Recipient of one recipient, cut apart above.
    const isSame = last !== undefined && fields.has('final-recipient') && !fields.has('original-recipient') && last.status === undefined;
    const failure = failureOf(isSame ? last.address : address, status, fields.get('diagnostic-code') ?? '', action);
    if (isSame) failures[failures.length - 1] = failure;
    else failures.push(failure);
  }
  return { actions, failures };
}

function recipient(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const semicolon = value.indexOf(';');
  const written = semicolon < 0 ? value : value.slice(semicolon + 1);
  return addressOf(/<([^<>]+)>/.exec(written)?.[1] ?? written.trim().split(/\s/)[0] ?? '');
}

/** Judges one failure by status code and the server's words. */
export function failureOf(address: string, status: string | undefined, words: string, action?: string): FailedDelivery {
  const own = /[245]\.\d{1,3}\.\d{1,3}/.exec(status ?? '')?.[0];
  const said = /(?:^|[\s#(:])([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1];
  // `5.0.0` says nothing; the server that refused says more.
  const code = (own === undefined || /\.0\.0$/.test(own) ? (said ?? own) : own) ?? undefined;
  const isPermanent = action !== 'delayed' && isDead(code, words.slice(0, 2_000));
  return code === undefined ? { address, isPermanent } : { address, status: code, isPermanent };
}

/** Whether the address itself is dead (RFC 3463: subject 1, disabled mailboxes, hosts that are not there), rather than full, busy or suspicious. */
function isDead(code: string | undefined, words: string): boolean {
  if (code?.startsWith('4')) return false;
  const subject = code?.slice(2);
  if (subject !== undefined && /^(?:1\.(?:0|1|2|3|6|10)|2\.1)$/.test(subject)) return !/quota|mailbox (?:is )?full/i.test(words);
  if (subject !== undefined && /^(?:2\.[2-4]|3\.|7\.)/.test(subject)) return unknownAddress.test(words) && !passingTrouble.test(words);
  // Exchange Online says "5.4.1 Recipient address rejected: Access denied" of addresses that it does not know.
  if (subject === '4.1' && /recipient address rejected/i.test(words)) return true;
  return unknownAddress.test(words) && !passingTrouble.test(words);
}

const ownMessage =
  /^(?:-{2,}.{0,10}(?:this is a copy|below this line|original message|returned message|message header|copy of (?:the|your)|unsent message|message follows|original mail|forwarded message|transcript of)|.{0,20}(?:original message follows|message headers follow|your (?:original )?message (?:follows|is enclosed|begins)|bounced e-?mail:)|(?:received|return-path|message-id): )/im;

const addressLike = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;
const saidAbout =
  /(?:rcpt to|recipients?|to|address|mailbox|user|delivered to|addressee|deliver\w* (?:to|for)|宛先|empfänger|destinataire|destinatario)\s*:?\s*[<"']?$/i;

/**
 * Failed addresses of a bounce that holds no report: those named in the server's words, before its copy of the message; where none is named, the one
 * recipient of the copy. `own` are addresses that cannot be meant (who the bounce went to, the server itself).
 */
export function failuresInWords(text: string, own: ReadonlySet<string>): FailedDelivery[] {
  const until = ownMessage.exec(text)?.index ?? text.length;
  const words = text.slice(0, Math.min(until > 20 ? until : text.length, 20_000));
  const sure = new Map<string, FailedDelivery>();
  const maybe = new Map<string, FailedDelivery>();
  for (const match of words.matchAll(addressLike)) {
    const address = addressOf(match[0].replace(/\.+$/, ''));
    if (
      address === undefined ||
      own.has(address) ||
      sure.size >= mostFailures ||
      /^(?:postmaster|mailer-daemon|abuse|support|helpdesk)@/.test(address)
    )
      continue;
    const lineStart = words.lastIndexOf('\n', match.index) + 1;
    const before = words.slice(Math.max(lineStart, match.index - 100), match.index);
    const lineEnd = words.indexOf('\n', match.index);
    const after = words.slice(match.index + match[0].length, lineEnd < 0 ? words.length : lineEnd);
    const isAlone = /^[\s<"'*>-]*$/.test(before) && /^[>"'\s:;,.)]*(?:$|\(|[-:.;])/.test(after);
    const failure = failureOf(address, undefined, words.slice(lineStart, match.index + 600));
    if (isAlone || saidAbout.test(before)) sure.set(address, sure.get(address) ?? failure);
    else maybe.set(address, maybe.get(address) ?? failure);
  }
  const found = [...(sure.size > 0 ? sure : maybe).values()].slice(0, mostFailures);
  // Of a single address the server may have said why at the other end of its letter.
  const only = found.length === 1 ? found[0] : undefined;
  return only && only.status === undefined && !only.isPermanent ? [failureOf(only.address, undefined, words)] : found;
}

/** The recipients of the message that came back, from its own head. */
export function failuresInCopy(copy: Head, words: string): FailedDelivery[] {
  const recipients = readParties(copy.get('to'));
  return recipients.length === 1 && recipients[0] ? [failureOf(recipients[0].address, undefined, words.slice(0, 4_000))] : [];
}

/** The recipients of an SES notification; a complaint says nothing against the address itself. */
export function notifiedFailures(json: string): FailedDelivery[] {
  const failed: FailedDelivery[] = [];
  for (const match of json.matchAll(/\{[^{}]*"emailAddress"\s*:\s*"([^"]{3,320})"[^{}]*\}/g)) {
    const address = addressOf(/<([^<>]+)>/.exec(match[1] ?? '')?.[1] ?? match[1] ?? '');
    if (address === undefined || failed.length >= mostFailures) continue;
    const field = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([^"]{1,500})"`).exec(match[0])?.[1];
    failed.push(failureOf(address, field('status'), field('diagnosticCode') ?? '', field('action')));
  }
  return failed;
}
