import { jaroWinkler } from '../../text/index.ts';
import { areFormsOfOneName } from './nicknames.ts';
import type { Prepared } from './prepare.ts';
import { areWithinSlips } from './slips.ts';

/** Level of two first or last names, as in the plans `firstName` and `lastName`; "in the other field" is found by {@link areSwapped}. */
export function oneNameLevel(a: Prepared, b: Prepared, isFirst: boolean): number {
  if (isSameName(a, b)) return 0;
  if (isFirst && areForms(a.words, b.words)) return 1;
  const [short, long] = a.key.length <= b.key.length ? [a, b] : [b, a];
  if (isSlip(short.key, long.key)) return 2;
  if (isPart(short, long)) return 3;
  return jaroWinkler(a.key, b.key) >= 0.88 ? 4 : 6;
}

/** Whether the first name of one is the last name of the other, both ways. */
export function areSwapped(firstA: Prepared, lastA: Prepared, firstB: Prepared, lastB: Prepared): boolean {
  return meets(firstA, lastB) && meets(lastA, firstB);
}

function meets(a: Prepared, b: Prepared): boolean {
  return isSameName(a, b) || (a.key.length >= 5 && b.key.length >= 5 && isSlip(a.key, b.key));
}

function isSameName(a: Prepared, b: Prepared): boolean {
  return a.key === b.key || (a.alias !== undefined && a.alias === b.key) || (b.alias !== undefined && b.alias === a.key);
}

function areForms(a: readonly string[], b: readonly string[]): boolean {
  const one = a[0] ?? '';
  const other = b[0] ?? '';
  return areFormsOfOneName(one, other);
}

/** One slip up to seven letters, two from eight; swapped neighbours are one slip. */
function isSlip(a: string, b: string): boolean {
  const long = Math.max(a.length, b.length);
  if (long < 3) return false;
  return areWithinSlips(a, b, long >= 8 ? 2 : 1) && (long > 3 || a.charCodeAt(0) === b.charCodeAt(0));
}

/** An initial, a part of a double name ("Anna" in "Anna-Maria", "Berg" in "van der Berg"), or a beginning ("Alex", "Alexander"). */
function isPart(short: Prepared, long: Prepared): boolean {
  if (short.key.length === 1) return long.key.startsWith(short.key);
  if (short.words.length < long.words.length && short.words.every((word) => long.words.includes(word))) return true;
  return short.key.length >= 3 && long.key.startsWith(short.key);
}

/** Level of two full names in any order of their words, as in the plan `personName`. */
export function fullNameLevel(a: Prepared, b: Prepared): number {
  if (isSameName(a, b)) return 0;
  const [short, long] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words];
  let used = 0;
  let same = 0;
  let slips = 0;
  let parts = 0;
  for (const word of short.slice(0, 12)) {
    let best = 0;
    let bestAt = -1;
    for (let at = 0; at < Math.min(long.length, 12); at++) {
      if ((used >> at) & 1) continue;
      const alike = wordMeeting(word, long[at] as string);
      if (alike > best) {
        best = alike;
        bestAt = at;
      }
    }
    if (bestAt < 0) continue;
    used |= 1 << bestAt;
    if (best === 3) same++;
    else if (best === 2) slips++;
    else parts++;
  }
  const met = same + slips + parts;
  if (met === short.length && same === long.length) return 1;
  const joined = jaroWinkler(a.key, b.key);
  if (met === short.length && short.length === long.length && parts === 0) return short.length > 1 || joined >= 0.9 ? 2 : 5;
  if (met === short.length && same + slips >= 1 && met >= 2) return 3;
  if (joined >= 0.95) return 2;
  if (met === short.length && same + slips >= 1) return 4;
  return same + slips >= 1 && met >= 2 && met * 2 > short.length ? 4 : 5;
}

/** 3 the same word, 2 a slip or another form of it, 1 its initial or beginning, 0 another word. */
function wordMeeting(a: string, b: string): number {
  if (a === b) return 3;
  if (isSlip(a, b) || areFormsOfOneName(a, b)) return 2;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (short.length === 1 || short.length >= 3) && long.startsWith(short) ? 1 : 0;
}
