import { globSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ReadCard } from '@windshield/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testData } from '../testing/test-data.ts';
import { readCards } from './read-cards.ts';

const shared = testData('vcard');

function only(...lines: readonly string[]): ReadCard | undefined {
  const { cards } = readCards(['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n'));
  expect(cards.length).toBe(1);
  return cards[0];
}

describe.skipIf(!shared)('cards as programs export them', () => {
  const read = (file: string) => readCards(readFileSync(path.join(shared ?? '', file)));
  const one = (program: string) => read(`ez_vcard/io/text/John_Doe_${program}.vcf`).cards[0];

  test('Outlook, iPhone, Gmail, Lotus Notes, Evolution, Mac and BlackBerry all say who John Doe is', () => {
    for (const program of ['MS_OUTLOOK', 'IPHONE', 'GMAIL', 'LOTUS_NOTES', 'EVOLUTION', 'MAC_ADDRESS_BOOK', 'BLACK_BERRY']) {
      const card = one(program);
      expect([program, card?.firstName?.toLowerCase(), card?.lastName]).toEqual([program, 'john', 'Doe']);
      expect(card?.name).toMatch(/John/);
      expect(card?.company).toBe(program === 'BLACK_BERRY' ? 'Acme Solutions' : 'IBM');
      expect(card?.phones.length).toBeGreaterThan(0);
      if (program !== 'BLACK_BERRY') expect(card?.emails[0]?.value).toMatch(/^john\.doe@ibm\.(com|cm)$/);
    }
    expect(one('IPHONE')?.phones.map(({ value, label }) => `${value} ${label}`)).toEqual([
      ...['905-555-1234 cell', '905-666-1234 home', '905-777-1234 work', '905-888-1234 home, fax'],
      ...['905-999-1234 work, fax', '905-111-1234 pager', '905-222-1234 AssistantPhone'],
    ]);
    expect(one('MS_OUTLOOK')).toMatchObject({
      title: 'Money Counter',
      country: 'United States of America',
      revisedAt: '2012-03-05T13:19:33.000Z',
    });
  });

  test('Android’s quoted-printable, several cards in a file, cards that are an address alone', () => {
    const { cards, unread } = read('ez_vcard/io/text/John_Doe_ANDROID.vcf');
    expect(cards.map(({ name, emails }) => name ?? emails[0]?.value)).toEqual([
      ...['john.doe@company.com', 'jane.doe@company.com', 'Ñ Ñ Ñ Ñ Ñ', 'Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ', 'Ñ Ñ Ñ Ñ', 'ÑÑÑÑ'],
    ]);
    expect(unread.map(({ reason }) => reason)).toEqual([expect.stringMatching(/1 of 2 mail addresses/)]);
  });

  test('every file gives its cards, or says why not', () => {
    const files = globSync('**/*.vcf', { cwd: shared ?? '' });
    const counts = files.map((file) => [
      path.basename(file),
      read(file).cards.length,
      readFileSync(path.join(shared ?? '', file), 'latin1').match(/^BEGIN:VCARD/gim)?.length ?? 0,
    ]);
    expect(files.length).toBe(20);
    // issue64 is a picture and nothing else.
    expect(counts.filter(([, found, written]) => found !== written).map(([file]) => file)).toEqual(['issue64.vcf']);
    expect(read('sabre_vobject/issue64.vcf').unread[0]?.reason).toMatch(/neither a name nor/);
  });
});

