import { useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton, TextField } from '../../ui/controls.tsx';
import { VirtualTree } from '../../ui/virtual-tree.tsx';
import { Part } from './part.tsx';
import { treeHeight } from './tree-height.ts';
import { VariableMenu } from './variable-menu.tsx';
import { variableRows, watchNode, type VariableNode } from './variable-rows.ts';
import { VariableText } from './variable-text.tsx';

/** Expressions that are worked out anew at every stop, in the call that is looked at. */
export function WatchList(): JSX.Element {
  const { store } = useWorkbench();
  const watches = useApp((state) => state.watches);
  const watched = useApp(({ debug }) => debug?.watched);
  const children = useApp(({ debug }) => debug?.children);
  const open = useApp(({ debug }) => debug?.open);
  const changed = useApp(({ debug }) => debug?.changed) ?? NO_IDS;
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const [menu, setMenu] = useState<
    { readonly x: number; readonly y: number; readonly node: VariableNode } | undefined
  >();
  const rows = useMemo(() => {
    const roots = watches.map((expression) => watched?.[expression] ?? watchNode(expression));
    return variableRows(roots, children ?? {}, open ?? NO_IDS);
  }, [watches, watched, children, open]);
  const chosen = rows.find(({ id, level }) => id === current && level === 1)?.node;
  const { toggleVariable, moreVariables, removeWatch } = store.getState();
  const [text, setText] = useState('');
  const add = (): void => {
    void store.getState().addWatch(text);
    setText('');
  };
  return (
    <Part
      title="Watch"
      end={
        chosen && (
          <IconButton
            small
            icon="close"
            label={`Do not watch ${chosen.name}`}
            onPress={() => removeWatch(chosen.name)}
          />
        )
      }
    >
      {rows.length > 0 && (
        <div className="debug-tree" style={treeHeight(rows.length, 8)}>
          <VirtualTree
            label="Watched"
            namedByContent
            rows={rows}
            current={current}
            onCurrent={({ id }) => setCurrent(id)}
            onToggle={({ node }, isOpen) => void toggleVariable(node, isOpen)}
            onActivate={({ node }) => {
              if (node.kind === 'more') void moreVariables(node);
            }}
            onKey={({ key }, row) => {
              if (row?.level !== 1 || (key !== 'Delete' && key !== 'Backspace')) return false;
              removeWatch(row.node.name);
              return true;
            }}
            onMenu={(at, row) => {
              if (row !== undefined && row.node.kind !== 'more') setMenu({ ...at, node: row.node });
            }}
            rowClass={({ id }) => (changed.has(id) ? 'changed' : '')}
          >
            {({ node }) => <VariableText node={node} isChanged={changed.has(node.id)} />}
          </VirtualTree>
        </div>
      )}
      {menu && <VariableMenu node={menu.node} at={menu} close={() => setMenu(undefined)} />}
      <div className="debug-field">
        <TextField
          label="Watch an expression"
          hideLabel
          mono
          value={text}
          onChange={setText}
          onSubmit={add}
          placeholder="balances[alice], amount * 2"
        />
      </div>
    </Part>
  );
}

const NO_IDS: ReadonlySet<string> = new Set();
