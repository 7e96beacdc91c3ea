import { roles } from '@windshield/core';
import { createKey } from '@windshield/server';
import { oneOf, readArguments, UsageError } from '../command-line.ts';
import { withServices } from '../services-from.ts';
import type { Command } from './command.ts';

const usage = 'windshield key create --name N --role ROLE [--data DIR] [--json]';

/** Makes a key for a program; it is printed this once. */
export const keyCreateCommand: Command = {
  usage,
  summary: 'make an API key; it is shown once',
  async run(args, { environment, terminal }) {
    const { values } = readArguments(args, { name: { type: 'string' }, role: { type: 'string' } }, usage);
    const name = values.name?.trim();
    if (!name) throw new UsageError(`--name is missing: it takes what the key is for, such as "nightly sync".\nUsage: ${usage}`);
    const role = oneOf('--role', values.role, roles);
    const made = await withServices(environment, (services) => createKey(services, name, role));
    terminal.result(made, () => [made.key]);
    terminal.note('Keep it now: it is not shown again. Send it as "Authorization: Bearer …".');
  },
};
