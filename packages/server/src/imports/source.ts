import fs from 'node:fs';
import path from 'node:path';
import { type OpenedInputs, openInputs } from '@windshield/ingest';
import type { Services } from '../services.ts';

/** Where the records of an import come from. */
export type ImportSource =
  /** Absolute paths of files and folders. */
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  /** The made-up company. */
  | { readonly kind: 'sample'; readonly seed: number; readonly asOf: string };

const folder = (services: Services, importId: string) => path.join(services.dataDir, 'imports', importId);

/** Where uploaded files are put. */
export const uploadFolder = (services: Services, importId: string): string => path.join(folder(services, importId), 'files');

/** Keeps where the import reads from, so that another process, or this one after a crash, can go on. */
export function keepSource(services: Services, importId: string, source: ImportSource): void {
  fs.mkdirSync(folder(services, importId), { recursive: true });
  const file = path.join(folder(services, importId), 'source.json');
  fs.writeFileSync(`${file}.new`, JSON.stringify(source));
  fs.renameSync(`${file}.new`, file);
}

/** @returns undefined when nothing is known of it: another machine's import, or its files were cleared away */
export function readSource(services: Services, importId: string): ImportSource | undefined {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder(services, importId), 'source.json'), 'utf8')) as ImportSource;
  } catch {
    return undefined;
  }
}

/** @throws Error saying which file is gone */
export function openFiles({ paths }: Extract<ImportSource, { kind: 'files' }>): Promise<OpenedInputs> {
  const gone = paths.find((file) => !fs.existsSync(file));
  if (gone !== undefined) throw new Error(`${path.basename(gone)} is no longer where it was. Import it again.`);
  return openInputs(paths);
}
