import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/**
 * Makes this process the only writer of a ledger's file, by an exclusive lock on a file beside it: a ledger keeps its cells in memory,
 * and would not see what another one writes. The system takes the lock away when the process ends, however it ends.
 */
export class OwnerLock {
  readonly #db: DatabaseSync;

  /** @throws StoreError where another process has it. */
  constructor(file: string) {
    this.#db = new DatabaseSync(`${file}-lock`, { timeout: 0 });
    try {
      this.#db.exec('PRAGMA journal_mode = MEMORY');
      this.#db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      this.#db.close();
      const code = (error as { errcode?: number }).errcode ?? 0;
      if ((code & 0xff) !== 5) throw error;
      throw new StoreError(`${file} is in use: another process has it open for writing; close it there first`);
    }
  }

  release(): void {
    this.#db.close();
  }
}
