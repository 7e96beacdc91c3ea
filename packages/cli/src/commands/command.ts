import type { Environment } from '../environment.ts';

/** What a command prints with: `--json` gives one JSON document on standard output, nothing else. */
export interface Terminal {
  readonly isJson: boolean;
  /** The result: for a program with `--json`, else through `words`. */
  result(value: unknown, words: () => readonly string[]): void;
  /** Beside the result, on standard error. */
  note(line: string): void;
  /** Rewrites one line while standard error is a terminal; prints nothing else. */
  progress(line: string): void;
}

export interface CommandContext {
  readonly environment: Environment;
  readonly terminal: Terminal;
}

export interface Command {
  /** `import undo ID`: what is typed after `windshield`. */
  readonly usage: string;
  readonly summary: string;
  /** @param args what follows the command's words */
  run(args: readonly string[], context: CommandContext): Promise<void>;
}
