/** Every file and folder of a workspace, without what tools keep for themselves. */
import { readdir, stat } from 'node:fs/promises';
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

export const MAX_ENTRIES = 20_000;

/** Folders read at a time. */
const AT_ONCE = 16;

/** Links are left out: what they lead to is not the workspace's, or is listed where it lies. */
export async function readTree(root: string): Promise<SeenTree> {
  const entries: SeenEntry[] = [];
  let level = [''];
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

async function readFolder(root: string, folder: string): Promise<readonly SeenEntry[]> {
  // It may be gone by now.
  const found = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const listed = found.filter(({ name }) => !LEFT_OUT.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries = listed.map(async (entry): Promise<SeenEntry | undefined> => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return { path, kind: 'folder', mark: '' };
    if (!entry.isFile()) return undefined;
    const seen = await stat(join(root, path)).catch(() => undefined);
    return seen && { path, kind: 'file', mark: `${seen.size} ${seen.mtimeMs}` };
  });
  return (await Promise.all(entries)).filter((entry) => entry !== undefined);
}
