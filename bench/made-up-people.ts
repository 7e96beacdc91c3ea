import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { dayMs, seededRandom } from '@windshield/core';

type Random = ReturnType<typeof seededRandom>;

const firstNames =
  'Anna Maria James John Michael David Emma Olivia Sofia Laura Thomas Peter Paul Daniel Sarah Julia Lukas Felix Leon Mia Hannah Lea Marie Sophie Charlotte Emily Jack Harry George Oscar William Noah Liam Ethan Mason Logan Lucas Jacob Elijah Amelia Isla Ava Grace Lily Freya Ella Ruby Alice Eva Chloe Camille Louise Jules Hugo Arthur Louis Gabriel Raphael Adam Antoine Pierre Claire Elise Manon Lucia Martina Paula Carmen Javier Pablo Alvaro Diego Sergio Carlos Marco Giulia Francesca Chiara Matteo Lorenzo Andrea Davide Elena Jan Piotr Tomasz Agnieszka Katarzyna Magdalena Krzysztof Pawel Jakub Zuzanna Erik Lars Sven Ingrid Astrid Freja Mikkel Søren Jürgen Björn Günther Zoë Chloé René André José Inés Nuño Mehmet Ayse Fatma Mustafa Yusuf Elif Omar Layla Amir Fatima Ravi Priya Arjun Ananya Wei Li Ming Yuki Hana Kenji'.split(
    ' ',
  );
const beginnings =
  'Bar Ber Bran Cal Car Dal Dor Fal Fen Gar Gol Hal Har Hol Kas Kel Ker Kov Lan Lar Lind Mal Mar Mor Nor Ol Pal Par Pet Ran Ros Sal San Ser Stan Tal Tor Val Ver Wal Wer Win Zan Zel'.split(
    ' ',
  );
const middles = ' a e i o u er en al or an in os ev ov el'.split(' ');
const endings =
  'son sen ski sky mann er berg feld ford ton ley man stein hoff dahl gren lund ström ez es ini elli etti ova enko ic is as os ard aud eau quist wood worth field well den der ing ham by'.split(
    ' ',
  );
const streetKinds = ['Street', 'Road', 'Avenue', 'Lane', 'Close', 'Drive'];
const mailHosts = 'gmail.com outlook.com yahoo.com gmx.net web.de hotmail.com icloud.com'.split(' ');

interface Person {
  first: string;
  last: string;
  born: string;
  street: string;
  postcode: string;
  city: string;
  phone: string;
  mail: string;
}

/**
 * Writes made-up people as CSV: names skewed as real ones are, households, and among them `duplicated` (0..1) that stand there a second time with
 * slips of the keyboard, missing cells, names swapped, a new address or mail. The column `person` tells who is who. Deterministic.
 */
export async function writeMadeUpPeople(file: string, count: number, duplicated: number, seed = 7): Promise<void> {
  const random = seededRandom(seed);
  const lastNames = Array.from({ length: 60_000 }, () => oneOf(random, beginnings) + oneOf(random, middles) + oneOf(random, endings));
  const towns = Array.from(
    { length: 2_500 },
    () => oneOf(random, beginnings) + oneOf(random, ['ford', 'ham', 'burg', 'dorf', 'ville', 'stad', 'by', 'ton']),
  );
  const streets = Array.from(
    { length: 12_000 },
    () => oneOf(random, beginnings) + oneOf(random, middles) + oneOf(random, ['field', 'er', 'wood', 'en', 'gate', 'hill']),
  );
  const stream = createWriteStream(file);
  stream.write('first_name,last_name,date_of_birth,street,postcode,city,phone,email,person\n');
  const recent: Person[] = [];
  const waiting: string[] = [];
  const mailboxes = new Set<string>();
  let people = 0;
  for (let row = 0; row < count; row++) {
    if (waiting.length > 2_000 || (waiting.length > 0 && row + waiting.length >= count)) {
      stream.write(waiting.splice(random.integer(waiting.length), 1)[0] as string);
      continue;
    }
    const neighbour = recent.length > 0 && random.uniform() < 0.15 ? recent[random.integer(recent.length)] : undefined;
    const person = makePerson(random, lastNames, towns, streets, neighbour, mailboxes);
    if (recent.length < 500) recent.push(person);
    else recent[random.integer(500)] = person;
    const id = people++;
    if (!stream.write(lineOf(person, id))) await new Promise((resolve) => stream.once('drain', resolve));
    if (random.uniform() < duplicated / (1 - duplicated)) waiting.push(lineOf(spoiled(random, person, towns, streets), id));
  }
  stream.end();
  await finished(stream);
}

