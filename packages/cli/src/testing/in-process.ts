import type { Command, Terminal } from '../commands/command.ts';
import { readEnvironment } from '../environment.ts';

export interface Said {
  readonly result: unknown;
  readonly words: readonly string[];
  readonly notes: readonly string[];
}

/** Runs a command in this process, for many small cases; throws what the command throws. */
export async function runHere(command: Command, args: readonly string[]): Promise<Said> {
  const notes: string[] = [];
  const said: { result: unknown; words: readonly string[] } = { result: undefined, words: [] };
  const terminal: Terminal = {
    isJson: args.includes('--json'),
    note: (line) => notes.push(line),
    result: (value, words) => Object.assign(said, { result: value, words: words() }),
    progress: () => undefined,
  };
  await command.run(args, { environment: readEnvironment({}), terminal });
  return { ...said, notes };
}
