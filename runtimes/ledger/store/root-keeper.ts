import type { DatabaseSync } from 'node:sqlite';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { StateRoot } from '../state-root.ts';
import type { InclusionProof } from '../proof.ts';
import { changedCells, type Cell } from './changed-cells.ts';
import { cellsBefore, newestRoot, type NewestRoot } from './noted-roots.ts';
import { damaged } from './store-error.ts';
import type { Store } from './store.ts';

/** ms without a commit after which the roots are worked out; commits in a row go first. */
const REST = 1_000;
/** Changed cells that wait for it at most: some 40 MB. Hashing takes as long as storing, so a burst should have ended by then. */
const MOST = 200_000;

interface Waiting {
  readonly block: number;
  readonly keys: readonly CellKey[];
  readonly values: readonly CellValue[];
}

/**
 * Works out the state root after every block, behind the commits, and notes it with the block. What a crash came before is worked out
 * when the file is opened again, and what the cells give then is compared with the newest root that was noted.
 */
export class RootKeeper {
  readonly #store: Store;
  readonly #root: StateRoot;
  /** Shows the file as it was when it was opened, until its cells have been taken in. */
  readonly #reader: DatabaseSync;
  readonly #newest: NewestRoot;
  /** Ends when the cells have been checked against the noted root. */
  #checked: Promise<void> | undefined;

  /** Blocks whose turn has not come yet, the oldest first. */
  #waiting: Waiting[] = [];
  #cells = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Store) {
    this.#store = store;
    this.#reader = store.reader();
    this.#reader.exec('BEGIN');
    this.#newest = newestRoot(this.#reader, store.at.block);
    this.#root = new StateRoot(store.config, () => this.#cellsAtOpening());
  }

  /** Begins to take the cells in, where that has not begun. Whoever opens the ledger reads them first. */
  check(): Promise<void> {
    if (this.#checked !== undefined) return this.#checked;
    this.#checked = this.#check(this.#newest);
    // What builds on cells that are not those that were committed would be lost.
    this.#checked.catch((error: unknown) => this.#store.giveUp(error));
    return this.#checked;
  }

  /** What has not been worked out by now will be when the file is opened again. */
  close(): void {
    clearTimeout(this.#timer);
    if (this.#reader.isOpen) this.#reader.close();
  }

  /** A block was committed. */
  committed(block: number, keys: readonly CellKey[], values: readonly CellValue[]): void {
    this.#waiting.push({ block, keys, values });
    this.#cells += keys.length;
    if (this.#cells >= MOST) this.#catchUp();
    else if (this.#timer !== undefined) this.#timer.refresh();
    // Only when something is done hangs on it, never what.
    // eslint-disable-next-line no-restricted-globals
    else this.#timer = setTimeout(() => this.#catchUp(), REST).unref();
  }

  /** The ledger went to another block. */
  moved(cells: readonly (readonly [CellKey, CellValue])[]): void {
    this.#catchUp();
    for (const [key, value] of cells) this.#root.change(key, value);
  }

  /** @throws StoreError where the cells are not those that were committed. */
  async root(): Promise<string> {
    this.#catchUp();
    const root = this.#root.root();
    await this.check();
    return root;
  }

  /** @throws StoreError as `root`. */
  async prove(key: CellKey): Promise<InclusionProof> {
    this.#catchUp();
    const proof = this.#root.prove(key);
    await this.check();
    return proof;
  }

  #catchUp(): void {
    // A file whose cells are not those that were committed gives up; nothing else comes of it here.
    this.check().catch(() => undefined);
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#cells = 0;
    for (const { block, keys, values } of waiting) this.#note(block, pairs(keys, values));
  }

  async #check({ noted, missing }: NewestRoot): Promise<void> {
    const found = this.#root.root();
    const after = changedCells(this.#reader, 'value');
    for (const block of missing.toReversed()) this.#note(block, after(block));
    if (noted !== undefined && (await found) !== noted.root)
      throw damaged(this.#store.file, `the cells are not those of block ${noted.number}`);
  }

  *#cellsAtOpening(): Generator<Cell> {
    yield* cellsBefore(this.#reader, this.#newest.missing);
    this.#reader.close();
  }

  #note(block: number, changes: Iterable<Cell>): void {
    this.#root
      .rootAfter(changes)
      .then((root) => this.#store.noteRoot(block, root))
      // Worked out again when the file is next opened.
      .catch(() => undefined);
  }
}

function* pairs(keys: readonly CellKey[], values: readonly CellValue[]): Generator<Cell> {
  for (const [at, key] of keys.entries()) yield [key, values[at] as CellValue];
}
