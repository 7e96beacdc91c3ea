#!/usr/bin/env node
import path from 'node:path';
import { UsageError } from './command-line.ts';
import type { Command } from './commands/command.ts';
import { describeEnvironment, EnvironmentError, readEnvironment } from './environment.ts';
import { openTerminal } from './terminal.ts';

/** Each is loaded when it is called: `serve` need not wait for `import`. Longer names come first. */
const commands: readonly (readonly [words: string, load: () => Promise<Command>])[] = [
  ['import undo', () => import('./commands/import-undo.ts').then((it) => it.importUndoCommand)],
  ['import', () => import('./commands/import.ts').then((it) => it.importCommand)],
  ['export', () => import('./commands/export.ts').then((it) => it.exportCommand)],
  ['sample', () => import('./commands/sample.ts').then((it) => it.sampleCommand)],
  ['user add', () => import('./commands/user-add.ts').then((it) => it.userAddCommand)],
  ['key create', () => import('./commands/key-create.ts').then((it) => it.keyCreateCommand)],
  ['backtest leads', () => import('./commands/backtest-leads.ts').then((it) => it.backtestLeadsCommand)],
  ['backtest relationships', () => import('./commands/backtest-relationships.ts').then((it) => it.backtestRelationshipsCommand)],
  ['backtest deals', () => import('./commands/backtest-deals.ts').then((it) => it.backtestDealsCommand)],
  ['backtest forecast', () => import('./commands/backtest-forecast.ts').then((it) => it.backtestForecastCommand)],
  ['backtest lifetime', () => import('./commands/backtest-lifetime.ts').then((it) => it.backtestLifetimeCommand)],
  ['backtest evidence', () => import('./commands/backtest-evidence.ts').then((it) => it.backtestEvidenceCommand)],
  ['backtest', () => import('./commands/backtest.ts').then((it) => it.backtestCommand)],
  ['duplicates', () => import('./commands/duplicates.ts').then((it) => it.duplicatesCommand)],
  ['doctor', () => import('./commands/doctor.ts').then((it) => it.doctorCommand)],
  ['serve', () => import('./commands/serve.ts').then((it) => it.serveCommand)],
];

async function main(args: readonly string[]): Promise<void> {
  const terminal = openTerminal(args.includes('--json'));
  const found = commands.find(([words]) => words.split(' ').every((word, at) => args[at] === word));
  const wantsHelp = args.includes('--help') || args.includes('-h');
  if (!found) {
    if (args.length === 0 || wantsHelp || args[0] === 'help') {
      process.stdout.write(`${(await help()).join('\n')}\n`);
      return;
    }
    throw new UsageError(`There is no command "${args.slice(0, 2).join(' ')}". There are: ${commands.map(([words]) => words).join(', ')}.`);
  }
  const [words, load] = found;
  const command = await load();
  if (wantsHelp) {
    process.stdout.write(`${command.usage}\n${command.summary}\n`);
    return;
  }
  const rest = args.slice(words.split(' ').length);
  const environment = readEnvironment();
  const dataDir = flagValue('--data', rest);
  await command.run(rest, {
    terminal,
    environment: dataDir === undefined ? environment : { ...environment, dataDir: path.resolve(dataDir) },
  });
}

/** Every command takes `--data`, so it is read before the command's own flags are checked. */
function flagValue(flag: string, args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  const arg = args[at];
  if (arg === undefined) return undefined;
  const value = arg === flag ? args[at + 1] : arg.slice(flag.length + 1);
  if (!value || value.startsWith('--')) throw new UsageError(`${flag} takes a directory.`);
  return value;
}

async function help(): Promise<string[]> {
  const loaded = await Promise.all(commands.map(([, load]) => load()));
  return [
    'Windshield: a sales system that measures quality instead of quantity.',
    '',
    ...loaded.flatMap(({ usage, summary }) => [usage, `    ${summary}`]),
    '',
    'With --json every command prints one JSON document. Environment:',
    ...describeEnvironment().map((line) => `    ${line}`),
  ];
}

/** Words for a person; exit code 2: the call was wrong, 1: it could not be done. Errors carry no personal data. */
function explain(error: unknown): void {
  const isUsage = error instanceof UsageError || error instanceof EnvironmentError;
  const message = error instanceof Error ? error.message : String(error);
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { code: isUsage ? 'usage' : 'failed', message } })}\n`);
  else process.stderr.write(`${message}\n`);
  process.exitCode = isUsage ? 2 : 1;
}

/** Who reads no further (`| head`) has seen enough: the work is done to its end, without another word. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exitCode = 1;
    if (stream === process.stdout) process.stderr.write(`The result could not be written: ${error.message}.\n`);
  });

await main(process.argv.slice(2)).catch(explain);
