import { companyNameKey } from '../../text/index.ts';
import type { FieldKind } from './fields.ts';
import { fold, spelledOut, wordsOf } from './fold.ts';
import { datePartsOf } from './prepare-date.ts';
import { domainOf, mailPartsOf, phoneDigitsOf } from './prepare-points.ts';
import { streetPartsOf } from './prepare-street.ts';

/** One value made ready for comparing. What a kind does not need stays empty. */
export interface Prepared {
  /** Values with the same key are the same value. Never empty. */
  readonly key: string;
  /** Another spelling that is the same name ("mueller" for "müller"). */
  readonly alias: string | undefined;
  readonly words: readonly string[];
  /** Of a street its number, of a mail its local part, of a date day and month swapped, of a phone its last nine digits. */
  readonly first: string;
  /** Of a mail or address of the web the domain, of a street its words without blanks. */
  readonly second: string;
}

const mostValueSigns = 400;
const mostValues = 8;

/** The values of a field, ready for comparing: several where a cell or a list holds several. Empty when nothing usable is there. */
export function prepareValues(kind: FieldKind, value: string | readonly string[] | undefined): Prepared[] {
  if (value === undefined) return [];
  const raw = typeof value === 'string' ? (holdsSeveral(kind) ? value.split(/[;|\n]/, mostValues) : [value]) : value.slice(0, mostValues);
  const found: Prepared[] = [];
  for (const one of raw) {
    const prepared = prepareValue(kind, one.length > mostValueSigns ? one.slice(0, mostValueSigns) : one);
    if (prepared && !found.some(({ key }) => key === prepared.key)) found.push(prepared);
  }
  return found;
}

function holdsSeveral(kind: FieldKind): boolean {
  return kind === 'mail' || kind === 'phone';
}

const sayNothing = new Set([
  '',
  '-',
  '--',
  'na',
  'n/a',
  'null',
  'none',
  'nan',
  'nil',
  'unknown',
  'unbekannt',
  'undefined',
  '?',
  '.',
  'k.a.',
  '#n/a',
  '(null)',
]);

function prepareValue(kind: FieldKind, text: string): Prepared | undefined {
  const folded = fold(text).trim();
  if (sayNothing.has(folded)) return undefined;
  switch (kind) {
    case 'firstName':
    case 'lastName':
    case 'personName':
      return named(kind, text, folded);
    case 'companyName': {
      const words = wordsOf(folded);
      return withWords(companyNameKey(text), companyWords(words), keyOfSpelling(text));
    }
    case 'mail': {
      const { key, local, domain } = mailPartsOf(folded);
      return key === '' ? undefined : { key, alias: undefined, words: none, first: local, second: domain };
    }
    case 'phone': {
      const digits = phoneDigitsOf(folded);
      return digits === '' ? undefined : { key: digits, alias: undefined, words: none, first: digits.slice(-9), second: '' };
    }
    case 'domain': {
      const domain = domainOf(folded);
      return domain === '' ? undefined : { key: domain, alias: undefined, words: none, first: domain.split('.')[0] ?? '', second: domain };
    }
    case 'street': {
      const { number, unit, words } = streetPartsOf(folded);
      const key = [number, ...words, unit].join(' ').trim();
      return key === '' ? undefined : { key, alias: undefined, words, first: number, second: words.join('') };
    }
    case 'date': {
      const { key, swapped } = datePartsOf(folded);
      return key === '' ? undefined : { key, alias: undefined, words: none, first: swapped, second: '' };
    }
    case 'number':
    case 'houseNumber':
    case 'postalCode':
    case 'idNumber': {
      const joined = wordsOf(folded).join('');
      const key = /^0+\d/.test(joined) ? joined.replace(/^0+/, '') : joined;
      return key === '' ? undefined : { key, alias: undefined, words: none, first: '', second: '' };
    }
    default:
      return withWords('', wordsOf(folded), keyOfSpelling(text));
  }
}

const none: readonly string[] = [];

function withWords(key: string, words: readonly string[], alias: string | undefined): Prepared | undefined {
  const own = key || words.join('');
  if (own === '') return undefined;
  return { key: own, alias: alias === own ? undefined : alias, words, first: '', second: '' };
}

function keyOfSpelling(text: string): string | undefined {
  const spelled = spelledOut(text);
  return spelled === undefined ? undefined : wordsOf(spelled).join('');
}

const titles = new Set('mr mrs ms miss dr prof herr frau mme mlle sr sra dott dipl ing jr ii iii phd msc bsc mba esq'.split(' '));

function named(kind: FieldKind, text: string, folded: string): Prepared | undefined {
  let words = wordsOf(folded, 12);
  if (kind !== 'lastName' && words.length > 1) {
    const without = words.filter((word) => !titles.has(word));
    if (without.length > 0) words = without;
  }
  // "Meier, Hans" is Hans Meier.
  const comma = kind === 'personName' ? folded.indexOf(',') : -1;
  if (comma > 0) {
    const last = wordsOf(folded.slice(0, comma), 12);
    if (last.length < words.length && words.slice(0, last.length).join() === last.join()) words = [...words.slice(last.length), ...last];
  }
  const prepared = withWords(words.join(''), words, keyOfSpelling(text));
  return prepared && { ...prepared, first: words[0] ?? '', second: words.at(-1) ?? '' };
}

const smallCompanyWords = new Set('the der die das und and of le la les el los y et e i de du di da do del'.split(' '));
const legalWords = new Set(
  'gmbh mbh ag kg kgaa ohg gbr ug ev eg se co ltd limited plc llp llc lp inc incorporated corp corporation company sa sas sarl srl spa sl bv nv ab as oy oyj aps kft zrt'.split(
    ' ',
  ),
);

function companyWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !smallCompanyWords.has(word) && !legalWords.has(word));
  return telling.length > 0 ? telling : words;
}
