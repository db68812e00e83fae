/** Bytes of a page: what is copied when one byte of it changes between two checkpoints. */
const PAGE = 4096;

export interface MemorySnapshot {
  readonly size: number;
  readonly pages: readonly Uint8Array[];
}

/** Memory of a frame, of which copies share what has not changed since. */
export class PagedMemory {
  #bytes = new Uint8Array(0);
  #size = 0;
  /** Copies of pages that have not changed since they were made. */
  #copies: (Uint8Array | undefined)[] = [];

  static from({ size, pages }: MemorySnapshot): PagedMemory {
    const memory = new PagedMemory();
    memory.resize(size);
    pages.forEach((page, index) => {
      memory.#bytes.set(page, index * PAGE);
      memory.#copies[index] = page;
    });
    return memory;
  }

  /** A view, until the next change. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  resize(size: number): void {
    if (size > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(size, 2 * this.#bytes.length));
      grown.set(this.bytes);
      this.#bytes = grown;
    }
    // The last page may have been a part of one.
    this.#copies.length = Math.min(this.#copies.length, Math.floor(Math.min(this.#size, size) / PAGE));
    this.#size = size;
  }

  write(offset: number, bytes: Uint8Array): void {
    if (offset + bytes.length > this.#size) this.resize(offset + bytes.length);
    this.#bytes.set(bytes, offset);
    for (let page = Math.floor(offset / PAGE); page * PAGE < offset + bytes.length; page++)
      this.#copies[page] = undefined;
  }

  snapshot(): MemorySnapshot {
    const pages: Uint8Array[] = [];
    for (let index = 0; index * PAGE < this.#size; index++)
      pages.push((this.#copies[index] ??= this.#bytes.slice(index * PAGE, Math.min((index + 1) * PAGE, this.#size))));
    return { size: this.#size, pages };
  }
}
