import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  auc,
  backtestRelationships,
  expectedCalibrationError,
  fitLogistic,
  logLoss,
  predict,
  type RelationshipEvents,
  type Table,
} from '@windshield/core';
import { testDataDir } from '../scripts/test-data.mjs';
import { madeUpNetworks } from './made-up-exchanges.ts';
import { met } from './met.ts';

const day = 86_400;
const horizonDays = 14;
/** Days 326 to 494, every two weeks: the protocol of the shared data. */
const asOf = Array.from({ length: 13 }, (_, k) => (326 + 14 * k) * day);
const protocolCases = 235_596;
const bars = { logLoss: 0.312, ece: 0.01, seconds: 60 };

type Mails = RelationshipEvents;

/** Who writes to whom within two weeks, in a European research institution (SNAP email-Eu-core-temporal) and in networks of known laws. */
export async function run(): Promise<boolean> {
  const isMetOnShared = await shared();
  return (await madeUp()) && isMetOnShared;
}

/** Against recency alone, from the same past moments. */
async function madeUp(): Promise<boolean> {
  const isMet: boolean[] = [];
  for (const { name, events, asOfDays } of madeUpNetworks(1)) {
    const { predictions, fit } = await backtestRelationships(events, { asOf: asOfDays.map((one) => one * day), horizonDays, seed: 1 });
    const { truth, recency } = byHand(events, predictions);
    console.log(`  ${name}: ${events.at.length.toLocaleString('en')} mails, ${truth.length.toLocaleString('en')} pairs`);
    const alone = recencyOnly(events, recency, fit.times);
    print('logistic on days since the last mail', alone, truth);
    print('ties', predictions.p, truth);
    const [loss, without] = [logLoss(predictions.p, truth) ?? Number.NaN, logLoss(alone, truth) ?? Number.NaN];
    isMet.push(met('log loss', loss, loss <= without, `recency alone ${without.toFixed(4)}`));
  }
  return isMet.every(Boolean);
}

/** Against chance, recency and the bars of the protocol. */
async function shared(): Promise<boolean> {
  const directory = testDataDir();
  if (directory === undefined) {
    console.log('  skipped, this machine has no test data');
    return true;
  }
  const mails = readMails(path.join(directory, 'email_network/email-Eu-core-temporal.txt.gz'));
  console.log(`  ${mails.at.length.toLocaleString('en')} mails of ${mails.people.length} people`);
  const began = performance.now();
  const { predictions, fit, drivers, notes } = await backtestRelationships(mails, { asOf, horizonDays, seed: 1 });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const { truth, recency } = byHand(mails, predictions);
  const { halfLife } = fit;
  console.log(
    `  ${fit.cases.toLocaleString('en')} cases of ${fit.times.length} past moments, ${fit.method}, half-life ${halfLife.days} d × (1 + tenure / 30 d)^${halfLife.tenurePower}`,
  );
  for (const { theme, share } of drivers) console.log(`    ${(100 * share).toFixed(0).padStart(3)} %  ${theme}`);
  for (const note of notes) console.log(`  ${note}`);
  print('always the base rate of the past', new Float64Array(truth.length).fill(fit.baseRate), truth);
  print('logistic on days since the last mail', recencyOnly(mails, recency, fit.times), truth);
  print('ties', predictions.p, truth);
  const loss = logLoss(predictions.p, truth) ?? Number.NaN;
  const ece = expectedCalibrationError(predictions.p, truth) ?? Number.NaN;
  const peak = process.resourceUsage().maxRSS / 1_024;
  console.log(`    at the peak ${Math.round(peak)} MB of memory`);
  const [load = 0] = loadavg();
  if (load > availableParallelism())
    console.log(`  The machine is busy with other things (load ${load.toFixed(1)}): time says little now.`);
  return [
    met('predictions', truth.length, truth.length === protocolCases, `the protocol's ${protocolCases.toLocaleString('en')}`, 6),
    met('log loss', loss, loss <= bars.logLoss, `at most ${bars.logLoss}; the best scikit-learn model 0.3152`),
    met('calibration error', ece, ece <= bars.ece, `at most ${bars.ece}`),
    met('seconds, fit included', seconds, seconds <= bars.seconds, `at most ${bars.seconds}`),
  ].every(Boolean);
}

