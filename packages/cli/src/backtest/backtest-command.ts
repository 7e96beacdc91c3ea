import { readArguments, UsageError } from '../command-line.ts';
import type { Command } from '../commands/command.ts';
import { backtestOptions, backtestUsage, seedOf, threadsOf } from './flags.ts';
import { type OutputFile, outputPath, writeTogether } from './outputs.ts';
import type { Page } from './page/page.ts';
import { renderPage } from './page/render.ts';
import { csvOf, type Predictions } from './predictions.ts';
import { openProgress, type Progress } from './progress.ts';

/** What a backtest found. */
export interface Findings {
  /** What `--json` prints. */
  readonly scores: object;
  /** What is printed without it. */
  readonly words: readonly string[];
  /** What `--out` writes. */
  readonly predictions: Predictions;
  /** What `--html` writes. */
  readonly page: Page;
  /** What should be known about how files were read; printed beside the result. */
  readonly notes: readonly string[];
}

export interface BacktestTools {
  readonly seed: number;
  readonly threads: number;
  readonly progress: Progress;
}

type Values<F extends string> = Readonly<Partial<Record<F, string>>>;

export interface Backtest<F extends string> {
  readonly name: string;
  /** Its own flags as they are typed: `--train A.csv --test B.csv`. */
  readonly takes: string;
  readonly summary: string;
  /** Its own flags, each with a value. */
  readonly flags: readonly F[];
  /** Which of them name files or folders that are read. */
  readonly inputs: readonly F[];
  /** @throws UsageError for a flag or file that does not fit */
  readonly run: (values: Values<F>, tools: BacktestTools) => Promise<Findings>;
}

/** The frame of every backtest: checks the flags, computes, then writes all files that were asked for, or none. */
export function backtestCommand<F extends string>(backtest: Backtest<F>): Command {
  const usage = `windshield backtest ${backtest.name} ${backtest.takes} ${backtestUsage}`;
  return {
    usage,
    summary: backtest.summary,
    async run(args, { terminal }) {
      const values = flagsOf(args, backtest.flags, usage);
      const seed = seedOf(values['seed']);
      const threads = threadsOf(values['threads']);
      const inputs = backtest.inputs.flatMap((flag) => values[flag] ?? []);
      const targets = targetsOf(values, inputs);
      const progress = openProgress(terminal, process.stderr.isTTY === true && !terminal.isJson);
      const findings = await backtest.run(values as Values<F>, { seed, threads, progress });
      const { out, html } = targets;
      const files: OutputFile[] = [
        ...(out === undefined ? [] : [{ path: out, pieces: csvOf(findings.predictions) }]),
        ...(html === undefined ? [] : [{ path: html, pieces: [renderPage(findings.page)] }]),
      ];
      writeTogether(files);
      const written = [values['out'], values['html']].filter((file) => file !== undefined);
      for (const note of findings.notes) terminal.note(note);
      terminal.result(findings.scores, () => [...findings.words, ...(written.length === 0 ? [] : ['', `Written: ${written.join(', ')}`])]);
    },
  };
}

function flagsOf(args: readonly string[], own: readonly string[], usage: string): Readonly<Record<string, string | undefined>> {
  const options = { ...Object.fromEntries(own.map((flag) => [flag, { type: 'string' as const }])), ...backtestOptions };
  const { values, positionals } = readArguments(args, options, usage);
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" belongs to no flag.\nUsage: ${usage}`);
  return values as Readonly<Record<string, string | undefined>>;
}

function targetsOf(values: Readonly<Record<string, string | undefined>>, inputs: readonly string[]): { out?: string; html?: string } {
  const { out, html } = values as { out?: string; html?: string };
  const targets = {
    ...(out === undefined ? {} : { out: outputPath('--out', out, inputs) }),
    ...(html === undefined ? {} : { html: outputPath('--html', html, inputs) }),
  };
  if (targets.out !== undefined && targets.out === targets.html)
    throw new UsageError('--out and --html name the same file: each takes its own.');
  return targets;
}
