import { seededRandom } from '../stats/index.ts';

/** One way to cut rows: learn from `train`, look at `held`. */
export type Fold = { train: Int32Array; held: Int32Array };

export type FoldRules = {
  seed: number;
  /** When each row happened: folds then go forward, each held part later than all it is judged on. */
  order?: Float64Array;
  /** Rows of one group are never split between train and held. */
  groups?: ArrayLike<number>;
};

/**
 * Folds for cross-validation. Without an order: five parts (ten below 500 rows), stratified by outcome.
 * With one: learn from the first half, hold the next tenth, and so on five times; rows of one moment stay together.
 * Folds whose train part knows only one outcome, or with nothing held, are left out.
 * O(rows · log rows).
 */
export function learnerFolds(outcome: ArrayLike<number>, rules: FoldRules): Fold[] {
  const folds = rules.order ? forwardFolds(rules.order) : dealtFolds(outcome, rules);
  return folds.filter((fold) => fold.held.length > 0 && hasBoth(outcome, fold.train));
}

function forwardFolds(order: Float64Array): Fold[] {
  const rows = Int32Array.from(order, (_, i) => i).sort((a, b) => (order[a] as number) - (order[b] as number) || a - b);
  const cut = (share: number): number => {
    let at = Math.floor(share * rows.length);
    while (at > 0 && at < rows.length && order[rows[at] as number] === order[rows[at - 1] as number]) at += 1;
    return at;
  };
  return [0.5, 0.6, 0.7, 0.8, 0.9].map((share) => ({
    train: rows.slice(0, cut(share)).sort(),
    held: rows.slice(cut(share), share === 0.9 ? rows.length : cut(share + 0.1)).sort(),
  }));
}

function dealtFolds(outcome: ArrayLike<number>, { seed, groups }: FoldRules): Fold[] {
  const n = outcome.length;
  const parts = n < 500 ? 10 : 5;
  const random = seededRandom(seed);
  const part = groups ? dealGroups(groups, parts, random) : dealRows(outcome, parts, random);
  return Array.from({ length: parts }, (_, k) => {
    const train: number[] = [];
    const held: number[] = [];
    for (let i = 0; i < n; i++) (part[i] === k ? held : train).push(i);
    return { train: Int32Array.from(train), held: Int32Array.from(held) };
  });
}

type Random = ReturnType<typeof seededRandom>;

/** Deals the rows of each outcome in turn, so that every part has its share of both. */
function dealRows(outcome: ArrayLike<number>, parts: number, random: Random): Uint8Array {
  const part = new Uint8Array(outcome.length);
  let next = 0;
  for (const value of [1, 0]) {
    const rows = shuffled(
      Array.from({ length: outcome.length }, (_, i) => i).filter((i) => (outcome[i] === 1 ? 1 : 0) === value),
      random,
    );
    for (const row of rows) part[row] = next++ % parts;
  }
  return part;
}

function dealGroups(groups: ArrayLike<number>, parts: number, random: Random): Uint8Array {
  const names = shuffled([...new Set(Array.from(groups))], random);
  const partOf = new Map(names.map((group, i) => [group, i % parts]));
  return Uint8Array.from(groups, (group) => partOf.get(group) ?? 0);
}

/** The same items in random order (Fisher & Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}

function hasBoth(outcome: ArrayLike<number>, rows: Int32Array): boolean {
  const first = outcome[rows[0] as number];
  return rows.some((row) => outcome[row] !== first);
}
