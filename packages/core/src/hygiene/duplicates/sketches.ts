import type { FieldKind } from './fields.ts';
import { isKnownFirstName } from './nicknames.ts';
import type { Prepared } from './prepare.ts';
import { isFreeDomain } from './prepare-points.ts';

/**
 * One whole number for each value, from which it is seen at once that two values are far apart: at the last level of their kind, "different".
 * Numbers lie side by side in memory, which matters where millions of pairs are looked at and nearly all are unalike. -1 says nothing.
 */
export type SketchKind = 'digits' | 'mail' | 'day' | 'postcode' | 'name' | 'street';

export function sketchKindOf(kind: FieldKind): SketchKind | undefined {
  return sketchKinds[kind];
}

const sketchKinds: Readonly<Partial<Record<FieldKind, SketchKind>>> = {
  phone: 'digits',
  mail: 'mail',
  date: 'day',
  postalCode: 'postcode',
  firstName: 'name',
  lastName: 'name',
  city: 'name',
  street: 'street',
};

export function sketchOf(kind: SketchKind, values: readonly Prepared[]): number {
  const [only] = values;
  if (values.length !== 1 || !only) return -1;
  switch (kind) {
    case 'digits':
      return only.first.length === 9 ? digitParities(only.first) : -1;
    case 'mail':
      // That two have a mailbox at one provider tells nothing.
      return lettersOf(only.first) | (hashOf(isFreeDomain(only.second) ? only.first : only.second) << 26);
    case 'day':
      return /^\d{8}$/.test(only.key) ? Number(only.key) : -1;
    case 'postcode':
      return /^[1-9]\d{4}$/.test(only.key) ? Number(only.key) : -1;
    case 'name':
      return nameSketch(only);
    case 'street':
      return streetSketch(only);
  }
}

/** Whether two values, neither -1, are surely different. */
export function areFar(kind: SketchKind, a: number, b: number): boolean {
  switch (kind) {
    case 'digits':
      return bitsOf(a ^ b) > 2;
    case 'mail':
      return (a ^ b) >>> 26 !== 0 && bitsOf((a ^ b) & letters) > 4;
    case 'day':
      return areFarDays(a, b);
    case 'postcode':
      return Math.trunc(a / 100) !== Math.trunc(b / 100) && digitsUnlike(a, b) > 2;
    case 'name':
      return (a & b) >>> 30 === 0 && bitsOf((a ^ b) & letters) > ((a ^ b) >>> 26 === 0 ? 5 : 4);
    case 'street':
      return (a & b) === 0;
  }
}

/** Whether one person's first name may be the other's last name, as far as sketches say. */
export function mayMeet(a: number, b: number): boolean {
  return a < 0 || b < 0 || bitsOf((a ^ b) & letters) <= 4;
}

/** For each digit whether it stands there an odd number of times: one slip changes two of these at most. */
function digitParities(digits: string): number {
  let parities = 0;
  for (let at = 0; at < digits.length; at++) parities ^= 1 << (digits.charCodeAt(at) - 48);
  return parities;
}

const letters = (1 << 26) - 1;

function lettersOf(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at) - 97;
    if (letter >= 0 && letter < 26) found |= 1 << letter;
  }
  return found;
}

/** Five bits. */
function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 13)) & 31;
}

/** Letters, and four bits of the first one; the bit above for names that have other forms. Names of several words may be parts of each other. */
function nameSketch({ key, words }: Prepared): number {
  if (words.length !== 1 || key.length < 3) return -1;
  const first = key.charCodeAt(0);
  if (first < 97 || first > 122) return -1;
  return lettersOf(key) | ((first & 15) << 26) | (isKnownFirstName(key) ? 1 << 30 : 0);
}

/** A bit for how each word begins and one for how it ends, of words that say more than "street": a slip leaves one of them. */
function streetSketch({ words, first }: Prepared): number {
  let bits = 0;
  let telling = 0;
  for (const word of words) {
    if (word.length < 4) continue;
    telling++;
    bits |= 1 << (hashOf(word.slice(0, 3)) % 31);
    bits |= 1 << ((hashOf(word.slice(-3)) + 7) % 31);
  }
  // Streets of one word, or without a number, are compared in full: "same number only" is a level of its own.
  return telling === 0 || first === '' ? -1 : bits;
}

/** Years, months and days all unlike, and too many digits for two slips in place. */
function areFarDays(a: number, b: number): boolean {
  const yearA = Math.trunc(a / 10_000);
  const yearB = Math.trunc(b / 10_000);
  const monthA = Math.trunc(a / 100) % 100;
  const monthB = Math.trunc(b / 100) % 100;
  const dayA = a % 100;
  const dayB = b % 100;
  if (Math.abs(yearA - yearB) <= 1 || (monthA === dayB && dayA === monthB)) return false;
  if ((yearA === yearB ? 1 : 0) + (monthA === monthB ? 1 : 0) + (dayA === dayB ? 1 : 0) >= 2) return false;
  return digitsUnlike(a, b) > 4;
}

function digitsUnlike(a: number, b: number): number {
  let unlike = 0;
  for (let one = a, other = b; one > 0 || other > 0; one = Math.trunc(one / 10), other = Math.trunc(other / 10))
    if (one % 10 !== other % 10) unlike++;
  return unlike;
}

function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
