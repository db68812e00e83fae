/** A copy of a workspace in which something else may be tried: the workspace itself stays as it is. */
import { cp, mkdtemp, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { OWN_FOLDER } from '../files/confined-path.ts';

const PACKAGES = 'node_modules';
/** Neither sources nor what was compiled from them. */
const LEFT_OUT: ReadonlySet<string> = new Set([OWN_FOLDER, '.git', 'target', PACKAGES]);

/** @param texts new ones, by absolute path in `root`. @returns the copy's folder, absolute. */
export async function whatIfFolder(root: string, texts: ReadonlyMap<string, string>): Promise<Result<string, string>> {
  const outside = [...texts.keys()].find((path) => relative(root, path).startsWith('..'));
  if (outside !== undefined) return err(`${outside} lies outside the workspace`);
  let folder: string | undefined;
  try {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'interleave-what-if-')));
    await cp(root, folder, {
      recursive: true,
      filter: (path) => path === root || !LEFT_OUT.has(basename(path)),
    });
    // Packages are only read.
    const packages = join(root, PACKAGES);
    if (await isThere(packages)) await symlink(packages, join(folder, PACKAGES), 'junction');
    for (const [path, text] of texts) await writeFile(join(folder, relative(root, path)), text);
    return ok(folder);
  } catch (error) {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return err(`the copy was not made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
