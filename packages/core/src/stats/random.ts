import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of random numbers; the same seed gives the same sequence everywhere. */
export type Random = {
  /** An integer from 0 to 2^32 - 1. */
  bits: () => number;
  /** Uniform in [0, 1), 32 bits. */
  uniform: () => number;
  /** Standard normal. */
  normal: () => number;
  /** Uniform integer in [0, below). */
  integer: (below: number) => number;
};

/**
 * xoroshiro128+ (Blackman & Vigna 2021, by way of pure-rand), its state filled through splitmix32 so that near seeds give unrelated
 * sequences. Not for secrets.
 * @param seed any safe integer
 */
export function seededRandom(seed: number): Random {
  let mixed = (seed ^ Math.floor(seed / 0x1_0000_0000)) >>> 0;
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  const generator = xoroshiro128plusFromState([mix(), mix(), mix(), mix()]);
  const bits = () => generator.next() >>> 0;
  const uniform = () => bits() / 0x1_0000_0000;
  let spare: number | undefined;
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    // Box & Muller 1958; 1 - u keeps the logarithm finite.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { bits, uniform, normal, integer: (below) => Math.floor(uniform() * below) };
}
