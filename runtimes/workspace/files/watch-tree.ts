/** Tells what changes in a workspace, whoever changes it. What counts is the tree itself: the system's notices only say when to look. */
import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from '../../compiling/in-turn.ts';
import { readTree, type SeenEntry, type SeenTree } from './file-tree.ts';

export interface TreeChange {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly what: 'added' | 'removed' | 'changed';
}

/** Notices come in bursts (ms). */
const SETTLE = 60;

export class TreeWatcher {
  readonly #root: string;
  readonly #told: (changes: readonly TreeChange[], tree: SeenTree) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #tree: SeenTree = { entries: [], cut: false };
  #timer: NodeJS.Timeout | undefined;
  readonly #turn = inTurn();
  #closed = false;

  constructor(root: string, told: (changes: readonly TreeChange[], tree: SeenTree) => void) {
    this.#root = root;
    this.#told = told;
  }

  get tree(): SeenTree {
    return this.#tree;
  }

  async start(): Promise<void> {
    this.#tree = await readTree(this.#root);
    this.#follow();
  }

  /** Looks now: after a change of one's own, or where a system sends no notices. */
  look(): Promise<void> {
    return this.#turn('look', () => this.#compare());
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #compare(): Promise<void> {
    if (this.#closed) return;
    const before = this.#tree;
    const now = await readTree(this.#root);
    if (this.#closed) return;
    this.#tree = now;
    const changes = differences(before.entries, now.entries);
    if (changes.length === 0) return;
    this.#follow();
    this.#told(changes, now);
  }

  /** One watcher per folder: a recursive one would follow node_modules as well. */
  #follow(): void {
    const folders = new Set([
      '',
      ...this.#tree.entries.filter(({ kind }) => kind === 'folder').map(({ path }) => path),
    ]);
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(join(this.#root, folder), { persistent: false }, () => this.#notice());
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // It is gone, or the system has no watchers left: the next look finds what changed.
    }
  }

  #notice(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), SETTLE);
  }
}

export function differences(before: readonly SeenEntry[], now: readonly SeenEntry[]): readonly TreeChange[] {
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
