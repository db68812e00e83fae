/** Frames on a byte stream: a 4-byte little-endian length, then so many bytes. Any language can speak it over stdio. */

/** Larger than any batch the kernel sends; a longer announcement means that the stream is not ours. */
export const MAX_FRAME = 256 * 1024 * 1024;

export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(message.length + 4);
  framed.writeUInt32LE(message.length, 0);
  framed.set(message, 4);
  return framed;
}

/** Cuts a stream of chunks into messages. @throws RangeError for a frame longer than MAX_FRAME. */
export class FrameDecoder {
  #rest: Buffer[] = [];
  #have = 0;
  #need = -1;

  /** Every message completed by the chunk; each has a buffer of its own, so that it may be transferred. */
  push(chunk: Buffer): Uint8Array<ArrayBuffer>[] {
    this.#rest.push(chunk);
    this.#have += chunk.length;
    const messages: Uint8Array<ArrayBuffer>[] = [];
    for (;;) {
      if (this.#need < 0) {
        if (this.#have < 4) break;
        this.#need = Buffer.from(this.#take(4)).readUInt32LE(0);
        if (this.#need > MAX_FRAME) throw new RangeError(`frame of ${this.#need} bytes`);
      }
      if (this.#have < this.#need) break;
      messages.push(this.#take(this.#need));
      this.#need = -1;
    }
    return messages;
  }

  #take(length: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const first = this.#rest[0] as Buffer;
      const part = Math.min(first.length, length - at);
      out.set(first.subarray(0, part), at);
      at += part;
      if (part === first.length) this.#rest.shift();
      else this.#rest[0] = first.subarray(part);
    }
    this.#have -= length;
    return out;
  }
}
