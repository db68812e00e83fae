import type { TreeEntry } from '../../../runtimes/service/contract/files.ts';
import type { Naming } from './slice.ts';
import { joined, parentOf } from './tree-of.ts';

/** What is wrong with a name, and what to do; the service judges again. A name may have `/`: folders on the way are made. */
export function nameFlaw(naming: Naming, name: string, entries: readonly TreeEntry[]): string | undefined {
  const trimmed = name.trim();
  if (trimmed === '') return 'A name is needed.';
  if (trimmed.includes('\\')) return 'Write / between folders, not \\.';
  if (trimmed.startsWith('/')) return 'Paths begin at the folder of the workspace, without /.';
  const parts = trimmed.split('/');
  if (parts.some((part) => part === '.' || part === '..')) return '. and .. lead elsewhere: name the folder itself.';
  if (parts.includes('')) return 'A name is missing beside a /.';
  const own = 'path' in naming ? naming.path : undefined;
  const folder = 'path' in naming ? (naming.what === 'move' ? '' : parentOf(naming.path)) : naming.folder;
  const path = joined(folder, trimmed);
  if (path !== own && entries.some((entry) => entry.path === path))
    return `${trimmed} is there already: choose another name.`;
  if (own !== undefined && path.startsWith(`${own}/`)) return 'A folder cannot be moved into itself.';
  return undefined;
}
