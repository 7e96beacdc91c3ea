import fs from 'node:fs';
import path from 'node:path';
import type { Services } from '../services.ts';
import type { Reading } from './reading.ts';

export interface SourceFile {
  readonly path: string;
  /** As it is shown. */
  readonly name: string;
  /** Changes when the file does. */
  readonly stamp: string;
}

/** Where the files of an upload stay until they are read. */
export const uploadFolder = (services: Services, sourceId: string): string => path.join(services.dataDir, 'capture', sourceId);

/** Clears uploaded files away: what they say of people is not kept beside the records. */
export function forgetFiles(services: Services, sourceId: string): void {
  fs.rmSync(uploadFolder(services, sourceId), { recursive: true, force: true });
}

/** What was allowed when it was connected may be a link to elsewhere by now, or allowed no more. */
export class NotWatchable extends Error {
  override readonly name = 'NotWatchable';
  readonly code = 'notAllowed';
  readonly isTemporary = false;
  constructor() {
    super('The folder is no longer below one that the operator of this server allowed to be watched (WINDSHIELD_WATCHED_FOLDERS).');
  }
}

/** Files of a source, by name; a maildir is one file. Links are not followed. @throws NotWatchable */
export function filesOf({ services, source }: Reading): SourceFile[] {
  const root = source.kind === 'upload' ? uploadFolder(services, source.id) : fs.realpathSync(String(source.settings['path']));
  if (source.kind === 'watchedFolder' && !isBelow(root, services.capture.watchedRoots ?? [])) throw new NotWatchable();
  return below(root, root);
}

function below(folder: string, root: string): SourceFile[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const full = path.join(folder, entry.name);
    const name = path.relative(root, full);
    if (entry.name.startsWith('.')) return [];
    if (entry.isDirectory()) return isMaildir(full) ? [{ path: full, name, stamp: stampOfMaildir(full) }] : below(full, root);
    return entry.isFile() ? [{ path: full, name, stamp: stampOf(full) }] : [];
  });
}

const isMaildir = (folder: string): boolean =>
  ['cur', 'new'].every((name) => fs.lstatSync(path.join(folder, name), { throwIfNoEntry: false })?.isDirectory());

function stampOf(file: string): string {
  const { size, mtimeMs } = fs.statSync(file);
  return `${size} ${Math.trunc(mtimeMs)}`;
}

/** Delivering and sorting change the folders inside. */
const stampOfMaildir = (folder: string): string => ['cur', 'new'].map((name) => stampOf(path.join(folder, name))).join(' ');

/** Whether a folder may be watched: it is below one that the operator named. */
export function isBelow(folder: string, roots: readonly string[]): boolean {
  const real = fs.realpathSync(folder);
  return roots.some((root) => {
    const relative = path.relative(fs.realpathSync(root), real);
    return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
  });
}
