import { Readable } from 'node:stream';
import type { ReadCard } from '@windshield/core';
import type { Input } from '../input/input.ts';
import { readCards } from './read-cards.ts';

/** As many addresses as a card may bring; headers as address books export them. */
const mailHeaders = ['Email', 'Email 1', 'Email 2', 'Email - Work', 'Email - Home', 'Email - Other'];
const phoneHeaders = ['Phone', 'Phone 1', 'Phone 2', 'Phone - Work', 'Phone - Home', 'Phone - Mobile', 'Phone - Other'];

/** Larger address books are exported in parts. */
const mostBytes = 256 * 2 ** 20;

/** Whether a file is an address book: by its name, as a table may begin with anything. */
export const isCardFile = (name: string): boolean => /\.(vcf|vcard)$/i.test(name);

/**
 * An address book as the table that its program would have exported, so that cards take the way of all imports: looked at, corrected,
 * recognised again, taken back.
 */
export function cardsAsTable(input: Input): Input {
  return { ...input, open: async () => Readable.from([Buffer.from(csvOf(await cardsOf(input)))]) };
}

async function cardsOf(input: Input): Promise<readonly ReadCard[]> {
  const { cards, unread } = readCards(await whole(input));
  const [first] = unread;
  if (cards.length === 0 && first) throw new Error(`no card in it can be read: ${first.where}: ${first.reason}`);
  return cards;
}

async function whole(input: Input): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of await input.open()) {
    bytes += piece.length;
    if (bytes > mostBytes) throw new Error(`${input.path}: an address book takes at most ${mostBytes / 2 ** 20} MB; export it in parts`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function csvOf(cards: readonly ReadCard[]): string {
  const most = (of: (card: ReadCard) => readonly unknown[]) => cards.reduce((max, card) => Math.max(max, of(card).length), 0);
  const mails = mailHeaders.slice(
    0,
    most(({ emails }) => emails),
  );
  const phones = phoneHeaders.slice(
    0,
    most(({ phones: of }) => of),
  );
  const header = [
    'Contact ID',
    'Full Name',
    'First Name',
    'Last Name',
    'Company',
    'Job Title',
    ...mails,
    ...phones,
    'Website',
    'Country',
    'Description',
  ];
  const rows = cards.map((card) => [
    ...[card.uid, card.name, card.firstName, card.lastName, card.company, card.title],
    ...mails.map((_, at) => card.emails[at]?.value),
    ...phones.map((_, at) => card.phones[at]?.value),
    ...[card.urls[0], card.country, descriptionOf(card)],
  ]);
  return [header, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** The note, and the addresses for which there is no column. */
function descriptionOf({ note, emails, phones, urls }: ReadCard): string {
  const more = [...emails.slice(mailHeaders.length), ...phones.slice(phoneHeaders.length)].map(({ value }) => value);
  return [note, ...more, ...urls.slice(1)].filter((part) => part !== undefined && part !== '').join('\n');
}

const quoted = (cell: string | undefined): string => (cell === undefined ? '' : `"${cell.replaceAll('"', '""')}"`);
