import { type Blend, blendedLogit, fitBlend, meanLoss, type UnseenRow } from './blending.ts';
import { levelShift } from './relevelled.ts';

export type Rung = 'base rate' | 'logistic' | 'boosting' | 'both';

/** One way to predict, with its log loss on rows that neither its rungs nor its calibration had seen. */
export type Candidate = { rung: Rung; isCalibrated: boolean; logLoss: number };

export type RungChoice = Candidate & { blend: Blend; candidates: Candidate[]; logits: Float64Array };

/** What is simpler stays unless another's log loss is lower by this share. */
const leastGain = 0.001;

/**
 * Chooses the rung, and whether to calibrate it, by log loss on unseen rows. Calibrations are judged cross-fitted: on rows other
 * than those that they were fitted on. A weighted mean of additive models is additive too, so both rungs together are a candidate.
 * Forward in time, ways are compared at each fold's own level: no rung can know how the base rate moves on, only what tells rows apart.
 * In a small table nothing is chosen: comparing losses of so few rows is drawing lots, and the logistic rung leans on the base rate by itself.
 * @param rungs which rungs stand in each row's `logits`, in that order
 * O(candidates × parts × rows).
 */
export function chooseRung(
  rows: readonly UnseenRow[],
  rungs: readonly ('logistic' | 'boosting')[],
  levels: 'one' | 'by fold',
  isSmall: boolean,
): RungChoice {
  const all = rungs.map((_, k) => k);
  const ways = isSmall ? [{ rung: 'logistic' as const, use: [0], isCalibrated: false }] : waysOf(rungs, all);
  const judged = ways.map((way) => {
    const logits = way.isCalibrated ? crossFitted(rows, way.use, levels) : plainLogits(rows, way.use);
    return {
      ...way,
      logits,
      logLoss: meanLoss(rows, logits),
      judged: levels === 'one' ? meanLoss(rows, logits) : meanLoss(rows, atOwnLevels(rows, logits)),
    };
  });
  let best = judged[0] as (typeof judged)[number];
  for (const one of judged) if (one.judged < best.judged * (1 - leastGain)) best = one;
  return {
    rung: best.rung,
    isCalibrated: best.isCalibrated,
    logLoss: best.logLoss,
    logits: best.logits,
    blend: best.isCalibrated ? fitBlend(rows, best.use, levels) : evenBlend(best.use),
    candidates: judged.map(({ rung, isCalibrated, logLoss }) => ({ rung, isCalibrated, logLoss })),
  };
}

function atOwnLevels(rows: readonly UnseenRow[], logits: Float64Array): Float64Array {
  const own = logits.slice();
  for (const fold of new Set(rows.map((row) => row.fold))) {
    const members = [...rows.keys()].filter((i) => rows[i]?.fold === fold);
    const of = (value: (i: number) => number) => Float64Array.from(members, value);
    const shift = levelShift(
      of((i) => logits[i] as number),
      of((i) => rows[i]?.outcome ?? 0),
      of((i) => rows[i]?.weight ?? 0),
    );
    for (const i of members) own[i] = (logits[i] as number) + shift;
  }
  return own;
}

function waysOf(rungs: readonly ('logistic' | 'boosting')[], all: number[]): { rung: Rung; use: number[]; isCalibrated: boolean }[] {
  return [
    { rung: 'base rate', use: [], isCalibrated: false },
    ...rungs.flatMap((rung, k) => [
      { rung, use: [k], isCalibrated: false },
      { rung, use: [k], isCalibrated: true },
    ]),
    ...(rungs.length > 1
      ? [
          { rung: 'both' as const, use: all, isCalibrated: false },
          { rung: 'both' as const, use: all, isCalibrated: true },
        ]
      : []),
  ];
}

function evenBlend(use: readonly number[]): Blend {
  const weights: number[] = [];
  for (const rung of use) weights[rung] = 1 / use.length;
  return { intercept: 0, weights: Array.from(weights, (weight) => weight ?? 0) };
}

function plainLogits(rows: readonly UnseenRow[], use: readonly number[]): Float64Array {
  const blend = evenBlend(use);
  return Float64Array.from(rows, (row) => blendedLogit(blend, row));
}

function crossFitted(rows: readonly UnseenRow[], use: readonly number[], levels: 'one' | 'by fold'): Float64Array {
  const parts = 5;
  const logits = new Float64Array(rows.length);
  for (let part = 0; part < parts; part++) {
    // By row, not by case: what was dealt three times stays on one side.
    const blend = fitBlend(
      rows.filter((row) => row.row % parts !== part),
      use,
      levels,
    );
    rows.forEach((row, i) => {
      if (row.row % parts === part) logits[i] = blendedLogit(blend, row);
    });
  }
  return logits;
}
