/** The files of a workspace as a tree, and the rows of it that are open. */
import type { TreeEntry } from '../../../runtimes/service/contract/files.ts';
import type { TreeRow } from '../../ui/virtual-tree.tsx';

export interface TreeNode extends TreeEntry {
  readonly name: string;
  readonly children: readonly TreeNode[] | null;
}

export interface FileRow extends TreeRow {
  readonly kind: 'file' | 'folder';
  /** It is to be given a name: there is no such file yet. */
  readonly isNew: boolean;
}

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const joined = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
/** `a/b/c` lies in `a/b` and in `a`. */
export const foldersAbove = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, n, parts) => parts.slice(0, n + 1).join('/'));

const names = new Intl.Collator('en', { numeric: true });

/** Folders first, then by name. */
export function treeOf(entries: readonly TreeEntry[]): readonly TreeNode[] {
  const children = new Map<string, TreeNode[]>([['', []]]);
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, kind } of sorted) {
    const own: TreeNode[] | null = kind === 'folder' ? [] : null;
    if (own) children.set(path, own);
    children.get(parentOf(path))?.push({ path, kind, name: nameOf(path), children: own });
  }
  for (const list of children.values())
    list.sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || names.compare(a.name, b.name));
  return children.get('') ?? [];
}

/** What the row is called that a new file or folder gets its name in. */
export const NEW_ROW = ' new';

/** Rows of what is open. @param creating where something new is to be named. */
export function rowsOf(
  tree: readonly TreeNode[],
  open: ReadonlySet<string>,
  creating: { readonly folder: string; readonly kind: 'file' | 'folder' } | undefined,
): readonly FileRow[] {
  const rows: FileRow[] = [];
  const add = (nodes: readonly TreeNode[], folder: string, level: number): void => {
    const extra = creating?.folder === folder ? 1 : 0;
    const siblings = nodes.length + extra;
    if (creating !== undefined && extra === 1)
      rows.push({
        id: NEW_ROW,
        level,
        text: `New ${creating.kind}`,
        position: 1,
        siblings,
        kind: creating.kind,
        isNew: true,
      });
    nodes.forEach(({ path, name, kind, children }, n) => {
      const isOpen = children === null ? undefined : open.has(path);
      rows.push({ id: path, level, text: name, open: isOpen, position: n + 1 + extra, siblings, kind, isNew: false });
      if (children !== null && isOpen) add(children, path, level + 1);
    });
  };
  add(tree, '', 1);
  return rows;
}
