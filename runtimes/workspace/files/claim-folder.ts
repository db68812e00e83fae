/** One program per workspace: a lock that the system takes away with the process, and beside it the address where that program is. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { OwnerLock } from '../../ledger/store/owner-lock.ts';
import { StoreError } from '../../ledger/store/store-error.ts';
import { OWN_FOLDER } from './confined-path.ts';

export interface ClaimError {
  readonly code: 'io' | 'inUse';
  readonly message: string;
}

const own = (folder: string, name: string): string => join(folder, OWN_FOLDER, name);

/**
 * @param address of this program, with its token: only the user may read the file. Undefined: a program with windows of its own.
 * @returns what gives the folder back.
 */
export async function claimFolder(
  folder: string,
  address: string | undefined,
): Promise<Result<() => Promise<void>, ClaimError>> {
  try {
    await mkdir(join(folder, OWN_FOLDER), { recursive: true });
    const lock = new OwnerLock(own(folder, 'serve'));
    await writeFile(own(folder, 'serve.json'), JSON.stringify({ address, pid: process.pid }), { mode: 0o600 });
    return ok(async () => {
      await rm(own(folder, 'serve.json'), { force: true });
      lock.release();
    });
  } catch (error) {
    if (!(error instanceof StoreError)) return err({ code: 'io', message: whyNot(folder, error) });
    const running = await runningAddress(folder);
    const where =
      running === undefined ? ': use it there, or close it there first' : `, at ${running.replace(/#.*$/, '')}`;
    return err({ code: 'inUse', message: `${folder} is open in another Interleave already${where}` });
  }
}

function whyNot(folder: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST' || code === 'ENOTDIR') return `${folder} is a file: a workspace is a folder`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `${folder} may not be written to: a workspace keeps its ledger in it. Check its permissions, or copy it to a folder of yours`;
  return `${folder} cannot be opened: ${message}`;
}

/** Where the program is that has the workspace open; undefined where it has not said yet, or has windows of its own. */
export async function runningAddress(folder: string): Promise<string | undefined> {
  try {
    const { address } = JSON.parse(await readFile(own(folder, 'serve.json'), 'utf8')) as { address?: unknown };
    return typeof address === 'string' ? address : undefined;
  } catch {
    return undefined;
  }
}
