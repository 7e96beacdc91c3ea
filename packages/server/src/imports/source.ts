import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type OpenedInputs, openInputs } from '@windshield/ingest';
import type { SimulationInput } from '@windshield/sim';
import { ProblemError } from '../app/problem.ts';
import type { Services } from '../services.ts';

/** Where the records of an import come from. */
export type ImportSource =
  /** Absolute paths of files and folders. */
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  /** The made-up company. */
  | ({ readonly kind: 'sample' } & Readonly<SimulationInput>);

const folder = (services: Services, importId: string) => path.join(services.dataDir, 'imports', importId);

/** Where uploaded files are put. */
export const uploadFolder = (services: Services, importId: string): string => path.join(folder(services, importId), 'files');

/** Clears uploaded files away once nothing reads them any more: what they say of people is not kept beside the records. */
export function forgetUpload(services: Services, importId: string): void {
  fs.rmSync(uploadFolder(services, importId), { recursive: true, force: true });
}

const arriving = 'arriving-';

/** Where the files of an upload are put until there is an import of them. */
export const arrivalFolder = (services: Services): string => path.join(services.dataDir, 'imports', `${arriving}${randomUUID()}`);

/** Clears away uploads that broke off with the process that received them. To be called by whoever alone serves. */
export function forgetBrokenUploads(services: Services): void {
  const imports = path.join(services.dataDir, 'imports');
  for (const name of fs.existsSync(imports) ? fs.readdirSync(imports) : [])
    if (name.startsWith(arriving)) fs.rmSync(path.join(imports, name), { recursive: true, force: true });
}

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

/** @throws ProblemError `conflict` when nothing is known of it any more */
export function demandSource(services: Services, importId: string): ImportSource {
  const source = readSource(services, importId);
  if (!source) throw new ProblemError('conflict', 'The files of this import are not here any more. Import them again.');
  return source;
}

/** @throws ProblemError `conflict` saying which file is gone */
export function openFiles({ paths }: Extract<ImportSource, { kind: 'files' }>): Promise<OpenedInputs> {
  const gone = paths.find((file) => !fs.existsSync(file));
  if (gone !== undefined) throw new ProblemError('conflict', `${path.basename(gone)} is no longer where it was. Import it again.`);
  return openInputs(paths);
}
