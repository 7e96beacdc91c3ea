import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** The command line does not fit. The message says what was wrong and what would be right; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Options that every command takes. */
export const commonOptions = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig;

type Parsed<O extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: O & typeof commonOptions; allowPositionals: true; strict: true }>
>;

/**
 * @param usage shown with what was wrong
 * @throws UsageError naming the flag that is unknown or lacks its value
 */
export function readArguments<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O, usage: string): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options: { ...options, ...commonOptions }, allowPositionals: true, strict: true }) as Parsed<O>;
  } catch (error) {
    const [said] = (error as Error).message.split('. To specify');
    throw new UsageError(`${said}.\nUsage: ${usage}`);
  }
}

/** @throws UsageError naming the flag, what it got and what it takes */
export function oneOf<T extends string>(flag: string, value: string | undefined, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    const got = value === undefined ? 'is missing' : `cannot be "${value}"`;
    throw new UsageError(`${flag} ${got}: it takes ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}.`);
  }
  return found;
}

/** @throws UsageError naming the flag, what it got and what it takes */
export function wholeNumber(flag: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw new UsageError(`${flag} cannot be "${value}": it takes a whole number from ${least} to ${most}.`);
  }
  return number;
}
