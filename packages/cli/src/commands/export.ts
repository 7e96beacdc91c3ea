import { exportWorkspace } from '@windshield/server';
import { readArguments, UsageError } from '../command-line.ts';
import { withServices } from '../services-from.ts';
import { table } from '../words.ts';
import type { Command } from './command.ts';

const usage = 'windshield export --out DIR [--data DIR] [--json]';

/** Writes one CSV for each kind of record; imported into an empty workspace they give the same data. */
export const exportCommand: Command = {
  usage,
  summary: 'write one CSV for each kind of record; they import back to the same data',
  async run(args, { environment, terminal }) {
    const { values, positionals } = readArguments(args, { out: { type: 'string' } }, usage);
    if (values.out === undefined || positionals.length > 0)
      throw new UsageError(`--out is missing: it takes the directory to write to.\nUsage: ${usage}`);
    const out = values.out;
    const files = await withServices(environment, (services) => exportWorkspace(services, out));
    terminal.result({ out, files }, () => [...table(files.map(({ path, rows }) => [path, rows])), `Written to ${out}`]);
  },
};
