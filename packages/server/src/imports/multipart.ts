/** One file of an upload while it arrives. */
export interface Part {
  readonly fieldName: string;
  /** As the browser gives it, folders included where a folder was chosen; absent for a plain field. */
  readonly fileName: string | undefined;
  /** Must be read to its end before the next part is asked for. */
  readonly bytes: AsyncIterable<Buffer>;
}

/** The upload is not what it says it is. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
}

const headersEnd = Buffer.from('\r\n\r\n');
const mostHeaderBytes = 16_384;

/**
 * Reads a `multipart/form-data` body (RFC 7578) as it arrives, in pieces as large as they come: nothing is held in memory beyond a piece.
 *
 * @throws MultipartError when the body breaks off or breaks the format
 */
export async function* readMultipart(body: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<Part> {
  const boundary = /boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (!/^multipart\/form-data\b/i.test(contentType) || name === undefined)
    throw new MultipartError('send files as multipart/form-data with a boundary');
  const input = new Pieces(body);
  const delimiter = Buffer.from(`\r\n--${name}`);
  await input.skipPast(delimiter.subarray(2));
  for (;;) {
    const mark = await input.take(2);
    if (mark.equals(Buffer.from('--'))) return;
    if (!mark.equals(Buffer.from('\r\n'))) throw new MultipartError('the body does not follow its boundary');
    const part = partOf((await input.takeUntil(headersEnd, mostHeaderBytes)).toString('utf8'), input.bytesUntil(delimiter));
    yield part;
    for await (const _ of part.bytes);
  }
}

function partOf(headers: string, bytes: AsyncGenerator<Buffer>): Part {
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(headers)?.[1] ?? '';
  const parameter = (key: string) => new RegExp(`(?:^|;)\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1];
  const fieldName = parameter('name');
  if (fieldName === undefined) throw new MultipartError('a part has no name');
  const fileName = parameter('filename')?.replaceAll('%22', '"').replaceAll('\\"', '"');
  return { fieldName, fileName, bytes };
}

/** Bytes that arrive in pieces, read across their seams. */
class Pieces {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#source = body[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#more();
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  async takeUntil(end: Buffer, most: number): Promise<Buffer> {
    for (let at = this.#held.indexOf(end); ; at = this.#held.indexOf(end)) {
      if (at >= 0) {
        const taken = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + end.length);
        return taken;
      }
      if (this.#held.length > most) throw new MultipartError('the headers of a part are too long');
      await this.#more();
    }
  }

  async skipPast(end: Buffer): Promise<void> {
    for await (const _ of this.bytesUntil(end));
  }

  /** Everything before `end`, which is passed over. */
  async *bytesUntil(end: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(end);
      if (at >= 0) {
        if (at > 0) yield this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + end.length);
        return;
      }
      // What could be the beginning of `end` stays until more is known.
      const sure = this.#held.length - end.length + 1;
      if (sure > 0) {
        yield this.#held.subarray(0, sure);
        this.#held = this.#held.subarray(sure);
      }
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const next = await this.#source.next();
    if (next.done) throw new MultipartError('the upload broke off before its end');
    this.#held = this.#held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.#held, next.value]);
  }
}
