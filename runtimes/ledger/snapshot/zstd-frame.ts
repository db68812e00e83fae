/**
 * Where a zstd frame ends (RFC 8878, section 3.1.1). Node's decoder reads one frame and is silent about what follows it, so the frame is
 * followed block by block.
 */
const MAGIC = [0x28, 0xb5, 0x2f, 0xfd] as const;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const;
const RLE = 1;

export type FrameFlaw = 'not zstd' | 'cut' | 'more';

type State = 'magic' | 'descriptor' | 'header' | 'block' | 'content' | 'end';

export class ZstdFrame {
  /** Bytes of which the meaning is next to be found out. */
  #pending: number[] = [];
  #state: State = 'magic';
  /** Bytes until the state changes. */
  #left: number = MAGIC.length;
  #isLast = false;
  #hasChecksum = false;

  /** Follows further bytes; what is wrong with them, or undefined. */
  push(chunk: Uint8Array): FrameFlaw | undefined {
    for (let at = 0; at < chunk.length;) {
      if (this.#isOver()) return 'more';
      const taken = Math.min(this.#left, chunk.length - at);
      if (this.#state === 'magic' || this.#state === 'descriptor' || this.#state === 'block')
        this.#pending.push(...chunk.subarray(at, at + taken));
      at += taken;
      this.#left -= taken;
      // A block may have no content at all.
      while (this.#left === 0 && !this.#isOver()) if (!this.#advance()) return 'not zstd';
    }
    return undefined;
  }

  /** What is wrong where the file ends here. */
  end(): FrameFlaw | undefined {
    if (this.#isOver()) return undefined;
    const isBegun = this.#pending.every((byte, i) => this.#state !== 'magic' || byte === MAGIC[i]);
    return isBegun ? 'cut' : 'not zstd';
  }

  #isOver(): boolean {
    return this.#state === 'end';
  }

  #advance(): boolean {
    const bytes = this.#pending;
    this.#pending = [];
    switch (this.#state) {
      case 'magic':
        this.#go('descriptor', 1);
        return MAGIC.every((byte, i) => bytes[i] === byte);
      case 'descriptor': {
        const descriptor = bytes[0] as number;
        const isSingleSegment = (descriptor & 0x20) !== 0;
        const size = descriptor >> 6;
        const sizeBytes = size === 0 ? (isSingleSegment ? 1 : 0) : 1 << size;
        this.#hasChecksum = (descriptor & 0x04) !== 0;
        const dictionary = DICTIONARY_ID_BYTES[(descriptor & 0x03) as 0 | 1 | 2 | 3];
        this.#go('header', (isSingleSegment ? 0 : 1) + dictionary + sizeBytes);
        return true;
      }
      case 'header':
        this.#go('block', 3);
        return true;
      case 'block': {
        const header = (bytes[0] as number) | ((bytes[1] as number) << 8) | ((bytes[2] as number) << 16);
        this.#isLast = (header & 1) === 1;
        const isRepeated = ((header >> 1) & 3) === RLE;
        const content = isRepeated ? 1 : header >> 3;
        this.#go('content', content + (this.#isLast && this.#hasChecksum ? 4 : 0));
        return true;
      }
      case 'content':
        if (this.#isLast) this.#state = 'end';
        else this.#go('block', 3);
        return true;
      case 'end':
        return true;
    }
  }

  #go(state: 'descriptor' | 'header' | 'block' | 'content', bytes: number): void {
    this.#state = state;
    this.#left = bytes;
  }
}
