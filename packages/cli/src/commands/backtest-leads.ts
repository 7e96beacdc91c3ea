import { BadTable, backtestLeads, type LeadsBacktest, otherSpellings, outcomeKey, readTimes } from '@windshield/core';
import type { TableFile } from '@windshield/ingest';
import { backtestCommand } from '../backtest/backtest-command.ts';
import { type ChanceScores, scoreChances } from '../backtest/chance-scores.ts';
import { chanceVerdict } from '../backtest/chance-verdict.ts';
import { namesIn } from '../backtest/column-map.ts';
import { type FoundColumn, findColumn, lookFor } from '../backtest/find-column.ts';
import { required } from '../backtest/flags.ts';
import { percent, score } from '../backtest/in-words.ts';
import { leadsPage, rungInWords } from '../backtest/leads-page.ts';
import { isSameFile } from '../backtest/outputs.ts';
import type { Verdict } from '../backtest/page/page.ts';
import type { Predictions } from '../backtest/predictions.ts';
import { readFile, shown } from '../backtest/read-file.ts';
import { openLearnerThreads } from '../backtest/threads.ts';
import { UsageError } from '../command-line.ts';
import { count, table } from '../words.ts';

/** `backtest leads`: rows whose outcome is known foretell rows whose outcome is not. */
export const backtestLeadsCommand = backtestCommand({
  name: 'leads',
  takes: '--train A.csv --test B.csv --outcome COL --positive VALUE [--time COL] [--keep COL,…]',
  summary: 'learn from rows whose outcome is known the chances of others, with reasons',
  flags: ['train', 'test', 'outcome', 'positive', 'time', 'keep'],
  inputs: ['train', 'test'],
  async run(values, { seed, threads, progress }) {
    const paths = [
      required('--train', values.train, 'a CSV with the outcome'),
      required('--test', values.test, 'a CSV to foretell'),
    ] as const;
    if (isSameFile(paths[0], paths[1]))
      throw new UsageError('--train and --test name the same file: what was learned from cannot judge. A file of other rows is expected.');
    const outcomeName = required('--outcome', values.outcome, 'the column that says how it went');
    const positive = required('--positive', values.positive, 'the value of that column to foretell').trim();
    const train = await readFile('--train', paths[0], progress);
    const outcome = findColumn(train, '--outcome', outcomeName);
    checkPositive(train, outcome, positive);
    const time = values.time === undefined ? undefined : findColumn(train, '--time', required('--time', values.time, 'a column of times'));
    if (time === outcome) throw new UsageError('--time and --outcome name the same column: each takes its own.');
    const kept = namesIn('--keep', values.keep ?? '').map((name) => findColumn(train, '--keep', name));
    if (kept.includes(outcome))
      throw new UsageError(`--keep names "${outcome.name}", the column of --outcome: nothing can be learned from it.`);
    const keep = kept.map(({ name }) => name);
    const test = await readFile('--test', paths[1], progress);
    const truth = lookFor(test, '--outcome', outcome.name);
    const blind = withRowNames({ ...test, columns: test.columns.filter((column) => column !== truth) });

    const pool = openLearnerThreads(threads);
    const found = await backtestLeads(
      { train, test: blind, outcome: outcome.name, positive, seed, keep, ...(time ? { time: time.name } : {}) },
      { run: pool.run, progress: (share) => progress('learning', share) },
    )
      .catch((error: unknown) => {
        throw error instanceof BadTable ? asUsage(error, { train, test, outcome: outcome.name, time: time?.name }) : error;
      })
      .finally(() => pool.close());

    const happened = truth?.cells.every((cell) => cell.trim() !== '') ? happenedIn(truth, positive) : undefined;
    const scores = happened
      ? scoreChances(
          Float64Array.from(found.predictions, ({ p }) => p),
          happened,
          found.happened / found.n,
          seed,
        )
      : heldOut(found);
    const verdict = verdictOf(found, scores, happened !== undefined);
    return {
      scores: jsonOf(found, seed, outcome.name, positive, happened ? scores : undefined),
      words: [verdict.headline, ...verdict.sentences, '', ...detailsInWords(found)],
      predictions: predictionsOf(found),
      page: leadsPage(found, verdict, { outcome: outcome.name, positive, seed, scores, isOfTestFile: happened !== undefined, happened }),
      notes: [
        ...spellingNote(train, outcome, positive),
        ...(found.withoutOutcome === 0 ? [] : [`${train.name}: ${count(found.withoutOutcome, 'row')} without "${outcome.name}" left out.`]),
        ...(found.happened > 0 && found.happened < found.n
          ? []
          : [`${train.name}: all rows went the same way, so nothing but a share can be said. Is --positive "${positive}" right?`]),
        ...timeless(train, time),
        ...alsoLearnedFrom(train, test, [outcome.name]),
        ...(truth && !happened ? [`${test.name}: "${truth.name}" is empty in some rows, so nothing is scored on this file.`] : []),
      ],
    };
  },
});

