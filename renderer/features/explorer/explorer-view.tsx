import { useRef, useState, type JSX } from 'react';
import { Tree, type NodeApi, type NodeRendererProps, type TreeApi } from 'react-arborist';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty, IconButton, TextField } from '../../ui/controls.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useSize } from '../../ui/use-size.ts';
import type { TreeNode } from './slice.ts';
import './explorer.css';

export function ExplorerView(): JSX.Element {
  const { store } = useWorkbench();
  const workspace = useApp((state) => state.workspace);
  const tree = useApp((state) => state.tree);
  const cut = useApp((state) => state.treeCut);
  const creating = useApp((state) => state.creating);
  const [selected, setSelected] = useState<TreeNode | undefined>(undefined);
  const api = useRef<TreeApi<TreeNode> | null | undefined>(null);
  const { ref, width, height } = useSize();
  const { beginCreate, move, trash, openFile } = store.getState();
  const folder = selected === undefined ? '' : selected.kind === 'folder' ? selected.path : parentOf(selected.path);
  const moveTo = (path: string, into: string): void =>
    void move(path, into === '' ? nameOf(path) : `${into}/${nameOf(path)}`);
  return (
    <div className="view">
      <div className="bar explorer-bar">
        <h2 className="micro ell grow">{workspace?.name}</h2>
        <IconButton small icon="newFile" label="New file" onPress={() => beginCreate('file', folder)} />
        <IconButton small icon="newFolder" label="New folder" onPress={() => beginCreate('folder', folder)} />
        <IconButton
          small
          icon="trash"
          label={selected ? `Delete ${selected.path}` : 'Delete'}
          isDisabled={selected === undefined}
          onPress={() => selected && void trash(selected.path)}
        />
      </div>
      {creating && <NewEntry key={creating.kind + creating.folder} kind={creating.kind} folder={creating.folder} />}
      {cut && <p className="micro t3 explorer-note">Only the first 20,000 entries are listed.</p>}
      <div className="scroll explorer-tree" ref={ref}>
        {tree.length === 0 ? (
          <Empty
            action={
              <Button icon="plus" onPress={() => beginCreate('file', '')}>
                New file
              </Button>
            }
          >
            The files of this workspace will stand here.
          </Empty>
        ) : (
          <Tree<TreeNode>
            ref={api}
            data={tree}
            idAccessor="path"
            childrenAccessor="children"
            openByDefault={tree.length < 40}
            disableMultiSelection
            width={width}
            height={height}
            rowHeight={24}
            indent={16}
            aria-label="Files"
            onSelect={([node]) => setSelected(node?.data)}
            onActivate={({ data }) => {
              if (data.kind === 'file') void openFile(data.path);
            }}
            onRename={({ node, name }) => {
              const parent = parentOf(node.data.path);
              if (name.trim() !== '' && name !== node.data.name)
                void move(node.data.path, parent === '' ? name : `${parent}/${name}`);
            }}
            onMove={({ dragNodes, parentId }) => {
              for (const { data } of dragNodes) moveTo(data.path, parentId ?? '');
            }}
            onDelete={({ nodes }) => {
              for (const { data } of nodes) void trash(data.path);
            }}
          >
            {Row}
          </Tree>
        )}
      </div>
    </div>
  );
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function Row({ node, style, dragHandle }: NodeRendererProps<TreeNode>): JSX.Element {
  return (
    <div
      ref={dragHandle}
      style={style}
      className={`tree-row ${node.isSelected ? 'on' : ''} ${node.willReceiveDrop ? 'drop' : ''}`}
      onClick={() => node.isInternal && node.toggle()}
      onDoubleClick={() => void node.edit()}
    >
      <span className="tree-chevron">{node.isInternal && <Icon name={node.isOpen ? 'chevronDown' : 'chevron'} />}</span>
      {node.data.kind === 'folder' ? <Icon name="folder" /> : <FileIcon path={node.data.path} />}
      {node.isEditing ? <Rename node={node} /> : <span className="ell">{node.data.name}</span>}
    </div>
  );
}

function Rename({ node }: { node: NodeApi<TreeNode> }): JSX.Element {
  return (
    <input
      className="in"
      aria-label={`New name of ${node.data.name}`}
      autoFocus
      defaultValue={node.data.name}
      onBlur={() => node.reset()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') node.reset();
        if (event.key === 'Enter') node.submit(event.currentTarget.value);
      }}
    />
  );
}

function NewEntry({ kind, folder }: { kind: 'file' | 'folder'; folder: string }): JSX.Element {
  const { store } = useWorkbench();
  const [name, setName] = useState('');
  const { create, cancelCreate } = store.getState();
  const submit = (): void => {
    if (name.trim() !== '') void create(folder === '' ? name.trim() : `${folder}/${name.trim()}`, kind);
  };
  return (
    <div className="explorer-new" onKeyDown={({ key }) => key === 'Escape' && cancelCreate()}>
      <TextField
        label={`Name of the new ${kind}${folder === '' ? '' : ` in ${folder}`}`}
        value={name}
        onChange={setName}
        placeholder={kind === 'file' ? 'Token.sol' : 'contracts'}
        autoFocus
        onSubmit={submit}
      />
      <div className="row">
        <Button kind="primary small" onPress={submit} isDisabled={name.trim() === ''}>
          Create
        </Button>
        <Button kind="quiet small" onPress={cancelCreate}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
