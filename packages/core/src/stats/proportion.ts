import { normalQuantile } from './normal.ts';
import { z80 } from './survival.ts';

/**
 * Interval of a share seen in n cases (Wilson 1927), 80 % unless told: stays in 0..1 and does not collapse at 0 or 1.
 * n need not be whole; 0 cases give 0..1.
 */
export function wilsonInterval(share: number, n: number, level = 0.8): [low: number, high: number] {
  if (n <= 0) return [0, 1];
  const z = level === 0.8 ? z80 : normalQuantile((1 + level) / 2);
  const z2 = z * z;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
