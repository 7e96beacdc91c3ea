/** `npm run bench -- NAME…`: runs the named benchmarks, all of them without a name, and ends with 1 when one misses its bar. */
const names = ['import', 'api'] as const;

interface Benchmark {
  /** Prints what it measures. Resolves to false when a bar is missed. */
  run(): Promise<boolean>;
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = asked.find((name) => !names.some((known) => known === name));
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}". There are: ${names.join(', ')}.`);
  process.exit(2);
}

let isGood = true;
for (const name of asked.length > 0 ? asked : names) {
  console.log(`\n${name}`);
  const benchmark = (await import(`./${name}.ts`)) as Benchmark;
  isGood = (await benchmark.run()) && isGood;
}
process.exit(isGood ? 0 : 1);
