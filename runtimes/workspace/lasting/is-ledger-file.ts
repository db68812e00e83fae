import { closeSync, openSync, readSync } from 'node:fs';

const SQLITE = 'SQLite format 3\0';

/** Whether the file is a database, as ledgers are; false where it cannot be read. */
export function isLedgerFile(file: string): boolean {
  try {
    const fd = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(SQLITE.length);
      return readSync(fd, bytes) === SQLITE.length && bytes.toString('latin1') === SQLITE;
    } finally {
      closeSync(fd);
    }
  } catch {
    return false;
  }
}
