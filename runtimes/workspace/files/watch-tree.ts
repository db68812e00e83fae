/**
 * Tells what changes in a workspace, whoever changes it. What counts is the disk itself: the system's notices only say where to
 * look, and nothing else is read again.
 */
import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from '../../compiling/in-turn.ts';
import { isLeftOut, MAX_ENTRIES, readEntry, readFolder, readTree, type SeenEntry, type SeenTree } from './file-tree.ts';

export interface TreeChange {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly what: 'added' | 'removed' | 'changed';
}

/** Notices come in bursts (ms). */
const SETTLE = 60;

/** Where to look: at single paths, at whole folders, or everywhere. */
interface Due {
  readonly paths: Set<string>;
  readonly folders: Set<string>;
}

export class TreeWatcher {
  readonly #root: string;
  readonly #told: (changes: readonly TreeChange[]) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #entries = new Map<string, SeenEntry>();
  #cut = false;
  #due: Due = { paths: new Set(), folders: new Set() };
  #timer: NodeJS.Timeout | undefined;
  readonly #turn = inTurn();
  #closed = false;

  constructor(root: string, told: (changes: readonly TreeChange[]) => void) {
    this.#root = root;
    this.#told = told;
  }

  get tree(): SeenTree {
    return { entries: [...this.#entries.values()], cut: this.#cut };
  }

  async start(): Promise<void> {
    this.#watch('');
    await this.#compareAll();
  }

  /** Looks now: after a change of one's own. @param paths where; undefined: everywhere, for systems that send no notices. */
  look(paths?: readonly string[]): Promise<void> {
    return this.#turn('look', async () => {
      if (this.#closed) return;
      // Where not everything is listed, what goes makes room for what was not.
      const changes =
        paths === undefined || this.#cut
          ? await this.#compareAll()
          : await this.#compare({ paths: new Set(paths.flatMap(withParents)), folders: new Set() });
      if (changes.length > 0 && !this.#closed) this.#told(changes);
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #compareAll(): Promise<readonly TreeChange[]> {
    const before = this.#entries;
    const { entries, cut } = await readTree(this.#root);
    if (this.#closed) return [];
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
    this.#cut = cut;
    for (const { path, kind } of before.values())
      if (kind === 'folder' && this.#entries.get(path)?.kind !== 'folder') this.#unwatch(path);
    for (const { path, kind } of entries) if (kind === 'folder') this.#watch(path);
    return differences([...before.values()], entries);
  }

  async #compare({ paths, folders }: Due): Promise<readonly TreeChange[]> {
    const changes: TreeChange[] = [];
    for (const folder of folders) {
      const inside = await readFolder(this.#root, folder);
      const known = [...this.#entries.keys()].filter((path) => parentOf(path) === folder);
      for (const path of [...known, ...inside.map((entry) => entry.path)]) paths.add(path);
    }
    for (const path of paths) await this.#see(path, changes);
    return changes;
  }

  /** What became of one path. What comes with a folder, or goes with it, is told as well. */
  async #see(path: string, changes: TreeChange[]): Promise<void> {
    const was = this.#entries.get(path);
    const now = await readEntry(this.#root, path);
    if (this.#closed || (was?.kind === now?.kind && was?.mark === now?.mark)) return;
    if (was !== undefined && was.kind !== now?.kind) {
      const gone = [...this.#entries.values()].filter((one) => one.path === path || one.path.startsWith(`${path}/`));
      for (const { path: of, kind } of gone) {
        this.#entries.delete(of);
        if (kind === 'folder') this.#unwatch(of);
        changes.push({ path: of, kind, what: 'removed' });
      }
    }
    if (now === undefined) return;
    if (!this.#entries.has(path) && this.#entries.size >= MAX_ENTRIES) {
      this.#cut = true;
      return;
    }
    changes.push({ path, kind: now.kind, what: this.#entries.has(path) ? 'changed' : 'added' });
    this.#entries.set(path, now);
    if (now.kind !== 'folder') return;
    // Watched before it is read: nothing comes unseen in between.
    this.#watch(path);
    for (const inside of await readFolder(this.#root, path)) await this.#see(inside.path, changes);
  }

  /** One watcher per folder: a recursive one would follow node_modules as well. */
  #watch(folder: string): void {
    if (this.#closed || this.#watchers.has(folder)) return;
    try {
      const watcher = watch(join(this.#root, folder), { persistent: false }, (_event, name) =>
        this.#notice(folder, name),
      );
      watcher.on('error', () => this.#unwatch(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // It is gone, or the system has no watchers left: the next look everywhere finds what changed.
    }
  }

  #unwatch(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #notice(folder: string, name: string | null): void {
    if (name !== null && isLeftOut(name)) return;
    if (name === null) this.#due.folders.add(folder);
    else this.#due.paths.add(folder === '' ? name : `${folder}/${name}`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#lookWhereDue(), SETTLE);
  }

  #lookWhereDue(): Promise<void> {
    return this.#turn('look', async () => {
      const due = this.#due;
      this.#due = { paths: new Set(), folders: new Set() };
      if (this.#closed) return;
      const changes = this.#cut ? await this.#compareAll() : await this.#compare(due);
      if (changes.length > 0 && !this.#closed) this.#told(changes);
    });
  }
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `a/b/c`: also its folders, which may have come with it, the outer ones first. */
const withParents = (path: string): readonly string[] =>
  path.split('/').map((_, n, parts) => parts.slice(0, n + 1).join('/'));

function differences(before: readonly SeenEntry[], now: readonly SeenEntry[]): readonly TreeChange[] {
  const gone = new Map(before.map((entry) => [entry.path, entry]));
  const changes: TreeChange[] = [];
  for (const { path, kind, mark } of now) {
    const was = gone.get(path);
    gone.delete(path);
    if (was === undefined) changes.push({ path, kind, what: 'added' });
    else if (was.kind !== kind || was.mark !== mark) changes.push({ path, kind, what: 'changed' });
  }
  for (const { path, kind } of gone.values()) changes.push({ path, kind, what: 'removed' });
  return changes;
}
