import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser for browser tests: CHROMIUM, else one that is installed, else `undefined`. */
export function findBrowser() {
  const own = process.env['CHROMIUM'];
  if (own) return existsSync(own) ? own : undefined;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => existsSync(file));
}
