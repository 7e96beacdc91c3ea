import { roles } from '@windshield/core';
import { addUser } from '@windshield/server';
import { oneOf, readArguments, UsageError } from '../command-line.ts';
import { withServices } from '../services-from.ts';
import type { Command } from './command.ts';

const usage = 'windshield user add MAIL --role ROLE --password-stdin [--name NAME] [--data DIR] [--json]';

/** Makes somebody who can sign in, or gives who can another role and password. The password comes through standard input, so that no list of processes shows it. */
export const userAddCommand: Command = {
  usage,
  summary: 'make somebody who can sign in, or give them another role and password; the password is read from standard input',
  async run(args, { environment, terminal }) {
    const options = { role: { type: 'string' }, name: { type: 'string' }, 'password-stdin': { type: 'boolean' } } as const;
    const { values, positionals } = readArguments(args, options, usage);
    const [email, ...more] = positionals;
    if (email === undefined || more.length > 0) throw new UsageError(`Give one mail address.\nUsage: ${usage}`);
    const role = oneOf('--role', values.role, roles);
    if (!values['password-stdin'])
      throw new UsageError(
        '--password-stdin is missing: pass the password through standard input, so that it shows in no list of processes.',
      );
    const password = await readLine(process.stdin);
    const { workspaceId, isNew } = await withServices(environment, (services) => addUser(services, email, role, password, values.name));
    terminal.result({ email, role, workspaceId, isNew }, () => [
      `${email} ${isNew ? 'can sign in as' : 'signs in with the new password from now on, as'} ${role}.`,
    ]);
  },
};

/** The first line, without its end. */
async function readLine(input: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of input) text += chunk;
  return text.split(/\r?\n/, 1)[0] ?? '';
}
