import { availableParallelism } from 'node:os';
import { UsageError, wholeNumber } from '../command-line.ts';

/** Flags that every backtest takes. */
export const backtestOptions = {
  out: { type: 'string' },
  html: { type: 'string' },
  seed: { type: 'string' },
  threads: { type: 'string' },
} as const;

export const backtestUsage = '[--out P.csv] [--html FILE] [--seed N] [--threads N] [--json]';

/** @throws UsageError naming the flag */
export function seedOf(value: string | undefined): number {
  return value === undefined ? 1 : wholeNumber('--seed', value, 0, 4_294_967_295);
}

/** @throws UsageError naming the flag */
export function threadsOf(value: string | undefined): number {
  return value === undefined ? Math.min(2, availableParallelism()) : wholeNumber('--threads', value, 1, 64);
}

/**
 * @param takes what the flag takes, for the message
 * @throws UsageError naming the flag that is missing
 */
export function required(flag: string, value: string | undefined, takes: string): string {
  if (value === undefined) throw new UsageError(`${flag} is missing: it takes ${takes}.`);
  if (value.trim() === '') throw new UsageError(`${flag} is empty: it takes ${takes}.`);
  return value;
}

/**
 * Whole numbers of days between commas, in the order given.
 *
 * @throws UsageError naming the flag
 */
export function dayCounts(flag: string, value: string, least: number, most: number): number[] {
  const days = value.split(',').map((part) => wholeNumber(flag, part.trim(), least, most));
  const again = days.find((day, at) => days.indexOf(day) !== at);
  if (again !== undefined) throw new UsageError(`${flag} names ${again} twice: once is enough.`);
  return days;
}
