/**
 * Quantile of numbers sorted in rising order, linear between order statistics (Hyndman & Fan 1996, type 7).
 * Undefined for no numbers.
 */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(sorted.length - 1, below + 1)] as number;
  return low + (high - low) * (at - below);
}