/** Few rows may all hold one value, and then only the share of the past can be said; several values without the asked one are a slip. */
function checkPositive(train: TableFile, outcome: FoundColumn, positive: string): void {
  const values = new Set(outcome.cells.map((cell) => cell.trim()));
  if ([...values].some((value) => outcomeKey(value) === outcomeKey(positive))) return;
  const others = [...values].filter((value) => value !== '');
  if (others.length === 1) return;
  const there = others.slice(0, 8).map((value) => `"${shown(value)}"`);
  throw new UsageError(
    `--positive "${positive}": no row of ${train.name} holds it in "${outcome.name}". That column holds ${there.join(', ') || 'nothing'}${others.length > there.length ? ' and more' : ''}.`,
  );
}

/** Says which spellings were counted as the asked one, because one day they may mean something else. */
function spellingNote(train: TableFile, outcome: FoundColumn, positive: string): string[] {
  const others = otherSpellings(outcome.cells, positive);
  if (others.length === 0) return [];
  const there = others.slice(0, 8).map((value) => `"${shown(value)}"`);
  const more = others.length > there.length ? ' and more' : '';
  return [`${train.name}: in "${outcome.name}", ${there.join(', ')}${more} counted as "${positive}" too.`];
}

/** Cells of --time that hold something else than a time. */
function timeless(train: TableFile, time: FoundColumn | undefined): string[] {
  if (time === undefined) return [];
  const times = readTimes(time.cells);
  const first = time.cells.findIndex((cell, row) => cell.trim() !== '' && Number.isNaN(times?.[row] ?? 0));
  if (times === undefined || first === -1) return [];
  const unread = time.cells.filter((cell, row) => cell.trim() !== '' && Number.isNaN(times[row])).length;
  return [
    `${train.name}: ${count(unread, 'cell')} of "${time.name}" cannot be read as a time, the first "${shown(time.cells[first] ?? '')}" on line ${train.lines[first]}; such rows count as the earliest.`,
  ];
}

/** Rows that were learned from are foretold better than any others will be. */
function alsoLearnedFrom(train: TableFile, test: TableFile, apart: readonly string[]): string[] {
  const shared = test.columns.flatMap(({ name, cells }) => {
    const other = apart.includes(name) ? undefined : train.columns.find((column) => column.name === name);
    return other === undefined ? [] : [{ here: cells, there: other.cells }];
  });
  const rowOf = (cells: readonly (readonly string[])[], row: number) => JSON.stringify(cells.map((column) => column[row]));
  const known = new Set(
    Array.from({ length: train.rowCount }, (_, row) =>
      rowOf(
        shared.map(({ there }) => there),
        row,
      ),
    ),
  );
  // Few columns of few words repeat themselves by chance.
  if (known.size < train.rowCount / 2) return [];
  const again = Array.from({ length: test.rowCount }, (_, row) => row).filter((row) =>
    known.has(
      rowOf(
        shared.map(({ here }) => here),
        row,
      ),
    ),
  );
  return again.length * 10 < test.rowCount
    ? []
    : [`${count(again.length, 'row')} of ${test.name} also stand in ${train.name}, word for word: their scores flatter.`];
}

