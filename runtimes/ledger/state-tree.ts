/**
 * The Merkle tree under the state root: a binary path-compressed tree over sha256(key). Nodes live in typed arrays, about
 * 130 bytes a cell all told, so that a million cells need no million objects. Hash rules: README.
 */
import { hash } from 'node:crypto';
import type { CellKey, CellValue } from '../core/cell.ts';
import { HashInput } from './hash-input.ts';

/** Tag of a leaf's hash, of an inner node's, and of the root over configuration and cells. */
export const LEAF_TAG = 0;
export const INNER_TAG = 1;
export const ROOT_TAG = 2;
/** Hash of no cells at all. */
export const EMPTY_HASH = '0'.repeat(64);

/** One inner node on the way from the root to a leaf: the bit of the path it decides, and the hash of the side not taken. */
export interface TreeStep {
  readonly bit: number;
  readonly sibling: string;
}

/** Where a key's path ends: the leaf that is there, the key's own or another one; undefined in an empty tree. */
export interface TreePath {
  readonly steps: readonly TreeStep[];
  readonly leaf: { readonly key: CellKey; readonly value: CellValue } | undefined;
}

const NONE = -1;
/** Instead of a bit, marks a leaf. */
const IS_LEAF = 256;
/** Hashes between two pauses: a few milliseconds. */
const STRIDE = 2_048;

/** Where a node's numbers stand; a side is LEFT + 0 or + 1. */
const NODE = 4;
const LEFT = 0;
const RIGHT = 1;
/** 0..255, or IS_LEAF. */
const BIT = 2;
const DIRTY = 3;

/** Buffers that are not allocated from a pool begin at a multiple of four. */
const wordsOf = (bytes: Buffer): Int32Array =>
  new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / Int32Array.BYTES_PER_ELEMENT);

function doubled(bytes: Buffer): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(2 * bytes.length);
  larger.set(bytes);
  return larger;
}

