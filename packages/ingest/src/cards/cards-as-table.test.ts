import { expect, it } from 'vitest';
import { textInput } from '../testing/text-input.ts';
import { cardsAsTable, isCardFile } from './index.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const read = async (content: string) => {
  const pieces: Buffer[] = [];
  for await (const piece of await cardsAsTable(textInput('book.vcf', content)).open()) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8').trim().split('\r\n');
};

it('an address book is the table that its program would have exported', async () => {
  const [header, first, second] = await read(
    card('UID:1', 'FN:Ana "Ani" Ruiz', 'N:Ruiz;Ana;;;', 'ORG:Kestrel', 'EMAIL:ana@kestrel.example', 'EMAIL:ana@home.example') +
      card('FN:Per', 'N:;Per;;;', 'TEL:+47 22 33 44 55'),
  );
  expect(header).toBe(
    'Contact ID,Full Name,First Name,Last Name,Company,Job Title,Email,Email 1,Phone,Website,Country,Description'
      .split(',')
      .map((name) => `"${name}"`)
      .join(','),
  );
  expect(first).toContain('"1","Ana ""Ani"" Ruiz","Ana","Ruiz","Kestrel",,"ana@kestrel.example","ana@home.example",,');
  expect(second).toMatch(/^,"Per","Per",,,,,,"\+47 22 33 44 55",/);
});

it('a file without a card that can be read says why', async () => {
  await expect(read('nothing here')).rejects.toThrow('no card in it can be read');
  expect([isCardFile('book.VCF'), isCardFile('book.csv')]).toEqual([true, false]);
});
