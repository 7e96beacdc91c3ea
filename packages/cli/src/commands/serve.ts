import path from 'node:path';
import { serve } from '@windshield/server';
import { readArguments, wholeNumber } from '../command-line.ts';
import { servicesFrom } from '../services-from.ts';
import type { Command } from './command.ts';

const usage = 'windshield serve [--port N] [--host NAME] [--data DIR]';
const webRoot = path.join(import.meta.dirname, '../../../web/dist');

/** Serves until it is told to stop. */
export const serveCommand: Command = {
  usage,
  summary: 'start Windshield and keep it running',
  async run(args, { environment, terminal }) {
    const { values } = readArguments(args, { port: { type: 'string' }, host: { type: 'string' } }, usage);
    const port = values.port === undefined ? environment.port : wholeNumber('--port', values.port, 0, 65_535);
    const serving = await serve({ ...servicesFrom(environment), host: values.host ?? environment.host, port, webRoot });
    terminal.result({ url: serving.url }, () => [`Windshield is ready at ${serving.url}`]);

    const leave = () => void serving.stop().then(() => process.exit(0));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
    if (environment.startedByNpm) leaveWithParent(leave);
  },
};

/** npm dies without a word when it is killed. */
function leaveWithParent(leave: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) leave();
  }, 1_000).unref();
}
