/** The file that is to be compiled, and the C# files beside it, which may be part of it. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isInside } from '../../compiling/is-inside.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { MAX_SOURCE } from '../envelope.ts';

/** Paths in the workspace, with `/`, and texts; the entry first, the others by name. */
export type Sources = readonly (readonly [path: string, text: string])[];

/** Files beside the entry that are looked at. */
const MOST_FILES = 1_000;

/** `shown`: what an editor shows of the file, which then may be new. */
export async function readSources(
  file: string,
  workspaceFolder: string,
  shown?: string,
): Promise<Result<Sources, string>> {
  const folder = resolve(workspaceFolder);
  const workspace = await realpath(folder).catch(() => folder);
  const entry =
    (await realpath(resolve(file)).catch(() => undefined)) ?? (shown === undefined ? undefined : await placeOf(file));
  if (entry === undefined) return err(`${file} does not exist`);
  if (!isInside(entry, workspace)) return err(`${file} is outside the workspace ${workspace}`);
  const text = shown === undefined ? await readText(entry) : checkText(shown);
  if (!text.ok) return err(`${file} ${text.error}`);
  const pathOf = (path: string): string => relative(workspace, path).replaceAll(sep, '/');
  const names = (await readdir(dirname(entry)).catch(() => [])).filter((name) => name.endsWith('.cs')).sort();
  const beside: (readonly [string, string])[] = [];
  for (const name of names.slice(0, MOST_FILES)) {
    const path: string | undefined = await realpath(join(dirname(entry), name)).catch(() => undefined);
    if (path === undefined || path === entry || !isInside(path, workspace)) continue;
    const other = await readText(path);
    // What cannot be read cannot be part of it: the compiler misses it then.
    if (other.ok) beside.push([pathOf(path), other.value]);
  }
  return ok([[pathOf(entry), text.value], ...beside]);
}

/** Where a new file will be; undefined where there is no such folder. */
async function placeOf(file: string): Promise<string | undefined> {
  const folder = await realpath(dirname(resolve(file))).catch(() => undefined);
  return folder === undefined ? undefined : join(folder, basename(file));
}

const checkText = (text: string): Result<string, string> =>
  text.length > MAX_SOURCE ? err(tooLong(text.length)) : ok(text.replaceAll('\r\n', '\n'));

const tooLong = (bytes: number): string =>
  `has ${bytes} bytes, more than the ${MAX_SOURCE} that a contract's source may have`;

async function readText(path: string): Promise<Result<string, string>> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) return err('is not a file');
  if (stats.size > MAX_SOURCE) return err(tooLong(stats.size));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return ok(text.replaceAll('\r\n', '\n'));
  } catch {
    return err('is not UTF-8 text');
  }
}
