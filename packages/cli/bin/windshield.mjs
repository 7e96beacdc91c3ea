#!/usr/bin/env node
// `npx windshield …` on any Node from 20 on: sees that everything is installed, then hands over to the pinned Node.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { pinnedNode, prepare } from '../../../scripts/prepare.mjs';

const [command] = process.argv.slice(2);
prepare({ web: command === 'serve', quiet: true });

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
// As `npm start` does: a million rows are imported within 300 MB instead of whatever the machine has.
const child = spawn(pinnedNode, ['--max-old-space-size=512', main, ...process.argv.slice(2)], { stdio: 'inherit' });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  console.error(`windshield could not start: ${error.message}`);
  process.exitCode = 1;
});
child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
