import * as path from 'node:path';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { Input, SkippedInput } from './input.ts';
import { ByteLimit } from './limit.ts';

export interface ZipLimits {
  /** Unpacked bytes of one file. */
  readonly entryBytes: number;
  /** Unpacked bytes of all files of one ZIP. */
  readonly totalBytes: number;
  /** Unpacked bytes per packed byte, for files beyond a megabyte. */
  readonly ratio: number;
}

interface OpenedZip {
  readonly inputs: readonly Input[];
  readonly skipped: readonly SkippedInput[];
  readonly close: () => void;
}

/** Of the files that are left out so many are named; a ZIP can hold a hundred thousand. */
const mostNamed = 100;

/** Lists a ZIP's files; each is unpacked only while it is read. Entry names never become paths on disk. */
export async function openZip(file: string, shown: string, limits: ZipLimits, most: number): Promise<OpenedZip> {
  const zip = await openFile(file).catch((error: Error) => {
    throw new Error(`${shown}: not a ZIP that can be read (${error.message})`);
  });
  const inputs: Input[] = [];
  const skipped: SkippedInput[] = [];
  let totalBytes = 0;
  let unnamed = 0;
  const consider = (entry: yauzl.Entry) => {
    const name = path.posix.basename(entry.fileName);
    const entryPath = `${shown}/${entry.fileName}`;
    if (entry.fileName.endsWith('/') || name.startsWith('.') || entry.fileName.startsWith('__MACOSX/')) return;
    totalBytes += entry.uncompressedSize;
    const reason =
      refusal(entry, totalBytes, limits) ?? (inputs.length >= most ? 'too many files at once; import them in parts' : undefined);
    if (!reason) inputs.push({ path: entryPath, name, bytes: entry.uncompressedSize, open: () => openEntry(zip, entry, entryPath) });
    else if (skipped.length < mostNamed) skipped.push({ path: entryPath, reason });
    else unnamed++;
  };
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      consider(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve());
    zip.once('error', (error: Error) => reject(new Error(`${shown}: the ZIP is damaged (${error.message})`)));
    zip.readEntry();
  }).catch((error) => {
    zip.close();
    throw error;
  });
  if (unnamed > 0) skipped.push({ path: shown, reason: `${unnamed} more files in it are left out` });
  inputs.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { inputs, skipped, close: () => zip.close() };
}

function refusal(entry: yauzl.Entry, totalBytes: number, limits: ZipLimits): string | undefined {
  if (entry.isEncrypted()) return 'is locked with a password; unlock it first';
  if (entry.uncompressedSize > limits.entryBytes) return `unpacks to ${entry.uncompressedSize} bytes, more than ${limits.entryBytes}`;
  if (totalBytes > limits.totalBytes) return `the ZIP unpacks to more than ${limits.totalBytes} bytes`;
  const isTight = entry.uncompressedSize > 1 << 20 && entry.uncompressedSize > entry.compressedSize * limits.ratio;
  if (isTight) return 'is packed so tightly that it may be a trap; unpack it yourself and import the file';
  if (/\.zip$/i.test(entry.fileName)) return 'is a ZIP within a ZIP; unpack it first';
  return undefined;
}

function openFile(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

function openEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, shown: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new Error(`${shown}: cannot be unpacked (${error.message})`));
      const limited = new ByteLimit(entry.uncompressedSize, shown);
      stream.on('error', (cause: Error) => limited.destroy(new Error(`${shown}: the ZIP is damaged (${cause.message})`)));
      limited.on('close', () => stream.destroy());
      resolve(stream.pipe(limited));
    });
  });
}
