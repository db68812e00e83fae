/** What can be done with a row of the explorer, or with the workspace below all rows. */
import { useWorkbench } from '../../shell/workbench.ts';
import type { MenuEntries } from '../../ui/context-menu.tsx';
import { isCompilable } from '../problems/slice.ts';
import { parentOf, type FileRow } from './tree-of.ts';

export function useEntryMenu(): (row: FileRow | undefined) => MenuEntries {
  const { store, dock } = useWorkbench();
  return (row) => {
    const state = store.getState();
    const { compareFrom, workspace } = state;
    const folder = row === undefined ? '' : row.kind === 'folder' ? row.id : parentOf(row.id);
    const copy = (text: string): void =>
      void navigator.clipboard
        .writeText(text)
        .catch(() =>
          state.notify({ kind: 'error', text: `This browser does not let pages copy. The path is ${text}` }),
        );
    const absolute = row === undefined ? workspace?.path : `${workspace?.path ?? ''}/${row.id}`;
    const making: MenuEntries = [
      { id: 'newFile', text: 'New file', run: () => state.beginCreate('file', folder) },
      { id: 'newFolder', text: 'New folder', run: () => state.beginCreate('folder', folder) },
    ];
    const copying: MenuEntries = [
      { id: 'copyPath', text: 'Copy path', run: () => copy(absolute ?? '') },
      ...(row ? [{ id: 'copyRelative', text: 'Copy path in the workspace', run: () => copy(row.id) }] : []),
    ];
    const search = (): void => {
      state.searchIn(folder);
      dock.show('search');
    };
    if (row === undefined) return [...making, '-', { id: 'find', text: 'Find in files', run: search }, '-', ...copying];
    const comparing: MenuEntries =
      row.kind === 'folder'
        ? []
        : [
            '-',
            { id: 'selectForCompare', text: 'Select for compare', run: () => state.selectForCompare(row.id) },
            ...(compareFrom !== undefined && compareFrom !== row.id
              ? [{ id: 'compare', text: `Compare with ${compareFrom}`, run: () => dock.compare(compareFrom, row.id) }]
              : []),
          ];
    const binding: MenuEntries = isCompilable(row.id, state)
      ? [
          {
            id: 'bindings',
            text: 'Generate TypeScript bindings…',
            run: () => void state.chooseBinding('assemblyscript', { source: row.id }),
          },
        ]
      : [];
    return [
      ...(row.kind === 'file'
        ? ([{ id: 'open', text: 'Open', keys: 'Enter', run: () => void state.openFile(row.id) }] as const)
        : []),
      ...making,
      '-',
      { id: 'find', text: row.kind === 'folder' ? 'Find in this folder' : 'Find in its folder', run: search },
      ...comparing,
      ...(binding.length > 0 ? (['-', ...binding] as const) : []),
      '-',
      ...copying,
      '-',
      { id: 'rename', text: 'Rename', keys: 'F2', run: () => state.beginRename(row.id) },
      { id: 'move', text: 'Move to another folder', run: () => state.beginMove(row.id) },
      { id: 'trash', text: 'Delete', keys: 'Delete', run: () => void state.trash(row.id) },
    ];
  };
}
