/** Reads files of the workspace, and nothing that a link leads to outside of it. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { isInside } from './is-inside.ts';
import { err, ok, type Result } from '../core/result.ts';

/** Missing files are told apart: some are optional. */
export interface FileProblem {
  readonly missing: boolean;
  /** Continues a sentence that begins with the file's name: `does not exist`. */
  readonly message: string;
}

/** The path as the user sees it: inside the workspace relative to it, with `/`. */
export function workspaceName(file: string, workspace: string): string {
  const [path, folder] = [resolve(file), resolve(workspace)];
  return isInside(path, folder) ? relative(folder, path).replaceAll(sep, '/') : file;
}

export async function readWorkspaceFile(
  file: string,
  workspace: string,
  limit: number,
): Promise<Result<Uint8Array<ArrayBuffer>, FileProblem>> {
  const fail = (message: string, missing = false) => err({ missing, message });
  try {
    const [path, folder] = await Promise.all([realpath(resolve(file)), realpath(resolve(workspace))]);
    if (!isInside(path, folder)) return fail(`is outside the workspace ${workspace}: only its own files are compiled`);
    // Before opening: opening a named pipe would wait for its writer.
    const stats = await stat(path);
    if (stats.isDirectory()) return fail('is a folder, not a file');
    if (!stats.isFile()) return fail('is not a regular file');
    if (stats.size > limit) return fail(`has ${mebibytes(stats.size)}; files over ${mebibytes(limit)} are refused`);
    return ok(new Uint8Array(await readFile(path)));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail('does not exist', true);
    if (code === 'EACCES' || code === 'EPERM') return fail('may not be read (permission denied)');
    return fail(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** UTF-8 text; the error as above. */
export function decodeText(bytes: Uint8Array): Result<string, string> {
  if (bytes.includes(0)) return err('is a binary file, not text');
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err('is not valid UTF-8 text');
  }
}

const mebibytes = (bytes: number): string => `${String(Math.round((bytes / 2 ** 20) * 10) / 10)} MiB`;
