import {
  type Candidate,
  checkDrift,
  type Drift,
  fitLearner,
  headerName,
  type Learned,
  type LearnerScores,
  type Rung,
  type RunLearnerJobs,
  readTimes,
  rowExplainer,
  type SetAsideColumn,
  type Term,
  type TextTable,
} from '../learner/index.ts';
import { BadTable } from './bad-table.ts';
import { cellsOf, readOutcome } from './lead-outcome.ts';
import { usableColumns } from './usable-columns.ts';

export type LeadsInput = {
  train: TextTable;
  /** The leads to predict; it may lack the outcome. */
  test: TextTable;
  /** The column of `train` that says what became of a lead, and the value that counts as success. */
  outcome: string;
  positive: string;
  /** A column of `train` with the time of each lead: choices are then made forward in time. */
  time?: string;
  seed: number;
  /** Columns that are learned from even though they look late. */
  keep?: readonly string[];
};

export type LeadsOptions = {
  run?: RunLearnerJobs;
  /** Told which share of the work is done, 0 to 1. */
  progress?: (share: number) => void;
};

export type LeadPrediction = {
  /** The test file's column `row`, else the number of its line, the first line with data being 1. */
  row: string;
  p: number;
  /** Largest first; with `start` they add up to the logit of p. */
  reasons: Term[];
};

export type LeadsBacktest = {
  predictions: LeadPrediction[];
  /** Log-odds before any reason. */
  start: number;
  /** Columns that were not learned from, and why. */
  setAside: SetAsideColumn[];
  rung: Rung;
  isCalibrated: boolean;
  candidates: Candidate[];
  /** On rows of `train` that were held out, forward in time where `time` is given; undefined where there were too few. */
  scores?: LearnerScores;
  n: number;
  happened: number;
  /** Rows of `train` without an outcome, left out. */
  withoutOutcome: number;
  drift: Drift;
  importances: Learned['importances'];
  /** The terms themselves, for drawing what each column adds. */
  model: Learned;
};

/**
 * Learns from `train` which leads succeed and says the chance of each lead of `test`, with reasons that add up exactly.
 * Columns known only at the end are found and set aside first.
 * @throws BadTable naming the file, the column and what is expected
 * O(rows × columns × rounds), see {@link fitLearner}.
 */
export async function backtestLeads(input: LeadsInput, options: LeadsOptions = {}): Promise<LeadsBacktest> {
  const { train: allRows, test, outcome, positive, time, seed, keep } = input;
  const { rows, happened, without } = readOutcome(allRows, outcome, positive);
  const train = without === 0 ? allRows : textRows(allRows, rows);
  checkTest(test, train, outcome);
  const order = time === undefined ? undefined : readOrder(train, time);
  const rowNames = namesOfRows(test);
  const usable = usableColumns(train, test, happened, {
    outcome,
    seed,
    ...(time === undefined ? {} : { time: headerName(time) }),
    ...(keep ? { keep } : {}),
  });
  const { run, progress } = options;
  const model = await fitLearner(usable.train, happened, {
    seed,
    ...(order ? { order } : {}),
    ...(run ? { run } : {}),
    ...(progress ? { progress } : {}),
  });
  const explainRow = rowExplainer(model, usable.test);
  const predictions = rowNames.map((row, i) => {
    const { p, terms } = explainRow(i);
    return { row, p, reasons: terms };
  });
  return {
    predictions,
    start: model.start,
    setAside: usable.setAside,
    rung: model.rung,
    isCalibrated: model.isCalibrated,
    candidates: model.candidates,
    ...(model.scores ? { scores: model.scores } : {}),
    n: model.n,
    happened: model.happened,
    withoutOutcome: without,
    drift: checkDrift(model.past, usable.test),
    importances: model.importances,
    model,
  };
}

function textRows(table: TextTable, rows: Int32Array): TextTable {
  return {
    rowCount: rows.length,
    columns: table.columns.map(({ name, cells }) => ({ name, cells: Array.from(rows, (row) => cells[row] as string) })),
  };
}

function checkTest(test: TextTable, train: TextTable, outcome: string): void {
  const names = new Set(test.columns.map(({ name }) => headerName(name)));
  const inputs = train.columns
    .map(({ name }) => headerName(name))
    .filter((name) => name !== headerName(outcome) && name.toLowerCase() !== 'row');
  const [first] = inputs;
  if (first === undefined) throw new BadTable('train', outcome, 'it is the only column; columns to learn from are expected beside it');
  if (!inputs.some((name) => names.has(name)))
    throw new BadTable('test', first, 'neither this nor any other column of the training file is there');
}

function readOrder(train: TextTable, time: string): Float64Array {
  const cells = cellsOf(train, time);
  if (!cells) throw new BadTable('train', time, 'there is no such column; the one with the time of each lead is expected');
  const order = readTimes(cells);
  if (!order)
    throw new BadTable('train', time, 'it does not hold times; days such as 2026-11-21 or numbers that grow with time are expected');
  // Rows without a time count as the earliest: nothing later is ever held against them.
  return order.map((at) => (Number.isNaN(at) ? -Infinity : at));
}

function namesOfRows(test: TextTable): string[] {
  const named = test.columns.find(({ name }) => headerName(name).toLowerCase() === 'row');
  return named ? named.cells.map((cell) => cell.trim()) : Array.from({ length: test.rowCount }, (_, i) => String(i + 1));
}
