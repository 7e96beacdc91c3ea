import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { cardsAsTable, isCardFile } from '../cards/index.ts';
import type { Input, OpenedInputs, SkippedInput } from './input.ts';
import { ByteLimit } from './limit.ts';
import { openZip, type ZipLimits } from './zip.ts';

export interface InputLimits extends ZipLimits {
  /** Files within folders and ZIPs together. */
  readonly files: number;
}

export const inputLimits: InputLimits = { files: 2_000, entryBytes: 8 * 2 ** 30, totalBytes: 32 * 2 ** 30, ratio: 400 };

/**
 * Opens files, folders (with all folders inside), ZIPs and gzip files for reading, in the order of their paths.
 * Address books (vCard) come as the table that they would be. Nothing is unpacked to disk. Hidden files, `__MACOSX` and links that lead out of a folder are passed over; a ZIP inside
 * a ZIP, a file too large or packed too tightly is named in `skipped`. Throws when a given path does not exist.
 */
export async function openInputs(paths: readonly string[], limits: InputLimits = inputLimits): Promise<OpenedInputs> {
  const inputs: Input[] = [];
  const skipped: SkippedInput[] = [];
  const closers: (() => void)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0)) closer();
  };
  try {
    for (const given of paths) {
      const root = path.dirname(path.resolve(given));
      for (const file of await filesBelow(path.resolve(given))) {
        if (inputs.length >= limits.files) {
          skipped.push({ path: path.relative(root, file), reason: `more than ${limits.files} files at once; import them in parts` });
          break;
        }
        await openFile(file, path.relative(root, file));
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { inputs: withUniquePaths(inputs).map((input) => (isCardFile(input.name) ? cardsAsTable(input) : input)), skipped, close };

  async function openFile(file: string, shown: string): Promise<void> {
    const head = await firstBytes(file, 4);
    if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4 && !/\.(xlsx|xlsm|ods|docx)$/i.test(file)) {
      const zip = await openZip(file, shown, limits, limits.files - inputs.length);
      closers.push(zip.close);
      inputs.push(...zip.inputs);
      skipped.push(...zip.skipped);
    } else if (head[0] === 0x1f && head[1] === 0x8b) {
      inputs.push(await gzipInput(file, shown, limits));
    } else {
      const { size } = await stat(file);
      inputs.push({
        path: shown,
        name: path.basename(file),
        bytes: size,
        open: async () => createReadStream(file, { highWaterMark: 1 << 18 }),
      });
    }
  }
}

async function filesBelow(file: string): Promise<string[]> {
  const found = await stat(file);
  if (!found.isDirectory()) return [file];
  const files: string[] = [];
  for (const entry of await readdir(file, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
    const full = path.join(file, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(full)));
    else if (entry.isFile()) files.push(full);
  }
  return files.sort();
}

async function firstBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function gzipInput(file: string, shown: string, limits: InputLimits): Promise<Input> {
  const { size } = await stat(file);
  const handle = await open(file, 'r');
  let bytes = size;
  try {
    const trailer = await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    bytes = Math.max(trailer.buffer.readUInt32LE(0), 1);
  } finally {
    await handle.close();
  }
  const most = Math.min(limits.entryBytes, Math.max(size, 1 << 20) * limits.ratio);
  return {
    path: shown,
    name: path.basename(file).replace(/\.gz$/i, ''),
    bytes,
    open: async () => {
      const raw = createReadStream(file, { highWaterMark: 1 << 18 });
      const gunzip = createGunzip({ chunkSize: 1 << 18 });
      const limited: Readable = new ByteLimit(most, shown);
      raw.on('error', (error) => gunzip.destroy(error));
      gunzip.on('error', (error) => limited.destroy(new Error(`${shown}: the gzip file is damaged (${error.message})`)));
      limited.on('close', () => raw.destroy());
      return raw.pipe(gunzip).pipe(limited as ByteLimit);
    },
  };
}

function withUniquePaths(inputs: readonly Input[]): Input[] {
  const seen = new Map<string, number>();
  return inputs.map((input) => {
    const times = (seen.get(input.path) ?? 0) + 1;
    seen.set(input.path, times);
    return times === 1 ? input : { ...input, path: `${input.path} (${times})` };
  });
}
