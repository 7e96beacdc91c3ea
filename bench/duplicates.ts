import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testDataDir } from '../scripts/test-data.mjs';
import { writeMadeUpPeople } from './made-up-people.ts';
import { met, tellIfBusy } from './met.ts';

const people = 1_000_000;
const duplicated = 0.1;
const mostSeconds = 60;
const mostMegabytes = 4_096;
const leastMergePrecision = 0.995;
const pickedWithin = 0.02;

interface Scores {
  readonly f1: number;
  readonly precision: number | null;
  readonly recall: number;
  readonly threshold: number;
}

interface Said {
  readonly seconds: number;
  readonly scores: { readonly best: Scores; readonly atDecide: Scores; readonly atMerge: Scores };
  readonly blocking: { readonly candidatePairs: number; readonly cappedBlocks: number; readonly cappedPairs: number };
}

/** Labelled sets: arguments after `windshield duplicates`, and the best F1 they must reach; without one they are only reported. */
function labelled(data: string): { name: string; args: string[]; least?: number }[] {
  const of = (file: string) => path.join(data, 'record_linkage', file);
  const febrl = ['--truth', 'rec_id:/rec-(\\d+)/'];
  return [
    { name: 'FEBRL 1', args: [of('febrl/dataset1.csv'), ...febrl], least: 0.98 },
    { name: 'FEBRL 2', args: [of('febrl/dataset2.csv'), ...febrl], least: 0.98 },
    { name: 'FEBRL 4', args: [of('febrl/dataset4a.csv'), '--with', of('febrl/dataset4b.csv'), ...febrl], least: 0.98 },
    {
      name: 'restaurants',
      args: [
        ...[of('fodors_zagats/fodors.csv'), '--with', of('fodors_zagats/zagats.csv'), '--id', 'id', '--columns', 'class=ignore'],
        ...['--truth-pairs', of('fodors_zagats/matches_fodors_zagats.csv')],
      ],
      least: 0.95,
    },
    { name: 'organisations', args: [of('dedupeio/csv_example/csv_example_input_with_true_ids.csv'), '--truth', 'True Id'], least: 0.85 },
    { name: 'people of Splink', args: [of('splink/fake_1000.csv'), '--truth', 'cluster'] },
    {
      name: 'papers',
      args: [
        ...[of('dblp_acm/DBLP2.csv'), '--with', of('dblp_acm/ACM.csv'), '--id', 'id'],
        ...['--truth-pairs', of('dblp_acm/DBLP-ACM_perfectMapping.csv')],
      ],
    },
  ];
}

/** Accuracy on labelled sets with one set of rules for all, then speed and memory on a million made-up people, by the command itself. */
export async function run(): Promise<boolean> {
  const data = testDataDir();
  const results: boolean[] = [];
  if (!data) console.log('  Test data are not on this machine: only speed is measured.');
  for (const { name, args, least } of data ? labelled(data) : []) {
    const { said } = await duplicates(args);
    const { best, atDecide, atMerge } = said.scores;
    console.log(
      `  ${name}: best F1 ${best.f1.toFixed(4)}, picked ${atDecide.f1.toFixed(4)} (${atDecide.threshold.toFixed(3)}), merged unasked ${(atMerge.precision ?? 1).toFixed(4)} right at recall ${atMerge.recall.toFixed(3)}, ${said.seconds} s`,
    );
    if (least !== undefined) {
      results.push(met(`${name}: best F1`, best.f1, best.f1 >= least, `at least ${least}`));
      results.push(
        met(
          `${name}: F1 at its own threshold`,
          atDecide.f1,
          atDecide.f1 >= least - pickedWithin,
          `at least ${(least - pickedWithin).toFixed(2)}`,
        ),
      );
    }
    results.push(
      met(
        `${name}: right among merged unasked`,
        atMerge.precision ?? 1,
        (atMerge.precision ?? 1) >= leastMergePrecision,
        `at least ${leastMergePrecision}`,
      ),
    );
  }
  return (await speed()) && results.every(Boolean);
}

async function speed(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'windshield-bench-'));
  try {
    const file = path.join(folder, 'people.csv');
    await writeMadeUpPeople(file, people, duplicated);
    const began = performance.now();
    const { said, peakMegabytes } = await duplicates([file, '--truth', 'person', '--pairs', path.join(folder, 'pairs.csv')]);
    const seconds = (performance.now() - began) / 1000;
    const { best, atDecide, atMerge } = said.scores;
    console.log(
      `  ${people.toLocaleString('en')} made-up people: best F1 ${best.f1.toFixed(4)}, picked ${atDecide.f1.toFixed(4)}, merged unasked ${(atMerge.precision ?? 1).toFixed(4)} right`,
    );
    console.log(
      `  ${said.blocking.candidatePairs.toLocaleString('en')} pairs compared; ${said.blocking.cappedBlocks.toLocaleString('en')} blocks with ${said.blocking.cappedPairs.toLocaleString('en')} pairs capped`,
    );
    tellIfBusy();
    return [
      met('seconds', seconds, seconds <= mostSeconds, `at most ${mostSeconds}`),
      met('MB of memory at the peak', peakMegabytes, peakMegabytes <= mostMegabytes, `at most ${mostMegabytes}`),
      met(
        'right among merged unasked',
        atMerge.precision ?? 1,
        (atMerge.precision ?? 1) >= leastMergePrecision,
        `at least ${leastMergePrecision}`,
      ),
    ].every(Boolean);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the command as `npx windshield` does, in a process of its own. */
async function duplicates(args: readonly string[]): Promise<{ said: Said; peakMegabytes: number }> {
  const main = path.resolve(import.meta.dirname, '../packages/cli/src/main.ts');
  const child = spawn(process.execPath, ['--max-old-space-size=512', main, 'duplicates', ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  let peakMegabytes = 0;
  const watch = setInterval(() => {
    void megabytesOf(child.pid ?? 0).then((megabytes) => {
      peakMegabytes = Math.max(peakMegabytes, megabytes);
    });
  }, 250);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`windshield duplicates ended with ${code}: ${said}`);
  return { said: JSON.parse(said) as Said, peakMegabytes };
}

/** Memory of a process and those that it started, on Linux. */
async function megabytesOf(pid: number): Promise<number> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const own = Number(/VmRSS:\s+(\d+)/.exec(await read('status'))?.[1] ?? 0) / 1_024;
  const started = (await read(`task/${pid}/children`)).split(' ').filter((one) => one.trim() !== '');
  const others = await Promise.all(started.map((one) => megabytesOf(Number(one))));
  return others.reduce((sum, one) => sum + one, own);
}
