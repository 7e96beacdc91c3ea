import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser for browser tests: CHROMIUM, else one that is installed, else `undefined`. */
export function findBrowser() {
  const own = process.env['CHROMIUM'];
  if (own) return existsSync(own) ? own : undefined;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => existsSync(file));
}

/**
 * How to install the browser here, as a command and its arguments, or the reason why it cannot be.
 * @returns {{ command: string[] } | { reason: string }}
 */
export function browserInstallation() {
  if (process.env['CHROMIUM']) return { reason: `CHROMIUM=${process.env['CHROMIUM']} does not exist` };
  if (spawnSync('apt-get', ['--version']).error)
    return { reason: 'no chromium in PATH (set CHROMIUM to one) and no apt-get to install it' };
  const install = 'export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium';
  if (process.getuid?.() === 0) return { command: ['sh', '-c', install] };
  if (spawnSync('sudo', ['-n', 'true']).status === 0) return { command: ['sudo', '-n', 'sh', '-c', install] };
  return { reason: 'no chromium in PATH (set CHROMIUM to one) and no right to install it' };
}
