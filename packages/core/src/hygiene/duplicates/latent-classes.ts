/**
 * A mixture of kinds of pairs, fitted by expectation-maximisation (Dempster, Laird & Rubin 1977) with Dirichlet priors (MAP), the class of
 * chance held fixed (Fellegi & Sunter 1969: u from random pairs). Pairs that are not given are taken to be of that class.
 */
export interface MixtureData {
  /** [pair * fields + field]: level, 255 for missing. */
  readonly levels: Uint8Array;
  /** Alike: logarithm of the level's chance among unrelated records, of the value's where they agree. */
  readonly chances: Float32Array;
  readonly fieldCount: number;
  readonly pairCount: number;
  /** How many pairs the given ones stand for, with all those not given. */
  readonly population: number;
}

export interface MixtureStart {
  /** [class][field][level], class 0 the fixed one. */
  readonly levels: readonly (readonly (readonly number[])[])[];
  readonly shares: readonly number[];
  /** How many pairs the starting levels of the learned class count for. */
  readonly strength: number;
  /** [class]: pairs that are assumed beforehand. */
  readonly sharePriors: readonly number[];
  /** [field]: what the last level of class 1 may at most be. */
  readonly mostDifferent: readonly number[];
  /** [field]: how much of what is learned is believed, 0..1: what is learned is drawn towards chance on a logarithmic scale. */
  readonly beliefs: readonly number[];
  /** [class][field]: how its levels come about. */
  readonly ways: readonly (readonly LevelWay[])[];
}

/** `learned`: in class 1 alone; `tied`: those of class 1; `fixed`: as they began; `chance`: as among unrelated records, by their values. */
export type LevelWay = 'learned' | 'tied' | 'fixed' | 'chance';

export interface Mixture {
  readonly levels: number[][][];
  readonly shares: number[];
  readonly rounds: number;
}

const mostRounds = 60;
const most = 16;
/** Where nothing holds an address to a name, likeness of names alone must not pass for having moved. */
const mostMoved = 0.1;
/** Pairs this surely unrelated are passed over in later rounds. */
const negligible = 1e-7;

/** O(rounds * pairs * fields * classes). */
export function fitMixture(data: MixtureData, start: MixtureStart): Mixture {
  const { fieldCount, pairCount, population } = data;
  const classCount = start.shares.length;
  const levels = start.levels.map((ofClass) => ofClass.map((ofField) => [...ofField]));
  const shares = [...start.shares];
  const sums = new Float64Array(classCount);
  const cells = fieldCount * most;
  const isChance = Uint8Array.from({ length: classCount * fieldCount }, (_, at) =>
    start.ways[Math.floor(at / fieldCount)]?.[at % fieldCount] === 'chance' ? 1 : 0,
  );
  const isCounted = Uint8Array.from({ length: classCount * fieldCount }, (_, at) =>
    ['learned', 'tied'].includes(start.ways[Math.floor(at / fieldCount)]?.[at % fieldCount] ?? '') ? 1 : 0,
  );
  const logs = new Float64Array(classCount * cells);
  let pairs = Int32Array.from({ length: pairCount }, (_, at) => at);
  let rounds = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (; rounds < mostRounds; rounds++) {
    levels.forEach((ofClass, c) => {
      ofClass.forEach((ofField, field) => {
        ofField.forEach((p, level) => {
          logs[c * cells + field * most + level] = Math.log(p);
        });
      });
    });
    const logShares = shares.map(Math.log);
    const counts = new Float64Array(cells);
    const totals = new Float64Array(classCount);
    let likelihood = 0;
    let kept = 0;
    for (const pair of pairs) {
      const from = pair * fieldCount;
      for (let c = 0; c < classCount; c++) {
        let sum = logShares[c] as number;
        for (let field = 0; field < fieldCount; field++) {
          const level = data.levels[from + field] as number;
          if (level === missing) continue;
          sum += (isChance[c * fieldCount + field] === 1 ? data.chances[from + field] : logs[c * cells + field * most + level]) as number;
        }
        sums[c] = sum;
      }
      let top = sums[0] as number;
      for (let c = 1; c < classCount; c++) top = Math.max(top, sums[c] as number);
      let total = 0;
      for (let c = 0; c < classCount; c++) total += Math.exp((sums[c] as number) - top);
      if (1 - Math.exp((sums[0] as number) - top) / total > negligible || rounds === 0) pairs[kept++] = pair;
      likelihood += top + Math.log(total) - (sums[0] as number);
      for (let c = 1; c < classCount; c++) {
        const membership = Math.exp((sums[c] as number) - top) / total;
        totals[c] = (totals[c] as number) + membership;
        if (membership < 1e-6) continue;
        for (let field = 0; field < fieldCount; field++) {
          const level = data.levels[from + field] as number;
          if (level === missing || isCounted[c * fieldCount + field] === 0) continue;
          counts[field * most + level] = (counts[field * most + level] as number) + membership;
        }
      }
    }
    pairs = pairs.subarray(0, kept);
    let others = 0;
    for (let c = 1; c < classCount; c++) {
      if (c === 2) totals[c] = Math.min(totals[c] as number, mostMoved * (totals[1] as number));
      shares[c] = Math.min(0.2, ((totals[c] as number) + (start.sharePriors[c] ?? 0)) / population);
      others += shares[c] as number;
    }
    shares[0] = 1 - others;
    for (let field = 0; field < fieldCount; field++) {
      const prior = start.levels[1]?.[field] ?? [];
      let sum = start.strength;
      for (let level = 0; level < prior.length; level++) sum += counts[field * most + level] as number;
      const learned = drawn(
        capped(
          prior.map((p, level) => ((counts[field * most + level] as number) + start.strength * p) / sum),
          start.mostDifferent[field] ?? 1,
        ),
        start.levels[0]?.[field] ?? [],
        start.beliefs[field] ?? 1,
      );
      levels.forEach((ofClass, c) => {
        if (isCounted[c * fieldCount + field] === 1) ofClass[field] = learned;
      });
    }
    if (Math.abs(likelihood - before) < 1e-5 * Math.abs(likelihood)) break;
    before = likelihood;
  }
  return { levels, shares, rounds };
}

/** Geometric mean of what was learned and chance, adding up to 1 again. */
function drawn(learned: number[], chance: readonly number[], belief: number): number[] {
  if (belief === 1) return learned;
  const mixed = learned.map((p, level) => p ** belief * (chance[level] as number) ** (1 - belief));
  const sum = mixed.reduce((a, b) => a + b, 0);
  return mixed.map((p) => p / sum);
}

/** The last level held to `atMost`, what it loses given to the others by their size. */
function capped(levels: number[], atMost: number): number[] {
  const last = levels.at(-1) ?? 0;
  if (last <= atMost) return levels;
  return levels.map((p, level) => (level === levels.length - 1 ? atMost : (p * (1 - atMost)) / (1 - last)));
}

const missing = 255;
