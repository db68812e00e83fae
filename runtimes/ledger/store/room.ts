import { closeSync, ftruncateSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { systemCode } from './system-code.ts';

/** Bytes by which a file is made to grow. */
const GROWTH = 65_536;
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Whether a file as large as the ledger's could grow beside it. It is tried: SQLite says of a quota or a limit on the size of files only
 * that writing failed, as it says of a broken disk.
 */
export function hasRoom(file: string): boolean {
  const trial = `${file}-trial`;
  let fd: number | undefined;
  try {
    const sizes = ['', '-wal'].map((end) => statSync(file + end, { throwIfNoEntry: false })?.size ?? 0);
    const size = Math.max(...sizes);
    fd = openSync(trial, 'wx');
    ftruncateSync(fd, size);
    writeSync(fd, Buffer.alloc(GROWTH), 0, GROWTH, size);
    return true;
  } catch (error) {
    return !NO_ROOM.has(systemCode(error) ?? '');
  } finally {
    if (fd !== undefined) {
      closeSync(fd);
      rmSync(trial, { force: true });
    }
  }
}
