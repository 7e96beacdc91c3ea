import type { ReadCard, UnreadPart } from '@windshield/core';
import { type Component, lineOf, linesOf, readComponents } from '../content-lines/component.ts';
import { readContentLines } from '../content-lines/read-lines.ts';
import { contentSource } from '../content-lines/source.ts';
import { textOf } from '../content-lines/values.ts';
import { readCard } from './card.ts';

export interface ReadCards {
  readonly cards: readonly ReadCard[];
  /** What was left out, with the reason. */
  readonly unread: readonly UnreadPart[];
}

/** More cards than any address book has. */
const mostCards = 500_000;
const mostNotes = 1_000;

/**
 * Reads vCard 2.1, 3.0 and 4.0, several to a file, as Outlook, phones, Gmail, Lotus Notes and Evolution write them. Never throws on what
 * the file holds; one bad card does not lose the others. Own code, because ical.js stops at the first line that it does not like and reads
 * neither 2.1 nor its encodings. Cost: linear in the text; pictures are passed over.
 */
export function readCards(input: string | Uint8Array): ReadCards {
  const cards: ReadCard[] = [];
  const unread: UnreadPart[] = [];
  const refuse = (where: string, reason: string): void => {
    if (unread.length < mostNotes) unread.push({ where, reason });
  };
  let count = 0;
  const lines = readContentLines(contentSource(input));
  for (const component of readComponents(lines, (line, reason) => refuse(`line ${line}`, reason))) {
    count++;
    if (component.name !== 'VCARD') {
      refuse(`line ${component.lineNumber}`, `${component.name.slice(0, 40)} is no card: only VCARD is read here`);
      continue;
    }
    if (cards.length >= mostCards) {
      refuse(`line ${component.lineNumber}`, `the file has more than ${mostCards} cards: the rest is left out`);
      break;
    }
    const card = cardOf(component, refuse);
    if (card) cards.push(card);
  }
  if (count === 0) refuse('line 1', 'this is no address book: nowhere does a line BEGIN:VCARD stand');
  return { cards, unread };
}

function cardOf(component: Component, refuse: (where: string, reason: string) => void): ReadCard | undefined {
  const where = `line ${component.lineNumber}`;
  const kind =
    lineOf(component, 'KIND')?.value.trim().toLowerCase() ?? lineOf(component, 'X-ADDRESSBOOKSERVER-KIND')?.value.trim().toLowerCase();
  if (kind === 'group') {
    refuse(where, 'a list of cards (KIND:group) is no contact: its members stand for themselves');
    return undefined;
  }
  for (const agent of component.children) {
    if (agent.name === 'VCARD')
      refuse(`line ${agent.lineNumber}`, 'the card of an assistant (AGENT) within a card: not read as a contact of its own');
  }
  const card = readCard(component);
  if (card.name === undefined && card.company === undefined && card.emails.length === 0 && card.phones.length === 0) {
    refuse(where, 'the card has neither a name nor a company, address or number: nothing is known of anybody');
    return undefined;
  }
  const written = new Set(linesOf(component, 'EMAIL').flatMap((line) => textOf(line)?.toLowerCase() ?? []));
  const lost = written.size - card.emails.length;
  if (lost > 0) refuse(where, `${lost} of ${written.size} mail addresses are none such as ana@example.org: left out`);
  return card;
}
