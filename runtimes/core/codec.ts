/**
 * The byte codec of the wire protocol: unsigned LEB128 integers, length-prefixed bytes and text. A reader never trusts what it
 * reads: every length is checked against what is left, and a message that does not fit throws `CodecError`.
 */
import { decodeHex, toHex } from './hex.ts';

export class CodecError extends Error {
  override readonly name = 'CodecError';
}

const native = typeof Buffer === 'undefined' ? undefined : Buffer;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export class Writer {
  #bytes: Uint8Array;
  #view: Uint8Array & { latin1Write?: (text: string, offset: number, length: number) => number };
  #length = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = this.#wrap();
  }

  /** Of what was written so far. */
  get length(): number {
    return this.#length;
  }

  /** The bytes written so far, as their own buffer, so that they may be transferred. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length) as Uint8Array<ArrayBuffer>;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  flag(value: boolean): void {
    this.byte(value ? 1 : 0);
  }

  /** A safe non-negative integer. */
  uint(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Text of single-byte characters: cell keys, quantities, hashes. */
  ascii(text: string): void {
    this.uint(text.length);
    this.#reserve(text.length);
    const at = this.#length;
    if (this.#view.latin1Write && text.length > 16) this.#view.latin1Write(text, at, text.length);
    else for (let i = 0; i < text.length; i++) this.#bytes[at + i] = text.charCodeAt(i);
    this.#length = at + text.length;
  }

  text(text: string): void {
    this.bytes(encoder.encode(text));
  }

  bytes(bytes: Uint8Array): void {
    this.uint(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Hex digits as half as many bytes; an even number of them. */
  hex(digits: string): void {
    this.bytes(decodeHex(digits));
  }

  big(value: bigint): void {
    this.ascii(value.toString(16));
  }

  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.uint(items.length);
    for (const item of items) write(item);
  }

  #wrap(): Uint8Array {
    return native ? native.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength) : this.#bytes;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = this.#wrap();
  }
}

export class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: Uint8Array & { latin1Slice?: (start: number, end: number) => string };
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = native ? native.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes;
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw new CodecError('message ends early');
    return value;
  }

  flag(): boolean {
    const value = this.byte();
    if (value > 1) throw new CodecError(`flag ${value}`);
    return value === 1;
  }

  uint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
      scale *= 0x80;
    }
    throw new CodecError('integer too large');
  }

  ascii(): string {
    const length = this.#take();
    const start = this.#at;
    this.#at += length;
    if (this.#view.latin1Slice) return this.#view.latin1Slice(start, this.#at);
    let text = '';
    for (let i = start; i < this.#at; i++) text += String.fromCharCode(this.#bytes[i] as number);
    return text;
  }

  text(): string {
    const bytes = this.bytes();
    try {
      return decoder.decode(bytes);
    } catch {
      throw new CodecError('text is not UTF-8');
    }
  }

  /** A copy: the message's buffer may be reused or very large. */
  bytes(): Uint8Array {
    const length = this.#take();
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }

  hex(): string {
    const length = this.#take();
    this.#at += length;
    return toHex(this.#bytes.subarray(this.#at - length, this.#at));
  }

  big(): bigint {
    const digits = this.ascii();
    if (!/^[0-9a-f]{1,64}$/.test(digits)) throw new CodecError(`not an unsigned integer: ${digits.slice(0, 40)}`);
    return BigInt(`0x${digits}`);
  }

  /** So many bytes without a length before them; a view. */
  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new CodecError('message ends early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  list<T>(read: () => T): T[] {
    // Every item takes a byte at least, so a lying count cannot make us allocate.
    const count = this.#take();
    const items: T[] = [];
    for (let i = 0; i < count; i++) items.push(read());
    return items;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new CodecError(`${this.#bytes.length - this.#at} bytes too many`);
  }

  #take(): number {
    const length = this.uint();
    if (length > this.#bytes.length - this.#at) throw new CodecError('length beyond the end of the message');
    return length;
  }
}
