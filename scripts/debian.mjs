import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browser.mjs';

/**
 * Programs that tests start, by their Debian package, and whether each is here. Tests that find theirs missing skip themselves by name.
 * @type {readonly { package: string, isInstalled: () => boolean }[]}
 */
const programs = [
  // One that CHROMIUM names and that is not there is nothing to install another for.
  { package: 'chromium', isInstalled: () => Boolean(process.env['CHROMIUM']) || findBrowser() !== undefined },
  {
    package: 'dovecot-imapd',
    isInstalled: () => ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'].some((dir) => existsSync(`${dir}/dovecot`)),
  },
  { package: 'radicale', isInstalled: () => ['/usr/bin', '/usr/local/bin'].some((dir) => existsSync(`${dir}/radicale`)) },
];

/** Servers among them are wanted for tests alone: installing must not start them as services of this machine. */
const withoutServices = [
  'policy=/usr/sbin/policy-rc.d',
  // What stands there already is its owner's.
  `[ -e $policy ] || { printf '#!/bin/sh\\nexit 101\\n' > $policy && chmod 755 $policy && trap 'rm -f $policy' EXIT; }`,
];

/** The packages that tests need and this machine has not. */
export function missingPackages() {
  return programs.filter(({ isInstalled }) => !isInstalled()).map((program) => program.package);
}

/**
 * How to install packages here, as a command and its arguments, or the reason why it cannot be done.
 * @param {readonly string[]} packages
 * @returns {{ command: string[] } | { reason: string }}
 */
export function installation(packages) {
  if (spawnSync('apt-get', ['--version']).error) return { reason: 'no apt-get to install it' };
  const script = [
    'export DEBIAN_FRONTEND=noninteractive',
    ...withoutServices,
    `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages.join(' ')}`,
  ].join('\n');
  if (process.getuid?.() === 0) return { command: ['sh', '-c', script] };
  if (spawnSync('sudo', ['-n', 'true']).status === 0) return { command: ['sudo', '-n', 'sh', '-c', script] };
  return { reason: 'no right to install it' };
}
