import { type Comparisons, comparisonsOf, type PreparedRecord, prepareRecord } from './comparisons.ts';
import type { LinkageField, LinkageRecord } from './fields.ts';
import type { Prepared } from './prepare.ts';
import { isFreeDomain } from './prepare-points.ts';
import { soundOf } from './sound.ts';

/**
 * The keys under which a record is looked up: two records that share none are never compared. Short strings `rule|value`, each once, at most 48;
 * what precedes the bar names the rule. They depend on the record and the kinds of its fields alone, never on other records, so that they can
 * be kept in a table with an index. Keys that very many records share tell nothing: look up the rarer ones first and pass over those with more
 * than some hundreds of records.
 */
export function blockingKeys(record: LinkageRecord, fields: readonly LinkageField[]): string[] {
  const comparisons = comparisonsOf(fields);
  return keysOf(comparisons, prepareRecord(comparisons, record));
}

const mostKeys = 48;

/** Takes one key: its rule, and what two records must have in common. */
export type KeySink = (rule: string, one: string, other?: string) => void;

/** {@link blockingKeys} of a prepared record. */
function keysOf(comparisons: Comparisons, record: PreparedRecord): string[] {
  const keys = new Set<string>();
  emitKeys(comparisons, record, false, (rule, one, other) => {
    if (keys.size < mostKeys) keys.add(other === undefined ? `${rule}|${one}` : `${rule}|${one}|${other}`);
  });
  return [...keys];
}

/** Gives a record's keys to `sink`, perhaps one twice; with `isBroad` also keys that only serve where there are few records. */
export function emitKeys({ fields, first, last }: Comparisons, record: PreparedRecord, isBroad: boolean, sink: KeySink): void {
  const add: Add = (rule, one, other) => {
    if (one !== '' && other !== '') sink(rule, one, other);
  };
  const person = personParts(record[first]?.[0], record[last]?.[0]);
  const anchors = anchorsOf(fields, record, isBroad);
  if (person.last !== '' && person.first !== '') {
    add('names', ...inOrder(person.firstSound, person.lastSound));
    add('last+initial', person.lastSound, person.first.charAt(0));
    if (isBroad) add('names+start', ...inOrder(person.first.slice(0, 3), person.last.slice(0, 3)));
    if (isBroad) add('first+start', person.firstSound, person.last.slice(0, 2));
  }
  for (const [rule, anchor] of anchors) {
    add(`last+${rule}`, person.lastSound, anchor);
    add(`first+${rule}`, person.firstSound, anchor);
    if (rule !== 'day' && !isBroad) continue;
    add(`last initial+${rule}`, person.last.charAt(0), anchor);
    add(`first initial+${rule}`, person.first.charAt(0), anchor);
  }
  for (let i = 0; i < anchors.length; i++)
    for (let j = i + 1; j < anchors.length; j++) {
      const [ruleA, a] = anchors[i] as Anchor;
      const [ruleB, b] = anchors[j] as Anchor;
      if (isBroad || (ruleA === 'day' && ruleB === 'postcode')) add(`${ruleA}+${ruleB}`, a, b);
    }
  if (isBroad) {
    add('last', person.lastSound);
    add('first', person.firstSound);
    add('either name', person.firstSound);
    add('either name', person.lastSound);
    for (const [rule, anchor] of anchors) if (rule !== 'house') add(rule, anchor);
  }
  for (let at = 0; at < record.length; at++) {
    const values = record[at] as readonly Prepared[];
    for (let one = 0; one < values.length && one < 4; one++) addValueKeys(fields[at] as LinkageField, at, values[one] as Prepared, add);
  }
}

function inOrder(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}

type Add = (rule: string, one: string, other?: string) => void;
type Anchor = readonly [rule: string, value: string];

function addValueKeys({ kind, name }: LinkageField, at: number, value: Prepared, add: Add): void {
  switch (kind) {
    case 'mail':
      add('mail', value.key);
      if (value.first.length >= 6) add('mail name', value.first);
      return;
    case 'phone':
      add('phone', value.key.length >= 7 ? value.key.slice(-7) : value.key);
      return;
    case 'domain':
      if (!isFreeDomain(value.key)) add('domain', value.first.length >= 3 ? value.first : value.key);
      return;
    case 'idNumber':
      if (value.key.length >= 4) add(`number ${name}`, value.key);
      return;
    case 'street':
      if (value.first !== '') add('street', value.first, soundOf(longestOf(value.words)));
      else add('street', value.key.slice(0, 8));
      return;
    case 'companyName':
    case 'text':
      addWordKeys(kind === 'companyName' ? 'company' : `words ${at}`, value, add);
      return;
    case 'personName': {
      const words = value.words.filter((word) => word.length > 1).slice(0, 6);
      const sounds = words.map(soundOf).sort();
      for (let i = 0; i + 1 < sounds.length; i++) add(`name ${at}`, sounds[i] as string, sounds[i + 1]);
      if (sounds.length > 2) add(`name ${at}`, sounds[0] as string, sounds.at(-1));
      add(`name word ${at}`, soundOf(value.second));
      if (words.length > 2) addWordKeys(`name words ${at}`, value, add);
      return;
    }
    default:
  }
}

function addWordKeys(rule: string, value: Prepared, add: Add): void {
  add(`${rule} start`, value.key.slice(0, 10));
  const words = value.words.filter((word) => word.length >= 3);
  const telling = [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 5);
  for (const word of telling) add(`${rule} word`, word.slice(0, 8));
  for (let i = 0; i < telling.length; i++)
    for (let j = i + 1; j < Math.min(telling.length, 4); j++) add(`${rule} words`, ...inOrder(telling[i] as string, telling[j] as string));
}

function personParts(first: Prepared | undefined, last: Prepared | undefined) {
  const lastWord = last ? longestOf(last.words) || last.key : '';
  const firstWord = first ? first.first || first.key : '';
  return { first: firstWord, last: lastWord, firstSound: firstWord && soundOf(firstWord), lastSound: lastWord && soundOf(lastWord) };
}

/** What narrows a search beside a name: a day of birth, a place, a house; a town only where it must. */
function anchorsOf(fields: readonly LinkageField[], record: PreparedRecord, isBroad: boolean): Anchor[] {
  const found: Anchor[] = [];
  let houseNumber = '';
  let city = '';
  for (let at = 0; at < fields.length; at++) {
    const value = record[at]?.[0];
    if (!value || found.length >= 4) continue;
    const { kind } = fields[at] as LinkageField;
    if (kind === 'date') found.push(['day', value.key]);
    else if (kind === 'postalCode') found.push(['postcode', value.key.slice(0, 5)]);
    else if (kind === 'street')
      found.push(['street', value.first !== '' ? `${value.first} ${longestOf(value.words).slice(0, 4)}` : value.key.slice(0, 6)]);
    else if (kind === 'city') city = soundOf(longestOf(value.words)) || value.key;
    else if (kind === 'houseNumber') houseNumber = value.key;
  }
  if (city !== '' && (isBroad || found.every(([rule]) => rule === 'day'))) found.push(['city', city]);
  if (houseNumber !== '') found.push(['house', houseNumber]);
  return found;
}

function longestOf(words: readonly string[]): string {
  let longest = '';
  for (const word of words) if (word.length > longest.length) longest = word;
  return longest;
}
