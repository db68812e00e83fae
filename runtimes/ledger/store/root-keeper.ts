import type { CellKey, CellValue } from '../../core/cell.ts';
import { StateRoot } from '../state-root.ts';
import type { InclusionProof } from '../proof.ts';
import { StoreError } from './store-error.ts';
import type { Store } from './store.ts';

/**
 * Works out the state root after every block, behind the commits, and notes it with the block. What a crash came before is worked out
 * when the file is opened again, and what the cells give then is compared with the newest root that was noted.
 */
export class RootKeeper {
  readonly #store: Store;
  readonly #root: StateRoot;
  /** Ends when the cells have been checked against the noted root. */
  readonly #checked: Promise<void>;

  constructor(store: Store) {
    this.#store = store;
    const missing = store.rootless();
    this.#root = new StateRoot(store.config, () => before(store, missing));
    this.#checked = this.#check(missing);
    // Whoever asks for a root is told; nobody else needs to be.
    this.#checked.catch(() => undefined);
  }

  /** A block was committed. */
  committed(block: number, keys: readonly CellKey[], values: readonly CellValue[]): void {
    for (const [at, key] of keys.entries()) this.#root.change(key, values[at] as CellValue);
    this.#note(block);
  }

  /** The ledger went to another block. */
  moved(cells: readonly (readonly [CellKey, CellValue])[]): void {
    for (const [key, value] of cells) this.#root.change(key, value);
  }

  /** @throws StoreError where the cells are not those that were committed. */
  async root(): Promise<string> {
    const root = this.#root.root();
    await this.#checked;
    return root;
  }

  /** @throws StoreError as `root`. */
  async prove(key: CellKey): Promise<InclusionProof> {
    const proof = this.#root.prove(key);
    await this.#checked;
    return proof;
  }

  async #check(missing: readonly number[]): Promise<void> {
    const oldest = missing.at(-1);
    const known = this.#store.knownRoot(oldest);
    const found = this.#root.root();
    for (const block of missing.toReversed()) {
      for (const [key, value] of this.#store.changes(block, 'value')) this.#root.change(key, value);
      this.#note(block);
    }
    if (known !== undefined && (await found) !== known.root) {
      throw new StoreError(
        `the cells of the ledger are not those of block ${known.number}: the file is damaged; restore a backup or import a snapshot`,
      );
    }
  }

  #note(block: number): void {
    void this.#root.root().then((root) => {
      try {
        this.#store.noteRoot(block, root);
      } catch {
        // Worked out again when the file is next opened.
      }
    });
  }
}

/** The cells as they were before the oldest of these blocks. */
function before(store: Store, blocks: readonly number[]): Iterable<readonly [CellKey, CellValue]> {
  const cells = new Map(store.cells());
  for (const block of blocks) for (const [key, value] of store.changes(block, 'before')) cells.set(key, value);
  return cells;
}
