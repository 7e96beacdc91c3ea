import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { testData } from '../../testing/test-data.ts';
import { readMessage } from '../index.ts';

const root = testData('mail');
const mail = (...lines: string[]) => readMessage(Buffer.from(lines.join('\r\n')));
const date = 'Date: Tue, 3 Mar 2026 10:00:00 +0100';

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test.runIf(root)('of the 836 bounces of all servers at least 95 of 100 are known as bounces', () => {
  const files = below(path.join(root ?? '', 'sisimai_bounces')).filter((file) => file.endsWith('.eml'));
  const missed = files.filter((file) => readMessage(readFileSync(file)).kind !== 'bounce').map((file) => path.basename(file));
  expect(files.length).toBe(836);
  expect(missed.length / files.length).toBeLessThanOrEqual(0.05);
  // Of the missed most are none: answers of people who are away (rfc3834), and the files that the set itself calls "not".
  expect(missed.filter((file) => !/^(?:rfc3834|is-not-bounce)/.test(file)).length).toBeLessThanOrEqual(15);
});

test.runIf(root)('bounces name the address that failed', () => {
  const files = below(path.join(root ?? '', 'sisimai_bounces/maildir/bsd')).filter((file) => !/arf-|rfc3834/.test(file));
  const named = files.map((file) => readMessage(readFileSync(file))).filter((message) => message.kind === 'bounce');
  expect(named.filter((message) => message.failedDeliveries.length > 0).length / named.length).toBeGreaterThan(0.97);
});

test.runIf(root)('what people write is not taken for bounces, lists or automatic answers', () => {
  const files = [
    ...below(path.join(root ?? '', 'talon_replies/standard_replies')).filter((file) => file.endsWith('.eml')),
    ...below(path.join(root ?? '', 'mikel_mail/emails')).filter(
      (file) => file.endsWith('.eml') && !/report|bounce|with_mimepart_without/.test(file),
    ),
    ...below(path.join(root ?? '', 'email_reply_trimmer/emails')),
  ];
  const kinds = files.map((file) => ({ file: path.basename(file), kind: readMessage(readFileSync(file)).kind }));
  expect(kinds.filter(({ kind }) => kind === 'bounce' || kind === 'autoReply' || kind === 'receipt')).toEqual([]);
  // Six newsletters and noreply@ senders are among them.
  expect(kinds.filter(({ kind }) => kind === 'list').length).toBeLessThanOrEqual(6);
});

test('a person who forwards a bounce or speaks of one is a person', () => {
  const words = 'Look at this: 550 5.1.1 user unknown. Delivery to the following recipient failed. Do you have his new address?';
  expect(
    mail(
      'From: Ada <ada@acme.com>',
      'To: ben@buyer.com',
      'Subject: Fwd: Undelivered Mail Returned to Sender',
      'User-Agent: Mail',
      '',
      words,
    ).kind,
  ).toBe('personal');
  expect(mail('From: Ada <ada@acme.com>', 'To: ben@buyer.com', 'Subject: Your address bounces', '', words).kind).toBe('personal');
});