describe('versions and encodings', () => {
  test('2.1: bare words, soft breaks, charsets of each line, escapes', () => {
    const latin = Buffer.concat([
      Buffer.from('BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1:'),
      Buffer.from('Müller;Jörg\r\n', 'latin1'),
      Buffer.from('ORG;CHARSET=WINDOWS-1251;ENCODING=QUOTED-PRINTABLE:=CE=CE=CE =D0=EE=EC=\r\n=E0=F8=EA=E0;=CE=F2=E4=E5=EB\r\n'),
      Buffer.from('NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zeile 1=0D=0A=\r\nZeile 2\r\nTEL;WORK;FAX:030 1234\r\nEND:VCARD\r\n'),
    ]);
    expect(readCards(latin).cards).toMatchObject([
      { name: 'Jörg Müller', company: 'ООО Ромашка', note: 'Zeile 1\nZeile 2', phones: [{ value: '030 1234', label: 'work, fax' }] },
    ]);
  });

  test('3.0: base64 text, labels of one’s own, the preferred first', () => {
    const card = only(
      'VERSION:3.0',
      'FN;ENCODING=b;CHARSET=UTF-8:SsO8cmdlbg==',
      'EMAIL;TYPE=HOME:j@home.example',
      'item1.EMAIL;TYPE=pref:J@Work.example',
      'item1.X-ABLabel:_$!<Work>!$_',
      'item2.TEL:+49 30 1234',
      'item2.X-ABLabel:Ferienhaus',
    );
    expect(card).toMatchObject({
      name: 'Jürgen',
      emails: [
        { value: 'j@work.example', label: 'Work' },
        { value: 'j@home.example', label: 'home' },
      ],
      phones: [{ value: '+49 30 1234', label: 'Ferienhaus' }],
    });
  });

  test('4.0: addresses as links, ranks, times with a zone', () => {
    const card = only(
      'VERSION:4.0',
      'FN:Ada',
      'UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1',
      'TEL;VALUE=uri;PREF=2;TYPE=work:tel:+44-20-1111;ext=5',
      'TEL;VALUE=uri;PREF=1;TYPE="cell,voice":tel:+44-7700-900',
      'EMAIL:mailto:ada@lovelace.example',
      'REV:20260105T100000+0100',
    );
    expect(card).toMatchObject({
      uid: '4fbe8971-0bc3-424c-9c26-36c3e1eff6b1',
      emails: [{ value: 'ada@lovelace.example' }],
      phones: [
        { value: '+44-7700-900', label: 'cell' },
        { value: '+44-20-1111 ext. 5', label: 'work' },
      ],
      revisedAt: '2026-01-05T09:00:00.000Z',
    });
  });

  test('without FN the name comes of N; without both the company stands alone', () => {
    expect(only('N:Doe;Jane;Q.;Dr.;')?.name).toBe('Dr. Jane Q. Doe');
    expect(only('ORG:ACME;Sales')).toMatchObject({ name: undefined, company: 'ACME' });
  });

  test('an assistant’s card within a card takes nothing from it and is named', () => {
    const lines = [
      'BEGIN:VCARD',
      'FN:Boss',
      'AGENT:',
      'BEGIN:VCARD',
      'FN:Assistant',
      'EMAIL:a@example.com',
      'END:VCARD',
      'EMAIL:boss@example.com',
      'END:VCARD',
    ];
    const { cards, unread } = readCards(lines.join('\r\n'));
    expect(cards).toMatchObject([{ name: 'Boss', emails: [{ value: 'boss@example.com' }] }]);
    expect(unread).toEqual([{ where: 'line 4', reason: expect.stringContaining('assistant') }]);
  });

  test('lists of cards are no contacts', () => {
    expect(readCards('BEGIN:VCARD\r\nKIND:group\r\nFN:Friends\r\nEND:VCARD\r\n')).toMatchObject({
      cards: [],
      unread: [{ reason: expect.stringContaining('group') }],
    });
  });
});

describe('hostile cards', () => {
  test('a card without END does not lose the next', () => {
    const { cards, unread } = readCards('BEGIN:VCARD\r\nFN:One\r\nBEGIN:VCARD\r\nFN:Two\r\nEND:VCARD\r\n');
    expect(cards.map(({ name }) => name)).toEqual(['One', 'Two']);
    expect(unread.length).toBe(1);
  });

  test('anything at all is read without a crash', () => {
    for (const text of ['', 'hello', 'BEGIN:VCARD']) expect(readCards(text).unread.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.uint8Array({ maxLength: 300 }),
          fc.string().map((text) => `BEGIN:VCARD\r\nFN:a\r\n${text}\r\nEND:VCARD`),
        ),
        (input) => {
          readCards(input);
        },
      ),
      { numRuns: 500, seed: 11 },
    );
  });

  test.each([
    ['a picture of 30 MB', () => `BEGIN:VCARD\r\nFN:Ann\r\nPHOTO;ENCODING=b:${`${'A'.repeat(75)}\r\n `.repeat(400_000)}\r\nEND:VCARD`, 1],
    [
      'a picture whose folds lost their blank',
      () => `BEGIN:VCARD\r\nFN:Ann\r\nPHOTO;ENCODING=BASE64:\r\n${`${'A'.repeat(75)}\r\n`.repeat(100_000)}END:VCARD`,
      1,
    ],
    [
      '100,000 numbers',
      () => `BEGIN:VCARD\r\nFN:Ann\r\n${Array.from({ length: 100_000 }, (_, i) => `TEL:${i}000`).join('\r\n')}\r\nEND:VCARD`,
      1,
    ],
    ['cards within cards', () => 'BEGIN:VCARD\r\nFN:a\r\nAGENT:\r\n'.repeat(100_000), 1],
  ])('%s is passed over soon', (_, make, expected) => {
    const text = make();
    const began = performance.now();
    expect(readCards(text).cards.length).toBe(expected);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
