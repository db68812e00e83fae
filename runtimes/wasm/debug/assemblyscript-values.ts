/**
 * Values of AssemblyScript (https://www.assemblyscript.org/runtime.html#memory-layout). Pointers and sizes may be anything: nothing is read beyond
 * what is there.
 */
import { count, glance, glanced } from '../../core/glance.ts';
import { toHex } from '../../core/hex.ts';
import type { Variable } from '../../sdk/debug-info.ts';

/** Elements, and bytes of a text, that are read. */
const MOST_ELEMENTS = 1_000;
const MOST_BYTES = 1 << 16;
const MOST_TEXT = 256;
const MOST_DEPTH = 4;

interface NumberType {
  readonly bits: number;
  readonly isSigned?: boolean;
}

const NUMBERS: Readonly<Record<string, NumberType>> = {
  ...Object.fromEntries([8, 16, 32, 64].map((bits) => [`u${bits}`, { bits }])),
  ...Object.fromEntries([8, 16, 32, 64].map((bits) => [`i${bits}`, { bits, isSigned: true }])),
  usize: { bits: 32 },
  isize: { bits: 32, isSigned: true },
};

export class AssemblyScriptValues {
  readonly #memory: Uint8Array;
  readonly #view: DataView;

  constructor(memory: Uint8Array) {
    this.#memory = memory;
    this.#view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  }

  /** `value`: a local's, or an element's; of what is no number the place of it in memory. */
  variable(name: string, declared: string, value: bigint | number, depth = 0): Variable {
    const type = declared.trim();
    const plain = { name, type };
    if (typeof value === 'number') return { ...plain, value: String(value), compare: undefined };
    if (type === 'bool' || type === 'boolean') return { ...plain, value: String(value !== 0n), compare: value !== 0n };
    const number = Object.hasOwn(NUMBERS, type) ? NUMBERS[type] : undefined;
    if (number !== undefined) {
      const compare = number.isSigned ? BigInt.asIntN(number.bits, value) : BigInt.asUintN(number.bits, value);
      return { ...plain, value: String(compare), compare };
    }
    const at = Number(BigInt.asUintN(32, value));
    if (at === 0) return { ...plain, value: 'null', compare: undefined };
    const named = type.replace(/\s*\|\s*null$/, '');
    return (
      this.#text(plain, named, at) ??
      this.#word(plain, named, at) ??
      this.#list(plain, named, at, depth) ?? {
        ...plain,
        value: `at 0x${at.toString(16)}`,
        compare: undefined,
      }
    );
  }

  #text(plain: { name: string; type: string }, type: string, at: number): Variable | undefined {
    if (type !== 'string' && type !== 'String') return undefined;
    const size = this.#u32(at - 4);
    const bytes = size === undefined ? undefined : this.#bytes(at, Math.min(size, MOST_BYTES));
    if (bytes === undefined) return undefined;
    const text = new TextDecoder('utf-16le').decode(bytes);
    const shown = JSON.stringify(text.slice(0, MOST_TEXT));
    const value = text.length > MOST_TEXT ? `${shown}… ${count(text.length)} characters in all` : shown;
    return { ...plain, value, compare: text };
  }

  /** Types of the SDK. */
  #word(plain: { name: string; type: string }, type: string, at: number): Variable | undefined {
    const number = (bytes: Uint8Array | undefined, isSigned: boolean): Variable | undefined => {
      if (bytes === undefined) return undefined;
      const word = BigInt(`0x${toHex(bytes.slice().reverse())}`);
      const compare = isSigned ? BigInt.asIntN(256, word) : word;
      return { ...plain, value: String(compare), compare };
    };
    if (type === 'U256') return number(this.#bytes(at, 32), false);
    if (type === 'I256') {
      const bits = this.#u32(at);
      return bits === undefined ? undefined : number(this.#bytes(bits, 32), true);
    }
    if (type === 'Address') {
      const bytes = this.#bytes(at, 20);
      return bytes && { ...plain, value: `0x${toHex(bytes)}`, compare: BigInt(`0x${toHex(bytes)}`) };
    }
    const fixed = Number(/^Bytes(\d\d?)$/.exec(type)?.[1] ?? 'NaN');
    if (fixed > 0 && fixed <= 32) return this.#hex(plain, at, fixed);
    const [pointer, length] = [this.#u32(at), this.#u32(at + 4)];
    return type !== 'Bytes' || pointer === undefined || length === undefined
      ? undefined
      : this.#hex(plain, pointer, length);
  }

  #hex(plain: { name: string; type: string }, at: number, length: number): Variable | undefined {
    const bytes = this.#bytes(at, Math.min(length, MOST_BYTES));
    if (bytes === undefined) return undefined;
    const hex = `0x${toHex(bytes.subarray(0, MOST_TEXT / 2))}`;
    const rest = length - MOST_TEXT / 2;
    return { ...plain, value: rest > 0 ? `${hex}… ${count(rest)} bytes more` : hex, compare: `0x${toHex(bytes)}` };
  }

  #list(plain: { name: string; type: string }, type: string, at: number, depth: number): Variable | undefined {
    const of = /^Array<(.+)>$/.exec(type)?.[1] ?? /^(.+)\[\]$/.exec(type)?.[1];
    const [first, length] = [this.#u32(at + 4), this.#u32(at + 12)];
    if (of === undefined || first === undefined || length === undefined || depth > MOST_DEPTH) return undefined;
    const size = sizeOf(of);
    if (first + size * length > this.#memory.length) return undefined;
    const element = (index: number): Variable =>
      this.variable(`[${index}]`, of, this.#element(of, first + size * index), depth + 1);
    const texts = Array.from({ length: glanced(length) }, (_, index) => element(index).value);
    return {
      ...plain,
      value: `[${glance(texts, length)}]`,
      compare: undefined,
      children: () => Array.from({ length: Math.min(length, MOST_ELEMENTS) }, (_, index) => element(index)),
      lookup: (key) => {
        if (key === 'length') return this.variable('length', 'i32', BigInt(length));
        return typeof key === 'bigint' && key >= 0n && key < BigInt(length) ? element(Number(key)) : undefined;
      },
    };
  }

  #element(type: string, at: number): bigint | number {
    if (type === 'f32') return this.#view.getFloat32(at, true);
    if (type === 'f64') return this.#view.getFloat64(at, true);
    const bytes = this.#memory.slice(at, at + sizeOf(type)).reverse();
    return BigInt(`0x${toHex(bytes)}`);
  }

  #bytes(at: number, length: number): Uint8Array | undefined {
    return at < 0 || at + length > this.#memory.length ? undefined : this.#memory.slice(at, at + length);
  }

  #u32(at: number): number | undefined {
    return at < 0 || at + 4 > this.#memory.length ? undefined : this.#view.getUint32(at, true);
  }
}

/** Of an element; of what is no number its place. */
const sizeOf = (type: string): number =>
  type === 'bool' || type === 'boolean'
    ? 1
    : type === 'f64'
      ? 8
      : ((Object.hasOwn(NUMBERS, type) ? NUMBERS[type]?.bits : 32) ?? 32) / 8;
