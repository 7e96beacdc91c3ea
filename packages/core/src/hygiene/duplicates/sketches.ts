import type { FieldKind } from './fields.ts';
import type { Prepared } from './prepare.ts';

/**
 * One number for each value, from which it can be seen at once that two values are far apart. Numbers lie side by side in memory, which
 * matters where millions of pairs are looked at and nearly all are unalike.
 */
export interface Sketch {
  readonly ofCode: Int32Array;
  /** Whether two values with these sketches are surely at the last level of their kind ("different"). */
  readonly areFar: (a: number, b: number) => boolean;
}

/** Undefined for kinds whose values cannot be told apart so. */
export function sketchOf(kind: FieldKind, values: readonly (readonly Prepared[])[]): Sketch | undefined {
  if (kind === 'phone') return { ofCode: Int32Array.from(values, digitParities), areFar: (a, b) => a >= 0 && b >= 0 && bitsOf(a ^ b) > 2 };
  if (kind === 'mail')
    return {
      ofCode: Int32Array.from(values, mailLetters),
      areFar: (a, b) => a >= 0 && b >= 0 && (a ^ b) >>> 26 !== 0 && bitsOf((a ^ b) & letters) > 4,
    };
  if (kind === 'date') return { ofCode: Int32Array.from(values, dayNumber), areFar: areFarDays };
  return undefined;
}

/** For each digit of the last nine whether it stands there an odd number of times: one slip changes two of these at most. */
function digitParities(values: readonly Prepared[]): number {
  const [only] = values;
  if (values.length !== 1 || only?.first.length !== 9) return -1;
  let parities = 0;
  for (let at = 0; at < 9; at++) parities ^= 1 << (only.first.charCodeAt(at) - 48);
  return parities;
}

const letters = (1 << 26) - 1;

/** Letters of the local part, and in the upper bits something of the domain: two slips change four letters at most. */
function mailLetters(values: readonly Prepared[]): number {
  const [only] = values;
  if (values.length !== 1 || !only) return -1;
  let found = 0;
  for (let at = 0; at < only.first.length; at++) {
    const letter = only.first.charCodeAt(at) - 97;
    if (letter >= 0 && letter < 26) found |= 1 << letter;
  }
  let domain = 0;
  for (let at = 0; at < only.second.length; at++) domain = Math.imul(domain ^ only.second.charCodeAt(at), 0x01000193);
  return found | (((domain ^ (domain >>> 13)) & 31) << 26);
}

function dayNumber(values: readonly Prepared[]): number {
  const [only] = values;
  return values.length === 1 && only && /^\d{8}$/.test(only.key) ? Number(only.key) : -1;
}

/** Years, months and days all unlike, and too many digits for two slips in place. */
function areFarDays(a: number, b: number): boolean {
  if (a < 0 || b < 0) return false;
  const yearA = Math.trunc(a / 10_000);
  const yearB = Math.trunc(b / 10_000);
  const monthA = Math.trunc(a / 100) % 100;
  const monthB = Math.trunc(b / 100) % 100;
  const dayA = a % 100;
  const dayB = b % 100;
  if (Math.abs(yearA - yearB) <= 1 || (monthA === dayB && dayA === monthB)) return false;
  if ((yearA === yearB ? 1 : 0) + (monthA === monthB ? 1 : 0) + (dayA === dayB ? 1 : 0) >= 2) return false;
  let unlike = 0;
  for (let one = a, other = b; one > 0 || other > 0; one = Math.trunc(one / 10), other = Math.trunc(other / 10))
    if (one % 10 !== other % 10) unlike++;
  return unlike > 4;
}

function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
