import type { FieldKind } from './fields.ts';

/**
 * How alike two values can be, best first, and how often a field of two records of the *same* thing is taken to be so before anything was
 * learned. The last level is always "different". Missing values are no level: they say nothing.
 */
export interface LevelPlan {
  readonly names: readonly string[];
  readonly expected: readonly number[];
  /** Whether it goes with an address, so that all of it changes when somebody moves. */
  readonly moves: boolean;
}

export const levelPlans: Readonly<Record<FieldKind, LevelPlan>> = {
  firstName: {
    names: ['the same', 'another form', 'typing slip', 'initial or part', 'alike', 'in the other field', 'different'],
    expected: [0.78, 0.03, 0.08, 0.04, 0.02, 0.02, 0.03],
    moves: false,
  },
  lastName: {
    names: ['the same', 'another form', 'typing slip', 'initial or part', 'alike', 'in the other field', 'different'],
    expected: [0.8, 0.01, 0.08, 0.03, 0.02, 0.02, 0.04],
    moves: false,
  },
  personName: {
    names: ['the same', 'same words', 'typing slips', 'initials or parts', 'some words', 'different'],
    expected: [0.65, 0.06, 0.12, 0.07, 0.03, 0.07],
    moves: false,
  },
  companyName: {
    names: ['the same', 'nearly the same', 'very alike', 'one within the other', 'alike', 'some words', 'numbered otherwise', 'different'],
    expected: [0.55, 0.13, 0.1, 0.08, 0.05, 0.03, 0.01, 0.05],
    moves: false,
  },
  text: {
    names: ['the same', 'nearly the same', 'very alike', 'one within the other', 'alike', 'some words', 'numbered otherwise', 'different'],
    expected: [0.5, 0.12, 0.1, 0.07, 0.06, 0.04, 0.01, 0.1],
    moves: false,
  },
  mail: {
    names: ['the same', 'same name, other domain', 'typing slip', 'alike, same domain', 'same domain', 'different'],
    expected: [0.7, 0.06, 0.08, 0.04, 0.04, 0.08],
    moves: false,
  },
  phone: {
    names: ['the same', 'same end', 'typing slip', 'different'],
    expected: [0.7, 0.05, 0.05, 0.2],
    moves: false,
  },
  domain: {
    names: ['the same', 'other ending', 'typing slip', 'different'],
    expected: [0.8, 0.05, 0.03, 0.12],
    moves: false,
  },
  street: {
    names: [
      'the same',
      'same number, nearly the same',
      'same number, alike',
      'number missing',
      'number nearly',
      'other number',
      'same number only',
      'different',
    ],
    expected: [0.6, 0.12, 0.05, 0.04, 0.03, 0.03, 0.03, 0.1],
    moves: true,
  },
  houseNumber: {
    names: ['the same', 'nearly', 'different'],
    expected: [0.8, 0.07, 0.13],
    moves: true,
  },
  postalCode: {
    names: ['the same', 'typing slip', 'same region', 'different'],
    expected: [0.8, 0.08, 0.05, 0.07],
    moves: true,
  },
  city: {
    names: ['the same', 'typing slip', 'alike', 'different'],
    expected: [0.8, 0.08, 0.05, 0.07],
    moves: true,
  },
  region: { names: ['the same', 'alike', 'different'], expected: [0.88, 0.05, 0.07], moves: true },
  country: { names: ['the same', 'alike', 'different'], expected: [0.93, 0.03, 0.04], moves: true },
  date: {
    names: ['the same', 'day and month swapped', 'typing slip', 'two parts of three', 'near', 'different'],
    expected: [0.76, 0.02, 0.09, 0.04, 0.04, 0.05],
    moves: false,
  },
  idNumber: {
    names: ['the same', 'typing slip', 'two slips', 'different'],
    expected: [0.82, 0.08, 0.03, 0.07],
    moves: false,
  },
  number: { names: ['the same', 'nearly', 'different'], expected: [0.6, 0.15, 0.25], moves: false },
  category: { names: ['the same', 'alike', 'different'], expected: [0.6, 0.1, 0.3], moves: false },
};

/** Names of a kind's levels, from "the same" to "different". */
export function levelNames(kind: FieldKind): readonly string[] {
  return levelPlans[kind].names;
}

/** Level of a value that is missing on one side: it says nothing. */
export const missingLevel = 255;
