import { accessSync, constants, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StoreError } from './store-error.ts';

/**
 * The file that a path leads to: its log and its lock lie beside it, by whatever link it is reached.
 * @throws StoreError where there cannot be a ledger; the file system's error where the folder cannot be read.
 */
export function realFile(file: string): string {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there === undefined) return join(realpathSync(dirname(file)), basename(file));
  const target = statSync(file, { throwIfNoEntry: false });
  if (target === undefined)
    throw new StoreError(
      `${file} is a link to ${readlinkSync(file)}, which does not exist: correct or remove the link`,
    );
  if (target.isDirectory()) throw new StoreError(`${file} is a folder: name a file in it`);
  if (!target.isFile()) throw new StoreError(`${file} is no ordinary file: name another one`);
  return realpathSync(file);
}

/**
 * @throws StoreError where the file has another name: each has a log and a lock of its own, so that two programs could write at once.
 * The system's error where it cannot be written: SQLite would make a log that cannot be written either, and leave it.
 */
export function checkWritable(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return;
  accessSync(file, constants.W_OK);
  if (stat.nlink > 1)
    throw new StoreError(
      `${file} has another name (a hard link), under which it could be written at the same time: remove it, or copy the file and use the copy`,
    );
}
