import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { editDistance } from '@windshield/core';

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
 * @throws UsageError naming the flag that is unknown, lacks its value or is given twice
 */
export function readArguments<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O, usage: string): Parsed<O> {
  const known: ParseArgsOptionsConfig = { ...options, ...commonOptions };
  for (const [flag, { multiple }] of Object.entries(known)) {
    const given = flagsIn(args).filter((arg) => arg === `--${flag}` || arg.startsWith(`--${flag}=`)).length;
    if (given > 1 && !multiple) throw new UsageError(`--${flag} is given ${given} times: once is expected.`);
  }
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: true, strict: true }) as Parsed<O>;
  } catch (error) {
    throw new UsageError(`${wordsOf(error as NodeJS.ErrnoException, args, Object.keys(known))}\nUsage: ${usage}`);
  }
}

/** What stands before `--`, which ends the flags. */
function flagsIn(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end === -1 ? args : args.slice(0, end);
}

function wordsOf({ code, message }: NodeJS.ErrnoException, args: readonly string[], known: readonly string[]): string {
  const named = /'(-[^' ]*)/.exec(message)?.[1] ?? '';
  const at = args.findIndex((arg) => arg === named || arg.startsWith(`${named}=`));
  const next = args[at + 1];
  if (/ambiguous/.test(message))
    return `${named} lacks its value: "${next}" begins with a dash. Where it is meant, write ${named}=${next}.`;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const typed = args.find((arg) => arg.startsWith(named)) ?? named;
    const name = typed.replace(/^-+/, '').replace(/=.*$/s, '').toLowerCase();
    const near =
      known.find((flag) => flag === name) ??
      known.find((flag) => name.length > 1 && (flag.startsWith(name) || editDistance(flag, name, 2) <= 2));
    return `There is no flag '${typed.replace(/=.*$/s, '')}'.${near === undefined ? '' : ` Did you mean --${near}?`}`;
  }
  return /argument missing/.test(message) ? `${named} lacks its value.` : `${message.split('. To specify')[0]}.`;
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
