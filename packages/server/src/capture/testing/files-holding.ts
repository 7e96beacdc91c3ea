import fs from 'node:fs';
import path from 'node:path';

/** Names of the files below a folder in which words stand. A running database takes files away meanwhile: those hold nothing any more. */
export function filesHolding(folder: string, words: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && contentOf(path.join(entry.parentPath, entry.name)).includes(words))
    .map(({ name }) => name);
}

function contentOf(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
