/** What an interaction `ageDays` old still weighs when its weight halves every `halfLifeDays`: 2^(-age / H). Ages below 0 count as 0. */
export function decayedWeight(ageDays: number, halfLifeDays: number): number {
  return 2 ** (-Math.max(0, ageDays) / halfLifeDays);
}

/**
 * What one interaction a day would add up to over the days looked back on: the integral of {@link decayedWeight} from 0 to `daysSeen`.
 * Decayed counts divided by this are rates a day, comparable whether little or much history is there.
 */
export function decayedExposure(daysSeen: number, halfLifeDays: number): number {
  return (halfLifeDays / Math.LN2) * (1 - 2 ** (-daysSeen / halfLifeDays));
}

/** How long a tie's own half-life is: `days` for a new one, longer by (1 + tenure / 30 days)^`tenurePower` for an old one. */
export type HalfLife = { days: number; tenurePower: number };

export function halfLifeAt({ days, tenurePower }: HalfLife, tenureDays: number): number {
  return days * (1 + tenureDays / 30) ** tenurePower;
}
