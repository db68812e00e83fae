/** Bytes kept; the oldest half is dropped when there are more. */
const CAPACITY = 64 * 2 ** 20;

/** Code by hash. The same hash gives the same object, so that what is derived from the bytes can be kept by identity. */
export class CodeCache {
  readonly #load: (hash: string) => Uint8Array;
  readonly #codes = new Map<string, Uint8Array>();
  #size = 0;

  constructor(load: (hash: string) => Uint8Array) {
    this.#load = load;
  }

  get(hash: string): Uint8Array | undefined {
    return this.#codes.get(hash);
  }

  fetch(hash: string): Uint8Array {
    const bytes = this.#load(hash);
    this.#size += bytes.length;
    this.#codes.set(hash, bytes);
    for (const [old, { length }] of this.#codes) {
      if (this.#size <= CAPACITY) break;
      this.#codes.delete(old);
      this.#size -= length;
    }
    return bytes;
  }
}
