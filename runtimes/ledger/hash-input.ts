/** Where what is hashed begins to be aligned. */
const ALIGNED = 8;
const WORDS = 8;

/**
 * What is hashed of a node or a leaf of the state tree: a tag or two, then hashes, which stand aligned, so that they are put there as words:
 * that takes a fraction of what copying bytes does.
 */
export class HashInput {
  readonly #start: number;
  #buffer = Buffer.alloc(512);
  #words = new Int32Array(this.#buffer.buffer, this.#buffer.byteOffset, this.#buffer.length / 4);
  /** Of the same buffer, by their length: making one takes as long as hashing it. */
  #views: (Buffer | undefined)[] = [];

  /** @param tags bytes in front of the first hash. */
  constructor(tags: 1 | 2) {
    this.#start = ALIGNED - tags;
  }

  /** @param length of the whole. */
  begin(tag: number, length: number, second = 0): void {
    if (this.#start + length > this.#buffer.length) {
      this.#buffer = Buffer.alloc(2 * (this.#start + length));
      this.#words = new Int32Array(this.#buffer.buffer, this.#buffer.byteOffset, this.#buffer.length >> 2);
      this.#views = [];
    }
    this.#buffer[ALIGNED - 1] = second;
    this.#buffer[this.#start] = tag;
  }

  /** The hash in place `row` of `from`, `at` bytes behind the tags. */
  words(from: Int32Array, row: number, at: number): void {
    const to = (ALIGNED + at) >> 2;
    for (let i = 0; i < WORDS; i++) this.#words[to + i] = from[WORDS * row + i] as number;
  }

  /** ASCII. */
  text(text: string, at: number): void {
    this.#buffer.write(text, ALIGNED + at, 'latin1');
  }

  bytes(length: number): Buffer {
    return (this.#views[length] ??= this.#buffer.subarray(this.#start, this.#start + length));
  }
}
