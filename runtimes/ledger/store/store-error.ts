import { CodecError } from '../../core/codec.ts';
import type { LedgerError } from '../ledger.ts';
import { hasRoom } from './room.ts';
import { systemCode } from './system-code.ts';

/** What a ledger's file can be in the way of. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: LedgerError['code'];

  /** @param code `file`: another file would do; `storage`: the machine is in the way; `number`: it is what was asked for. */
  constructor(message: string, code: LedgerError['code'] = 'file') {
    super(message);
    this.code = code;
  }
}

/** What is wrong with a file that is not as it was written. @param what is wrong, where that is known. */
export const damaged = (file: string, what?: string): StoreError =>
  new StoreError(
    `${file} is damaged${what === undefined ? '' : ` (${what})`}: ` +
      'keep a copy of it together with its -wal file, then restore a backup or import a snapshot',
  );

/** What is read from a file, whatever the decoder throws where that is not what was written. @throws StoreError */
export function decoded<T>(what: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof StoreError || (error as { errcode?: unknown }).errcode !== undefined) throw error;
    throw damaged('the ledger', `${what}: ${(error as Error).message}`);
  }
}

const noRoom = (file: string): StoreError =>
  new StoreError(
    `no room for ${file}: the disk, a quota or a limit on the size of files is reached; make room and try again. ` +
      'What was committed before is safe',
    'storage',
  );
const locked = (file: string): StoreError =>
  new StoreError(`${file} is locked by another program: close it there, or wait until it has finished`, 'storage');
const readOnly = (file: string): StoreError =>
  new StoreError(
    `${file} cannot be written: the file, its folder or the disk is read-only; make it writable, or copy it elsewhere`,
    'storage',
  );
const cannotOpen = (file: string): StoreError =>
  new StoreError(`${file} cannot be opened: does its folder exist, and may you read and write there?`, 'storage');
const fault = (file: string, detail: string): StoreError =>
  new StoreError(
    `reading or writing ${file} failed (${detail}): the disk or its connection has a fault; ` +
      'look after it, then open the ledger again',
    'storage',
  );

/** By SQLite's primary result code (https://sqlite.org/rescode.html). */
const BY_RESULT: Readonly<Record<number, (file: string, code: number, said: string) => StoreError>> = {
  // Tables or columns that are not as the schema says.
  1: (file, _code, said) => damaged(file, said),
  5: locked,
  6: locked,
  8: readOnly,
  // Only ENOSPC is told apart from a fault of the disk.
  10: (file, code) => (hasRoom(file) ? fault(file, `SQLite ${code}`) : noRoom(file)),
  11: (file, _code, said) => damaged(file, said),
  13: noRoom,
  14: (file) => (hasRoom(file) ? cannotOpen(file) : noRoom(file)),
  26: (file) => new StoreError(`${file} is not a ledger: it is no SQLite file`),
};

const BY_SYSTEM: Readonly<Record<string, (file: string, code: string) => StoreError>> = {
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EFBIG: noRoom,
  EROFS: readOnly,
  EACCES: readOnly,
  EPERM: readOnly,
  ENOENT: cannotOpen,
  ENOTDIR: cannotOpen,
  EIO: fault,
};

/** What SQLite, the file system or a decoder says about a ledger's file, in words that say what to do. */
function storeError(file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const { errcode, message } = error as { errcode?: unknown; message?: unknown };
  const said = typeof message === 'string' ? message : String(error);
  // The low byte is the primary code.
  if (typeof errcode === 'number')
    return (
      BY_RESULT[errcode & 0xff]?.(file, errcode, said) ??
      new StoreError(`${file}: ${said} (SQLite ${errcode})`, 'storage')
    );
  const system = systemCode(error) ?? '';
  if (error instanceof CodecError || error instanceof SyntaxError || /^Z(?:STD)?_|^ERR_OUT_OF_RANGE$/.test(system))
    return damaged(file, said);
  return BY_SYSTEM[system]?.(file, system) ?? new StoreError(`${file}: ${said}`, 'storage');
}

export const storeMessage = (file: string, error: unknown): string => storeError(file, error).message;

export function storageError(file: string, error: unknown): LedgerError {
  const { code, message } = storeError(file, error);
  return { code, message };
}

/** Whether it is about the file, its disk or what was asked for; anything else is a bug. */
export const isStoreError = (error: unknown): boolean =>
  error instanceof StoreError ||
  error instanceof CodecError ||
  error instanceof SyntaxError ||
  systemCode(error) !== undefined;
