import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EngineError } from './engine.ts';
import type { RunAs } from './run-as.ts';

/** A socket's path holds 107 bytes, of which PostgreSQL takes 14 for `/.s.PGSQL.5432`. */
const maxBytes = 107 - 14;

/**
 * Makes the directory of the server's socket: `run` beside the data, or, where that path is too long for a socket, one in the
 * runtime or temporary directory, named after the data directory. Nobody but its owner can enter it; that is the server's whole access control.
 */
export function makeSocketDirectory(dataDir: string, runAs: RunAs, runtimeDir?: string): string {
  const dir = chooseSocketDirectory(dataDir, runAs, runtimeDir);
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const found = fs.lstatSync(dir);
  const self = process.getuid?.();
  if (self !== undefined) {
    const owners = [self, runAs.ids?.uid];
    if (!found.isDirectory() || !owners.includes(found.uid))
      throw new EngineError(`${dir} should be a directory of this user's but belongs to someone else. Remove it and start again.`);
    fs.chmodSync(dir, 0o700);
    if (runAs.ids) fs.chownSync(dir, runAs.ids.uid, runAs.ids.gid);
  }
  return dir;
}

function chooseSocketDirectory(dataDir: string, runAs: RunAs, runtimeDir: string | undefined): string {
  const beside = path.join(dataDir, 'run');
  if (fits(beside)) return beside;
  const name = `windshield-${createHash('sha256').update(fs.realpathSync(dataDir)).digest('hex').slice(0, 16)}`;
  // The runtime directory is private to this user: another one, as whom the server may run, could not enter it.
  const bases = [...(runtimeDir !== undefined && !runAs.ids && fs.existsSync(runtimeDir) ? [runtimeDir] : []), tmpdir(), '/tmp'];
  const dir = bases.map((base) => path.join(base, name)).find(fits);
  if (dir === undefined)
    throw new EngineError(
      `Every place for PostgreSQL's socket has a path of more than ${maxBytes} bytes: ${beside}, ${tmpdir()}. Choose a shorter TMPDIR.`,
    );
  return dir;
}

const fits = (dir: string): boolean => Buffer.byteLength(dir) <= maxBytes;
