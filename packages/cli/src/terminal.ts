import type { Terminal } from './commands/command.ts';

/** A terminal on the process's own streams. */
export function openTerminal(isJson: boolean): Terminal {
  const redraws = process.stderr.isTTY && !isJson;
  let isDrawn = false;
  const clear = () => {
    if (isDrawn) process.stderr.write('\r\u001b[K');
    isDrawn = false;
  };
  return {
    isJson,
    note(line) {
      clear();
      process.stderr.write(`${line}\n`);
    },
    result(value, words) {
      clear();
      process.stdout.write(
        isJson
          ? `${JSON.stringify(value)}\n`
          : words()
              .map((line) => `${line}\n`)
              .join(''),
      );
    },
    progress(line) {
      if (!redraws) return;
      process.stderr.write(`\r\u001b[K${line}`);
      isDrawn = true;
    },
  };
}
