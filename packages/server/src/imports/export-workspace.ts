import fs from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { exportAll } from '@windshield/store';
import type { Services } from '../services.ts';
import { findHome } from '../workspace/index.ts';
import { csvLine } from './csv-line.ts';

/**
 * Writes one CSV for each kind of record into a directory, in an order that depends on the data alone: imported into an empty workspace and
 * exported again they are the same files. They appear under their names when all are complete.
 *
 * @throws Error when there is nothing to export, or the directory cannot be written
 */
export async function exportWorkspace(services: Services, directory: string): Promise<{ path: string; rows: number }[]> {
  const workspaceId = await findHome(services);
  if (workspaceId === undefined) throw new Error('There is nothing to export yet: nobody set up a workspace or imported anything here.');
  fs.mkdirSync(directory, { recursive: true });
  const draft = fs.mkdtempSync(path.join(directory, '.export-'));
  try {
    const files: { path: string; rows: number }[] = [];
    await exportAll(
      services.pools.app,
      { workspaceId },
      {
        async open(fileName, _, header) {
          const stream = fs.createWriteStream(path.join(draft, fileName));
          const file = { path: fileName, rows: 0 };
          files.push(file);
          stream.write(csvLine(header));
          return {
            async write(rows) {
              file.rows += rows.length;
              if (!stream.write(rows.map(csvLine).join(''))) await new Promise((resolve) => stream.once('drain', resolve));
            },
            async close() {
              stream.end();
              await finished(stream);
            },
          };
        },
      },
    );
    for (const file of files) fs.renameSync(path.join(draft, file.path), path.join(directory, file.path));
    return files;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}
