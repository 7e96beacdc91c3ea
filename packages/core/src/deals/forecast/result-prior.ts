import type { LevelPrior } from './level-filter.ts';

/**
 * How far a period's result usually lies from what its deals let expect, beyond chance: before a company's own past says more, a shock with a
 * median spread of 6 or 7 % (1 to 40 % are all possible), a level that wanders a little and comes back, hardly any season. The tails are heavy: a
 * company unlike the rest (whose quarters swing with the year by a half, say) is believed after a year or two, not after ten.
 */
export const resultPrior: LevelPrior = {
  shock: { median: 0.065, spread: 1 },
  steps: [
    [0.001, 0.5],
    [0.03, 0.26],
    [0.08, 0.19],
    [0.2, 0.05],
  ],
  seasons: [
    [0.001, 0.55],
    [0.06, 0.27],
    [0.15, 0.1],
    [0.35, 0.06],
    [0.7, 0.02],
  ],
  keeps: 0.85,
  start: 0.08,
  slope: 0,
};
