/** It is no DWARF that this folder reads. */
export class DwarfError extends Error {
  override readonly name = 'DwarfError';
}

const decoder = new TextDecoder();

/** Reads bytes of a section of DWARF, little-endian, and never beyond its end. @throws DwarfError */
export class Cursor {
  at: number;
  readonly end: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    if (at < 0 || end > bytes.length || at > end) throw new DwarfError(`${at} to ${end} of ${bytes.length} bytes`);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** The place of the next `length` bytes, which are passed over. */
  skip(length: number): number {
    const { at } = this;
    if (!(length >= 0) || length > this.end - at) throw new DwarfError('ends early');
    this.at += length;
    return at;
  }

  take(length: number): Uint8Array {
    const at = this.skip(length);
    return this.#bytes.subarray(at, at + length);
  }

  u8 = (): number => this.#view.getUint8(this.skip(1));
  i8 = (): number => this.#view.getInt8(this.skip(1));
  u16 = (): number => this.#view.getUint16(this.skip(2), true);
  u32 = (): number => this.#view.getUint32(this.skip(4), true);
  u64 = (): bigint => this.#view.getBigUint64(this.skip(8), true);

  u24(): number {
    return this.u16() + this.u8() * 0x10000;
  }

  uleb(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new DwarfError('a number that is too long');
  }

  sleb(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return byte & 0x40 ? value - (1n << (shift + 7n)) : value;
    }
    throw new DwarfError('a number that is too long');
  }

  text(): string {
    const from = this.at;
    while (this.u8() !== 0);
    return decoder.decode(this.#bytes.subarray(from, this.at - 1));
  }

  /** The length of a unit, of which this begins with the size: DWARF of 32 bits. */
  unit(): Cursor {
    const length = this.u32();
    if (length >= 0xfffffff0) throw new DwarfError('DWARF of 64 bits');
    const at = this.skip(length);
    return new Cursor(this.#bytes, at, at + length);
  }
}

/** Sections by their names without `.debug_`. */
export type Sections = (name: string) => Uint8Array;

export const textAt = (section: Uint8Array, offset: number): string => new Cursor(section, offset).text();
