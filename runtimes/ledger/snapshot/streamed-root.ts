/**
 * The state root of cells that come one by one, by the hash rules of the ledger (README there), in memory that does not grow with them:
 * leaves are sorted by their paths in runs that go to a temporary file, and one pass over all runs hashes the tree from left to right.
 */
import { hash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { configDigest } from '../config-digest.ts';
import { rootOver } from '../state-root.ts';
import { EMPTY_HASH, INNER_TAG, LEAF_TAG } from '../state-tree.ts';

/** Bytes of a leaf: its path and its hash. */
const LEAF = 64;
/** Leaves that are sorted at a time: 4 MiB. */
const RUN = 2 ** 16;
/** Leaves of a run that are read back at a time. */
const PAGE = 2 ** 10;

export class StreamedRoot {
  readonly #config: string;
  readonly #leaves = Buffer.alloc(RUN * LEAF);
  // Kept from run to run: large buffers that are thrown away lie about for long.
  readonly #sortedLeaves = Buffer.alloc(RUN * LEAF);
  readonly #firsts = new Float64Array(RUN);
  readonly #order = new Uint32Array(RUN);
  #count = 0;
  #input = Buffer.alloc(512);
  #folder: string | undefined;
  readonly #runs: Run[] = [];

  constructor(config: LedgerConfig) {
    this.#config = configDigest(config);
  }

  /** Each key once, in any order; a value is never empty. */
  add(key: CellKey, value: CellValue): void {
    if (this.#count === RUN) this.#spill();
    const at = this.#count++ * LEAF;
    this.#leaves.write(hash('sha256', key, 'binary'), at, 'latin1');
    if (this.#input.length < 33 + value.length) this.#input = Buffer.alloc(2 * (33 + value.length));
    this.#input[0] = LEAF_TAG;
    this.#leaves.copy(this.#input, 1, at, at + 32);
    const end = 33 + this.#input.write(value, 33, 'latin1');
    this.#leaves.write(hash('sha256', this.#input.subarray(0, end), 'binary'), at + 32, 'latin1');
  }

  /** Root of what was added, 64 hex digits. Nothing may be added afterwards. */
  root(): string {
    return rootOver(this.#config, hashSorted(this.#sorted()));
  }

  /** Takes the temporary file away. */
  close(): void {
    for (const run of this.#runs.splice(0)) run.close();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  /** Valid until the next run is sorted. */
  #sortRun(): Buffer {
    const firsts = this.#firsts;
    const order = this.#order.subarray(0, this.#count);
    for (let i = 0; i < this.#count; i++) {
      // 48 bits of a path as a number: almost always enough to tell two apart.
      firsts[i] = this.#leaves.readUIntBE(i * LEAF, 6);
      order[i] = i;
    }
    const path = (i: number): Buffer => this.#leaves.subarray(i * LEAF, i * LEAF + 32);
    order.sort((a, b) => (firsts[a] as number) - (firsts[b] as number) || Buffer.compare(path(a), path(b)));
    for (const [to, from] of order.entries())
      this.#leaves.copy(this.#sortedLeaves, to * LEAF, from * LEAF, from * LEAF + LEAF);
    return this.#sortedLeaves.subarray(0, this.#count * LEAF);
  }

  #spill(): void {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'interleave-root-'));
    this.#runs.push(new Run(join(this.#folder, String(this.#runs.length)), this.#sortRun()));
    this.#count = 0;
  }

  *#sorted(): Generator<Buffer> {
    if (this.#runs.length === 0) {
      const sorted = this.#sortRun();
      for (let at = 0; at < sorted.length; at += LEAF) yield sorted.subarray(at, at + LEAF);
      return;
    }
    if (this.#count > 0) this.#spill();
    let runs = this.#runs.filter((run) => run.next());
    while (runs.length > 0) {
      let least = runs[0] as Run;
      for (const run of runs)
        if (run.first < least.first || (run.first === least.first && Buffer.compare(run.leaf, least.leaf) < 0))
          least = run;
      yield least.leaf;
      if (!least.next()) runs = runs.filter((run) => run !== least);
    }
  }
}

/** Sorted leaves in a file, read page by page. */
class Run {
  readonly #file: number;
  readonly #page = Buffer.alloc(PAGE * LEAF);
  #position = 0;
  #at = 0;
  #end = 0;
  leaf: Buffer = this.#page.subarray(0, LEAF);
  /** The leaf's first 48 bits. */
  first = 0;

  constructor(path: string, sorted: Buffer) {
    const file = openSync(path, 'wx+', 0o600);
    try {
      for (let done = 0; done < sorted.length;) done += writeSync(file, sorted, done);
    } catch (error) {
      closeSync(file);
      throw error;
    }
    this.#file = file;
  }

  next(): boolean {
    this.#at += LEAF;
    if (this.#at >= this.#end) {
      this.#end = readSync(this.#file, this.#page, 0, this.#page.length, this.#position);
      this.#position += this.#end;
      this.#at = 0;
      if (this.#end === 0) return false;
    }
    this.leaf = this.#page.subarray(this.#at, this.#at + LEAF);
    this.first = this.leaf.readUIntBE(0, 6);
    return true;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/**
 * Hash of the tree over leaves in the order of their paths. An inner node is at the first bit in which neighbours differ; of those not
 * finished yet, each is left of and above the next one.
 */
function hashSorted(leaves: Iterable<Buffer>): string {
  const bits: number[] = [];
  const lefts: Buffer[] = [];
  const inner = Buffer.alloc(66);
  inner[0] = INNER_TAG;
  const path = Buffer.alloc(32);
  let node: Buffer | undefined;
  const fold = (above: number): void => {
    while (bits.length > 0 && (bits[bits.length - 1] as number) > above) {
      inner[1] = bits.pop() as number;
      (lefts.pop() as Buffer).copy(inner, 2);
      (node as Buffer).copy(inner, 34);
      node = Buffer.from(hash('sha256', inner, 'binary'), 'latin1');
    }
  };
  for (const leaf of leaves) {
    if (node !== undefined) {
      const bit = firstDifference(path, leaf);
      fold(bit);
      bits.push(bit);
      lefts.push(node);
    }
    leaf.copy(path, 0, 0, 32);
    node = Buffer.from(leaf.subarray(32));
  }
  if (node === undefined) return EMPTY_HASH;
  fold(-1);
  return node.toString('hex');
}

function firstDifference(a: Buffer, b: Buffer): number {
  for (let i = 0; i < 32; i++) {
    const difference = (a[i] as number) ^ (b[i] as number);
    if (difference !== 0) return 8 * i + Math.clz32(difference) - 24;
  }
  throw new RangeError('the same cell twice');
}
