/** Bytes that come at one end and are taken at the other, without copying what waits more than a few times. */
export class ByteQueue {
  #buffer = Buffer.allocUnsafe(1 << 20);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** What waits; valid until the next `append`. */
  get view(): Buffer {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#buffer.length) {
      const needed = this.length + chunk.length;
      const room = needed > this.#buffer.length / 2 ? Buffer.allocUnsafe(Math.max(needed * 2, 1 << 20)) : this.#buffer;
      this.#buffer.copy(room, 0, this.#start, this.#end);
      this.#end -= this.#start;
      this.#start = 0;
      this.#buffer = room;
    }
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  drop(bytes: number): void {
    this.#start += Math.min(bytes, this.length);
    if (this.#start !== this.#end) return;
    this.#start = 0;
    this.#end = 0;
    // After one huge message the room is given back.
    if (this.#buffer.length > 1 << 23) this.#buffer = Buffer.allocUnsafe(1 << 20);
  }
}
