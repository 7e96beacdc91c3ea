import { diagnose } from '@windshield/server';
import { readArguments } from '../command-line.ts';
import { servicesFrom } from '../services-from.ts';
import type { Command } from './command.ts';

const usage = 'windshield doctor [--data DIR] [--json]';

/** Looks whether everything that Windshield stands on is sound. */
export const doctorCommand: Command = {
  usage,
  summary: 'look whether Windshield, its data and its machine are sound',
  async run(args, { environment, terminal }) {
    readArguments(args, {}, usage);
    const findings = await diagnose({ ...servicesFrom(environment), logLevel: 'silent' });
    terminal.result({ findings }, () =>
      findings.map(({ isSound, what, mend }) => `${isSound ? '✓' : '✗'} ${what}${mend ? `\n  ${mend}` : ''}`),
    );
    if (findings.some(({ isSound }) => !isSound)) process.exitCode = 1;
  },
};