/** A row without a name of its own is called by its line in the file. */
function withRowNames(test: TableFile): TableFile {
  if (test.columns.some(({ name }) => name.trim().toLowerCase() === 'row')) return test;
  return { ...test, columns: [{ name: 'row', cells: test.lines.map(String) }, ...test.columns] };
}

function asUsage(error: BadTable, of: { train: TableFile; test: TableFile; outcome: string; time: string | undefined }): UsageError {
  const ofTrain = error.column === of.outcome ? '--outcome' : error.column === of.time ? '--time' : '--train';
  const flag = error.table === 'train' ? ofTrain : '--test';
  return new UsageError(`${flag}: ${of[error.table].name}, column "${error.column}": ${error.expectation}.`);
}

function happenedIn(truth: FoundColumn, positive: string): Uint8Array {
  return Uint8Array.from(truth.cells, (cell) => (outcomeKey(cell) === outcomeKey(positive) ? 1 : 0));
}

/** The scores on rows of the training file that were held out. */
function heldOut({ scores, happened, n }: LeadsBacktest): ChanceScores | undefined {
  if (!scores) return undefined;
  const { calibrationError, ...rest } = scores;
  return { ...rest, happened: Math.round((happened / n) * scores.n), ece: calibrationError };
}

function verdictOf(found: LeadsBacktest, scores: ChanceScores | undefined, isOfTestFile: boolean): Verdict {
  const base = found.happened / found.n;
  if (found.rung === 'base rate' || !scores)
    return {
      tone: 'open',
      headline: `Nothing here foretells it surely: every row is given the same chance, about ${percent(base)} as in the past.`,
      sentences: [`${count(found.n, 'row')} with ${count(found.happened, 'success', 'successes')} were learned from.`],
    };
  return chanceVerdict(scores, {
    cases: 'rows',
    base,
    apart: isOfTestFile ? 'of the test file' : 'held out of the training file (the test file does not say how it went)',
  });
}

function jsonOf(found: LeadsBacktest, seed: number, outcome: string, positive: string, testScores: ChanceScores | undefined): object {
  const { predictions, model: _, scores, ...rest } = found;
  return {
    study: 'leads',
    seed,
    outcome,
    positive,
    predictions: predictions.length,
    ...rest,
    heldOutScores: scores ?? null,
    testScores: testScores ?? null,
  };
}

/** Reasons as JSON in one cell: the start, then what each column adds; together they are the log-odds of p. */
function predictionsOf({ predictions, start }: LeadsBacktest): Predictions {
  return {
    header: ['row', 'p', 'reasons'],
    rows: {
      *[Symbol.iterator]() {
        for (const { row, p, reasons } of predictions) yield [row, p, JSON.stringify([{ column: 'start', effect: start }, ...reasons])];
      },
    },
  };
}

function detailsInWords(found: LeadsBacktest): string[] {
  return [
    `${count(found.predictions.length, 'row')} foretold from ${count(found.n, 'row')}; model: ${rungInWords(found)}.`,
    ...(found.drift.isDrifted ? [found.drift.text] : []),
    ...(found.setAside.length === 0
      ? []
      : [
          '',
          'Set aside (--keep takes back what you know was known in time):',
          ...table(found.setAside.map(({ column, why }) => [`  ${column}`, why])),
        ]),
    ...(found.importances.length === 0
      ? []
      : [
          '',
          'What drove it (mean effect in log-odds):',
          ...table(found.importances.slice(0, 10).map(({ column, importance }) => [`  ${column}`, score(importance, 2)])),
        ]),
  ];
}
