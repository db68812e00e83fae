/** Why a snapshot could not be written or read, as a value. */
import { CodecError } from '../../core/codec.ts';
import { StoreError, storeMessage } from '../store/store-error.ts';
import { systemCode } from '../store/system-code.ts';
import type { Check } from './check-list.ts';

export interface SnapshotFailure {
  /** `refused`: what the file says is wrong; `storage`: the disk or the path; `source`: what was to be exported. */
  readonly code: 'cancelled' | 'refused' | 'storage' | 'source';
  /** What is wrong and where. */
  readonly message: string;
  /** The file that it is about. */
  readonly file: string;
  /** What to do. */
  readonly advice: string;
  /** In a snapshot: the line, from 1, and where it begins in the uncompressed bytes. */
  readonly line?: number;
  readonly byte?: number;
  /** In other files: the column, from 1. */
  readonly column?: number;
  /** Of a snapshot that was read: what was checked, and how far that got. */
  readonly checks: readonly Check[];
}

/** Carries a failure to where it becomes a value again; never leaves this folder. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  readonly failure: SnapshotFailure;

  constructor(failure: SnapshotFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

export const cancelled = (file: string, checks: readonly Check[] = []): SnapshotFailure => ({
  code: 'cancelled',
  message: 'cancelled',
  file,
  advice: 'Nothing was changed.',
  checks,
});

/** Whatever the signal's reason is: that need not be an error. @throws SnapshotError once it is aborted. */
export function stopIfCancelled(file: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new SnapshotError(cancelled(file));
}

const ADVICE: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['there is no such file or folder', 'Check the path.'],
  ENOTDIR: ['a part of the path is no folder', 'Check the path.'],
  EISDIR: ['this is a folder', 'Name a file.'],
  EACCES: ['access is denied', 'Check the permissions of the file and its folder.'],
  EPERM: ['access is denied', 'Check the permissions of the file and its folder.'],
  EROFS: ['the disk is read-only', 'Choose another place.'],
  ENOSPC: ['there is no room on the disk', 'Free some and try again.'],
  EDQUOT: ['there is no room on the disk', 'Free some and try again.'],
  EMFILE: ['too many files are open', 'Close some and try again.'],
  ENAMETOOLONG: ['the name is too long', 'Choose a shorter one.'],
};

/** What the system says about a file. */
export function storageFailure(file: string, error: unknown, checks: readonly Check[] = []): SnapshotFailure {
  const { message } = error as { message?: unknown };
  const [what, advice] = ADVICE[systemCode(error) ?? ''] ?? [
    typeof message === 'string' ? message : String(error),
    'Check the disk and the path.',
  ];
  return { code: 'storage', message: what, file, advice, checks };
}

/** What a ledger file that is damaged throws while it is read; undefined for any other error. */
export function sourceFailure(file: string, error: unknown): SnapshotFailure | undefined {
  const isDamaged = error instanceof StoreError || error instanceof CodecError || error instanceof SyntaxError;
  const code = String((error as { code?: unknown }).code);
  if (!isDamaged && code !== 'ERR_SQLITE_ERROR' && !code.startsWith('ZSTD_')) return undefined;
  const advice = 'Restore a backup of the ledger or import a snapshot.';
  return { code: 'source', message: storeMessage(file, error).replace(file, 'it'), file, advice, checks: [] };
}

/** Exports replace a file only where they are told to. */
export const taken = (file: string): SnapshotFailure => ({
  code: 'source',
  message: 'there is such a file already',
  file,
  advice: 'Choose another name, or have it replaced.',
  checks: [],
});

/** The cells of a ledger file do not have the root that was noted when they were written. */
export const damaged = (name: string, noted: string, found: string): SnapshotFailure => ({
  code: 'source',
  message: `${name} is damaged: its cells have the state root ${found}, where ${noted} was noted`,
  file: name,
  advice: 'Restore a backup or import a snapshot.',
  checks: [],
});

/** An error of Node's or SQLite's, which have codes, is the system's; anything else is a bug and goes on. */
export function failureOf(file: string, error: unknown, checks: readonly Check[] = []): SnapshotFailure {
  if (error instanceof SnapshotError) return error.failure;
  if (error instanceof Error && error.name === 'AbortError') return cancelled(file, checks);
  if ((error as { code?: unknown }).code === undefined) throw error;
  return storageFailure(file, error, checks);
}
