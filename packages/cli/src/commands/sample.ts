import { loadSample } from '@windshield/server';
import { readArguments, wholeNumber } from '../command-line.ts';
import { withServices } from '../services-from.ts';
import { table } from '../words.ts';
import type { Command } from './command.ts';

const usage = 'windshield sample [--seed N] [--data DIR] [--json]';

/** Fills an empty workspace with a made-up company. */
export const sampleCommand: Command = {
  usage,
  summary: 'fill an empty workspace with a made-up company to look around in',
  async run(args, { environment, terminal }) {
    const { values } = readArguments(args, { seed: { type: 'string' } }, usage);
    const seed = values.seed === undefined ? undefined : wholeNumber('--seed', values.seed, 0, 4_294_967_295);
    const outcome = await withServices(environment, (services) => loadSample(services, seed === undefined ? {} : { seed }));
    terminal.result({ importId: outcome.importId, files: outcome.files }, () => [
      ...table(outcome.files.map(({ kind, created }) => [kind ?? '', created])),
      `Done. To take it back: windshield import undo ${outcome.importId}`,
    ]);
  },
};
