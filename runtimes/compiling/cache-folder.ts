/** Where compilers keep what they have made, from one run to the next. */
import { access, constants, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What is older is removed: it is made again when it is needed. */
const KEPT_MS = 14 * 24 * 3600 * 1000;

/** `INTERLEAVE_CACHE` (empty: nothing is kept), else the user's folder for such things. It need not be there yet. */
export function cachePath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = env['INTERLEAVE_CACHE'] ?? join(userCache(env), 'interleave');
  return folder === '' ? undefined : folder;
}

/** `cachePath`, made where it is not there. Undefined where nothing can be written: then every run compiles anew. */
export async function cacheFolder(env: NodeJS.ProcessEnv = process.env, now = Date.now()): Promise<string | undefined> {
  const folder = cachePath(env);
  if (folder === undefined) return undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch {
    return undefined;
  }
  await removeOld(folder, now - KEPT_MS).catch(() => undefined);
  return folder;
}

function userCache(env: NodeJS.ProcessEnv): string {
  const named = env['XDG_CACHE_HOME'];
  if (named !== undefined && named !== '') return named;
  if (process.platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  return join(homedir(), ...(process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
}

async function removeOld(folder: string, oldest: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < oldest) await rm(path, { recursive: true, force: true });
  }
}
