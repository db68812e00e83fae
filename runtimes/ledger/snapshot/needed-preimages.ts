import { DatabaseSync } from 'node:sqlite';
import type { CellKey } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { PreimageSource, SourcePreimage } from './snapshot-source.ts';

/** What lies above a hash by less than 2^64 belongs to it (members, elements): so many digits are the same. */
const SAME_DIGITS = 48;
const WORD = 32;
/** Hashes in hashes are followed so far. */
const DEEPEST = 32;

/**
 * Of the preimages that executors noted, those that name a cell there is: the others depend on what was tried and given up in a run, and
 * equal states must give equal snapshots. Kept in a temporary file of SQLite's: there may be one for each cell.
 */
export class NeededPreimages {
  readonly #source: PreimageSource;
  readonly #db = new DatabaseSync('');
  readonly #insert;
  /** The hash found last: neighbours often belong to the same one. */
  #last = '';

  constructor(source: PreimageSource) {
    this.#source = source;
    this.#db.exec('CREATE TABLE needed (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID; BEGIN');
    this.#insert = this.#db.prepare('INSERT OR IGNORE INTO needed VALUES (?, ?)');
  }

  /** Takes in what names a cell, if it is one of storage. */
  cell(key: CellKey): void {
    const slot = key.slice(-2 * WORD);
    if (/^[0-9a-f]{64}$/.test(slot) && key.at(-2 * WORD - 1) === '/' && key.includes('/s')) this.#follow(slot, 0);
  }

  *[Symbol.iterator](): Generator<SourcePreimage> {
    for (const row of this.#db.prepare('SELECT hash, bytes FROM needed ORDER BY hash').iterate())
      yield [row['hash'] as string, row['bytes'] as Uint8Array];
  }

  close(): void {
    this.#db.close();
  }

  #follow(slot: string, depth: number): void {
    if (depth === 0 && this.#last !== '' && belongs(slot, this.#last)) return;
    const found = this.#source.floor(slot);
    if (found === undefined || !belongs(slot, found[0])) return;
    const [hash, bytes] = found;
    if (depth === 0) this.#last = hash;
    if (this.#insert.run(hash, bytes).changes === 0 || depth === DEEPEST) return;
    // keccak(key ++ slot) of a mapping, keccak(slot) of an array: the last word may be a hash again.
    if (bytes.length >= WORD) this.#follow(toHex(bytes.subarray(-WORD)), depth + 1);
  }
}

const belongs = (slot: string, hash: string): boolean => slot.startsWith(hash.slice(0, SAME_DIGITS)) && slot >= hash;
