import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** `windshield serve` as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number;
  /** Resident now and at the peak, in MB, of the server's own process (PostgreSQL is another). Linux only. */
  memory(): { nowMb: number; peakMb: number };
  stop(): Promise<void>;
}

/** Starts the server on a data directory with the memory limit that `npm start` gives it. */
export async function startServer(dataDir: string): Promise<ServerProcess> {
  const main = path.join(import.meta.dirname, '../packages/cli/src/main.ts');
  const began = performance.now();
  const child = spawn(process.execPath, ['--max-old-space-size=512', main, 'serve', '--data', dataDir, '--port', '0', '--json'], {
    env: { ...process.env, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve((JSON.parse(line.toString()) as { url: string }).url));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  return {
    url,
    readyMs: performance.now() - began,
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const megabytes = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1_024;
      return { nowMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
