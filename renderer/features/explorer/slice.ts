/** The files of the workspace, as a tree. */
import type { TreeChange, TreeEntry } from '../../../runtimes/service/contract/files.ts';
import type { ServiceError } from '../../../runtimes/service/contract/error.ts';
import type { Result } from '../../../runtimes/core/result.ts';
import type { SliceContext } from '../../store/store.ts';

export interface TreeNode extends TreeEntry {
  readonly name: string;
  readonly children: readonly TreeNode[] | null;
}

export interface ExplorerSlice {
  readonly entries: readonly TreeEntry[];
  readonly tree: readonly TreeNode[];
  readonly treeCut: boolean;
  /** A file or folder that is to be named: where, and what. */
  readonly creating: { readonly folder: string; readonly kind: 'file' | 'folder' } | undefined;
  loadTree(): Promise<void>;
  filesChanged(changes: readonly TreeChange[]): void;
  beginCreate(kind: 'file' | 'folder', folder: string): void;
  cancelCreate(): void;
  create(path: string, kind: 'file' | 'folder'): Promise<boolean>;
  move(from: string, to: string): Promise<boolean>;
  trash(path: string): Promise<void>;
}

export function createExplorerSlice({ set, get, service }: SliceContext): ExplorerSlice {
  const took = (entries: readonly TreeEntry[], treeCut = get().treeCut): void =>
    set({ entries, tree: treeOf(entries), treeCut });
  const failed = (result: Result<unknown, ServiceError>): boolean => {
    if (!result.ok) get().notify({ kind: 'error', text: result.error.message });
    return !result.ok;
  };
  return {
    entries: [],
    tree: [],
    treeCut: false,
    creating: undefined,
    loadTree: async () => {
      const tree = await service.request('files.tree', {});
      if (!failed(tree) && tree.ok) took(tree.value.entries, tree.value.cut);
    },
    filesChanged: (changes) => {
      const entries = new Map(get().entries.map((entry) => [entry.path, entry]));
      for (const { path, kind, what } of changes) {
        if (what === 'removed') entries.delete(path);
        else entries.set(path, { path, kind });
      }
      took([...entries.values()]);
      get().documentsChanged(changes);
    },
    beginCreate: (kind, folder) => set({ creating: { kind, folder } }),
    cancelCreate: () => set({ creating: undefined }),
    create: async (path, kind) => {
      const done = await service.request('files.create', { path, kind });
      if (failed(done)) return false;
      set({ creating: undefined });
      if (kind === 'file') await get().openFile(path);
      return true;
    },
    move: async (from, to) => {
      await get().saveAll();
      const done = await service.request('files.move', { from, to });
      if (failed(done)) return false;
      get().documentMoved(from, to);
      return true;
    },
    trash: async (path) => {
      const done = await service.request('files.trash', { path });
      if (failed(done) || !done.ok) return;
      const { trashed } = done.value;
      const restore = async (): Promise<void> => void failed(await service.request('files.restore', { trashed }));
      get().notify({
        kind: 'info',
        text: `${path} is in the trash of this workspace.`,
        action: { label: 'Restore', run: () => void restore() },
      });
    },
  };
}

/** Folders first, then by name. */
export function treeOf(entries: readonly TreeEntry[]): readonly TreeNode[] {
  const children = new Map<string, TreeNode[]>([['', []]]);
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, kind } of sorted) {
    const own: TreeNode[] | null = kind === 'folder' ? [] : null;
    if (own) children.set(path, own);
    const at = path.lastIndexOf('/');
    children.get(at < 0 ? '' : path.slice(0, at))?.push({ path, kind, name: path.slice(at + 1), children: own });
  }
  for (const list of children.values())
    list.sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || a.name.localeCompare(b.name));
  return children.get('') ?? [];
}
