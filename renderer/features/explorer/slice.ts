/** The files of the workspace: which there are, which folders are open, and what is being named, moved or thrown away. */
import type { Result } from '../../../runtimes/core/result.ts';
import type { ServiceError } from '../../../runtimes/service/contract/error.ts';
import type { TreeChange, TreeEntry } from '../../../runtimes/service/contract/files.ts';
import type { SliceContext } from '../../store/store.ts';
import { nameFlaw } from './name-flaw.ts';
import { foldersAbove, joined, nameOf, parentOf, treeOf, type TreeNode } from './tree-of.ts';

/** Something gets a name, or another place. `flaw`: why the last one was refused. */
export type Naming = { readonly flaw?: string | undefined } & (
  | { readonly what: 'file' | 'folder'; readonly folder: string }
  | { readonly what: 'rename' | 'move'; readonly path: string }
);

export interface ExplorerSlice {
  readonly entries: readonly TreeEntry[];
  readonly tree: readonly TreeNode[];
  readonly treeCut: boolean;
  /** Whether the files of the open workspace are known. */
  readonly isTreeLoaded: boolean;
  readonly openFolders: ReadonlySet<string>;
  /** The row that keys and commands mean. */
  readonly currentEntry: string | undefined;
  readonly naming: Naming | undefined;
  /** Chosen to be compared with another. */
  readonly compareFrom: string | undefined;
  loadTree(): Promise<void>;
  filesChanged(changes: readonly TreeChange[]): void;
  /** After a start: shows where the file in front is. */
  markActive(): void;
  setCurrentEntry(path: string | undefined): void;
  toggleFolder(path: string, open: boolean): void;
  collapseFolders(): void;
  /** Opens the folders above it. */
  revealEntry(path: string): void;
  /** @param folder where; undefined: where the current row is. */
  beginCreate(kind: 'file' | 'folder', folder?: string): void;
  beginRename(path: string): void;
  beginMove(path: string): void;
  /** Looks at a name while it is typed. */
  checkName(name: string): void;
  /** @returns whether it is done. */
  submitName(name: string): Promise<boolean>;
  endNaming(): void;
  move(from: string, to: string): Promise<boolean>;
  trash(path: string): Promise<void>;
  selectForCompare(path: string): void;
}

/** So many entries at the top are opened at first: more are looked through closed. */
const FEW = 40;

