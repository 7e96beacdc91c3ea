import { decayedExposure } from './decay.ts';
import type { Pairs } from './pairs.ts';
import type { TieIndex } from './tie-index.ts';
import { lenses, type TieTraits } from './tie-traits.ts';

/** Keeps two people who each know one other, faintly, from looking alike. */
const faintCircle = 0.3;

/**
 * How alike the circles of two people are, 0 to 1: the cosine of two lists of everybody they write with, each weighted by
 * ln(1 + decayed days) both ways, the half-life being that of a lens (structural equivalence; Gilbert & Karahalios 2009 count common contacts).
 * O(ties + pairs × contacts of the second).
 */
export function likenessOfCircles(index: TieIndex, ties: TieTraits, lens: number, daysSeen: number, pairs: Pairs): Float64Array {
  const exposure = decayedExposure(daysSeen, lenses[lens] as number);
  const { firstOf, contact, weight, size } = circlesOf(index, ties.dayRates[lens] as Float64Array, exposure);
  const own = new Float64Array(index.personCount);
  const likeness = new Float64Array(pairs.from.length);
  let present = -1;
  for (let pair = 0; pair < likeness.length; pair++) {
    const from = pairs.from[pair] as number;
    const to = pairs.to[pair] as number;
    if (from !== present) {
      // Only what was set is cleared: people are many, a circle is small.
      if (present >= 0) for (let i = firstOf[present] as number; i < (firstOf[present + 1] as number); i++) own[contact[i] as number] = 0;
      for (let i = firstOf[from] as number; i < (firstOf[from + 1] as number); i++) own[contact[i] as number] = weight[i] as number;
      present = from;
    }
    let product = 0;
    for (let i = firstOf[to] as number; i < (firstOf[to + 1] as number); i++)
      product += (own[contact[i] as number] as number) * (weight[i] as number);
    likeness[pair] = product / ((faintCircle + (size[from] as number)) * (faintCircle + (size[to] as number)));
  }
  return likeness;
}

/** Everybody's contacts as rows of a sparse symmetric matrix, and the length of each row. */
function circlesOf({ personCount, tieCount, from, to, reverse }: TieIndex, rates: Float64Array, exposure: number) {
  const warmth = (tie: number) => (tie < 0 ? 0 : Math.log1p((rates[tie] as number) * exposure));
  const firstOf = new Int32Array(personCount + 1);
  const next = new Int32Array(personCount);
  const eachContact = (visit: (person: number, other: number, tie: number) => void) => {
    for (let tie = 0; tie < tieCount; tie++) {
      visit(from[tie] as number, to[tie] as number, tie);
      if (reverse[tie] === -1) visit(to[tie] as number, from[tie] as number, tie);
    }
  };
  eachContact((person) => {
    firstOf[person + 1] = (firstOf[person + 1] as number) + 1;
  });
  for (let person = 0; person < personCount; person++) {
    next[person] = firstOf[person] as number;
    firstOf[person + 1] = (firstOf[person + 1] as number) + (firstOf[person] as number);
  }
  const contact = new Int32Array(firstOf[personCount] as number);
  const weight = new Float64Array(contact.length);
  const size = new Float64Array(personCount);
  eachContact((person, other, tie) => {
    const at = next[person] as number;
    const value = warmth(tie) + warmth(reverse[tie] as number);
    next[person] = at + 1;
    contact[at] = other;
    weight[at] = value;
    size[person] = (size[person] as number) + value * value;
  });
  for (let person = 0; person < personCount; person++) size[person] = Math.sqrt(size[person] as number);
  return { firstOf, contact, weight, size };
}
