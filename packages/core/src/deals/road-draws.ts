import { normalQuantile, seededRandom } from '../stats/index.ts';
import type { Runner } from './road-runners.ts';

/** The shared shock takes so many equally likely values. */
export const strata = 20;

/** 65,536 equally likely values of a standard exponential: a table lookup instead of a logarithm per jump. */
const exponentials = Float32Array.from({ length: 65_536 }, (_, i) => -Math.log((i + 0.5) / 65_536));

/**
 * Money won by draw and week, `sums[draw * weeks + week]`, in minor units. Draws of one stratum share one shock; a deal's wins
 * are placed by geometric jumps from draw to draw. Cost: one random number per win.
 */
export function drawSums(runners: readonly Runner[], weeks: number, perStratum: number, shockSd: number, seed: number): Float64Array {
  const sums = new Float64Array(perStratum * strata * weeks);
  const { bits } = seededRandom(seed);
  const oddsFactors = Array.from({ length: strata }, (_, i) => Math.exp(shockSd * normalQuantile((i + 0.5) / strata)));
  for (const { chance, weeks: weekOf, amounts } of runners) {
    if (chance <= 0) continue;
    // Mixing over the shock would bend the mean chance (second order in shockSd); this bends it back.
    const keepsMean = Math.exp(-(shockSd ** 2) * (0.5 - chance));
    for (let stratum = 0; stratum < strata; stratum++) {
      const odds = (chance / (1 - Math.min(chance, 1 - 1e-12))) * (oddsFactors[stratum] as number) * keepsMean;
      const rate = Math.log1p(odds);
      const first = stratum * perStratum;
      let draw = -1;
      for (;;) {
        const random = bits();
        draw += 1 + Math.floor((exponentials[random & 0xffff] as number) / rate);
        if (draw >= perStratum) break;
        const at = (first + draw) * weeks + (weekOf[(random >>> 16) & 0xff] as number);
        sums[at] = (sums[at] as number) + (amounts[((random >>> 24) * amounts.length) >> 8] as number);
      }
    }
  }
  return sums;
}
