import type { FailedDelivery, MailKind, Party } from '@windshield/core';
import type { Head } from '../mime/head.ts';
import { readHead } from '../mime/head.ts';
import type { Leaf, Parts } from '../mime/parts.ts';
import type { Source } from '../mime/source.ts';
import { decodeWords } from '../mime/words.ts';
import { absenceWords, autoReplySubject } from './auto-reply-words.ts';
import { bounceBody, bounceSubject } from './bounce-words.ts';
import { deliveryStatusIn, failuresInCopy, failuresInWords, notifiedFailures, readDeliveryStatus } from './failed-deliveries.ts';
import { type SenderSigns, senderSigns } from './sender-signs.ts';

export interface JudgedKind {
  readonly kind: MailKind;
  readonly reason?: string;
  readonly failedDeliveries: readonly FailedDelivery[];
}

/** What a message is judged by. */
export interface KindEvidence {
  readonly source: Source;
  readonly parts: Parts;
  readonly from: Party | undefined;
  readonly to: readonly Party[];
  readonly subject: string;
  /** The text that is shown. */
  readonly text: string;
  /** iCalendar text inside, if any. */
  readonly calendar: string | undefined;
}

/** Of the text so much is searched for a server's words: bounces say it first. */
const mostWords = 64 << 10;

/**
 * Judges what kind of mail a message is: by its structure (reports, RFC 3464, 3798, 5965; invitations, RFC 6047), then by its head (RFC 3834 and
 * what programs write instead), last by words, which count only from a sender that looks like a program.
 */
export function kindOfMail(evidence: KindEvidence): JudgedKind {
  const { parts, from, calendar } = evidence;
  const signs = senderSigns(parts.head, from);
  return (
    byReport(evidence, signs) ??
    byNotification(evidence) ??
    byCalendar(parts, calendar) ??
    byBounceWords(evidence, signs) ??
    byAutoReply(evidence, signs) ??
    byList(parts.head, signs) ?? { kind: 'personal', failedDeliveries: [] }
  );
}

function judged(kind: MailKind, reason: string, failedDeliveries: readonly FailedDelivery[] = []): JudgedKind {
  return { kind, reason: decodeWords(reason.slice(0, 300)).slice(0, 200).toWellFormed(), failedDeliveries };
}

function leafOf(parts: Parts, pattern: RegExp): Leaf | undefined {
  return parts.leaves.find((leaf) => pattern.test(leaf.type));
}

function byReport(evidence: KindEvidence, signs: SenderSigns): JudgedKind | undefined {
  const { source, parts, subject } = evidence;
  const isReport = parts.root.value === 'multipart/report';
  const reportType = parts.root.parameters.get('report-type')?.toLowerCase() ?? '';
  if (parts.root.value === 'text/plain' && !signs.isMailServer && !signs.isNullSender) return undefined;
  if (leafOf(parts, /^message\/feedback-report$/) || (isReport && reportType === 'feedback-report')) {
    return judged('bounce', 'a complaint about spam (feedback report)', failures(evidence, []));
  }
  const receipt = leafOf(parts, /^message\/(?:disposition|tracking)-(?:notification|status)$/);
  if ((receipt || (isReport && reportType === 'disposition-notification')) && (isReport || signs.isNullSender)) {
    return judged('receipt', 'a receipt that the message was displayed or deleted');
  }
  const status = leafOf(parts, /^message\/(?:global-)?delivery-status$/);
  const isFromMachine = isReport || signs.isMailServer || signs.isNullSender || bounceSubject.test(subject);
  if (status && isFromMachine) {
    const { actions, failures: failed } = readDeliveryStatus(source, status);
    if (actions.length > 0 && actions.every((action) => action === 'delivered' || action === 'relayed' || action === 'expanded')) {
      return judged('receipt', 'a receipt that the message was delivered');
    }
    const isDelayed = actions.length > 0 && actions.every((action) => action === 'delayed');
    return judged('bounce', isDelayed ? 'a report that delivery is delayed' : 'a report that delivery failed', failures(evidence, failed));
  }
  if (isReport && reportType === 'delivery-status') return judged('bounce', 'a report that delivery failed', failures(evidence, []));
  return undefined;
}

