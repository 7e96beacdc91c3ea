import type { DealSpells } from './deal-spells.ts';

/** Daily hazards of each spell, cause by cause: `hazards[cause - 1][spell]`. */
export type SpellHazards = readonly Float64Array[];

/** How much each member must be believed beforehand, in deals' worth of ends. */
const priorEnds = 2;
const mostSteps = 200;

/**
 * Weights of several models of the same hazards that make spells they were *not* fitted on likeliest: h = sum of w_m h_m, by EM on the
 * mixture of what each says of every day (stacking of predictive distributions: Yao, Vehtari, Simpson & Gelman 2018). Convex, so the result
 * does not depend on the start. A model that adds nothing gets next to no weight; with few ends the weights stay near each other.
 * O(steps * spells * members * causes).
 */
export function mixWeights(members: readonly SpellHazards[], spells: DealSpells): Float64Array {
  const count = members.length;
  let weights = new Float64Array(count).fill(1 / count);
  if (count === 1) return weights;
  const survive = members.map((hazards) => survivalOf(hazards, spells.count));
  for (let step = 0; step < mostSteps; step++) {
    const shares = new Float64Array(count);
    let ends = 0;
    for (let i = 0; i < spells.count; i++) {
      const cause = spells.cause[i] as number;
      const quietDays = (spells.days[i] as number) - (cause > 0 ? 1 : 0);
      let quiet = 0;
      for (let m = 0; m < count; m++) quiet += (weights[m] as number) * ((survive[m] as Float64Array)[i] as number);
      // The share of quiet days is nearly the weight itself; only the difference carries information.
      for (let m = 0; m < count; m++)
        shares[m] = (shares[m] as number) + quietDays * (weights[m] as number) * (((survive[m] as Float64Array)[i] as number) / quiet - 1);
      if (cause === 0) continue;
      ends += 1;
      let said = 0;
      for (let m = 0; m < count; m++) said += (weights[m] as number) * hazardOf(members[m], cause, i);
      for (let m = 0; m < count; m++) shares[m] = (shares[m] as number) + ((weights[m] as number) * hazardOf(members[m], cause, i)) / said;
    }
    // Minorise-maximise on the scale of ends: quiet days push weights by their difference alone.
    const next = new Float64Array(count);
    let total = 0;
    for (let m = 0; m < count; m++) {
      next[m] = Math.max(0, (shares[m] as number) + priorEnds / count);
      total += next[m] as number;
    }
    if (!(total > 0) || ends === 0) return weights;
    let change = 0;
    for (let m = 0; m < count; m++) {
      next[m] = (next[m] as number) / total;
      change = Math.max(change, Math.abs((next[m] as number) - (weights[m] as number)));
    }
    weights = next;
    if (change < 1e-4) break;
  }
  return weights;
}

/** The mixture's hazards. O(spells * members * causes). */
export function mixed(members: readonly SpellHazards[], weights: ArrayLike<number>): SpellHazards {
  const causes = members[0]?.length ?? 0;
  return Array.from({ length: causes }, (_, k) => {
    const sum = new Float64Array(members[0]?.[k]?.length ?? 0);
    for (let m = 0; m < members.length; m++) {
      const weight = weights[m] as number;
      const of = members[m]?.[k] as Float64Array;
      if (weight > 0) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + weight * (of[i] as number);
    }
    return sum;
  });
}

function hazardOf(hazards: SpellHazards | undefined, cause: number, spell: number): number {
  return hazards?.[cause - 1]?.[spell] as number;
}

function survivalOf(hazards: SpellHazards, count: number): Float64Array {
  const survive = new Float64Array(count).fill(1);
  for (const ofCause of hazards) for (let i = 0; i < count; i++) survive[i] = (survive[i] as number) - (ofCause[i] as number);
  for (let i = 0; i < count; i++) survive[i] = Math.max(1e-9, survive[i] as number);
  return survive;
}
