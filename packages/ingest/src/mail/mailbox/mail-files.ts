import { createReadStream } from 'node:fs';
import { opendir, open as openFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import type { UnreadPart } from '@windshield/core';
import type { Input } from '../../input/input.ts';
import { inputLimits } from '../../input/open.ts';
import { openZip } from '../../input/zip.ts';

/** Mail files in one ZIP; more would need too much memory for their list. */
const mostInZip = 500_000;

/** Files of programs beside a maildir's mail. */
const beside = /^(?:dovecot[.-]|maildirfolder$|maildirsize$|subscriptions$|courierimap|\.DS_Store$|Thumbs\.db$|.*\.msf$|\.nfs)/;

/**
 * Files below the given paths, one at a time: files, folders with all folders inside, maildirs (also their folders whose names begin with a
 * dot; messages still being delivered in `tmp` are passed over), and what lies in ZIPs. Links are not followed. Throws when a given path is not
 * there.
 */
export async function* mailFiles(paths: readonly string[]): AsyncGenerator<Input | UnreadPart> {
  for (const given of paths) {
    const full = path.resolve(given);
    const found = await stat(full);
    yield* found.isDirectory() ? below(full, path.dirname(full)) : files(full, path.basename(full), found.size);
  }
}

async function* below(folder: string, root: string): AsyncGenerator<Input | UnreadPart> {
  const names: { name: string; isFolder: boolean }[] = [];
  for await (const entry of await opendir(folder, { bufferSize: 256 })) {
    if (entry.isDirectory() || entry.isFile()) names.push({ name: entry.name, isFolder: entry.isDirectory() });
  }
  const isMaildir = ['cur', 'new'].every((one) => names.some(({ name, isFolder }) => isFolder && name === one));
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, isFolder } of names) {
    const full = path.join(folder, name);
    const shown = path.relative(root, full);
    if (isFolder) {
      if (name === '__MACOSX' || (isMaildir && name === 'tmp') || (name.startsWith('.') && !isMaildir)) continue;
      yield* below(full, root);
    } else if (!beside.test(name) && !name.startsWith('.')) {
      const found = await stat(full).catch(() => undefined);
      // Mail programs rename and move while one reads.
      if (found) yield* files(full, shown, found.size);
      else yield { where: shown, reason: 'it was moved or removed while the folder was read; read the folder again' };
    }
  }
}

async function* files(full: string, shown: string, bytes: number): AsyncGenerator<Input | UnreadPart> {
  if (await isZip(full)) {
    const zip = await openZip(full, shown, inputLimits, mostInZip).catch((error: Error) => error);
    if (zip instanceof Error) {
      yield { where: shown, reason: zip.message };
      return;
    }
    try {
      yield* zip.inputs;
      for (const skipped of zip.skipped) yield { where: skipped.path, reason: skipped.reason };
    } finally {
      zip.close();
    }
  } else {
    yield {
      path: shown,
      name: path.basename(full),
      bytes,
      open: async (): Promise<Readable> => createReadStream(full, { highWaterMark: 1 << 18 }),
    };
  }
}

async function isZip(file: string): Promise<boolean> {
  const handle = await openFile(file, 'r').catch(() => undefined);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1', 0, 4) === 'PK\x03\x04';
  } finally {
    await handle.close();
  }
}