/** Amazon's mail service tells of deliveries as JSON by mail (SES notification contents). */
function byNotification({ text }: KindEvidence): JudgedKind | undefined {
  const start = text.trimStart();
  if (!start.startsWith('{') || start.length > mostWords) return undefined;
  const type = /"(?:notification|event)Type"\s*:\s*"(Bounce|Complaint|Delivery)"/.exec(start)?.[1];
  if (type === undefined) return undefined;
  if (type === 'Delivery') return judged('receipt', 'a notification that the message was delivered');
  return judged('bounce', `a notification of a ${type.toLowerCase()}`, notifiedFailures(start));
}

function byCalendar(parts: Parts, calendar: string | undefined): JudgedKind | undefined {
  const leaf = leafOf(parts, /^text\/calendar$/);
  const method = (
    leaf?.parameters.get('method') ??
    /^METHOD:[ \t]*([A-Z]+)/im.exec(calendar?.slice(0, 4_000) ?? '')?.[1] ??
    ''
  ).toLowerCase();
  if (/^(?:request|reply|cancel|counter|declinecounter|refresh|add)$/.test(method) && calendar !== undefined) {
    return judged('calendar', `calendar mail (${method})`);
  }
  const contentClass = parts.head.get('content-class') ?? '';
  if (/calendarmessage/i.test(contentClass)) return judged('calendar', `Content-Class: ${contentClass}`);
  return undefined;
}

/** Bounces without a report's structure: qmail, exim, Exchange, Notes, and every provider's own words. */
function byBounceWords(evidence: KindEvidence, signs: SenderSigns): JudgedKind | undefined {
  const { parts, subject, from } = evidence;
  const { head } = parts;
  const failedField = head.get('x-failed-recipients');
  const isMachine =
    signs.isMailServer || signs.isNullSender || signs.autoSubmitted === 'auto-replied' || signs.autoSubmitted === 'auto-generated';
  if (failedField !== undefined && isMachine) return judged('bounce', 'X-Failed-Recipients', failures(evidence, []));
  const hasSubject = bounceSubject.test(subject);
  if (!hasSubject && !signs.isMailServer && !signs.isNullSender && from !== undefined) return undefined;
  if (!hasSubject && autoReplySubject.test(subject)) return undefined;
  const hasWords = bounceBody.test(evidence.text.slice(0, mostWords)) || hasCopy(parts);
  if (hasSubject && (isMachine || signs.isUnanswered) && (hasWords || signs.isMailServer)) {
    return judged('bounce', `a mail server's subject: ${subject}`, failures(evidence, []));
  }
  if ((signs.isMailServer || (signs.isNullSender && (hasSubject || hasCopy(parts)))) && hasWords) {
    return judged('bounce', "a mail server's words of a failed delivery", failures(evidence, []));
  }
  // A subject that only servers write and a session's words, from whatever sender.
  if (hasSubject && bounceBody.test(evidence.text.slice(0, 8_000)) && !isReply(head)) {
    return judged('bounce', `a mail server's subject: ${subject}`, failures(evidence, []));
  }
  return undefined;
}

/** Bounces answer nothing with a person's own thread fields and client. */
function isReply(head: Head): boolean {
  return head.has('user-agent') || head.has('x-mailer') || head.has('thread-index');
}

/** The message that came back, or its head, as a part. */
function hasCopy(parts: Parts): boolean {
  return parts.leaves.length > 1 && leafOf(parts, /^(?:message\/(?:global|rfc822)(?:-headers)?|text\/rfc822-headers)$/) !== undefined;
}

/** The best list of failed addresses: the report's, the head's, the words', the returned copy's. */
function failures(evidence: KindEvidence, reported: readonly FailedDelivery[]): readonly FailedDelivery[] {
  if (reported.length > 0) return once(reported);
  const { parts, source, text, to, from } = evidence;
  const inText = /^(?:final|original)-recipient:/im.test(text) ? deliveryStatusIn(text).failures : [];
  if (inText.length > 0) return once(inText);
  const own = new Set([...to, ...(from ? [from] : [])].map((party) => party.address));
  const named = failuresInWords(parts.head.all('x-failed-recipients').join(',\n'), own);
  if (named.length > 0) {
    const said = failuresInWords(text, own);
    return once(named.map((one) => said.find((other) => other.address === one.address) ?? one));
  }
  const said = failuresInWords(text, own);
  if (said.length > 0) return once(said);
  const copy = leafOf(parts, /^(?:message\/(?:global|rfc822)(?:-headers)?|text\/rfc822-headers)$/);
  return copy ? failuresInCopy(readHead(source, copy.start, copy.end).head, text) : [];
}