test('a dead address, a full mailbox and a delay are told apart', () => {
  const report = (status: string, words: string, action = 'failed') =>
    mail(
      ...[
        'From: MAILER-DAEMON@mx.acme.com',
        'To: ada@acme.com',
        'Subject: Undelivered',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
      ],
      ...['--b', '', 'Sorry.', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.acme.com', ''],
      ...[
        'Original-Recipient: rfc822;Ben@Buyer.com',
        'Final-Recipient: rfc822;x17@internal.buyer.com',
        `Action: ${action}`,
        `Status: ${status}`,
        `Diagnostic-Code: smtp; ${words}`,
        '',
        '--b--',
      ],
    );
  expect(report('5.1.1', '550 5.1.1 user unknown').failedDeliveries).toEqual([
    { address: 'ben@buyer.com', status: '5.1.1', isPermanent: true },
  ]);
  expect(report('5.0.0', '550 No such user here').failedDeliveries[0]?.isPermanent).toBe(true);
  expect(report('5.2.2', '552 mailbox full').failedDeliveries[0]?.isPermanent).toBe(false);
  expect(report('5.7.1', '550 5.7.1 message rejected as spam').failedDeliveries[0]?.isPermanent).toBe(false);
  expect(report('4.4.7', 'delayed', 'delayed')).toMatchObject({ kind: 'bounce', failedDeliveries: [{ isPermanent: false }] });
  expect(report('2.0.0', 'ok', 'delivered').kind).toBe('receipt');
});

test('out-of-office answers say when their writer is back', () => {
  const away = (subject: string, ...text: string[]) =>
    mail('From: ben@buyer.com', 'To: ada@acme.com', `Subject: ${subject}`, date, 'Auto-Submitted: auto-replied', '', ...text);
  const backOn = (subject: string, text: string) => away(subject, text).backOn;
  expect(away('Automatic reply: Offer', 'Away.').kind).toBe('autoReply');
  expect(backOn('Automatic reply: Offer', 'I am out of the office and will be back on Monday, 16 March 2026.')).toBe('2026-03-16');
  expect(backOn('Out of office', 'I am on leave until 12 March.')).toBe('2026-03-12');
  expect(backOn('Out of office', 'I am out from March 4 through March 13, 2026.')).toBe('2026-03-14');
  expect(backOn('Abwesenheitsnotiz', 'Ich bin bis einschließlich 13.03.2026 nicht im Büro.')).toBe('2026-03-14');
  expect(backOn('Automatische Antwort', 'Ich bin ab dem 16. März wieder für Sie da.')).toBe('2026-03-16');
  expect(backOn('Réponse automatique', "Je suis absente jusqu'au 13 mars 2026 et serai de retour le 16 mars.")).toBe('2026-03-16');
  expect(backOn('Respuesta automática', 'Estaré fuera de la oficina hasta el 13 de marzo de 2026.')).toBe('2026-03-14');
  expect(backOn('Risposta automatica', 'Sono in ferie e rientro il 16 marzo 2026.')).toBe('2026-03-16');
  expect(backOn('Automatisch antwoord', 'Ik ben afwezig tot en met 13 maart 2026.')).toBe('2026-03-14');
  expect(backOn('Resposta automática', 'Estarei de férias até 13 de março de 2026.')).toBe('2026-03-14');
  expect(backOn('Automatic reply', 'Thank you for your mail. We received it on 2 March 2026.')).toBeUndefined();
});

test('lists, newsletters and programs are not people', () => {
  const kind = (...fields: string[]) => mail('From: news@shop.example', 'To: ada@acme.com', 'Subject: News', ...fields, '', 'Hello').kind;
  expect(kind('List-Id: <a.example>')).toBe('list');
  expect(kind('List-Unsubscribe: <mailto:x@y.example>')).toBe('list');
  expect(kind('Precedence: bulk')).toBe('list');
  expect(kind('Auto-Submitted: auto-generated')).toBe('list');
  expect(mail('From: noreply@shop.example', 'To: ada@acme.com', 'Subject: Order', '', 'Hello').kind).toBe('list');
  expect(
    mail('From: ben@buyer.com', 'To: ada@acme.com', 'Subject: Offer', 'Feedback-ID: 1.eu-west-1.abc=:AmazonSES', '', 'Hello').kind,
  ).toBe('personal');
});

test('an invitation is calendar mail, a calendar that a person attaches is not', () => {
  const with_ = (type: string, method: string) =>
    mail(
      'From: ben@buyer.com',
      'To: ada@acme.com',
      'Subject: Kick-off',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'See you',
      '--b',
      `Content-Type: ${type}`,
      '',
      'BEGIN:VCALENDAR',
      `METHOD:${method}`,
      'END:VCALENDAR',
      '--b--',
    );
  expect(with_('text/calendar; method=REQUEST', 'REQUEST')).toMatchObject({
    kind: 'calendar',
    calendar: expect.stringContaining('BEGIN:VCALENDAR'),
  });
  expect(with_('application/ics; name=a.ics', 'PUBLISH').kind).toBe('personal');
});

test('a receipt of reading is neither an answer nor a bounce', () => {
  const receipt = mail(
    'From: ben@buyer.com',
    'To: ada@acme.com',
    'Subject: Read: Offer',
    'Content-Type: multipart/report; report-type=disposition-notification; boundary=b',
    '',
    '--b',
    '',
    'Your message was read',
    '--b',
    'Content-Type: message/disposition-notification',
    '',
    'Disposition: manual-action/MDN-sent-manually; displayed',
    '--b--',
  );
  expect(receipt.kind).toBe('receipt');
});
