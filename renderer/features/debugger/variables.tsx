import { useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton } from '../../ui/controls.tsx';
import { VirtualTree } from '../../ui/virtual-tree.tsx';
import { Part } from './part.tsx';
import { VariableMenu } from './variable-menu.tsx';
import { variableRows, type VariableNode } from './variable-rows.ts';
import { VariableText } from './variable-text.tsx';

/** Of the call that is looked at: arguments, locals, state, then what its machine holds. What has changed since the last stop is marked. */
export function Variables(): JSX.Element {
  const { store } = useWorkbench();
  const scopes = useApp(({ debug }) => debug?.scopes ?? NONE);
  const children = useApp(({ debug }) => debug?.children ?? NO_CHILDREN);
  const open = useApp(({ debug }) => debug?.open ?? NO_IDS);
  const changed = useApp(({ debug }) => debug?.changed ?? NO_IDS);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const [menu, setMenu] = useState<
    { readonly x: number; readonly y: number; readonly node: VariableNode } | undefined
  >();
  const rows = useMemo(() => variableRows(scopes, children, open), [scopes, children, open]);
  const chosen = rows.find(({ id }) => id === current)?.node;
  const { breakOnVariable, toggleVariable, moreVariables } = store.getState();
  return (
    <Part
      title="Variables"
      className="debug-variables"
      end={
        chosen?.hasCell === true && (
          <IconButton
            small
            icon="pin"
            label={`Break when ${chosen.shown.name} is written`}
            onPress={() => void breakOnVariable(chosen, 'write')}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <p className="small t3 debug-none">Nothing is known of variables here.</p>
      ) : (
        <VirtualTree
          label="Variables"
          namedByContent
          rows={rows}
          current={current}
          onCurrent={({ id }) => setCurrent(id)}
          onToggle={({ node }, isOpen) => void toggleVariable(node, isOpen)}
          onActivate={({ node }) => {
            if (node.kind === 'more') void moreVariables(node);
          }}
          onMenu={(at, row) => {
            if (row?.node.kind === 'variable') setMenu({ ...at, node: row.node });
          }}
          rowClass={({ id }) => (changed.has(id) ? 'changed' : '')}
        >
          {({ node }) => <VariableText node={node} isChanged={changed.has(node.id)} />}
        </VirtualTree>
      )}
      {menu && <VariableMenu node={menu.node} at={menu} close={() => setMenu(undefined)} />}
    </Part>
  );
}

const NONE: readonly VariableNode[] = [];
const NO_CHILDREN: Readonly<Record<string, readonly VariableNode[]>> = {};
const NO_IDS: ReadonlySet<string> = new Set();
