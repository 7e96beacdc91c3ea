import { type Column, fitBoosting, fitLearner, pickRows, predict, rowExplainer, seededRandom, type Table } from '@windshield/core';
import { met } from './met.ts';

const rowCount = 50_000;

/** 50,000 rows of 20 columns, numbers and words, some unknown, one category of 3,000 levels: how long the learner takes. */
export async function learnerSpeed(): Promise<boolean[]> {
  const { table, outcome } = madeUp();
  const [boosted, boostSeconds] = await timed(async () => fitBoosting(table, outcome, { seed: 1 }));
  const [learned, fitSeconds] = await timed(() => fitLearner(table, outcome, { seed: 1 }));
  const many = pickRows(
    table,
    Int32Array.from({ length: 1_000_000 }, (_, i) => i % rowCount),
  );
  const predictSeconds = await bestOfThree(() => predict(learned, many));
  const explainSeconds = await bestOfThree(() => {
    const explain = rowExplainer(learned, table);
    for (let row = 0; row < rowCount; row++) explain(row);
  });
  console.log(`  ${rowCount} rows x ${table.columns.length} columns: ${boosted.rounds} rounds; chosen: ${learned.rung}`);
  return [
    met('s for one unbagged boosted fit', boostSeconds, boostSeconds <= 3, 'at most 3'),
    met('s for the whole fit', fitSeconds, fitSeconds <= 60, 'at most 60'),
    met('rows predicted a second', many.rowCount / predictSeconds, many.rowCount / predictSeconds >= 1e6, 'at least 1,000,000'),
    met('rows explained a second', rowCount / explainSeconds, rowCount / explainSeconds >= 1e5, 'at least 100,000'),
  ];
}

function madeUp(): { table: Table; outcome: Uint8Array } {
  const random = seededRandom(3);
  const logits = new Float64Array(rowCount).fill(-1);
  const columns = Array.from({ length: 20 }, (_, j): Column => {
    if (j < 14) {
      const values = Float64Array.from({ length: rowCount }, () => (random.uniform() < 0.05 ? Number.NaN : random.normal()));
      values.forEach((value, row) => {
        if (!Number.isNaN(value)) logits[row] = (logits[row] as number) + 0.3 * Math.sin(value * (1 + j / 5));
      });
      return { kind: 'number', name: `number ${j}`, values };
    }
    const levelCount = j === 19 ? 3_000 : 8;
    const effects = Array.from({ length: levelCount }, () => 0.4 * random.normal());
    const codes = Int32Array.from({ length: rowCount }, () => random.integer(levelCount));
    codes.forEach((code, row) => {
      logits[row] = (logits[row] as number) + (effects[code] as number);
    });
    return { kind: 'category', name: `category ${j}`, levels: effects.map((_, level) => `level ${level}`), codes };
  });
  return {
    table: { rowCount, columns },
    outcome: Uint8Array.from(logits, (logit) => (random.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0)),
  };
}

async function bestOfThree(work: () => unknown): Promise<number> {
  const seconds: number[] = [];
  for (let i = 0; i < 3; i++) seconds.push((await timed(async () => work()))[1]);
  return Math.min(...seconds);
}

async function timed<T>(work: () => Promise<T>): Promise<[T, seconds: number]> {
  const began = performance.now();
  const result = await work();
  return [result, (performance.now() - began) / 1_000];
}
