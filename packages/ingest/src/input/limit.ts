import { Transform, type TransformCallback } from 'node:stream';

/** Passes bytes through and fails once there are more than a packed file of that size may hold. */
export class ByteLimit extends Transform {
  readonly #most: number;
  readonly #name: string;
  #seen = 0;

  constructor(most: number, name: string) {
    super({ highWaterMark: 1 << 18 });
    this.#most = most;
    this.#name = name;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#seen += chunk.length;
    if (this.#seen > this.#most)
      done(new Error(`${this.#name}: unpacks to more than ${this.#most} bytes; unpack it yourself and import the file`));
    else done(null, chunk);
  }
}
