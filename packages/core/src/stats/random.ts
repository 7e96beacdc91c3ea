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
 * xoshiro128** (Blackman & Vigna 2018), seeded through splitmix32. Not for secrets.
 * @param seed any safe integer
 */
export function seededRandom(seed: number): Random {
  let mixed = (seed ^ Math.floor(seed / 0x1_0000_0000)) >>> 0;
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let s0 = mix();
  let s1 = mix();
  let s2 = mix();
  let s3 = mix();
  const bits = (): number => {
    const five = Math.imul(s1, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
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
