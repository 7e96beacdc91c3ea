import type { Readable } from 'node:stream';

/** One file to import, wherever it lies; `open` may be called any number of times and gives the bytes from the start. */
export interface Input {
  /** How a person finds it: relative to what was given, `export.zip/Account.csv` inside a ZIP. Unique within one opening. */
  readonly path: string;
  /** The file's own name without folders and without `.gz`. */
  readonly name: string;
  /** Size of what `open` yields, in bytes; for gzip as far as its trailer tells. */
  readonly bytes: number;
  open(): Promise<Readable>;
}

/** A file that was left out, and why, for a person to read. */
export interface SkippedInput {
  readonly path: string;
  readonly reason: string;
}

export interface OpenedInputs {
  readonly inputs: readonly Input[];
  readonly skipped: readonly SkippedInput[];
  /** Closes ZIP files; inputs of theirs cannot be opened afterwards. */
  close(): Promise<void>;
}
