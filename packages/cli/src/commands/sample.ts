import fs from 'node:fs';
import path from 'node:path';
import { dayNumber } from '@windshield/core';
import { csvLine, loadSample, usualSeed } from '@windshield/server';
import { exportFilesOf, modes, type SimulationInput, simulateCompany } from '@windshield/sim';
import { isWritable, namesWithoutLeftovers, writeTogether } from '../backtest/outputs.ts';
import { oneOf, readArguments, UsageError, wholeNumber } from '../command-line.ts';
import { withServices } from '../services-from.ts';
import { table } from '../words.ts';
import type { Command, Terminal } from './command.ts';

const usage = 'windshield sample [--seed N] [--mode MODE] [--years N] [--reps N] [--as-of DAY] [--out DIR] [--data DIR] [--json]';

const options = {
  seed: { type: 'string' },
  mode: { type: 'string' },
  years: { type: 'string' },
  reps: { type: 'string' },
  'as-of': { type: 'string' },
  out: { type: 'string' },
} as const;

/** Fills an empty workspace with a made-up company, or writes it as the files that an export of it would be. */
export const sampleCommand: Command = {
  usage,
  summary: 'fill an empty workspace with a made-up company to look around in, or write it as CSV',
  async run(args, { environment, terminal }) {
    const { values, positionals } = readArguments(args, options, usage);
    if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not a flag of sample.\nUsage: ${usage}`);
    const input = {
      seed: values.seed === undefined ? usualSeed : wholeNumber('--seed', values.seed, 0, 4_294_967_295),
      ...(values.mode === undefined ? {} : { mode: oneOf('--mode', values.mode, modes) }),
      ...(values.years === undefined ? {} : { years: wholeNumber('--years', values.years, 1, 15) }),
      ...(values.reps === undefined ? {} : { reps: wholeNumber('--reps', values.reps, 1, 100) }),
      ...(values['as-of'] === undefined ? {} : { asOf: dayOf('--as-of', values['as-of']) }),
    };
    if (values.out !== undefined) {
      writeSample(terminal, values.out, { asOf: new Date().toISOString().slice(0, 10), ...input });
      return;
    }
    const outcome = await withServices(environment, (services) => loadSample(services, input));
    terminal.result({ importId: outcome.importId, files: outcome.files }, () => [
      ...table(outcome.files.map(({ kind, created }) => [kind ?? '', created])),
      `Done. To take it back: windshield import undo ${outcome.importId}`,
    ]);
  },
};

/** No server and no database: the company is lived, and written down. */
function writeSample(terminal: Terminal, out: string, input: SimulationInput): void {
  const directory = newDirectory('--out', out);
  const { name, records } = simulateCompany(input);
  const files = exportFilesOf(records);
  makeDirectory('--out', out, directory);
  writeTogether(files.map(({ fileName, header, rows }) => ({ path: path.join(directory, fileName), pieces: linesOf(header, rows) })));
  const written = files.map(({ fileName, rows }) => ({ path: fileName, rows: rows.length }));
  terminal.result({ out, seed: input.seed, asOf: input.asOf, files: written }, () => [
    ...table(written.map(({ path: file, rows }) => [file, rows])),
    `${name} as it stood on ${input.asOf}, written to ${out}. To read it: windshield import ${out}`,
  ]);
}

function* linesOf(header: readonly string[], rows: readonly (readonly string[])[]): Generator<string> {
  yield csvLine(header);
  for (let at = 0; at < rows.length; at += 1_000)
    yield rows
      .slice(at, at + 1_000)
      .map(csvLine)
      .join('');
}

/** Said before the company is lived, which may take a while. */
function demandPlace(flag: string, value: string, directory: string): void {
  let above = path.dirname(directory);
  while (!fs.existsSync(above)) above = path.dirname(above);
  if (!fs.statSync(above).isDirectory()) throw new UsageError(`${flag} ${value}: ${above} is a file, not a directory.`);
  if (!isWritable(above)) throw new UsageError(`${flag} ${value}: nothing can be written in ${above}.`);
  if (fs.lstatSync(directory, { throwIfNoEntry: false }))
    throw new UsageError(`${flag} ${value} is a link to a place that is not there: it takes a directory to write to.`);
}

/** One folder after the other: where nothing can be made, making all at once may never come back. */
function makeDirectory(flag: string, value: string, directory: string): void {
  if (fs.existsSync(directory)) return;
  makeDirectory(flag, value, path.dirname(directory));
  try {
    fs.mkdirSync(directory);
  } catch {
    throw new UsageError(`${flag} ${value}: no directory can be made in ${path.dirname(directory)}.`);
  }
}

/** @throws UsageError naming the flag, when files of another kind would be mixed with the company's or nothing can be written there */
function newDirectory(flag: string, value: string): string {
  if (value.trim() === '') throw new UsageError(`${flag} takes the directory to write to.`);
  const directory = path.resolve(value);
  const found = fs.statSync(directory, { throwIfNoEntry: false });
  if (!found) demandPlace(flag, value, directory);
  if (found && !found.isDirectory()) throw new UsageError(`${flag} ${value} is a file: it takes a directory to write to.`);
  if (found && !isWritable(directory)) throw new UsageError(`${flag} ${value}: nothing can be written in ${directory}.`);
  if (found && namesWithoutLeftovers(directory).length > 0)
    throw new UsageError(
      `${flag} ${value} is not empty: it takes a new or an empty directory, so that no other file is read with the company's.`,
    );
  return directory;
}

/** @throws UsageError naming the flag */
function dayOf(flag: string, value: string): string {
  try {
    const day = dayNumber(value);
    if (day >= dayNumber(firstDay) && day <= dayNumber(lastDay)) return value;
  } catch {
    // Said below.
  }
  throw new UsageError(`${flag} cannot be "${value}": it takes a day such as 2026-11-21, from ${firstDay} to ${lastDay}.`);
}

const [firstDay, lastDay] = ['1950-01-01', '2199-12-31'];
