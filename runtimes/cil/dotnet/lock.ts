import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 100;
/** A lock older than this belongs to nobody, whoever has its process id by now. */
const STALE_MS = 600_000;

/**
 * Runs work while no other process of this machine does the same. The file names the process that works; if that is gone, its lock is
 * taken over. Should two take it over in the same moment, both work: the lock saves time, it does not protect.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    if (await isStale(path)) await rm(path, { force: true });
    else await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).mtimeMs < Date.now() - STALE_MS) return true;
    const pid = Number(await readFile(path, 'utf8'));
    // Not yet written.
    if (pid === 0) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // The process, or by now the file, is not there; one that may not be signalled is.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