function makePerson(
  random: Random,
  lastNames: string[],
  towns: string[],
  streets: string[],
  neighbour: Person | undefined,
  mailboxes: Set<string>,
): Person {
  const first = firstNames[skewed(random, firstNames.length, 1.6)] as string;
  const last = neighbour?.last ?? (lastNames[skewed(random, lastNames.length, 3)] as string);
  const born = new Date(Date.UTC(1935, 0, 1) + random.integer(27_000) * dayMs).toISOString().slice(0, 10);
  const town = skewed(random, towns.length, 2);
  const street = `${1 + skewed(random, 250, 1.7)} ${streets[skewed(random, streets.length, 1.5)]} ${oneOf(random, streetKinds)}`;
  const postcode = String(10_000 + town * 30 + random.integer(30));
  const plain = `${first}${random.uniform() < 0.5 ? '.' : ''}${last}`
    .normalize('NFKD')
    .replace(/[^\w.]/g, '')
    .toLowerCase();
  return {
    first,
    last,
    born: random.uniform() < 0.2 ? '' : born,
    street: neighbour?.street ?? street,
    postcode: neighbour?.postcode ?? postcode,
    city: neighbour?.city ?? (towns[town] as string),
    phone: random.uniform() < 0.3 ? '' : `+44 7${String(random.integer(1_000_000_000)).padStart(9, '0')}`,
    mail: random.uniform() < 0.25 ? '' : freeMailbox(random, plain, mailboxes),
  };
}

/** Nobody has a mailbox that another has. */
function freeMailbox(random: Random, name: string, taken: Set<string>): string {
  for (;;) {
    const mail = `${name}${random.uniform() < 0.6 ? random.integer(1000) : ''}@${oneOf(random, mailHosts)}`;
    if (taken.has(mail)) continue;
    taken.add(mail);
    return mail;
  }
}

/** The same person as somebody else would have typed it. */
function spoiled(random: Random, person: Person, towns: string[], streets: string[]): Person {
  const copy = { ...person };
  const slips = 1 + random.integer(3);
  const keys: (keyof Person)[] = ['first', 'last', 'born', 'street', 'city', 'postcode', 'mail', 'phone'];
  for (let slip = 0; slip < slips; slip++) {
    const key = oneOf(random, keys);
    copy[key] = random.uniform() < 0.35 ? '' : mistyped(random, copy[key]);
  }
  if (random.uniform() < 0.05) [copy.first, copy.last] = [copy.last, copy.first];
  if (random.uniform() < 0.06) copy.first = copy.first.slice(0, 1);
  if (random.uniform() < 0.08) {
    copy.street = `${1 + random.integer(200)} ${oneOf(random, streets)} ${oneOf(random, streetKinds)}`;
    copy.city = oneOf(random, towns);
    copy.postcode = String(10_000 + random.integer(80_000));
  }
  if (random.uniform() < 0.1) copy.phone = copy.phone.replace('+44 ', '0');
  return copy;
}

function mistyped(random: Random, text: string): string {
  if (text.length < 2) return text;
  const at = random.integer(text.length - 1);
  const kind = random.integer(4);
  const letter = String.fromCharCode((/\d/.test(text) && !/[a-z]/i.test(text) ? 48 : 97) + random.integer(10));
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 1) return text.slice(0, at) + letter + text.slice(at);
  if (kind === 2) return text.slice(0, at) + letter + text.slice(at + 1);
  return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
}

function oneOf<T>(random: Random, list: readonly T[]): T {
  return list[random.integer(list.length)] as T;
}

/** Small numbers often, large ones seldom: uniform to a power. */
function skewed(random: Random, below: number, power: number): number {
  return Math.min(below - 1, Math.floor(below * random.uniform() ** power));
}

function lineOf(person: Person, id: number): string {
  const { first, last, born, street, postcode, city, phone, mail } = person;
  return `${[first, last, born, street, postcode, city, phone, mail].map((cell) => (cell.includes(',') || cell.includes('"') ? `"${cell}"` : cell)).join(',')},${id}\n`;
}
