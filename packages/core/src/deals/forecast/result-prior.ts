import type { LevelPrior } from './level-filter.ts';

/**
 * How far a period's result usually lies from what its deals let expect, beyond chance: before a company's own past says more, a shock with a
 * median spread of 15 % (4 to 50 % are all possible), a level that wanders a little and comes back, hardly any season.
 */
export const resultPrior: LevelPrior = {
  shock: { median: 0.15, spread: 0.8 },
  steps: [
    [0.001, 0.35],
    [0.06, 0.3],
    [0.12, 0.2],
    [0.25, 0.15],
  ],
  seasons: [
    [0.001, 0.5],
    [0.1, 0.3],
    [0.25, 0.2],
  ],
  keeps: 0.85,
  start: 0.15,
};
