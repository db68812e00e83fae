/** Paths as a window gives them: from the workspace's folder, with `/`. None leads out of it, by `..` or by a symbolic link. */
import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isInside } from '../../compiling/is-inside.ts';
import { err, ok, type Result } from '../../core/result.ts';

export interface FileError {
  readonly code: 'path' | 'outside' | 'notFound' | 'exists' | 'notText' | 'tooLarge' | 'conflict' | 'io';
  /** What is wrong, where, and what to do. */
  readonly message: string;
}

export const fileError = (code: FileError['code'], message: string): { ok: false; error: FileError } =>
  err({ code, message });

/** The folder where the workspace keeps what is not the user's own. */
export const OWN_FOLDER = '.interleave';

/** Longer names are refused by file systems anyway. */
const MAX_PATH = 1_000;

/** The absolute path; `root` is absolute and real. What does not exist yet is judged by the folder it would lie in. */
export async function confinedPath(root: string, path: string): Promise<Result<string, FileError>> {
  const parts = path.split('/');
  const control = [...path].some((character) => character < ' ');
  if (path === '' || path.length > MAX_PATH || control || path.includes('\\') || parts.includes(''))
    return fileError('path', `${JSON.stringify(path.slice(0, 80))} is no path: write folder/file, with /`);
  if (parts.includes('..') || parts.includes('.') || /^[A-Za-z]:/.test(path))
    return fileError('outside', `${path} leads out of the workspace: paths begin at its folder`);
  const absolute = join(root, ...parts);
  for (let at = absolute; ; at = dirname(at)) {
    try {
      const real = await realpath(at);
      if (isInside(real, root)) return ok(absolute);
      return fileError('outside', `${path} is a link out of the workspace, to ${real}: open that folder instead`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A link to nowhere would be followed by whoever writes.
      if (code !== 'ENOENT' && code !== 'ENOTDIR') return fileError('io', `${path}: ${(error as Error).message}`);
      // Not even the workspace's folder is there: whoever writes makes it again.
      if (at === root) return ok(absolute);
      if (at !== absolute || !(await isLink(at))) continue;
      return fileError('outside', `${path} is a link to something that does not exist: remove it first`);
    }
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}

/** The other way round. */
export const workspacePath = (root: string, absolute: string): string => relative(root, absolute).split(sep).join('/');
