// `npm test`: every check and every test, one verdict. What cannot run here is named as skipped; with CI=true that is a failure.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBrowser } from './browser.mjs';
import { installation, missingPackages } from './debian.mjs';
import { readCounts } from './test-counts.mjs';

const root = path.join(import.meta.dirname, '..');
const reports = path.join(root, 'node_modules/.cache/test');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const isCi = /^(1|true)$/i.test(process.env['CI'] ?? '');
const minute = 60_000;
const shownLines = 150;

const total = { passed: 0, failed: 0, skipped: [] };
const running = new Set();
let isStopping = false;

/** Runs a command in a process group of its own, so that a time limit or Ctrl-C ends all that it started. */
function run(command, args, { limitMs, env = {} }) {
  return new Promise((resolve) => {
    if (isStopping) return; // This process is about to end: nothing more is begun.
    const began = performance.now();
    let output = '';
    const child = spawn(command, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
    });
    running.add(child);
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const limit = setTimeout(() => {
      output += `\nstopped: not done after ${limitMs / minute} minutes\n`;
      end(child);
    }, limitMs);
    const finish = (code) => {
      if (!running.delete(child)) return;
      clearTimeout(limit);
      resolve({ code: code ?? 1, output, seconds: (performance.now() - began) / 1000 });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(1);
    });
    child.once('exit', (code) => {
      // What it left behind may hold the pipes open for ever.
      setTimeout(() => finish(code), 1_000);
      child.once('close', () => finish(code));
    });
  });
}

function end(child) {
  signalGroup(child, 'SIGTERM');
  setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000).unref();
}

function signalGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

async function check(name, command, args) {
  const { code, output, seconds } = await run(command, args, { limitMs: 4 * minute });
  report(name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] }, seconds, output);
}

async function test(name, runner, command, args, env, limitMs) {
  const file = path.join(reports, `${runner}.json`);
  const { code, output, seconds } = await run(command, args(file), { limitMs, env: env(file) });
  report(name, readCounts(file, runner, code), seconds, output);
}

function report(name, counts, seconds, output) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped.push(...counts.skipped);
  if (isStopping) return;
  if (counts.failed > 0) showFailure(name, output.trim());
  const words = [
    `${counts.passed} passed`,
    counts.failed && `${counts.failed} failed`,
    counts.skipped.length && `${counts.skipped.length} skipped`,
  ];
  console.log(`${name.padEnd(18)} ${words.filter(Boolean).join(', ').padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`);
}

/** Shows the end of a long output, where runners put what failed, and keeps the whole in a file. */
function showFailure(name, output) {
  const file = path.join(reports, `${name.replaceAll(/\W+/g, '-')}.log`);
  writeFileSync(file, output);
  const lines = output.split('\n');
  const cut = lines.length > shownLines ? `(${lines.length - shownLines} lines before: ${path.relative(root, file)})\n` : '';
  console.log(`\n--- ${name} ---\n${cut}${lines.slice(-shownLines).join('\n')}\n---`);
}

/** Installs what tests start. What cannot be had is named here with the reason; the tests that need it are then skipped by name. */
async function providePrograms() {
  const missing = missingPackages();
  const reason = missing.length === 0 ? undefined : await install(missing);
  for (const name of missingPackages()) console.log(`${name} is not installed: ${reason ?? 'apt-get installed something else'}`);
  return reason;
}

/** The reason why it could not be done. */
async function install(packages) {
  const how = installation(packages);
  if ('reason' in how) return how.reason;
  const [command, ...args] = how.command;
  console.log(`installing ${packages.join(', ')}`);
  const { code, output } = await run(command, args, { limitMs: 5 * minute });
  return code === 0 ? undefined : output.trim().split('\n').at(-1);
}

async function testInBrowser(whyNotInstalled) {
  const folder = path.join(root, 'e2e');
  if (!existsSync(folder)) return;
  const browser = findBrowser();
  if (!browser) {
    const own = process.env['CHROMIUM'];
    const reason = own ? `CHROMIUM=${own} does not exist` : `no chromium in PATH (set CHROMIUM to one): ${whyNotInstalled}`;
    const journeys = readdirSync(folder).filter((file) => file.endsWith('.spec.ts'));
    total.skipped.push(...journeys.map((file) => `browser test ${file}: ${reason}`));
    return;
  }
  const env = (file) => ({ CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' });
  await test('browser', 'playwright', bin('node'), () => [bin('playwright'), 'test', '--reporter=line,json'], env, 9 * minute);
}

/** Ends with what it started, at the latest after three seconds. */
async function stop(signal) {
  isStopping = true;
  for (const child of running) signalGroup(child, 'SIGTERM');
  for (const end = Date.now() + 3_000; running.size > 0 && Date.now() < end; ) await sleep(50);
  for (const child of running) signalGroup(child, 'SIGKILL');
  process.exit(128 + constants.signals[signal]);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const [whyNotInstalled] = await Promise.all([
  providePrograms(),
  check('types', bin('node'), ['node_modules/typescript-7/bin/tsc', '-b']),
  check('lint and format', bin('biome'), ['check', '.', '--colors=off', '--max-diagnostics=20']),
  check('boundaries', bin('node'), ['scripts/floors.mjs']),
  check('dead code', bin('node'), [bin('knip')]),
]);
const vitest = (file) => [
  bin('vitest'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${file}`,
  '--silent=passed-only',
];
await test('unit, store, API', 'vitest', bin('node'), vitest, () => ({}), 10 * minute);
await testInBrowser(whyNotInstalled);

for (const skipped of total.skipped) console.log(`${isCi ? 'failed, because CI skips nothing' : 'skipped'}: ${skipped}`);
if (isCi) total.failed += total.skipped.length;
const verdict = [
  `${total.passed} passed`,
  `${total.failed} failed`,
  !isCi && total.skipped.length > 0 && `${total.skipped.length} skipped`,
];
console.log(`\n${verdict.filter(Boolean).join(', ')}`);
process.exit(total.failed > 0 ? 1 : 0);
