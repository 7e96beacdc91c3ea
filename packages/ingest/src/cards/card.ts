import type { ReadCard } from '@windshield/core';
import { parseTime } from '../calendar/calendar-time.ts';
import { type Component, lineOf, linesOf } from '../content-lines/component.ts';
import { type ContentLine, parameter, parameterValues } from '../content-lines/content-line.ts';
import { decodedValue, splitValue, textOf, unescapeText } from '../content-lines/values.ts';
import { addressOf } from '../mail/mime/addresses.ts';

const mostPoints = 100;

/** What one VCARD says. */
export function readCard(card: Component): ReadCard {
  const [lastName, firstName, middleName, prefix] = structured(lineOf(card, 'N'), ';');
  const emails = points(card, ['EMAIL'], (text) => addressOf(text));
  const company = structured(lineOf(card, 'ORG'), ';')[0] ?? textOf(lineOf(card, 'COMPANY'), 200);
  return {
    uid: textOf(lineOf(card, 'UID'), 500)?.replace(/^urn:uuid:/i, ''),
    name: nameOf(card, [prefix, firstName, middleName, lastName]),
    firstName,
    lastName,
    nickname: structured(lineOf(card, 'NICKNAME'), ',')[0],
    company,
    title: textOf(preferred(linesOf(card, 'TITLE')), 200) ?? textOf(lineOf(card, 'ROLE'), 200),
    emails,
    phones: points(card, ['TEL'], phoneOf),
    urls: unique(linesOf(card, 'URL').flatMap((line) => textOf(line, 2_000) ?? [])).slice(0, mostPoints),
    country: countryOf(card),
    note:
      unique(linesOf(card, 'NOTE').flatMap((line) => textOf(line) ?? []))
        .join('\n\n')
        .slice(0, 20_000) || undefined,
    revisedAt: revisionOf(card),
  };
}

/** FN; without it the parts of N; for the card of a company nothing. */
function nameOf(card: Component, parts: readonly (string | undefined)[]): string | undefined {
  const full = linesOf(card, 'FN')
    .map((line) => textOf(line, 200))
    .find((text) => text !== undefined);
  const joined = parts
    .filter((part) => part !== undefined)
    .join(' ')
    .slice(0, 200);
  return full ?? (joined === '' ? undefined : joined);
}

/** The parts of a structured property; empty ones are `undefined`. */
function structured(line: ContentLine | undefined, separator: ';' | ','): (string | undefined)[] {
  if (!line) return [];
  return splitValue(decodedValue(line), separator).map((part) => {
    const text = part.replace(/\s+/g, ' ').trim().slice(0, 200);
    return text === '' ? undefined : text;
  });
}

/** Mail addresses or numbers in their order, the preferred first, each once. */
function points(
  card: Component,
  names: readonly string[],
  read: (text: string) => string | undefined,
): { value: string; label?: string }[] {
  const lines = names.flatMap((name) => linesOf(card, name)).slice(0, 1_000);
  const sorted = lines.toSorted((a, b) => preference(a) - preference(b));
  const found = new Map<string, { value: string; label?: string }>();
  for (const line of sorted) {
    const text = textOf(line, 500);
    const value = text === undefined ? undefined : read(text);
    if (value === undefined || found.has(value) || found.size >= mostPoints) continue;
    const label = labelOf(card, line);
    found.set(value, label === undefined ? { value } : { value, label });
  }
  return [...found.values()];
}

function preferred(lines: readonly ContentLine[]): ContentLine | undefined {
  return lines.toSorted((a, b) => preference(a) - preference(b))[0];
}

/** PREF=1 of vCard 4 first, then TYPE=pref of the older ones; all others behind. */
function preference(line: ContentLine): number {
  const rank = Number(parameter(line, 'PREF') ?? Number.NaN);
  if (rank >= 1 && rank <= 100) return rank;
  return typesOf(line).includes('pref') ? 1 : 101;
}

function typesOf(line: ContentLine): string[] {
  return parameterValues(line, 'TYPE').flatMap((value) => value.toLowerCase().split(','));
}

/** Types that say how, not which. */
const meaningless = new Set([
  'pref',
  'internet',
  'voice',
  'x-internet',
  'msg',
  'quoted-printable',
  'base64',
  'utf-8',
  'x-pref',
  '8bit',
  'other',
  'x-other',
]);

/** "work", "home, fax", or the words that its owner gave (Apple's `item1.X-ABLabel`). */
function labelOf(card: Component, line: ContentLine): string | undefined {
  if (line.group !== undefined) {
    const own = card.lines.find(({ name, group }) => name === 'X-ABLABEL' && group === line.group);
    const words = textOf(own, 60)?.replace(/^_\$!<(.*)>!\$_$/s, '$1');
    if (words) return words;
  }
  const types = unique(typesOf(line).map((type) => type.replace(/^x-/, '').trim())).filter((type) => type !== '' && !meaningless.has(type));
  return types.length === 0 ? undefined : types.join(', ').slice(0, 60);
}

/** As written, without `tel:`; an extension behind it stays. */
function phoneOf(text: string): string | undefined {
  const number = text
    .replace(/^(tel|sip|callto):/i, '')
    .replace(/;ext=/i, ' ext. ')
    .replace(/;.*$/s, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /\d.*\d/.test(number) && number.length <= 60 ? number : undefined;
}

/** Of the address at work, else of any. */
function countryOf(card: Component): string | undefined {
  const lines = linesOf(card, 'ADR');
  const atWork = lines.filter((line) => typesOf(line).includes('work'));
  for (const line of [...atWork, ...lines]) {
    const country = structured(line, ';')[6];
    if (country !== undefined) return country;
  }
  return undefined;
}

/** REV as an instant; without a zone it is taken for UTC, as the standard means it. */
function revisionOf(card: Component): string | undefined {
  const written = lineOf(card, 'REV')?.value.trim() ?? '';
  const withOffset = /^(.*\d)([+-])(\d{2}):?(\d{2})?$/.exec(written.includes('T') ? written.slice(0, 40) : '');
  const time = parseTime(withOffset?.[1] ?? unescapeText(written));
  if (!time || time.local < 0) return undefined;
  const minutes = withOffset ? (Number(withOffset[3]) * 60 + Number(withOffset[4] ?? 0)) * (withOffset[2] === '-' ? -1 : 1) : 0;
  return new Date(time.local - minutes * 60_000).toISOString();
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
