import type { Directions } from '../learner/index.ts';

/**
 * Which way each term may work if what it stands for is to matter: more done, more answered, sooner. A count that goes with *fewer* wins (chasing
 * somebody who does not answer) is no evidence that volume pays, nor a slow answer that quality does not.
 */
export const towardsWinning: Directions = {
  'mails out': 1,
  calls: 1,
  meetings: 1,
  tasks: 1,
  touches: 1,
  'mails of our own accord': 1,
  'calls of our own accord': 1,
  'touches of our own accord': 1,
  'begun by the buyer': 1,
  'answers to ours': 1,
  'both ways': 1,
  'buyers engaged': 1,
  'minutes of a meeting': 1,
  'buyers at a meeting': 1,
  'their answer time': -1,
  'our answer time': -1,
  'next step agreed': 1,
  'next steps kept': 1,
};

/** The same for what should be small, such as days to the signature. */
export const awayFromDelay: Directions = Object.fromEntries(
  Object.entries(towardsWinning).map(([column, direction]) => [column, direction === 1 ? -1 : 1]),
);
