/** Sources of npm packages that a copied example imports: brought along, so that it compiles without being installed first. */
import { cp, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { readTree } from '../../workspace/files/file-tree.ts';

const IMPORT = /^\s*import\s+(?:[^"';]*\sfrom\s+)?["']([^"']+)["']/gm;
const MODULES = 'node_modules';

/** @param to the copy. @param from a folder of the program: packages are those that it would find itself. */
export async function bringPackages(to: string, from: string): Promise<void> {
  const { entries } = await readTree(to);
  const waiting = entries.map(({ path }) => path).filter((path) => path.endsWith('.sol'));
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = await readFile(join(to, path), 'utf8').catch(() => '');
    for (const [, imported = ''] of text.matchAll(IMPORT)) {
      const isRelative = imported.startsWith('.');
      const target = isRelative ? posix.join(posix.dirname(path), imported) : `${MODULES}/${imported}`;
      if (!target.startsWith(`${MODULES}/`) || target.includes('..') || seen.has(target)) continue;
      seen.add(target);
      if (await bring(to, from, target)) waiting.push(target);
    }
  }
}

/** @returns whether the file is there now. */
async function bring(to: string, from: string, path: string): Promise<boolean> {
  if (await exists(join(to, path))) return true;
  for (let folder = from; ; folder = dirname(folder)) {
    const source = join(folder, path);
    if (await exists(source)) {
      await mkdir(dirname(join(to, path)), { recursive: true });
      await cp(source, join(to, path));
      const parts = path.split('/');
      const own = join(...parts.slice(0, parts[1]?.startsWith('@') ? 3 : 2), 'package.json');
      // Says of which version they are.
      await cp(join(folder, own), join(to, own)).catch(() => undefined);
      return true;
    }
    if (dirname(folder) === folder) return false;
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
