import { undoImport } from '@windshield/server';
import { readArguments, UsageError } from '../command-line.ts';
import { withServices } from '../services-from.ts';
import { count } from '../words.ts';
import type { Command } from './command.ts';

const usage = 'windshield import undo ID [--data DIR] [--json]';

/** Takes back what an import did; what somebody changed since stays and is listed. */
export const importUndoCommand: Command = {
  usage,
  summary: 'take back what an import did; what was changed since stays',
  async run(args, { environment, terminal }) {
    const { positionals } = readArguments(args, {}, usage);
    const [importId, ...more] = positionals;
    if (importId === undefined || more.length > 0)
      throw new UsageError(`Give the id of one import, as "windshield import" printed it.\nUsage: ${usage}`);
    const undone = await withServices(environment, (services) => undoImport(services, importId));
    terminal.result({ importId, ...undone }, () => [
      `Taken back: ${count(undone.removed, 'record')} removed, ${count(undone.restoredFields, 'field')} put back.`,
      ...undone.conflicts.map(({ kind, name, field }) => `Stays, because somebody changed it since: ${kind} ${name ?? ''} (${field})`),
    ]);
  },
};
