import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfHtml } from './body/html-text.ts';
import { readMessage, trimReply } from './index.ts';

const head = 'From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n';
const mail = (text: string) => readMessage(Buffer.from(text, 'latin1'));

/** Each takes far more than a second where any step looks at all of the rest again and again. */
const bombs: Record<string, () => unknown> = {
  'multiparts within multiparts': () => {
    let text = head;
    for (let i = 0; i < 20_000; i++) text += `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`;
    return mail(text);
  },
  'the same boundary in every part': () =>
    mail(`${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(20_000)}`),
  'a million parts': () => mail(`${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(200_000)}`),
  'lines that nearly are boundaries': () => mail(`${head}Content-Type: multipart/mixed; boundary=b\n\n${'--bx\n'.repeat(200_000)}`),
  'endless fields': () => mail(`${'X-A: b\n'.repeat(200_000)}${head}\nHello`),
  'an endless field': () => mail(`${head}To: ${'a@b.example, '.repeat(200_000)}\n\nHello`),
  'garbage in the head': () => mail(`${head}${'no field here\n'.repeat(100_000)}\nHello`),
  'folded garbage': () => mail(`${head}References:${'\n <a@b>'.repeat(100_000)}\n\nHello`),
  'comments within comments': () => mail(`From: ${'('.repeat(60_000)}a@b.example\n\nHello`),
  'open quotes and angles': () => mail(`From: ${'"<('.repeat(20_000)}\nTo: ${'<'.repeat(60_000)}\n\nHello`),
  'encoded words without end': () => mail(`Subject: ${'=?utf-8?q?'.repeat(20_000)}\nFrom: ${'=?'.repeat(30_000)}\n\nHello`),
  'many small encoded words': () => mail(`Subject: ${'=?utf-8?b?4pyU?= '.repeat(4_000)}\n\nHello`),
  'parameters without end': () => mail(`${head}Content-Type: text/plain${'; a="'.repeat(20_000)}${';'.repeat(60_000)}\n\nHello`),
  'soft breaks alone': () => mail(`${head}Content-Transfer-Encoding: quoted-printable\n\n${'='.repeat(500_000)}${'= \t'.repeat(200_000)}`),
  'one line in a million pieces': () => textOfHtml('a <b>'.repeat(300_000)),
  'signs that are no tags': () => textOfHtml('<>?<}{'.repeat(200_000)),
  'tags within tags': () => textOfHtml('<div>'.repeat(300_000)),
  'quotes within quotes': () => trimReply(textOfHtml(`${'<blockquote>'.repeat(100_000)}x`)),
  'open tags and comments': () =>
    textOfHtml(`${'<style '.repeat(50_000)}${'<!--'.repeat(50_000)}${'<style>'.repeat(50_000)}${'<a "'.repeat(50_000)}`),
  'attributes with odd quotes': () => textOfHtml(`<a ">'`.repeat(100_000)),
  'entities without end': () => textOfHtml('&'.repeat(500_000) + '&#'.repeat(200_000)),
  'one endless line': () => trimReply('a '.repeat(500_000)),
  'quote signs alone': () => trimReply(`${'>'.repeat(1_000_000)}`),
  'lines that all end like introductions': () => trimReply('On 1 Jan 2026 at 10:00 wrote wrote a b c d:\n'.repeat(50_000)),
  'lines that all look like a head': () => trimReply('From: x\nSubject: y\n'.repeat(50_000)),
  'rules and blanks': () => trimReply(`${'- '.repeat(490)}x\n${'--\n'.repeat(5_000)}${' '.repeat(200_000)}`),
  'servers that say everything': () =>
    mail(
      `From: MAILER-DAEMON\nReturn-Path: <>\nSubject: Undelivered\n\n${'exceedexceed 5.1.1 user the account of mailbox a@b.example '.repeat(2_000)}`,
    ),
  'reports without end': () =>
    mail(
      `From: MAILER-DAEMON\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n${'Final-Recipient: rfc822; a@b.example\nAction: failed\n\n'.repeat(20_000)}`,
    ),
  'a sentence of promises': () =>
    mail(`${head}\n${'I will send you the offer by Friday. '.repeat(5_000)}${'could you please '.repeat(5_000)}`),
  'numbers like phones': () => mail(`${head}\nHi\n\n--\n${'+49 30 1234567 '.repeat(20_000)}`),
};

test.each(Object.entries(bombs))('%s are read within a second', (_, read) => {
  const started = performance.now();
  read();
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('any bytes give a message that JSON and a database can hold', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      const message = readMessage(bytes);
      expect(message.messageId).not.toBe('');
      expect(JSON.stringify(message)).not.toContain('\\u0000');
      expect(readMessage(bytes)).toEqual(message);
    }),
  );
});

const piece = fc.constantFrom(
  ...[
    '\r\n',
    '\n',
    '\r',
    ' ',
    '\t',
    ':',
    ';',
    '"',
    '<',
    '>',
    '(',
    ')',
    '@',
    ',',
    '=?utf-8?q?',
    '?=',
    '=',
    '--b',
    '--b--',
    '\n\n',
    '\0',
    '\xff',
    '\xe2\x82',
  ],
  ...[
    'From: ',
    'To: ',
    'Subject: ',
    'Date: ',
    'Content-Type: multipart/mixed; boundary=b',
    'Content-Type: text/html; charset=',
    'utf-7',
    'iso-2022-jp',
    'no-such-set',
  ],
  ...[
    'Content-Transfer-Encoding: base64',
    'Content-Type: message/rfc822',
    'Content-Type: text/calendar; method=REQUEST',
    'BEGIN:VCALENDAR',
    'a@b.example',
    '<blockquote>',
    'On 1 Jan 2026 a@b wrote:',
    '> ',
  ],
);

test('any shuffle of what mail is made of gives a message', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const message = mail(pieces.join(''));
      const stored = JSON.stringify(message);
      // What jsonb refuses: a zero, half a character.
      expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/);
      expect(message.newTextLength).toBe([...message.newText].length);
      for (const party of [...message.to, ...message.cc]) expect(party.address).toMatch(/^[^\s<>]+@[^\s<>]+$/);
    }),
  );
});
