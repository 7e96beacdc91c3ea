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
  /** [class]: how many pairs the starting levels count for. */
  readonly strengths: readonly number[];
  /** [class]: pairs that are assumed beforehand. */
  readonly sharePriors: readonly number[];
  /** [class][field]: whether the field is learned; where not, only chance makes such records agree on it. */
  readonly isLearned: readonly (readonly boolean[])[];
}

export interface Mixture {
  readonly levels: number[][][];
  readonly shares: number[];
  /** Of each pair the probability of each class: [pair * classes + class]. */
  readonly memberships: Float64Array;
  readonly rounds: number;
}

/** O(rounds * pairs * fields * classes). */
export function fitMixture(data: MixtureData, start: MixtureStart, mostRounds = 40): Mixture {
  const { fieldCount, pairCount, population } = data;
  const classCount = start.shares.length;
  const levels = start.levels.map((ofClass) => ofClass.map((ofField) => [...ofField]));
  const shares = [...start.shares];
  const memberships = new Float64Array(pairCount * classCount);
  const sums = new Float64Array(classCount);
  let rounds = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (; rounds < mostRounds; rounds++) {
    const logs = levels.map((ofClass) => ofClass.map((ofField) => Float64Array.from(ofField, Math.log)));
    const logShares = Float64Array.from(shares, Math.log);
    const counts = levels.map((ofClass) => ofClass.map((ofField) => new Float64Array(ofField.length)));
    const totals = new Float64Array(classCount);
    let likelihood = 0;
    for (let pair = 0; pair < pairCount; pair++) {
      sums.set(logShares);
      for (let field = 0; field < fieldCount; field++) {
        const level = data.levels[pair * fieldCount + field] as number;
        if (level === 255) continue;
        const chance = data.chances[pair * fieldCount + field] as number;
        for (let c = 0; c < classCount; c++) {
          const isLearned = c > 0 && start.isLearned[c]?.[field];
          sums[c] = (sums[c] as number) + (isLearned ? ((logs[c]?.[field] as Float64Array)[level] as number) : chance);
        }
      }
      let most = sums[0] as number;
      for (let c = 1; c < classCount; c++) most = Math.max(most, sums[c] as number);
      let total = 0;
      for (let c = 0; c < classCount; c++) total += Math.exp((sums[c] as number) - most);
      likelihood += most + Math.log(total);
      for (let c = 0; c < classCount; c++) {
        const membership = Math.exp((sums[c] as number) - most) / total;
        memberships[pair * classCount + c] = membership;
        totals[c] = (totals[c] as number) + membership;
        if (c === 0 || membership < 1e-6) continue;
        for (let field = 0; field < fieldCount; field++) {
          const level = data.levels[pair * fieldCount + field] as number;
          if (level === 255) continue;
          const count = counts[c]?.[field] as Float64Array;
          count[level] = (count[level] as number) + membership;
        }
      }
    }
    let others = 0;
    for (let c = 1; c < classCount; c++) {
      shares[c] = Math.min(
        0.45 / (classCount - 1) + (c === 1 ? 0.3 : 0),
        ((totals[c] as number) + (start.sharePriors[c] ?? 0)) / population,
      );
      others += shares[c] as number;
      for (let field = 0; field < fieldCount; field++) {
        if (!start.isLearned[c]?.[field]) continue;
        const prior = start.levels[c]?.[field] as readonly number[];
        const count = counts[c]?.[field] as Float64Array;
        const strength = start.strengths[c] ?? 0;
        const sum = count.reduce((a, b) => a + b, 0) + strength;
        (levels[c] as number[][])[field] = prior.map((p, level) => ((count[level] as number) + strength * p) / sum);
      }
    }
    shares[0] = Math.max(1e-6, 1 - others);
    if (Math.abs(likelihood - before) < 1e-7 * (Math.abs(likelihood) + pairCount)) break;
    before = likelihood;
  }
  return { levels, shares, memberships, rounds };
}
