/** Every file and folder of a workspace, without what tools keep for themselves. */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_FOLDER } from './confined-path.ts';

export interface TreeEntry {
  /** From the workspace's folder, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** An entry as it stood on the disk, to tell whether it changed. */
export interface SeenEntry extends TreeEntry {
  /** Size and time of change of files; empty for folders. */
  readonly mark: string;
}

export interface SeenTree {
  /** Folders before what is in them. */
  readonly entries: readonly SeenEntry[];
  /** There is more than is listed. */
  readonly cut: boolean;
}

/** Written by tools, and large. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  OWN_FOLDER,
  '.git',
  'node_modules',
  'target',
  '.artifacts',
  '.DS_Store',
]);

/** What a file is called while it is written (`replace-file.ts`). */
const TEMPORARY = /^\..+\.[0-9a-f]{8}\.tmp$/;

/** Whether a name is none of the workspace's own files and folders. */
export const isLeftOut = (name: string): boolean => LEFT_OUT.has(name) || TEMPORARY.test(name);

export const MAX_ENTRIES = 20_000;

/** Folders read at a time. */
const AT_ONCE = 16;

/** Links are left out: what they lead to is not the workspace's, or is listed where it lies. @param from a folder; empty: all of it. */
export async function readTree(root: string, from = ''): Promise<SeenTree> {
  const entries: SeenEntry[] = [];
  let level = [from];
  while (level.length > 0 && entries.length < MAX_ENTRIES) {
    const next: string[] = [];
    for (let start = 0; start < level.length; start += AT_ONCE) {
      const part = await Promise.all(level.slice(start, start + AT_ONCE).map((folder) => readFolder(root, folder)));
      for (const entry of part.flat()) {
        entries.push(entry);
        if (entry.kind === 'folder') next.push(entry.path);
      }
    }
    level = next;
  }
  return { entries: entries.slice(0, MAX_ENTRIES), cut: entries.length > MAX_ENTRIES || level.length > 0 };
}

/** One entry as it stands; undefined where there is none that is listed. */
export async function readEntry(root: string, path: string): Promise<SeenEntry | undefined> {
  if (path.split('/').some(isLeftOut)) return undefined;
  const seen = await lstat(join(root, path)).catch(() => undefined);
  if (seen?.isDirectory()) return { path, kind: 'folder', mark: '' };
  return seen?.isFile() ? { path, kind: 'file', mark: `${seen.size} ${seen.mtimeMs}` } : undefined;
}

/** What lies in one folder. */
export async function readFolder(root: string, folder: string): Promise<readonly SeenEntry[]> {
  // It may be gone by now.
  const found = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const listed = found.filter(({ name }) => !isLeftOut(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries = listed.map((entry): Promise<SeenEntry | undefined> => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return Promise.resolve({ path, kind: 'folder', mark: '' });
    return entry.isFile() ? readEntry(root, path) : Promise.resolve(undefined);
  });
  return (await Promise.all(entries)).filter((entry) => entry !== undefined);
}
