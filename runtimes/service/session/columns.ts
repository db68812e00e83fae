/** What is sent as columns: numbers in base64, texts once each. */

/** Texts that repeat, each sent once. */
export class Dictionary {
  readonly names: string[] = [];
  /** Of each text added. */
  readonly indices: number[] = [];
  readonly #known = new Map<string, number>();

  add(text: string): void {
    let index = this.#known.get(text);
    if (index === undefined) {
      index = this.names.push(text) - 1;
      this.#known.set(text, index);
    }
    this.indices.push(index);
  }
}

export const base64 = ({
  buffer,
  byteOffset,
  byteLength,
}: Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