function once(failed: readonly FailedDelivery[]): FailedDelivery[] {
  return [...new Map(failed.map((one) => [one.address, one])).values()];
}

const autoReplyFields = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-vacation',
];

function byAutoReply({ parts, subject, text }: KindEvidence, signs: SenderSigns): JudgedKind | undefined {
  const { head } = parts;
  if (signs.autoSubmitted === 'auto-replied') return judged('autoReply', 'Auto-Submitted: auto-replied');
  const field = autoReplyFields.find((name) => head.has(name) && !/^(?:no|none|false|0)$/i.test(head.get(name) ?? ''));
  if (field) return judged('autoReply', `${field[0]?.toUpperCase()}${field.slice(1)}`);
  if (/^auto[-_ ]?repl/.test(signs.precedence)) return judged('autoReply', `Precedence: ${signs.precedence}`);
  const isOwnSubject = autoReplySubject.test(subject);
  const isAutomatic =
    signs.isNullSender ||
    signs.autoSubmitted.startsWith('auto') ||
    /bulk|junk|list/.test(signs.precedence) ||
    head.has('x-auto-response-suppress');
  if (isOwnSubject && (isAutomatic || !head.has('list-id'))) return judged('autoReply', `Subject: ${subject}`);
  if (isAutomatic && !head.has('list-unsubscribe') && absenceWords.test(text.slice(0, 2_000)))
    return judged('autoReply', 'words of an absence');
  if (signs.isNullSender && !head.has('list-id') && !head.has('list-unsubscribe')) return judged('autoReply', 'Return-Path: <>');
  return undefined;
}

const listFields = [
  'list-id', 'list-unsubscribe', 'list-post', 'list-help', 'list-subscribe', 'list-owner', 'mailing-list', 'x-mailing-list', 'x-beenthere',
  'x-mailman-version', 'x-list', 'x-listname', 'x-loop-list', 'x-ml-name', 'x-mlserver', 'x-campaign', 'x-campaignid', 'x-campaign-id', 'x-mailchimp-id', 'x-mc-user',
  'x-newsletter', 'x-google-group-id', 'x-notification-id', 'x-github-reason', 'x-jira-fingerprint', 'x-facebook', 'x-linkedin-id',
]; // biome-ignore format: a table

const bulkMailer =
  /mailchimp|sendinblue|brevo|constant contact|campaign ?monitor|klaviyo|mailjet|phplist|cleverreach|rapidmail|newsletter2go|listserv|majordomo|sympa|mailman|acymailing|mailerlite|getresponse|marketo|eloqua|pardot|exacttarget|salesforce marketing|iterable|braze|bulk mailer|phpmailer campaign/i;

function byList(head: Head, signs: SenderSigns): JudgedKind | undefined {
  const field = listFields.find((name) => head.has(name) && head.get(name) !== '');
  if (field) return judged('list', `${field.replace(/(?:^|-)[a-z]/g, (part) => part.toUpperCase())}: ${head.get(field)}`);
  if (/^(?:bulk|list|junk|mass)\b/.test(signs.precedence)) return judged('list', `Precedence: ${signs.precedence}`);
  // Amazon's mail service puts this field on every mail, also on what people write.
  const feedback = head.get('feedback-id');
  if (feedback !== undefined && !/:AmazonSES$/i.test(feedback)) return judged('list', `Feedback-ID: ${feedback}`);
  if (signs.autoSubmitted !== '' && signs.autoSubmitted !== 'no') return judged('list', `Auto-Submitted: ${signs.autoSubmitted}`);
  if (signs.isUnanswered) return judged('list', 'a sender that reads no answers');
  if (signs.isMailServer) return judged('list', 'a mail server');
  const mailer = head.get('x-mailer');
  if (mailer !== undefined && bulkMailer.test(mailer)) return judged('list', `X-Mailer: ${mailer}`);
  if (head.has('x-auto-response-suppress') && /\b(?:all|autoreply)\b/i.test(head.get('x-auto-response-suppress') ?? '')) {
    return judged('list', 'X-Auto-Response-Suppress');
  }
  return undefined;
}
