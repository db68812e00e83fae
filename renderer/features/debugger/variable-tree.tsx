import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { VirtualTree } from '../../ui/virtual-tree.tsx';
import { VariableMenu } from './variable-menu.tsx';
import type { VariableNode, VariableRow } from './variable-rows.ts';
import { VariableText } from './variable-text.tsx';

interface VariableTreeProps {
  readonly label: string;
  readonly rows: readonly VariableRow[];
  readonly current: string | undefined;
  readonly onCurrent: (id: string) => void;
  /** Whether it has a menu. */
  readonly hasMenu: (node: VariableNode) => boolean;
  /** @returns whether that was all there is to do. */
  readonly onKey?: (key: string, row: VariableRow) => boolean;
}

/** Values with their members: they open, the rest of a long list comes when it is asked for, and what has changed since the last stop is marked. */
export function VariableTree({ label, rows, current, onCurrent, hasMenu, onKey }: VariableTreeProps): JSX.Element {
  const { store } = useWorkbench();
  const changed = useApp(({ debug }) => debug?.changed ?? NO_IDS);
  const [menu, setMenu] = useState<
    { readonly x: number; readonly y: number; readonly node: VariableNode } | undefined
  >();
  const { toggleVariable, moreVariables } = store.getState();
  return (
    <>
      <VirtualTree
        label={label}
        namedByContent
        rows={rows}
        current={current}
        onCurrent={({ id }) => onCurrent(id)}
        onToggle={({ node }, isOpen) => void toggleVariable(node, isOpen)}
        onActivate={({ node }) => {
          if (node.kind === 'more') void moreVariables(node);
        }}
        onKey={({ key }, row) => row !== undefined && onKey?.(key, row) === true}
        onMenu={(at, row) => {
          if (row !== undefined && hasMenu(row.node)) setMenu({ ...at, node: row.node });
        }}
        rowClass={({ id }) => (changed.has(id) ? 'changed' : '')}
      >
        {({ node }) => <VariableText node={node} isChanged={changed.has(node.id)} />}
      </VirtualTree>
      {menu && <VariableMenu node={menu.node} at={menu} close={() => setMenu(undefined)} />}
    </>
  );
}

const NO_IDS: ReadonlySet<string> = new Set();