export function createExplorerSlice({ set, get, service }: SliceContext): ExplorerSlice {
  const took = (entries: readonly TreeEntry[], treeCut = get().treeCut): void =>
    set({ entries, tree: treeOf(entries), treeCut, isTreeLoaded: true });
  const failed = (result: Result<unknown, ServiceError>): boolean => {
    if (!result.ok) get().notify({ kind: 'error', text: result.error.message });
    return !result.ok;
  };
  const open = (paths: readonly string[]): void =>
    set(({ openFolders }) =>
      paths.every((path) => openFolders.has(path)) ? {} : { openFolders: new Set([...openFolders, ...paths]) },
    );
  const refuse = (message: string): false => {
    set(({ naming }) => (naming ? { naming: { ...naming, flaw: message } } : {}));
    return false;
  };

  /** The file in front is the current row, as long as nobody has chosen another. */
  const markActive = (): void => {
    const { activePath, currentEntry, entries } = get();
    if (activePath !== undefined && currentEntry === undefined && entries.some(({ path }) => path === activePath))
      get().revealEntry(activePath);
  };

  async function move(from: string, to: string): Promise<Result<unknown, ServiceError>> {
    await get().settle();
    const done = await service.request('files.move', { from, to });
    if (!done.ok) return done;
    const moved = (path: string): string =>
      path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
    set(({ openFolders, currentEntry }) => ({
      openFolders: new Set([...openFolders].map(moved)),
      currentEntry: currentEntry === undefined ? undefined : moved(currentEntry),
    }));
    open(foldersAbove(to));
    get().documentMoved(from, to);
    return done;
  }

  return {
    entries: [],
    tree: [],
    treeCut: false,
    isTreeLoaded: false,
    openFolders: new Set(),
    currentEntry: undefined,
    naming: undefined,
    compareFrom: undefined,
    loadTree: async () => {
      const tree = await service.request('files.tree', {});
      if (failed(tree) || !tree.ok) return;
      const { entries, cut } = tree.value;
      const folders = entries.filter(({ kind }) => kind === 'folder').map(({ path }) => path);
      took(entries, cut);
      set({ openFolders: new Set(entries.length <= FEW ? folders : []), currentEntry: undefined, naming: undefined });
      // The tab in front may be there already.
      markActive();
    },
    filesChanged: (changes) => {
      // A file with another text is where it was.
      if (changes.some(({ what }) => what !== 'changed')) {
        const entries = new Map(get().entries.map((entry) => [entry.path, entry]));
        for (const { path, kind, what } of changes) {
          if (what === 'removed') entries.delete(path);
          else entries.set(path, { path, kind });
        }
        took([...entries.values()]);
      }
      get().documentsChanged(changes);
    },
    markActive,
    setCurrentEntry: (currentEntry) => set({ currentEntry }),
    toggleFolder: (path, isOpen) => {
      if (isOpen) return open([path]);
      set(({ openFolders }) => ({ openFolders: new Set([...openFolders].filter((one) => one !== path)) }));
    },
    collapseFolders: () => {
      const top = get().currentEntry?.split('/', 1)[0];
      set({ openFolders: new Set(), currentEntry: top });
    },
    revealEntry: (path) => {
      open(foldersAbove(path));
      set({ currentEntry: path });
    },
    beginCreate: (kind, folder) => {
      const { currentEntry, entries } = get();
      const isFolder = entries.some(({ path, kind: of }) => path === currentEntry && of === 'folder');
      const place = folder ?? (currentEntry === undefined ? '' : isFolder ? currentEntry : parentOf(currentEntry));
      if (place !== '') open([...foldersAbove(place), place]);
      set({ naming: { what: kind, folder: place } });
    },
    beginRename: (path) => set({ naming: { what: 'rename', path }, currentEntry: path }),
    beginMove: (path) => set({ naming: { what: 'move', path }, currentEntry: path }),
    checkName: (name) => {
      const { naming, entries } = get();
      if (naming === undefined) return;
      const flaw = name === '' ? undefined : nameFlaw(naming, name, entries);
      if (flaw !== naming.flaw) set({ naming: { ...naming, flaw } });
    },
    submitName: async (typed) => {
      const { naming, entries } = get();
      if (naming === undefined) return false;
      const name = typed.trim();
      const flaw = nameFlaw(naming, name, entries);
      if (flaw !== undefined) return refuse(flaw);
      if ('folder' in naming) {
        const path = joined(naming.folder, name);
        const done = await service.request('files.create', { path, kind: naming.what });
        if (!done.ok) return refuse(done.error.message);
        set({ naming: undefined });
        get().revealEntry(path);
        if (naming.what === 'file') await get().openFile(path);
        return true;
      }
      const to = naming.what === 'move' ? name : joined(parentOf(naming.path), name);
      if (to !== naming.path) {
        const done = await move(naming.path, to);
        if (!done.ok) return refuse(done.error.message);
      }
      set({ naming: undefined });
      return true;
    },
    endNaming: () => set({ naming: undefined }),
    move: async (from, to) => !failed(await move(from, to)),
    trash: async (path) => {
      const done = await service.request('files.trash', { path });
      if (failed(done) || !done.ok) return;
      const { trashed } = done.value;
      const restore = async (): Promise<void> => void failed(await service.request('files.restore', { trashed }));
      get().notify({
        kind: 'info',
        text: `${nameOf(path)} is in the trash of this workspace.`,
        action: { label: 'Restore', run: () => void restore() },
      });
    },
    selectForCompare: (compareFrom) => set({ compareFrom }),
  };
}
