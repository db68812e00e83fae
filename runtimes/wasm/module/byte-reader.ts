import { ModuleError } from './module-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a part of a module (WebAssembly Core Specification, "Binary Format"). Never reads beyond its end: what does not fit
 * throws `ModuleError`. Positions are those of the whole module.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** What is being read, for errors: "import section", "function 3". */
  where: string;
  at: number;

  constructor(bytes: Uint8Array, where: string, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.where = where;
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  fail(message: string, at = this.at): never {
    throw new ModuleError(`${this.where}, byte ${at}: ${message}`);
  }

  byte(): number {
    if (this.at >= this.end) this.fail('ends early');
    return this.bytes[this.at++] as number;
  }

  /** LEB128 of 32 bits, unsigned. */
  u32(): number {
    const first = this.bytes[this.at] as number;
    // Nearly all of them are one byte.
    if (first < 0x80 && this.at < this.end) {
      this.at++;
      return first;
    }
    const start = this.at;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    this.fail('number above 32 bits', start);
  }

  /** LEB128 of 33 bits, signed: also reads every valid i32. */
  s33(): number {
    const start = this.at;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return byte & 0x40 ? value - 2 ** (shift + 7) : value;
    }
    this.fail('number above 33 bits', start);
  }

  /** Passes over a LEB128 of 64 bits. */
  skip64(): void {
    const start = this.at;
    for (let i = 0; i < 10; i++) if (this.byte() < 0x80) return;
    this.fail('number above 64 bits', start);
  }

  skip(length: number): void {
    if (length > this.end - this.at) this.fail(`ends early: ${length} bytes announced, ${this.end - this.at} left`);
    this.at += length;
  }

  /** A view, not a copy. */
  take(length: number): Uint8Array {
    const start = this.at;
    this.skip(length);
    return this.bytes.subarray(start, this.at);
  }

  /** A count of things of at least one byte each, which therefore cannot exceed what is left. */
  count(limit: number, what: string): number {
    const start = this.at;
    const count = this.u32();
    if (count > limit) this.fail(`${count} ${what}; the limit is ${limit}`, start);
    if (count > this.end - this.at) this.fail(`ends early: ${count} ${what} announced`, start);
    return count;
  }

  /** An index into something that has `length` entries. */
  index(length: number, what: string): number {
    const start = this.at;
    const index = this.u32();
    if (index >= length) this.fail(`no ${what} ${index}`, start);
    return index;
  }

  text(): string {
    const start = this.at;
    const bytes = this.take(this.u32());
    try {
      return decoder.decode(bytes);
    } catch {
      this.fail('name is not UTF-8', start);
    }
  }

  /** The next `length` bytes as a reader of their own; this one goes on behind them. */
  part(length: number, where: string): ByteReader {
    const start = this.at;
    this.skip(length);
    return new ByteReader(this.bytes, where, start, this.at);
  }
}
