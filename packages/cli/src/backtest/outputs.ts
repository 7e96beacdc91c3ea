import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../command-line.ts';

/** A file to write: what it takes the place of is only touched once every byte of it, and of all files with it, is on disk. */
export interface OutputFile {
  readonly path: string;
  readonly pieces: Iterable<string>;
}

/**
 * The file that a flag names, with links followed.
 *
 * @param inputs files and folders that are read: writing over one of them, or over a file in one, is refused
 * @throws UsageError naming the flag, when nothing could be written there
 */
export function outputPath(flag: string, value: string, inputs: readonly string[]): string {
  if (value.trim() === '') throw new UsageError(`${flag} takes the name of a file to write.`);
  const target = followed(path.resolve(value));
  const folder = path.dirname(target);
  const found = fs.statSync(target, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new UsageError(`${flag} ${value} is a directory: it takes the name of a file to write.`);
  if (found && !found.isFile()) throw new UsageError(`${flag} ${value} is not an ordinary file: it takes the name of a file to write.`);
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${flag} ${value}: there is no directory ${folder}. Make it first.`);
  if (!isWritable(folder)) throw new UsageError(`${flag} ${value}: nothing can be written in ${folder}.`);
  for (const input of inputs) {
    const read = followed(path.resolve(input));
    if (isSameFile(read, target)) throw new UsageError(`${flag} ${value} is a file that is read: it takes another name.`);
    if (found && target.startsWith(`${read}${path.sep}`))
      throw new UsageError(`${flag} ${value} stands in the folder that is read: it takes another name or place.`);
  }
  return target;
}

/**
 * Writes all files or none: each into a file beside its target, then all of them renamed. Nothing else runs between the first and the last
 * rename, so that an interrupt comes before or after.
 *
 * @throws what the file system says; nothing of the new files is left then, and what stood there before stands there again
 */
export function writeTogether(files: readonly OutputFile[]): void {
  const waiting = files.map(({ path: target, pieces }) => ({
    target,
    pieces,
    made: beside(target, 'new'),
    before: beside(target, 'before'),
  }));
  for (const { target } of waiting) removeLeftovers(target);
  const renamed: typeof waiting = [];
  const undo = () => {
    for (const { target, before } of renamed) {
      if (fs.existsSync(before)) fs.renameSync(before, target);
      else fs.rmSync(target, { force: true });
    }
    for (const { made, before } of waiting) for (const file of [made, before]) fs.rmSync(file, { force: true });
  };
  const onSignal = () => process.exit(130);
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    for (const { made, pieces } of waiting) writePieces(made, pieces);
    for (const file of waiting) {
      if (fs.existsSync(file.target)) fs.copyFileSync(file.target, file.before);
      fs.renameSync(file.made, file.target);
      renamed.push(file);
    }
    for (const { before } of waiting) fs.rmSync(before, { force: true });
  } catch (error) {
    undo();
    throw error;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function beside(target: string, what: string): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.${what}`);
}

/** What a process that was killed left behind: never a file that somebody reads. */
const leftover = /^\..+\.(\d+)\.(?:new|before)$/;

/** Names of what stands in a folder, without what killed processes left there. */
export function namesWithoutLeftovers(folder: string): string[] {
  return fs.readdirSync(folder).filter((name) => !isLeftover(name));
}

function removeLeftovers(target: string): void {
  const folder = path.dirname(target);
  const ours = fs.readdirSync(folder).filter((name) => name.startsWith(`.${path.basename(target)}.`) && isLeftover(name));
  for (const name of ours) fs.rmSync(path.join(folder, name), { force: true });
}

function isLeftover(name: string): boolean {
  const pid = Number(leftover.exec(name)?.[1]);
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const pieceSigns = 1 << 18;

function writePieces(file: string, pieces: Iterable<string>): void {
  const handle = fs.openSync(file, 'wx');
  try {
    let waiting = '';
    for (const piece of pieces) {
      waiting += piece;
      if (waiting.length < pieceSigns) continue;
      fs.writeFileSync(handle, waiting);
      waiting = '';
    }
    fs.writeFileSync(handle, waiting);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function followed(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    const folder = path.dirname(file);
    return folder === file ? file : path.join(followed(folder), path.basename(file));
  }
}

/** By name, or by another name of the same file. */
export function isSameFile(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one, other].map((file) => fs.statSync(file, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

export function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
