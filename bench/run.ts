/** `npm run bench -- NAME…`: runs the named benchmarks, all of them without a name, and ends with 1 when one misses its bar. */
interface Benchmark {
  /** Prints what it measures. Resolves to false when a bar is missed. */
  run(): Promise<boolean>;
}

const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  import: () => import('./import.ts'),
  mail: () => import('./mail.ts'),
  'duplicate-check': () => import('./duplicate-check.ts'),
  api: () => import('./api.ts'),
  serve: () => import('./serve.ts'),
  forecast: () => import('./forecast.ts'),
  deals: () => import('./deals.ts'),
  lifetime: () => import('./lifetime.ts'),
  learner: () => import('./learner.ts'),
  relationships: () => import('./relationships.ts'),
  evidence: () => import('./evidence.ts'),
  world: () => import('./world.ts'),
  duplicates: () => import('./duplicates.ts'),
};

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = asked.find((name) => !(name in benchmarks));
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}". There are: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}

let isGood = true;
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  console.log(`\n${name}`);
  const benchmark = await benchmarks[name]?.();
  if (benchmark) isGood = (await benchmark.run()) && isGood;
}
process.exit(isGood ? 0 : 1);
