import { useMemo, useState, type JSX, type KeyboardEvent } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty, IconButton } from '../../ui/controls.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { Icon } from '../../ui/icon.tsx';
import { VirtualTree } from '../../ui/virtual-tree.tsx';
import { useEntryMenu } from './entry-menu.ts';
import { NameInput } from './name-input.tsx';
import { joined, nameOf, NEW_ROW, parentOf, rowsOf, type FileRow } from './tree-of.ts';
import './explorer.css';

export function ExplorerView(): JSX.Element {
  const { store } = useWorkbench();
  const workspace = useApp((state) => state.workspace);
  const tree = useApp((state) => state.tree);
  const cut = useApp((state) => state.treeCut);
  const open = useApp((state) => state.openFolders);
  const current = useApp((state) => state.currentEntry);
  const naming = useApp((state) => state.naming);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number; readonly row: FileRow | undefined }>();
  const [dropTarget, setDropTarget] = useState<string | undefined>(undefined);
  const entryMenu = useEntryMenu();
  const actions = store.getState();
  const creating = naming !== undefined && 'folder' in naming ? naming : undefined;
  const folder = creating?.folder;
  const kind = creating?.what;
  const rows = useMemo(
    () => rowsOf(tree, open, folder !== undefined && kind !== undefined ? { folder, kind } : undefined),
    [tree, open, folder, kind],
  );
  const edited = naming === undefined ? undefined : 'path' in naming ? naming.path : NEW_ROW;
  const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent, row: FileRow | undefined): boolean => {
    if (row === undefined) return false;
    if (key === 'F2') actions.beginRename(row.id);
    else if (key === 'Delete' || (key === 'Backspace' && metaKey)) void actions.trash(row.id);
    else if ((ctrlKey || metaKey) && key === 'c') void navigator.clipboard.writeText(row.id);
    else return false;
    return true;
  };
  return (
    <div className="view">
      <div className="bar explorer-bar">
        <h2 className="micro ell grow" title={workspace?.path}>
          {workspace?.name}
        </h2>
        <IconButton small icon="newFile" label="New file" onPress={() => actions.beginCreate('file')} />
        <IconButton small icon="newFolder" label="New folder" onPress={() => actions.beginCreate('folder')} />
        <IconButton small icon="collapse" label="Collapse folders" onPress={() => actions.collapseFolders()} />
      </div>
      {cut && <p className="micro t3 explorer-note">Only the first 20,000 files and folders are listed.</p>}
      {rows.length === 0 ? (
        <Empty
          action={
            <Button icon="plus" onPress={() => actions.beginCreate('file', '')}>
              New file
            </Button>
          }
        >
          The files of this workspace will stand here.
        </Empty>
      ) : (
        <VirtualTree<FileRow>
          label="Files"
          rows={rows}
          current={current}
          edited={edited}
          onCurrent={({ id }) => actions.setCurrentEntry(id)}
          onToggle={({ id }, isOpen) => actions.toggleFolder(id, isOpen)}
          // Who clicks looks at a file, and F2 and Delete still mean it; a double click or Enter goes over to its text.
          onActivate={({ id }, isLook) => void actions.openFile(id, undefined, { isQuiet: isLook, isPreview: isLook })}
          onDouble={({ id }) => void actions.openFile(id)}
          onKey={onKey}
          onMenu={(at, row) => setMenu({ ...at, row })}
          rowClass={({ id }) => (dropTarget !== undefined && id === dropTarget ? 'drop' : '')}
          drag={{
            canDrag: ({ isNew }) => !isNew,
            target: (dragged, over) => {
              const into = over === undefined ? '' : over.kind === 'folder' ? over.id : parentOf(over.id);
              const isOwn = into === dragged.id || into.startsWith(`${dragged.id}/`) || into === parentOf(dragged.id);
              return isOwn ? undefined : into;
            },
            onOver: setDropTarget,
            onDrop: ({ id }, into) => void actions.move(id, joined(into, nameOf(id))),
          }}
        >
          {(row) => (
            <>
              {row.kind === 'folder' ? <Icon name="folder" /> : <FileIcon path={row.id} />}
              {row.id === edited && naming !== undefined ? (
                <NameInput naming={naming} />
              ) : (
                <span className="ell">{row.text}</span>
              )}
            </>
          )}
        </VirtualTree>
      )}
      {menu && (
        <ContextMenu
          label={menu.row === undefined ? 'Workspace' : menu.row.text}
          at={menu}
          entries={entryMenu(menu.row)}
          close={() => setMenu(undefined)}
        />
      )}
    </div>
  );
}
