import { reviewAt } from '@windshield/core';
import { seedOf } from '../backtest/flags.ts';
import { type OutputFile, outputPath, writeTogether } from '../backtest/outputs.ts';
import { csvOf } from '../backtest/predictions.ts';
import { openProgress } from '../backtest/progress.ts';
import { readArguments, UsageError } from '../command-line.ts';
import { duplicatesJson } from '../duplicates/as-json.ts';
import { kindPairsIn } from '../duplicates/column-kinds.ts';
import { duplicatesInWords } from '../duplicates/in-words.ts';
import { findInProcess } from '../duplicates/run-in-process.ts';
import type { Command } from './command.ts';

const usage =
  'windshield duplicates FILE.csv [--with B.csv] [--columns NAME=KIND,…] [--id COLUMN] [--truth COLUMN[:/PATTERN/] | --truth-pairs T.csv] [--pairs OUT.csv] [--seed N] [--json]';

const options = {
  with: { type: 'string' },
  columns: { type: 'string' },
  id: { type: 'string' },
  truth: { type: 'string' },
  'truth-pairs': { type: 'string' },
  pairs: { type: 'string' },
  seed: { type: 'string' },
} as const;

/** `duplicates`: rows of one file, or of two, that are probably the same thing written twice. */
export const duplicatesCommand: Command = {
  usage,
  summary:
    'find rows that are the same person or company written twice, with a probability; OUT gets row_a,row_b,probability, rows counted from 0 below the header unless --id names them',
  async run(args, { terminal }) {
    const { values, positionals } = readArguments(args, options, usage);
    const [file, more] = positionals;
    if (file === undefined) throw new UsageError(`Which file? The name of a CSV file is missing.\nUsage: ${usage}`);
    if (more !== undefined) throw new UsageError(`"${more}" belongs to no flag; a second file is named by --with.\nUsage: ${usage}`);
    for (const flag of Object.keys(options)) {
      const given = args.filter((arg) => arg === `--${flag}` || arg.startsWith(`--${flag}=`)).length;
      if (given > 1) throw new UsageError(`--${flag} is given ${given} times: once is expected.`);
      if (values[flag as keyof typeof options]?.trim() === '') throw new UsageError(`--${flag} is empty.\nUsage: ${usage}`);
    }
    if (values.truth !== undefined && values['truth-pairs'] !== undefined)
      throw new UsageError('--truth and --truth-pairs both say what is true: one of them is expected.');
    const inputs = [file, values.with, values['truth-pairs']].filter((path) => path !== undefined);
    const target = values.pairs === undefined ? undefined : outputPath('--pairs', values.pairs, inputs);
    const began = performance.now();
    const found = await findInProcess(
      {
        file,
        with: values.with,
        columns: kindPairsIn(values.columns),
        truth: values.truth,
        truthPairs: values['truth-pairs'],
        id: values.id,
        seed: seedOf(values.seed),
      },
      openProgress(terminal, process.stderr.isTTY === true && !terminal.isJson),
    );
    const seconds = (performance.now() - began) / 1000;
    if (target !== undefined) writeTogether([pairsFile(target, found)]);
    terminal.result(duplicatesJson(found, seconds), () => [
      ...duplicatesInWords(found, seconds, reviewAt),
      ...(target === undefined ? [] : ['', `Written: ${values.pairs}`]),
    ]);
  },
};

function pairsFile(path: string, { namesA, namesB, probabilities }: Awaited<ReturnType<typeof findInProcess>>): OutputFile {
  return {
    path,
    pieces: csvOf({
      header: ['row_a', 'row_b', 'probability'],
      rows: {
        *[Symbol.iterator]() {
          for (const [at, probability] of probabilities.entries()) yield [namesA[at], namesB[at], Number(probability.toFixed(9))];
        },
      },
    }),
  };
}
