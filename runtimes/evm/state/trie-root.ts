import { RLP, type NestedUint8Array } from '@ethereumjs/rlp';
import { keccak256 } from '../../rules/keccak.ts';

type Node = NestedUint8Array;

const EMPTY = new Uint8Array(0);
/** Keys are hashes: none is the beginning of another. */
const KEY = 32;
const NIBBLES = 2 * KEY;

/** Root of a trie without entries. */
export const EMPTY_TRIE: Uint8Array = keccak256(RLP.encode(EMPTY));

/**
 * The root of the Merkle Patricia trie of some entries (Yellow Paper, appendix D), built bottom-up in one pass over the sorted keys: no node
 * is stored, and each is hashed once. Entries lie end to end in one buffer, so that a million of them are not a million objects.
 */
export class TrieRoot {
  #keys = Buffer.alloc(64 * KEY);
  #values = Buffer.alloc(4_096);
  /** Where the value of an entry ends; it begins where the one before it ends. */
  #ends = new Float64Array(64);
  #count = 0;
  #order: Uint32Array = new Uint32Array(0);

  /** @param key 32 bytes; each once, in any order. */
  add(key: Uint8Array, value: Uint8Array): void {
    const begin = this.#begin(this.#count);
    if (this.#count === this.#ends.length) {
      const ends = new Float64Array(2 * this.#count);
      ends.set(this.#ends);
      this.#ends = ends;
      this.#keys = Buffer.concat([this.#keys], 2 * this.#keys.length);
    }
    const end = begin + value.length;
    if (end > this.#values.length) this.#values = Buffer.concat([this.#values], 2 * end);
    this.#keys.set(key, this.#count * KEY);
    this.#values.set(value, begin);
    this.#ends[this.#count++] = end;
  }

  root(): Uint8Array {
    if (this.#count === 0) return EMPTY_TRIE;
    this.#order = this.#sorted();
    return keccak256(RLP.encode(this.#node(0, this.#count, 0)));
  }

  /** Numbers of the entries in the order of their keys. */
  #sorted(): Uint32Array {
    const firsts = new Float64Array(this.#count);
    const order = new Uint32Array(this.#count);
    for (let i = 0; i < this.#count; i++) {
      // 48 bits of a hash as a number: almost always enough to tell two apart.
      firsts[i] = this.#keys.readUIntBE(i * KEY, 6);
      order[i] = i;
    }
    const key = (i: number): Buffer => this.#keys.subarray(i * KEY, i * KEY + KEY);
    return order.sort((a, b) => (firsts[a] as number) - (firsts[b] as number) || Buffer.compare(key(a), key(b)));
  }

  /** The node of the sorted entries from..to-1, whose keys agree in the first `depth` nibbles. */
  #node(from: number, to: number, depth: number): Node {
    if (to - from === 1) return [this.#path(from, depth, NIBBLES, true), this.#value(from)];
    let fork = depth;
    while (this.#nibble(from, fork) === this.#nibble(to - 1, fork)) fork++;
    if (fork > depth) return [this.#path(from, depth, fork, false), reference(this.#node(from, to, fork))];
    const branch: Node = [];
    let start = from;
    for (let digit = 0; digit < 16; digit++) {
      let end = start;
      while (end < to && this.#nibble(end, depth) === digit) end++;
      branch.push(end === start ? EMPTY : reference(this.#node(start, end, depth + 1)));
      start = end;
    }
    branch.push(EMPTY);
    return branch;
  }

  #nibble(entry: number, at: number): number {
    const byte = this.#keys[(this.#order[entry] as number) * KEY + (at >> 1)] as number;
    return (byte >> (at % 2 === 0 ? 4 : 0)) & 15;
  }

  /** Hex-prefix encoding of the nibbles from..to-1 of a key. */
  #path(entry: number, from: number, to: number, isLeaf: boolean): Uint8Array {
    const odd = (to - from) % 2;
    const out = new Uint8Array((to - from + 2) >> 1);
    out[0] = (isLeaf ? 0x20 : 0) | (odd === 1 ? 0x10 | this.#nibble(entry, from) : 0);
    for (let at = from + odd, i = 1; at < to; at += 2, i++)
      out[i] = (this.#nibble(entry, at) << 4) | this.#nibble(entry, at + 1);
    return out;
  }

  #value(entry: number): Uint8Array {
    const row = this.#order[entry] as number;
    return this.#values.subarray(this.#begin(row), this.#ends[row]);
  }

  #begin(row: number): number {
    return row === 0 ? 0 : (this.#ends[row - 1] as number);
  }
}

/** A node shorter than a hash stands inside its parent. */
function reference(child: Node): Node | Uint8Array {
  const encoded = RLP.encode(child);
  return encoded.length < 32 ? child : keccak256(encoded);
}
