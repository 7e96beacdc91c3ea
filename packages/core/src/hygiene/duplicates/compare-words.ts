import { jaroWinkler } from '../../text/index.ts';
import type { Prepared } from './prepare.ts';
import { areWithinSlips } from './slips.ts';
import type { WordWeights } from './word-weights.ts';

/** How much of two texts' words is shared. */
export interface WordsShared {
  /** Weight shared, of the mean weight of both: 0..1. */
  readonly both: number;
  /** Weight shared, of the lighter one: 1 when one text's words all stand in the other. */
  readonly lighter: number;
}

const mostWords = 24;

/**
 * Shared words by weight (soft TF-IDF; Cohen, Ravikumar & Fienberg 2003): a rare word tells more, a word within a typing slip counts 0.9.
 * O(words of a * words of b), each at most 24.
 */
export function sharedWords(a: Prepared, b: Prepared, weights: WordWeights): WordsShared {
  const one = a.words;
  const other = b.words;
  const countA = Math.min(one.length, mostWords);
  const countB = Math.min(other.length, mostWords);
  let ofA = 0;
  let ofB = 0;
  let shared = 0;
  let sharedOfLighter = 0;
  let usedA = 0;
  let usedB = 0;
  for (let j = 0; j < countB; j++) ofB += weights.weightOf(other[j] as string);
  for (let i = 0; i < countA; i++) {
    const weight = weights.weightOf(one[i] as string);
    ofA += weight;
    for (let j = 0; j < countB; j++) {
      if ((usedB >> j) & 1 || one[i] !== other[j]) continue;
      usedA |= 1 << i;
      usedB |= 1 << j;
      shared += weight;
      sharedOfLighter += weight;
      break;
    }
  }
  if (ofA <= 0 || ofB <= 0) return { both: 0, lighter: 0 };
  for (let i = 0; i < countA; i++) {
    if ((usedA >> i) & 1) continue;
    const word = one[i] as string;
    let best = 0;
    let bestAt = -1;
    for (let j = 0; j < countB; j++) {
      if ((usedB >> j) & 1) continue;
      const alike = wordAlikeness(word, other[j] as string);
      if (alike <= best) continue;
      best = alike;
      bestAt = j;
    }
    if (bestAt < 0) continue;
    usedB |= 1 << bestAt;
    const weight = weights.weightOf(word);
    const ofOther = weights.weightOf(other[bestAt] as string);
    shared += (best * (weight + ofOther)) / 2;
    sharedOfLighter += best * Math.min(weight, ofOther);
  }
  return { both: Math.min(1, (2 * shared) / (ofA + ofB)), lighter: Math.min(1, sharedOfLighter / Math.min(ofA, ofB)) };
}

/** 0.9 within a typing slip, 0.6 for a beginning of three or more letters, 0 otherwise. Numbers are the same or not. */
function wordAlikeness(a: string, b: string): number {
  const short = Math.min(a.length, b.length);
  if (short < 3 || a.charCodeAt(0) < 58 || b.charCodeAt(0) < 58) return 0;
  const long = Math.max(a.length, b.length);
  if (short >= 4 && areWithinSlips(a, b, long >= 8 ? 2 : 1)) return 0.9;
  return a.startsWith(b) || b.startsWith(a) ? 0.6 : 0;
}

/** Level of two texts: 0 the same … 7 different, as in the plans `companyName` and `text`. */
export function textLevel(a: Prepared, b: Prepared, weights: WordWeights): number {
  const { both, lighter } = sharedWords(a, b, weights);
  if (both < 0.2 && Math.min(a.key.length, b.key.length) > 40) return 7;
  const joined = a.key.length <= 60 && b.key.length <= 60 ? jaroWinkler(a.key, b.key) : 0;
  if (both < 0.35 && lighter < 0.7 && joined < 0.92) return 7;
  if (areNumberedOtherwise(a.words, b.words)) return 6;
  if (both >= 0.93 || joined >= 0.96) return 1;
  if (both >= 0.8) return 2;
  if (lighter >= 0.9 && both >= 0.4) return 3;
  return both >= 0.62 || joined >= 0.92 ? 4 : 5;
}

const tellingApart = new Set(
  'i ii iii iv v vi vii viii ix x xi xii a b c d e one two three four five first second third north south east west nord sud ost est ouest norte sur este oeste upper lower junior senior'.split(
    ' ',
  ),
);

/** "Part I" and "Part II", "Rachel's 1" and "Rachel's 2", "(East)" and "(West)": both say which one they are, and not the same. */
function areNumberedOtherwise(a: readonly string[], b: readonly string[]): boolean {
  const ofA = a.filter(tellsApart);
  if (ofA.length === 0) return false;
  const ofB = b.filter(tellsApart);
  return ofB.length > 0 && !ofA.some((word) => ofB.includes(word));
}

function tellsApart(word: string): boolean {
  const first = word.charCodeAt(0);
  return (first >= 48 && first <= 57) || tellingApart.has(word);
}

/** Level of two address lines, as in the plan `street`. */
export function streetLevel(a: Prepared, b: Prepared, weights: WordWeights): number {
  const alike = streetAlikeness(a, b, weights);
  const numberA = a.first;
  const numberB = b.first;
  if (numberA === numberB) {
    // Without numbers on both sides it is a place by name: only its words speak.
    if (alike >= 0.75) return 1;
    if (alike >= 0.4) return numberA === '' ? 5 : 2;
    return numberA === '' ? 7 : 6;
  }
  if (alike < 0.75) return 7;
  if (numberA === '' || numberB === '') return 3;
  return areWithinSlips(numberA, numberB, 1) ? 4 : 5;
}

function streetAlikeness(a: Prepared, b: Prepared, weights: WordWeights): number {
  if (a.words.length === 0 || b.words.length === 0) return 0;
  if (a.second === b.second) return 1;
  const { both, lighter } = sharedWords(a, b, weights);
  const byWords = Math.max(both, 0.95 * lighter * (both >= 0.3 ? 1 : 0.7));
  if (byWords >= 0.75 || a.second.length > 60 || b.second.length > 60 || a.second.charCodeAt(0) !== b.second.charCodeAt(0)) return byWords;
  const joined = jaroWinkler(a.second, b.second);
  return joined >= 0.92 ? joined : byWords;
}
