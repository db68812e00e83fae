import { RLP, type NestedUint8Array } from '@ethereumjs/rlp';
import { keccak256 } from '../rules/keccak.ts';

/** Keys are hashes: 32 bytes, none the beginning of another. */
export interface TrieEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

type Node = NestedUint8Array;

const EMPTY = new Uint8Array(0);
const NIBBLES = 64;

/**
 * The root of the Merkle Patricia trie of these entries (Yellow Paper, appendix D), built bottom-up in one pass over the sorted
 * keys: no node is stored, and each is hashed once.
 */
export function trieRoot(entries: readonly TrieEntry[]): Uint8Array {
  if (entries.length === 0) return keccak256(RLP.encode(EMPTY));
  const sorted = entries.toSorted((a, b) => compare(a.key, b.key));
  return keccak256(RLP.encode(node(sorted, 0, sorted.length, 0)));
}

/** The node of sorted[from..to), whose keys agree in the first `depth` nibbles. */
function node(sorted: readonly TrieEntry[], from: number, to: number, depth: number): Node {
  const first = sorted[from] as TrieEntry;
  if (to - from === 1) return [path(first.key, depth, NIBBLES, true), first.value];
  const last = sorted[to - 1] as TrieEntry;
  let fork = depth;
  while (nibble(first.key, fork) === nibble(last.key, fork)) fork++;
  if (fork > depth) return [path(first.key, depth, fork, false), reference(node(sorted, from, to, fork))];
  const branch: Node = [];
  let start = from;
  for (let digit = 0; digit < 16; digit++) {
    let end = start;
    while (end < to && nibble((sorted[end] as TrieEntry).key, depth) === digit) end++;
    branch.push(end === start ? EMPTY : reference(node(sorted, start, end, depth + 1)));
    start = end;
  }
  branch.push(EMPTY);
  return branch;
}

/** A node shorter than a hash stands inside its parent. */
function reference(child: Node): Node | Uint8Array {
  const encoded = RLP.encode(child);
  return encoded.length < 32 ? child : keccak256(encoded);
}

const nibble = (key: Uint8Array, at: number): number => ((key[at >> 1] as number) >> (at % 2 === 0 ? 4 : 0)) & 15;

/** Hex-prefix encoding of the nibbles from..to of a key. */
function path(key: Uint8Array, from: number, to: number, isLeaf: boolean): Uint8Array {
  const odd = (to - from) % 2;
  const out = new Uint8Array((to - from + 2) >> 1);
  out[0] = (isLeaf ? 0x20 : 0) | (odd === 1 ? 0x10 | nibble(key, from) : 0);
  for (let at = from + odd, i = 1; at < to; at += 2, i++) out[i] = (nibble(key, at) << 4) | nibble(key, at + 1);
  return out;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
