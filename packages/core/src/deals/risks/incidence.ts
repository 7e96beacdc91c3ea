import type { DealSpells } from './deal-spells.ts';
import type { SpellHazards } from './hazard-mix.ts';

/** Chances by day ahead for many deals: `won[i * days.length + g]` is that deal i is won on or before `days[g]` days from now; the rest likewise. */
export type Incidence = { days: Int32Array; causes: Float64Array[] };

/**
 * Cumulative incidence of each cause among deals open now (Kalbfleisch & Prentice 1980, 8.2): F_k(t) = sum over u <= t of S(u - 1) h_k(u),
 * S the share that nothing has ended yet. The spells are days *ahead*, those of one deal in a row and in order of time.
 * @param places place of each deal in the result, by the number that the spells give it
 * @param days rising days ahead at which the chances are wanted
 * O(spells + deals * days).
 */
export function incidenceAhead(
  spells: DealSpells,
  hazards: SpellHazards,
  places: ArrayLike<number>,
  count: number,
  days: Int32Array,
): Incidence {
  const steps = days.length;
  const causes = hazards.map(() => new Float64Array(count * steps));
  const now = new Float64Array(hazards.length);
  let survival = 1;
  let elapsed = 0;
  let step = 0;
  for (let i = 0; i < spells.count; i++) {
    const deal = spells.deal[i] as number;
    if (i === 0 || spells.deal[i - 1] !== deal) {
      now.fill(0);
      survival = 1;
      elapsed = 0;
      step = 0;
    }
    const row = (places[deal] as number) * steps;
    let all = 0;
    for (const ofCause of hazards) all += ofCause[i] as number;
    let left = spells.days[i] as number;
    while (left > 0) {
      const stretch = step < steps ? Math.min(left, (days[step] as number) - elapsed) : left;
      // n equal days: S h (1 + q + ... + q^(n-1)), with q = 1 - h of all causes.
      const gone = -Math.expm1(stretch * Math.log1p(-Math.min(0.999999, all)));
      for (let k = 0; k < hazards.length; k++)
        now[k] = (now[k] as number) + (all > 0 ? (survival * gone * (hazards[k]?.[i] as number)) / all : 0);
      survival *= 1 - gone;
      elapsed += stretch;
      left -= stretch;
      while (step < steps && elapsed === days[step]) {
        for (let k = 0; k < hazards.length; k++) (causes[k] as Float64Array)[row + step] = now[k] as number;
        step += 1;
      }
    }
  }
  return { days, causes };
}
