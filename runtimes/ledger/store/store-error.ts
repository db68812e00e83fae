import type { LedgerError } from '../ledger.ts';

/** What a ledger's file can be in the way of. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

const MESSAGES: Readonly<Record<number, (file: string) => string>> = {
  5: (file) => `${file} is locked by another program: close it there, or wait until it has finished`,
  6: (file) => `${file} is locked by another program: close it there, or wait until it has finished`,
  8: (file) => `${file} cannot be written: the file or its folder is read-only; make it writable, or copy it elsewhere`,
  10: (file) => `reading or writing ${file} failed: the disk or its connection has a fault`,
  11: (file) =>
    `${file} is damaged: take a copy of it together with its -wal file, then restore a backup or import a snapshot`,
  13: (file) => `no room on the disk of ${file}: free some; what was committed before is safe`,
  14: (file) => `${file} cannot be opened: does its folder exist, and may you write there?`,
  26: (file) => `${file} is not a ledger: it is no SQLite file`,
};

const FULL_DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What SQLite or the file system says, in words that say what to do. */
export function storeMessage(file: string, error: unknown): string {
  if (error instanceof StoreError) return error.message;
  const { code, errcode, message } = error as { code?: unknown; errcode?: unknown; message?: unknown };
  // The low byte is the primary result code; disk-full and read-only may come as an I/O error of the system.
  if (typeof errcode === 'number') {
    const known = MESSAGES[errcode & 0xff];
    return known === undefined ? `${file}: ${String(message)} (SQLite ${errcode})` : known(file);
  }
  if (typeof code === 'string') {
    if (FULL_DISK.has(code)) return (MESSAGES[13] as (file: string) => string)(file);
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
      return (MESSAGES[8] as (file: string) => string)(file);
    if (code === 'ENOENT' || code === 'ENOTDIR') return (MESSAGES[14] as (file: string) => string)(file);
  }
  return `${file}: ${typeof message === 'string' ? message : String(error)}`;
}

export const storageError = (file: string, error: unknown): LedgerError => ({
  code: 'storage',
  message: storeMessage(file, error),
});
