import { closeSync, constants, fdatasyncSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from './store-error.ts';
import { syncFolder } from './sync-folder.ts';

/** The database, its log, and the memory by which readers find their way in it. */
const PARTS = ['', '-wal', '-shm'];

/**
 * Syncs the write-ahead log of a database that is open: from then on all commits so far survive a loss of power. SQLite itself would
 * do so at each commit (synchronous = FULL), which several commits in a row need not pay.
 */
export class WalSync {
  readonly #file: string;
  readonly #fd: number;
  readonly #identity: readonly string[];

  /** @param file the database; its log exists from the first write on. */
  constructor(file: string) {
    this.#file = file;
    this.#fd = openSync(`${file}-wal`, constants.O_RDWR);
    this.#identity = PARTS.map((end) => identity(file + end));
    syncFolder(dirname(file));
  }

  /** @throws StoreError where what was synced is not found under its name any more; the system's error. */
  sync(): void {
    fdatasyncSync(this.#fd);
    for (const [at, end] of PARTS.entries()) {
      if (identity(this.#file + end) === this.#identity[at]) continue;
      throw new StoreError(
        `${this.#file}${end} was removed, moved or replaced while the ledger was open: what is committed now could not be found again; ` +
          'put it back or restore a backup, then open the ledger again',
        'storage',
      );
    }
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** Which file a name stands for. */
function identity(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? 'none' : `${stat.dev}:${stat.ino}`;
}
