import { Worker } from 'node:worker_threads';
import type { Mode } from '@windshield/sim';
import type { SeedsDone, SeedVerdicts } from './evidence-seeds.ts';
import { met } from './met.ts';

const seeds = Number(process.env['BENCH_SEEDS'] ?? 100);
const sellers = Number(process.env['BENCH_SELLERS'] ?? 8);
const firstSeed = 1_000;
const mustBeRight = Math.ceil(0.95 * seeds);

/** What the study ought to say of a company of each kind. */
const truth = { quality: 'quality', volume: 'volume', neither: 'noDifference' } as const;

/**
 * The evidence study on simulated companies whose truth is known: the right verdict in 95 of 100 of each kind, and none of them confident
 * when only 30 deals are known. Prints without a bar what it says when a quarter of the deals are known. Two threads; a quarter of an hour
 * in all, and BENCH_SEEDS=10 for a look.
 */
export async function run(): Promise<boolean> {
  let isGood = true;
  for (const mode of Object.keys(truth) as Mode[]) {
    const verdicts = await judgeSeeds(mode);
    const right = verdicts.filter(({ whole }) => whole === truth[mode]).length;
    const opposite = verdicts.filter(({ whole }) => whole === (mode === 'quality' ? 'volume' : mode === 'volume' ? 'quality' : '')).length;
    const confident = verdicts.filter(({ few }) => few === 'quality' || few === 'volume').length;
    const counts = verdicts.map(({ settled }) => settled).sort((a, b) => a - b);
    console.log(
      `  ${mode}: ${counts[0]} to ${counts.at(-1)} deals, ${count(verdicts.map(({ whole }) => whole))}; said the opposite ${opposite}`,
    );
    console.log(`    with a quarter of the deals: ${count(verdicts.map(({ quarter }) => quarter))}`);
    isGood =
      met(
        `right verdicts of ${seeds} where ${mode === 'neither' ? 'neither matters' : `${mode} matters`}`,
        right,
        right >= mustBeRight,
        `at least ${mustBeRight}`,
      ) && isGood;
    isGood = met('confident verdicts on 30 deals', confident, confident === 0, 'none') && isGood;
  }
  return isGood;
}

async function judgeSeeds(mode: Mode): Promise<SeedVerdicts[]> {
  const all = Array.from({ length: seeds }, (_, i) => firstSeed + i);
  const halves = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)].filter((half) => half.length > 0);
  const done = await Promise.all(halves.map((half) => inThread({ mode, sellers, seeds: half })));
  return done.flat();
}

function inThread(workerData: { mode: Mode; sellers: number; seeds: number[] }): Promise<SeedVerdicts[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./evidence-seeds.ts', import.meta.url), { workerData });
    worker.once('message', ({ verdicts }: SeedsDone) => resolve(verdicts));
    worker.once('error', reject);
  });
}

function count(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([word, times]) => `${times} ${word}`)
    .join(', ');
}
