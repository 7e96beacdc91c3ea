/** What is believed of the next value's logarithm: a mixture of normals. */
export type LogBelief = { weight: Float64Array; mean: Float64Array; sd: Float64Array };

/** Prior of the spreads, all on the log scale: of the shock that hits one period alone, of the level's steps, of the seasons. */
export type LevelPrior = {
  shock: { median: number; spread: number };
  steps: readonly (readonly [sd: number, weight: number])[];
  seasons: readonly (readonly [sd: number, weight: number])[];
  /** Share of the level that is left after a period: 1 keeps it, less draws it back to 0. */
  keeps: number;
  /** Spread of the level before anything was seen. */
  start: number;
  /** Spread of its growth a period, which lasts but fades by a tenth each; 0 for none. */
  slope: number;
};

const shockSds = [0.01, 0.03, 0.06, 0.1, 0.15, 0.22, 0.32, 0.5, 0.8];

/** Share of the growth that is left after a period. */
const growthLeft = 0.9;

type Cell = { shock: number; step: number; logWeight: number; mean: Float64Array; covariance: Float64Array };

/**
 * Follows the ratio of what came to what was expected, period by period: log ratio = level + season + shock, the level a random walk drawn back
 * to 0 or with a growth that fades, seasons fixed, the shock new in each period (structural model, Harvey 1989). The spreads are not known, so a Kalman filter runs for each
 * combination of a grid, weighted by its prior and by how well it foretold the past: with a short history the prior's width stays, with a
 * long one the past decides. Deterministic. O(grid * seasons²) per period, about 100 combinations.
 */
export class LevelFilter {
  readonly #cells: Cell[];
  readonly #size: number;
  readonly #prior: LevelPrior;

  constructor(seasons: number, prior: LevelPrior) {
    this.#size = seasons + 2;
    this.#prior = prior;
    this.#cells = shockSds.flatMap((shock) =>
      prior.steps.flatMap(([step, stepWeight]) =>
        prior.seasons.map(([season, seasonWeight]): Cell => {
          const covariance = new Float64Array(this.#size ** 2);
          for (let i = 0; i < this.#size; i++)
            covariance[i * (this.#size + 1)] = (i === 0 ? prior.start : i === 1 ? prior.slope : season) ** 2;
          const away = Math.log(shock / prior.shock.median) / prior.shock.spread;
          return {
            shock,
            step,
            logWeight: Math.log(stepWeight * seasonWeight) - away ** 2 / 2,
            mean: new Float64Array(this.#size),
            covariance,
          };
        }),
      ),
    );
  }

  /**
   * Learns from one period and moves on to the next. `expected` is what was said before, `actual` what came, both in any one unit;
   * `relativeVariance` is the variance that chance alone gives `actual`, over expected². Works on counts as on money: with few cases the ratio is
   * read as that of so many Poisson events, so that a period without any is no infinity.
   */
  observe(expected: number, actual: number, relativeVariance: number, season: number): void {
    const cases = 1 / Math.max(1e-9, relativeVariance);
    if (expected > 0) this.#update(Math.log((cases * (actual / expected) + 0.5) / (cases + 0.5)), 1 / (cases + 0.5), season);
    this.skip();
  }

  /** A period passes of which nothing is known. */
  skip(): void {
    const { keeps } = this.#prior;
    const n = this.#size;
    for (const { mean, covariance, step } of this.#cells) {
      mean[0] = keeps * (mean[0] as number) + (mean[1] as number);
      mean[1] = growthLeft * (mean[1] as number);
      // Rows, then columns, of the covariance go through the same step: level' = keeps * level + growth, growth' = growthLeft * growth.
      for (let k = 0; k < n; k++) {
        covariance[k] = keeps * (covariance[k] as number) + (covariance[n + k] as number);
        covariance[n + k] = growthLeft * (covariance[n + k] as number);
      }
      for (let k = 0; k < n; k++) {
        covariance[k * n] = keeps * (covariance[k * n] as number) + (covariance[k * n + 1] as number);
        covariance[k * n + 1] = growthLeft * (covariance[k * n + 1] as number);
      }
      covariance[0] = (covariance[0] as number) + step ** 2;
    }
  }

  /** Belief of the coming period's log ratio, its own shock included; `added` is further variance that the past cannot tell of. */
  belief(season: number, added = 0): LogBelief {
    const highest = this.#cells.reduce((max, { logWeight }) => Math.max(max, logWeight), Number.NEGATIVE_INFINITY);
    const weight = Float64Array.from(this.#cells, ({ logWeight }) => Math.exp(logWeight - highest));
    const sum = weight.reduce((total, one) => total + one, 0);
    return {
      weight: weight.map((one) => one / sum),
      mean: Float64Array.from(this.#cells, ({ mean }) => (mean[0] as number) + (mean[season + 2] as number)),
      sd: Float64Array.from(this.#cells, (cell) => Math.sqrt(this.#spread(cell, season) + cell.shock ** 2 + added)),
    };
  }

  #spread({ covariance }: Cell, season: number): number {
    const j = season + 2;
    return (covariance[0] as number) + 2 * (covariance[j] as number) + (covariance[j * this.#size + j] as number);
  }

  #update(logRatio: number, variance: number, season: number): void {
    const [n, j] = [this.#size, season + 2];
    for (const cell of this.#cells) {
      const { mean, covariance } = cell;
      const total = this.#spread(cell, season) + variance + cell.shock ** 2;
      const error = logRatio - (mean[0] as number) - (mean[j] as number);
      cell.logWeight -= (Math.log(total) + error ** 2 / total) / 2;
      const reach = Float64Array.from({ length: n }, (_, i) => (covariance[i * n] as number) + (covariance[i * n + j] as number));
      for (let i = 0; i < n; i++) {
        mean[i] = (mean[i] as number) + ((reach[i] as number) / total) * error;
        for (let k = 0; k < n; k++)
          covariance[i * n + k] = (covariance[i * n + k] as number) - ((reach[i] as number) * (reach[k] as number)) / total;
      }
    }
  }
}
