import path from 'node:path';
import { backtestLeads, expectedCalibrationError, logLoss, seededRandom, type TextTable } from '@windshield/core';
import { readTextTable } from '@windshield/ingest';
import { testDataDir } from '../scripts/test-data.mjs';
import { learnerSpeed } from './learner-speed.ts';
import { met } from './met.ts';

/** Log loss of the best of scikit-learn's logistic, HistGradientBoosting and XGBoost at defaults on the same split. */
const splits = [
  { name: 'xeducation_clean', outcome: 'Converted', positive: '1', peers: 0.42, mustLearnFrom100: true },
  { name: 'olist', outcome: 'won', positive: '1', time: 'first_contact_date', peers: 0.337, mustLearnFrom100: false },
  { name: 'telco', outcome: 'Churn', positive: 'Yes', peers: 0.4125, mustLearnFrom100: true },
] as const;

const tolerance = 0.005;
const mostCalibrationError = 0.04;
const draws = 200;
const seed = 1;

const lateOfXEducation = [
  'Last Activity',
  'Tags',
  'Lead Quality',
  'Lead Profile',
  'Asymmetrique Activity Index',
  'Asymmetrique Profile Index',
  'Asymmetrique Activity Score',
  'Asymmetrique Profile Score',
  'Last Notable Activity',
];

type Split = (typeof splits)[number];
type Files = { train: TextTable; test: TextTable; truth: Uint8Array };

/** The learner on shared files it was not tuned to, on a few rows of them, and against the clock. */
export async function run(): Promise<boolean> {
  const results = await learnerSpeed();
  const directory = testDataDir();
  if (directory === undefined) {
    console.log('  shared splits: skipped, this machine has no test data');
    return results.every(Boolean);
  }
  results.push(await lateColumns(directory));
  for (const split of splits) {
    const files = await readSplit(directory, split.name);
    results.push(...(await onTheWhole(split, files)), ...(await onFewRows(split, files)));
  }
  return results.every(Boolean);
}

async function readSplit(directory: string, name: string): Promise<Files> {
  const read = (file: string) => readTextTable(path.join(directory, 'splits', name, file));
  const [train, test, truth] = [await read('train.csv'), await read('test.csv'), await read('truth.csv')];
  const outcomes = truth.columns.find((column) => column.name === 'outcome')?.cells ?? [];
  return { train, test, truth: Uint8Array.from(outcomes, Number) };
}

async function onTheWhole(split: Split, { train, test, truth }: Files): Promise<boolean[]> {
  const began = performance.now();
  const found = await backtestLeads({ ...asked(split), train, test, seed });
  const p = Float64Array.from(found.predictions, (prediction) => prediction.p);
  const ms = Math.round(performance.now() - began);
  console.log(
    `  ${split.name}: ${found.n} rows learned in ${ms} ms (${found.rung}${found.isCalibrated ? ', calibrated' : ''}); ${truth.length} foretold`,
  );
  const loss = logLoss(p, truth) ?? Number.NaN;
  return [
    met(`log loss on ${split.name}`, loss, loss <= split.peers + tolerance, `at most ${split.peers} + ${tolerance}`),
    atMost(`calibration error on ${split.name}`, expectedCalibrationError(p, truth) ?? Number.NaN, mostCalibrationError),
  ];
}

/** Columns that are late must go, and from the same files without them none but those that are empty or constant. */
async function lateColumns(directory: string): Promise<boolean> {
  const [split] = splits;
  const found = await backtestLeads({ ...asked(split), ...(await readSplit(directory, 'xeducation')), seed });
  const gone = new Set(found.setAside.map(({ column }) => column));
  const missed = lateOfXEducation.filter((column) => !gone.has(column));
  return met('late columns of X Education set aside', lateOfXEducation.length - missed.length, missed.length === 0, 'all 9');
}

async function onFewRows(split: Split, files: Files): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const n of [20, 50, 100]) {
    const random = seededRandom(n);
    let [learned, base] = [0, 0];
    for (let draw = 0; draw < draws; draw++) {
      const rows = Array.from({ length: n }, () => random.integer(files.train.rowCount));
      const rate = baseOf(split, files.train, rows);
      base += loss(new Float64Array(files.truth.length).fill(rate.rate), files.truth) / draws;
      learned +=
        loss(
          rate.isOneClass ? new Float64Array(files.truth.length).fill(rate.rate) : await chances(split, files, rows, draw),
          files.truth,
        ) / draws;
    }
    const isEnough = n === 100 && split.mustLearnFrom100;
    const bar = base * (isEnough ? 0.9 : 1);
    results.push(atMost(`log loss on ${split.name} from ${n} rows, mean of ${draws} draws; base rate ${base.toFixed(4)}`, learned, bar));
  }
  return results;
}

async function chances(split: Split, { train, test }: Files, rows: readonly number[], draw: number): Promise<Float64Array> {
  const columns = train.columns.map(({ name, cells }) => ({ name, cells: rows.map((row) => cells[row] as string) }));
  const found = await backtestLeads({ ...asked(split), train: { rowCount: rows.length, columns }, test, seed: draw });
  return Float64Array.from(found.predictions, (prediction) => prediction.p);
}

function baseOf(split: Split, train: TextTable, rows: readonly number[]): { rate: number; isOneClass: boolean } {
  const cells = train.columns.find((column) => column.name === split.outcome)?.cells ?? [];
  const happened = rows.filter((row) => cells[row] === split.positive).length;
  return { rate: (happened + 0.5) / (rows.length + 1), isOneClass: happened === 0 || happened === rows.length };
}

function asked({ outcome, positive, ...split }: Split) {
  return { outcome, positive, ...('time' in split ? { time: split.time } : {}) };
}

function loss(said: ArrayLike<number>, happened: Uint8Array): number {
  return logLoss(said, happened) ?? Number.NaN;
}

function atMost(what: string, value: number, bar: number): boolean {
  return met(what, value, value <= bar, `at most ${bar.toFixed(4)}`);
}
