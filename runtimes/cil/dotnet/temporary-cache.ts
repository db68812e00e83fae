import { chmod, lstat, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for what must lie in a file where nothing may be kept: one for all processes of the user, among the system's temporary files,
 * so that a child need not build again what its parent has built. Where somebody else has taken its name, one for this process alone.
 */
export async function temporaryCache(root = tmpdir(), uid = userInfo().uid): Promise<string> {
  const folder = temporaryPath(root, uid);
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined);
  const stats = await lstat(folder).catch(() => undefined);
  const isOurs = stats?.isDirectory() === true && (process.platform === 'win32' || stats.uid === uid);
  if (!isOurs) return mkdtemp(join(root, 'interleave-'));
  await chmod(folder, 0o700);
  return folder;
}

/** Where it is, if its name is free. */
export const temporaryPath = (root = tmpdir(), uid = userInfo().uid): string => join(root, `interleave-${String(uid)}`);
