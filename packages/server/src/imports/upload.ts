import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '../app/problem.ts';
import { invalid } from '../app/validate.ts';
import { MultipartError, readMultipart } from './multipart.ts';

const limits = { files: 500, bytes: 4 * 2 ** 30 };
/** What a file system takes: bytes of one name, and folders below one another. */
const mostNameBytes = 200;
const mostSteps = 8;
const sameName = new Set(['EEXIST', 'EISDIR', 'ENOTDIR']);

/**
 * Writes the files of an upload below `folder` as they arrive, folders as they were chosen.
 *
 * @returns what lies directly in `folder`, absolute
 * @throws ProblemError naming what was wrong; nothing is left behind then
 */
export async function receiveFiles(request: Request, folder: string): Promise<string[]> {
  try {
    // What people upload is for nobody else on this machine to read.
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    await receive(request, folder);
    const names = fs.readdirSync(folder).sort();
    if (names.length === 0) throw invalid([{ field: 'files', message: 'holds no file: choose CSV files, a ZIP of them, or a folder' }]);
    return names.map((name) => path.join(folder, name));
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    if (error instanceof MultipartError) throw new ProblemError('invalid', `The upload cannot be read: ${error.message}.`);
    if (sameName.has((error as NodeJS.ErrnoException).code ?? ''))
      throw invalid([{ field: 'files', message: 'holds a file and a folder of the same name; rename one of them' }]);
    throw error;
  }
}

async function receive(request: Request, folder: string): Promise<void> {
  if (!request.body) throw new MultipartError('there is no body');
  let files = 0;
  let bytes = 0;
  const counted = async function* (source: AsyncIterable<Buffer>) {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > limits.bytes)
        throw new ProblemError(
          'tooLarge',
          `An upload takes at most ${limits.bytes / 2 ** 30} GB. Compress the files, or import with the command line.`,
        );
      yield piece;
    }
  };
  for await (const part of readMultipart(Readable.fromWeb(request.body as never), request.headers.get('content-type') ?? '')) {
    const name = part.fileName && safeName(part.fileName);
    if (!name) continue;
    if (++files > limits.files) throw new ProblemError('tooLarge', `An upload takes at most ${limits.files} files. Put them into a ZIP.`);
    const target = unused(path.join(folder, name));
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    await pipeline(counted(part.bytes), fs.createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  }
}

/** The path within the chosen folder, without anything that leads out of it; undefined for hidden files. */
function safeName(fileName: string): string | undefined {
  const steps = fileName.split(/[\\/]/).filter((step) => step !== '' && step !== '.' && step !== '..');
  if (steps.length === 0 || steps.some((step) => step.startsWith('.') || step === '__MACOSX')) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const plain = steps.slice(-mostSteps).map((step) => step.replaceAll(/[\u0000-\u001f<>:"|?*]/g, '_'));
  return plain.map(shortened).join('/');
}

/** The beginning of a name that is too long, with its ending. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= mostNameBytes) return name;
  const ending = path.extname(name).slice(0, 12);
  let stem = '';
  for (const sign of name) {
    if (Buffer.byteLength(stem + sign + ending) > mostNameBytes) break;
    stem += sign;
  }
  return stem + ending;
}

/** Of two files with one name both are kept. */
function unused(file: string): string {
  const { dir, name, ext } = path.parse(file);
  let free = file;
  for (let at = 2; fs.statSync(free, { throwIfNoEntry: false })?.isFile(); at++) free = path.join(dir, `${name} (${at})${ext}`);
  return free;
}
