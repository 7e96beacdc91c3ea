import type { DuplicatePair } from './find-duplicates.ts';

/** Components above this size are left as their pairs say. */
const mostMembers = 80;
/** Evidence of one pair counts at most so much, in log odds: many others may outweigh it. */
const most = 9;

/**
 * Within one list "the same" carries over: what A and B have in common with C speaks for A and B, and a pair that alone ties two groups
 * together is doubted. The groups grow by average linkage on log odds; a pair's belief is the mean of its own evidence and that of the groups
 * that it was joined in.
 *
 * @param logOddsOf evidence of any two rows, also of those that were no candidates
 */
export function reconcileClusters(
  pairs: readonly DuplicatePair[],
  logOddsOf: (a: number, b: number) => number,
  least: number,
): DuplicatePair[] {
  const found: DuplicatePair[] = [];
  for (const { rows, own } of componentsOf(pairs)) {
    if (rows.length === 2 || rows.length > mostMembers) {
      found.push(...own);
      continue;
    }
    const size = rows.length;
    const evidence = new Float64Array(size * size);
    for (let i = 0; i < size; i++)
      for (let j = i + 1; j < size; j++) {
        const logOdds = logOddsOf(rows[i] as number, rows[j] as number);
        evidence[i * size + j] = logOdds;
        evidence[j * size + i] = logOdds;
      }
    const joined = averageLinkage(evidence, size);
    for (let i = 0; i < size; i++)
      for (let j = i + 1; j < size; j++) {
        const own = evidence[i * size + j] as number;
        const both = (own + (joined[i * size + j] as number)) / 2;
        const probability = 1 / (1 + Math.exp(-both));
        if (probability >= least) found.push({ a: rows[i] as number, b: rows[j] as number, probability });
      }
  }
  return found;
}

/** For each two members the mean evidence between the two groups by whose union they came together. */
function averageLinkage(evidence: Float64Array, size: number): Float64Array {
  const between = evidence.map((one) => Math.max(-most, Math.min(most, one)));
  const joined = new Float64Array(size * size);
  const groups = new Map<number, number[]>(Array.from({ length: size }, (_, at) => [at, [at]]));
  while (groups.size > 1) {
    let best = Number.NEGATIVE_INFINITY;
    let bestPair: [number, number] = [0, 0];
    for (const i of groups.keys())
      for (const j of groups.keys()) {
        const one = between[i * size + j] as number;
        if (i < j && one > best) {
          best = one;
          bestPair = [i, j];
        }
      }
    const [i, j] = bestPair;
    const first = groups.get(i) ?? [];
    const second = groups.get(j) ?? [];
    for (const x of first)
      for (const y of second) {
        joined[x * size + y] = best;
        joined[y * size + x] = best;
      }
    for (const k of groups.keys()) {
      if (k === i || k === j) continue;
      const mean =
        (first.length * (between[i * size + k] as number) + second.length * (between[j * size + k] as number)) /
        (first.length + second.length);
      between[i * size + k] = mean;
      between[k * size + i] = mean;
    }
    groups.set(i, [...first, ...second]);
    groups.delete(j);
  }
  return joined;
}

function componentsOf(pairs: readonly DuplicatePair[]): { rows: number[]; own: DuplicatePair[] }[] {
  const parent = new Map<number, number>();
  const rootOf = (row: number): number => {
    let root = row;
    while ((parent.get(root) ?? root) !== root) root = parent.get(root) ?? root;
    for (let at = row; at !== root; ) {
      const next = parent.get(at) ?? at;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { a, b, probability } of pairs) {
    if (probability < joinsFrom) continue;
    const [x, y] = [rootOf(a), rootOf(b)];
    parent.set(Math.max(x, y), Math.min(x, y));
  }
  const components = new Map<number, { rows: Set<number>; own: DuplicatePair[] }>();
  const loose: DuplicatePair[] = [];
  for (const pair of pairs) {
    const root = rootOf(pair.a);
    if (root !== rootOf(pair.b)) {
      loose.push(pair);
      continue;
    }
    let component = components.get(root);
    if (!component) {
      component = { rows: new Set(), own: [] };
      components.set(root, component);
    }
    component.rows.add(pair.a).add(pair.b);
    component.own.push(pair);
  }
  const all = [...components.values()].map(({ rows, own }) => ({ rows: [...rows].sort((x, y) => x - y), own }));
  return [...all, ...loose.map((pair) => ({ rows: [pair.a, pair.b], own: [pair] }))];
}

/** Pairs below it do not tie groups together. */
const joinsFrom = 0.1;
