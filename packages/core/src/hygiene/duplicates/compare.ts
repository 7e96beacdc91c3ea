import { jaroWinkler } from '../../text/index.ts';
import { fullNameLevel, oneNameLevel } from './compare-names.ts';
import { streetLevel, textLevel } from './compare-words.ts';
import type { FieldKind } from './fields.ts';
import { levelPlans, missingLevel } from './levels.ts';
import type { Prepared } from './prepare.ts';
import { isFreeDomain } from './prepare-points.ts';
import { areWithinSlips } from './slips.ts';
import type { WordWeights } from './word-weights.ts';

/** The level ({@link levelPlans}) of the best pair among the values of one field of two records; {@link missingLevel} when one has none. */
export function fieldLevel(kind: FieldKind, a: readonly Prepared[], b: readonly Prepared[], weights: WordWeights): number {
  let best = missingLevel;
  for (const one of a) {
    for (const other of b) {
      const level = one.key === other.key ? 0 : valueLevel(kind, one, other, weights);
      if (level < best) best = level;
      if (best === 0) return 0;
    }
  }
  return best;
}

/** The level of two values with different keys. */
function valueLevel(kind: FieldKind, a: Prepared, b: Prepared, weights: WordWeights): number {
  switch (kind) {
    case 'firstName':
      return oneNameLevel(a, b, true);
    case 'lastName':
      return oneNameLevel(a, b, false);
    case 'personName':
      return fullNameLevel(a, b);
    case 'companyName':
    case 'text':
      return isAlias(a, b) ? 0 : textLevel(a, b, weights);
    case 'street':
      return streetLevel(a, b, weights);
    case 'mail':
      return mailLevel(a, b);
    case 'phone':
      return phoneLevel(a, b);
    case 'domain':
      if (a.first === b.first && a.first.length >= 3) return 1;
      return isSlip(a.key, b.key, 8) ? 2 : 3;
    case 'city':
      return cityLevel(a, b);
    case 'region':
    case 'country':
    case 'category':
      return isAlias(a, b) ? 0 : jaroWinkler(a.key, b.key) >= 0.92 || isAbbreviation(a, b) ? 1 : 2;
    case 'date':
      return dateLevel(a, b);
    case 'idNumber': {
      if (a.key.length < 5 || !areWithinSlips(a.key, b.key, 2)) return 3;
      return areWithinSlips(a.key, b.key, 1) ? 1 : 2;
    }
    case 'houseNumber':
      return areWithinSlips(a.key, b.key, 1) && Math.max(a.key.length, b.key.length) > 1 ? 1 : 2;
    case 'postalCode':
      return postalLevel(a.key, b.key);
    case 'number':
      return areNear(a.key, b.key) ? 1 : 2;
  }
}

function isAlias(a: Prepared, b: Prepared): boolean {
  return (a.alias !== undefined && a.alias === b.key) || (b.alias !== undefined && b.alias === a.key);
}

function isSlip(a: string, b: string, least: number): boolean {
  return Math.min(a.length, b.length) >= least && areWithinSlips(a, b, 1);
}

function mailLevel(a: Prepared, b: Prepared): number {
  const isSameDomain = a.second === b.second;
  if (a.first === b.first && a.first.length >= 5 && !/^(info|office|contact|sales|admin|support|kontakt|hello|mail)$/.test(a.first))
    return 1;
  if (areWithinSlips(a.key, b.key, Math.min(a.first.length, b.first.length) >= 8 ? 2 : 1)) return 2;
  if (isSameDomain && jaroWinkler(a.first, b.first) >= 0.9) return 3;
  if (isSameDomain) return isFreeDomain(a.second) ? 5 : 4;
  return 5;
}

/** National notations and E.164 of one number end alike: nine digits, or all of the shorter one from seven on. */
function phoneLevel({ first: a }: Prepared, { first: b }: Prepared): number {
  if (a === b) return a.length >= 9 ? 0 : 1;
  const short = Math.min(a.length, b.length);
  if (short < 7) return 3;
  if (a.length !== b.length && (a.endsWith(b) || b.endsWith(a))) return 1;
  return areWithinSlips(a, b, 1) ? 2 : 3;
}

function cityLevel(a: Prepared, b: Prepared): number {
  if (isAlias(a, b)) return 0;
  const long = Math.max(a.key.length, b.key.length);
  if (long >= 4 && areWithinSlips(a.key, b.key, long >= 8 ? 2 : 1)) return 1;
  if (jaroWinkler(a.key, b.key) >= 0.9) return 2;
  const [short, other] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words];
  return short.every((word) => word.length > 2 && other.includes(word)) ? 2 : 3;
}

/** "ny" of "new york", "calif" of "california". */
function isAbbreviation(a: Prepared, b: Prepared): boolean {
  const [short, long] = a.key.length <= b.key.length ? [a, b] : [b, a];
  if (short.key.length >= 3 && long.key.startsWith(short.key)) return true;
  return long.words.length > 1 && long.words.map((word) => word[0]).join('') === short.key;
}

function dateLevel(a: Prepared, b: Prepared): number {
  if (a.first === b.key || b.first === a.key) return 1;
  if (a.key.length !== 8 || b.key.length !== 8) return isSlip(a.key, b.key, 4) ? 2 : 5;
  if (areWithinSlips(a.key, b.key, 1)) return 2;
  const year = a.key.slice(0, 4) === b.key.slice(0, 4) ? 1 : 0;
  const month = a.key.slice(4, 6) === b.key.slice(4, 6) ? 1 : 0;
  const day = a.key.slice(6) === b.key.slice(6) ? 1 : 0;
  if (year + month + day === 2) return 3;
  return areWithinSlips(a.key, b.key, 2) || monthsApart(a.key, b.key) <= 2 ? 4 : 5;
}

function monthsApart(a: string, b: string): number {
  const monthOf = (key: string) => Number(key.slice(0, 4)) * 12 + Number(key.slice(4, 6));
  return Math.abs(monthOf(a) - monthOf(b));
}

function postalLevel(a: string, b: string): number {
  const short = Math.min(a.length, b.length);
  // ZIP and ZIP+4.
  if (short >= 5 && (a.startsWith(b) || b.startsWith(a))) return 1;
  if (short >= 3 && areWithinSlips(a, b, 1)) return 1;
  return short >= 4 && a.slice(0, short - 2) === b.slice(0, short - 2) ? 2 : 3;
}

function areNear(a: string, b: string): boolean {
  const one = Number(a);
  const other = Number(b);
  if (!Number.isFinite(one) || !Number.isFinite(other)) return false;
  const isYear = one >= 1000 && one < 2200 && other >= 1000 && other < 2200;
  return Math.abs(one - other) <= (isYear ? 1 : 0.02 * Math.max(Math.abs(one), Math.abs(other)));
}
