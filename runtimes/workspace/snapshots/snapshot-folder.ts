/** The folder of a workspace where its snapshots lie, and what is known of the files in it. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../compiling/write-whole.ts';
import type { Registry } from '../../registry.ts';
import { OWN_FOLDER } from '../files/confined-path.ts';
import { inspectFile } from '../formats/inspect-file.ts';
import { formatsOf } from '../formats/formats.ts';

export const SNAPSHOTS = 'snapshots';

/** What was found when the whole file was read. */
export interface KnownSnapshot {
  readonly format: string;
  readonly block: number;
  readonly stateRoot: string;
  readonly cells: number | undefined;
  readonly accounts: number | undefined;
  readonly hasHistory: boolean;
}

export interface SnapshotFile {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** undefined: not read yet, for it is large. */
  readonly known: KnownSnapshot | undefined;
  /** Why it would be refused, a sentence; else empty. */
  readonly flaw: string;
}

type Found = Pick<SnapshotFile, 'known' | 'flaw'>;

const INDEX = 'snapshots.json';
/** Smaller files are read when they are listed. */
const SMALL = 2 ** 20;
const MOST = 1_000;

export class SnapshotFolder {
  readonly #root: string;
  readonly #registry: Registry;
  /** By name, size and time of change. */
  #found = new Map<string, Found>();
  #loaded = false;

  constructor(root: string, registry: Registry) {
    this.#root = root;
    this.#registry = registry;
  }

  path(name: string): string {
    return join(this.#root, SNAPSHOTS, name);
  }

  /** The newest first. Files that are no snapshots by their names are left out. */
  async list(signal: AbortSignal): Promise<readonly SnapshotFile[]> {
    await this.#load();
    const endings = formatsOf(this.#registry).flatMap(({ extensions }) => extensions);
    const names = await readdir(join(this.#root, SNAPSHOTS)).catch(() => []);
    const files: SnapshotFile[] = [];
    let news = false;
    for (const name of names.slice(0, MOST)) {
      if (!endings.some((end) => name.toLowerCase().endsWith(end))) continue;
      const there = await stat(this.path(name)).catch(() => undefined);
      if (there?.isFile() !== true) continue;
      const { size, mtimeMs: modified } = there;
      let found = this.#found.get(markOf(name, size, modified));
      if (found === undefined && size <= SMALL && !signal.aborted) {
        found = await this.#read(name, signal);
        if (found === undefined) continue;
        this.#found.set(markOf(name, size, modified), found);
        news = true;
      }
      files.push({ name, size, modified, ...(found ?? { known: undefined, flaw: '' }) });
    }
    if (news) await this.#keep(files);
    return files.sort((a, b) => b.modified - a.modified);
  }

  /** Somebody has read a whole file. */
  async learned(name: string, found: Found): Promise<void> {
    await this.#load();
    const there = await stat(this.path(name)).catch(() => undefined);
    if (there !== undefined) this.#found.set(markOf(name, there.size, there.mtimeMs), found);
  }

  async #read(name: string, signal: AbortSignal): Promise<Found | undefined> {
    const read = await inspectFile(this.path(name), { registry: this.#registry, signal });
    if (read.ok) return { known: knownOf(read.value), flaw: '' };
    return read.error.code === 'cancelled' ? undefined : { known: undefined, flaw: read.error.message };
  }

  async #load(): Promise<void> {
    if (this.#loaded) return;
    this.#loaded = true;
    try {
      const json = JSON.parse(await readFile(join(this.#root, OWN_FOLDER, INDEX), 'utf8')) as Record<string, Found>;
      for (const [mark, { known, flaw }] of Object.entries(json))
        if (typeof flaw === 'string') this.#found.set(mark, { known: known ?? undefined, flaw });
    } catch {
      // It is read anew.
    }
  }

  async #keep(files: readonly SnapshotFile[]): Promise<void> {
    const marks = new Set(files.map(({ name, size, modified }) => markOf(name, size, modified)));
    this.#found = new Map([...this.#found].filter(([mark]) => marks.has(mark)));
    await writeWhole(join(this.#root, OWN_FOLDER), INDEX, JSON.stringify(Object.fromEntries(this.#found)));
  }
}

const markOf = (name: string, size: number, modified: number): string => `${size} ${modified} ${name}`;

/** Of a file that was read whole. */
export function knownOf(read: Extract<Awaited<ReturnType<typeof inspectFile>>, { ok: true }>['value']): KnownSnapshot {
  if (read.header !== undefined) {
    const { block, stateRoot, history, accounts } = read.header;
    const cells = read.trailer.counts.cell;
    return {
      format: read.format,
      block,
      stateRoot,
      cells,
      accounts: accounts?.length,
      hasHistory: history !== undefined,
    };
  }
  const { format, block, stateRoot, counts } = read;
  return { format, block, stateRoot, cells: counts['cell'], accounts: counts['account'], hasHistory: false };
}
