/** What a file is, by its first bytes. */
import { closeSync, openSync, readSync } from 'node:fs';

/** "SQLite format 3", as a ledger's file begins. */
const SQLITE = '53514c69746520666f726d6174203300';
export const ZSTD = '28b52ffd';

/** The first bytes; fewer where the file is shorter. @throws the file system's error. */
export function firstBytes(file: string, length: number): Buffer {
  const fd = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}

/** The same in hex. */
export const startOf = (file: string, length: number): string => firstBytes(file, length).toString('hex');

/** Whether the file is a database, as ledgers are; false where it cannot be read. */
export function isLedgerFile(file: string): boolean {
  try {
    return startOf(file, SQLITE.length / 2) === SQLITE;
  } catch {
    return false;
  }
}
