import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/**
 * Makes this process the only writer of a ledger's file, by a lock on a database beside it: a ledger keeps its cells in memory, and would
 * not see what another one writes. The system takes the lock away when the process ends, however it ends. The database says who has it.
 */
export class OwnerLock {
  readonly #db: DatabaseSync;

  /** @throws StoreError where another process has it. */
  constructor(file: string) {
    this.#db = new DatabaseSync(`${file}-lock`, { timeout: 0 });
    try {
      this.#db.exec('PRAGMA journal_mode = MEMORY');
      this.#db.exec('PRAGMA synchronous = OFF');
      this.#sign();
      // Keeps writers out, but lets them read who it is. It writes nothing.
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      const holder = isBusy(error) ? this.#holder() : undefined;
      this.#db.close();
      if (holder === undefined) throw error;
      throw new StoreError(`${file} is in use: ${holder}; close it there first`, 'storage');
    }
  }

  release(): void {
    this.#db.close();
  }

  #sign(): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      this.#db.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY, pid INTEGER, host TEXT, since TEXT)');
      this.#db.prepare("INSERT OR REPLACE INTO holder VALUES (1, ?, ?, datetime('now'))").run(process.pid, hostname());
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      if (isBusy(error)) throw error;
      // A full disk does not stop anybody: the lock holds unsigned.
    }
  }

  /** Who has it, in words. */
  #holder(): string {
    try {
      const row = this.#db.prepare('SELECT pid, host, since FROM holder').get() ?? {};
      const pid = Number(row['pid']);
      const host = String(row['host']);
      const who =
        host !== hostname()
          ? `process ${pid} on the computer ${host}`
          : pid === process.pid
            ? 'this process'
            : `process ${pid}`;
      if (pid > 0) return `${who} has had it open for writing since ${String(row['since'])} UTC`;
    } catch {
      // Someone who does not sign.
    }
    return 'another process has it open for writing';
  }
}

const isBusy = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;