function readMails(file: string): Mails {
  const rows = gunzipSync(readFileSync(file)).toString('latin1').trim().split('\n');
  const cells = rows.map((row) => row.split(' ').map(Number) as [number, number, number]);
  const people = 1 + cells.reduce((most, [from, to]) => Math.max(most, from, to), 0);
  return {
    from: Int32Array.from(cells, ([from]) => from),
    to: Int32Array.from(cells, ([, to]) => to),
    at: Float64Array.from(cells, ([, , at]) => at),
    people: Array.from({ length: people }, (_, i) => String(i)),
  };
}

type Cases = { asOf: ArrayLike<number>; from: ArrayLike<number>; to: ArrayLike<number> };

/** What became of the cases, and the days since the last mail of each, found without the code that is proved here. */
function byHand({ at, from, to, people }: Mails, cases: Cases): { truth: Uint8Array; recency: Float64Array } {
  const timesOf = new Map<number, number[]>();
  for (let i = 0; i < at.length; i++) {
    const pair = (from[i] as number) * people.length + (to[i] as number);
    const times = timesOf.get(pair);
    if (times) times.push(at[i] as number);
    else timesOf.set(pair, [at[i] as number]);
  }
  const truth = new Uint8Array(cases.asOf.length);
  const recency = new Float64Array(cases.asOf.length).fill(Number.NaN);
  for (let i = 0; i < truth.length; i++) {
    const now = cases.asOf[i] as number;
    const times = timesOf.get((cases.from[i] as number) * people.length + (cases.to[i] as number)) ?? [];
    truth[i] = times.some((time) => time >= now && time < now + horizonDays * day) ? 1 : 0;
    const last = times.reduce((latest, time) => (time < now && time > latest ? time : latest), Number.NEGATIVE_INFINITY);
    if (last > Number.NEGATIVE_INFINITY) recency[i] = (now - last) / day;
  }
  return { truth, recency };
}

/** The same learner with one feature, on the same past. */
function recencyOnly(mails: Mails, recency: Float64Array, times: readonly number[]): Float64Array {
  const past = pastCases(mails, times);
  const learned = byHand(mails, past);
  const table = (days: Float64Array): Table => ({
    rowCount: days.length,
    columns: [{ kind: 'number', name: 'days since last wrote', values: days.map((one) => Math.log(one + 1)) }],
  });
  return predict(fitLogistic(table(learned.recency), learned.truth, { priorScale: 3 }), table(recency));
}

function pastCases({ at, from, to, people }: Mails, times: readonly number[]) {
  const cases = { asOf: [] as number[], from: [] as number[], to: [] as number[] };
  for (const now of times) {
    const pairs = new Set<number>();
    for (let i = 0; i < at.length; i++) {
      if (from[i] === to[i] || !((at[i] as number) < now) || (at[i] as number) < now - 180 * day) continue;
      pairs.add((from[i] as number) * people.length + (to[i] as number));
      pairs.add((to[i] as number) * people.length + (from[i] as number));
    }
    for (const pair of pairs) {
      cases.asOf.push(now);
      cases.from.push(Math.floor(pair / people.length));
      cases.to.push(pair % people.length);
    }
  }
  return cases;
}

function print(what: string, said: Float64Array, happened: Uint8Array): void {
  const [loss, area, ece] = [logLoss(said, happened), auc(said, happened), expectedCalibrationError(said, happened)];
  console.log(`    ${what}: log loss ${loss?.toFixed(4)}, AUC ${area?.toFixed(3)}, ECE ${ece?.toFixed(4)}`);
}