const bitOf = (path: Uint8Array, bit: number): number => ((path[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;

export class StateTree {
  #root = NONE;
  #size = 0;
  #used = 0;
  #free: number[] = [];
  /** Four numbers a node, side by side because they are used together; of a leaf, `LEFT` is its row in the leaf arrays. */
  #nodes = new Int32Array(64 * NODE);
  #hashes = Buffer.alloc(64 * 32);
  /** The same bytes. */
  #hashWords = wordsOf(this.#hashes);
  // Per leaf.
  #paths = Buffer.alloc(32 * 32);
  #pathWords = wordsOf(this.#paths);
  #keys: CellKey[] = [];
  #values: CellValue[] = [];
  #freeLeaves: number[] = [];

  readonly #path = Buffer.alloc(32);
  readonly #inner = new HashInput(2);
  readonly #leaf = new HashInput(1);

  /** Number of cells that hold something. */
  get size(): number {
    return this.#size;
  }

  /** Takes changes in, then hashes what they touched: log2(size) hashes a cell. Yields now and then, for others to run. */
  *apply(changes: Iterable<readonly [CellKey, CellValue]>): Generator<undefined, void> {
    let work = 0;
    for (const [key, value] of changes) {
      if (value === '') this.#remove(key);
      else this.#put(key, value);
      if (++work % STRIDE === 0) yield;
    }
    yield* this.#rehash();
  }

  /** Hash over all cells as of the last completed `apply`. */
  hash(): string {
    return this.#root === NONE ? EMPTY_HASH : this.#hashOf(this.#root);
  }

  /** What a cell holds. */
  value(key: CellKey): CellValue {
    if (this.#root === NONE) return '';
    const row = this.#row(this.#descend(this.#pathOf(key)));
    return this.#keys[row] === key ? (this.#values[row] as CellValue) : '';
  }

  /** The way to a key, for proofs. */
  trace(key: CellKey): TreePath {
    if (this.#root === NONE) return { steps: [], leaf: undefined };
    const path = this.#pathOf(key);
    const steps: TreeStep[] = [];
    let node = this.#root;
    while (this.#bit(node) !== IS_LEAF) {
      const bit = this.#bit(node);
      const next = this.#child(node, bitOf(path, bit));
      steps.push({ bit, sibling: this.#hashOf(this.#child(node, 1 - bitOf(path, bit))) });
      node = next;
    }
    const row = this.#row(node);
    return { steps, leaf: { key: this.#keys[row] as CellKey, value: this.#values[row] as CellValue } };
  }

  #put(key: CellKey, value: CellValue): void {
    const path = this.#pathOf(key);
    if (this.#root === NONE) {
      this.#root = this.#newLeaf(key, value, path);
      return;
    }
    const nearest = this.#descend(path);
    const row = this.#row(nearest);
    const split = this.#firstDifference(path, row);
    if (split === IS_LEAF) {
      if (this.#values[row] === value) return;
      this.#values[row] = value;
      this.#markTo(path, IS_LEAF);
      this.#mark(nearest);
      return;
    }
    const leaf = this.#newLeaf(key, value, path);
    const parent = this.#markTo(path, split);
    const below = parent === NONE ? this.#root : this.#child(parent, bitOf(path, this.#bit(parent)));
    const side = bitOf(path, split);
    const inner = this.#newNode(split, side === 0 ? leaf : below, side === 0 ? below : leaf);
    this.#attach(parent, path, inner);
  }

  #remove(key: CellKey): void {
    if (this.#root === NONE) return;
    const path = this.#pathOf(key);
    const leaf = this.#descend(path);
    const row = this.#row(leaf);
    if (this.#firstDifference(path, row) !== IS_LEAF) return;
    let grandparent = NONE;
    let parent = NONE;
    for (let node = this.#root; node !== leaf; node = this.#child(node, bitOf(path, this.#bit(node)))) {
      grandparent = parent;
      parent = node;
      this.#mark(node);
    }
    const sibling = parent === NONE ? NONE : this.#child(parent, 1 - bitOf(path, this.#bit(parent)));
    this.#attach(grandparent, path, sibling);
    if (parent !== NONE) this.#free.push(parent);
    this.#free.push(leaf);
    this.#freeLeaves.push(row);
    // Lets go of the text; the row is written whole when it is taken again.
    this.#keys[row] = '' as CellKey;
    this.#values[row] = '';
    this.#size--;
  }

  /** Marks the inner nodes on a path that decide bits before `end` as dirty; gives the last of them. */
  #markTo(path: Uint8Array, end: number): number {
    let last = NONE;
    for (let node = this.#root; this.#bit(node) < end; node = this.#child(node, bitOf(path, this.#bit(node)))) {
      this.#mark(node);
      last = node;
    }
    return last;
  }

  /** Makes `node` what the path leads to after `parent`. */
  #attach(parent: number, path: Uint8Array, node: number): void {
    if (parent === NONE) this.#root = node;
    else this.#nodes[NODE * parent + LEFT + bitOf(path, this.#bit(parent))] = node;
  }

  #descend(path: Uint8Array): number {
    let node = this.#root;
    while (this.#bit(node) !== IS_LEAF) node = this.#child(node, bitOf(path, this.#bit(node)));
    return node;
  }

  /** Children before parents, without recursion. */
  *#rehash(): Generator<undefined, void> {
    if (this.#root === NONE || !this.#isMarked(this.#root)) return;
    const stack = [this.#root];
    let work = 0;
    while (stack.length > 0) {
      const node = stack[stack.length - 1] as number;
      if (this.#bit(node) === IS_LEAF) {
        this.#hashLeaf(node);
      } else {
        const left = this.#child(node, 0);
        const right = this.#child(node, 1);
        const waiting = stack.length;
        if (this.#isMarked(left)) stack.push(left);
        if (this.#isMarked(right)) stack.push(right);
        if (stack.length > waiting) continue;
        this.#hashInner(node, left, right);
      }
      this.#nodes[NODE * node + DIRTY] = 0;
      stack.pop();
      if (++work % STRIDE === 0) yield;
    }
  }

  #hashLeaf(node: number): void {
    const row = this.#row(node);
    const value = this.#values[row] as CellValue;
    this.#leaf.begin(LEAF_TAG, 33 + value.length);
    this.#leaf.words(this.#pathWords, row, 0);
    this.#leaf.text(value, 32);
    this.#store(node, this.#leaf.bytes(33 + value.length));
  }

  #hashInner(node: number, left: number, right: number): void {
    this.#inner.begin(INNER_TAG, 66, this.#bit(node));
    this.#inner.words(this.#hashWords, left, 0);
    this.#inner.words(this.#hashWords, right, 32);
    this.#store(node, this.#inner.bytes(66));
  }

  /** Digests pass as latin1 text: Node makes that three times faster than a buffer. */
  #store(node: number, input: Uint8Array): void {
    this.#hashes.write(hash('sha256', input, 'binary'), 32 * node, 'latin1');
  }

  #pathOf(key: CellKey): Uint8Array {
    this.#path.write(hash('sha256', key, 'binary'), 'latin1');
    return this.#path;
  }

  /** First bit in which a path differs from a leaf's; IS_LEAF where they are the same. */
  #firstDifference(path: Uint8Array, row: number): number {
    for (let i = 0; i < 32; i++) {
      const difference = (path[i] as number) ^ (this.#paths[32 * row + i] as number);
      if (difference !== 0) return 8 * i + Math.clz32(difference) - 24;
    }
    return IS_LEAF;
  }

  #newLeaf(key: CellKey, value: CellValue, path: Uint8Array): number {
    const row = this.#freeLeaves.pop() ?? this.#keys.length;
    if (32 * row === this.#paths.length) {
      this.#paths = doubled(this.#paths);
      this.#pathWords = wordsOf(this.#paths);
    }
    this.#paths.set(path, 32 * row);
    this.#keys[row] = key;
    this.#values[row] = value;
    this.#size++;
    return this.#newNode(IS_LEAF, row, NONE);
  }

  #newNode(bit: number, left: number, right: number): number {
    const node = this.#free.pop() ?? this.#used++;
    if (NODE * node === this.#nodes.length) this.#grow();
    this.#nodes[NODE * node + LEFT] = left;
    this.#nodes[NODE * node + RIGHT] = right;
    this.#nodes[NODE * node + BIT] = bit;
    this.#nodes[NODE * node + DIRTY] = 1;
    return node;
  }

  #grow(): void {
    const nodes = new Int32Array(2 * this.#nodes.length);
    nodes.set(this.#nodes);
    this.#nodes = nodes;
    this.#hashes = doubled(this.#hashes);
    this.#hashWords = wordsOf(this.#hashes);
  }

  // Every node that is asked for exists: the casts state what noUncheckedIndexedAccess cannot know.
  #bit(node: number): number {
    return this.#nodes[NODE * node + BIT] as number;
  }

  #child(node: number, side: number): number {
    return this.#nodes[NODE * node + LEFT + side] as number;
  }

  #row(leaf: number): number {
    return this.#nodes[NODE * leaf + LEFT] as number;
  }

  #mark(node: number): void {
    this.#nodes[NODE * node + DIRTY] = 1;
  }

  #isMarked(node: number): boolean {
    return this.#nodes[NODE * node + DIRTY] === 1;
  }

  #hashOf(node: number): string {
    return this.#hashes.toString('hex', 32 * node, 32 * node + 32);
  }
}
