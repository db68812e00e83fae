import { closeSync, constants, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Syncs the write-ahead log of a database that is open: from then on all commits so far survive a loss of power. SQLite itself would
 * do so at each commit (synchronous = FULL), which several commits in a row need not pay.
 */
export class WalSync {
  readonly #fd: number;

  /** @param file the database; its log exists from the first write on. */
  constructor(file: string) {
    this.#fd = openSync(`${file}-wal`, constants.O_RDWR);
    syncFolder(dirname(file));
  }

  sync(): void {
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** So that the names of new files are as durable as what is in them. Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
