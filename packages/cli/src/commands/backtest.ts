import { UsageError } from '../command-line.ts';
import type { Command } from './command.ts';

/** The backtests there are, and what each foretells. */
const backtests = [
  ['leads', 'which leads turn into what you want'],
  ['relationships', 'who writes to whom in the days to come'],
  ['deals', 'which open deals are won, lost or fall silent'],
  ['forecast', 'what each quarter will bring'],
  ['lifetime', 'which customers come back'],
  ['evidence', 'whether quality or quantity of the work went with winning'],
] as const;

const names = backtests.map(([name]) => name);

/** `windshield backtest` alone: says which backtests there are. */
export const backtestCommand: Command = {
  usage: `windshield backtest ${names.join('|')} …`,
  summary: `check the numbers on plain files of your own; no database, nothing is stored. ${backtests.map(([name, what]) => `${name}: ${what}`).join('; ')}`,
  async run([name]) {
    const asked = name === undefined ? 'Say which backtest' : `There is no backtest "${name}"`;
    throw new UsageError(`${asked}: ${names.slice(0, -1).join(', ')} or ${names.at(-1)}. With --help each says what it takes.`);
  },
};
