import { useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { ContextMenu, type MenuEntries } from '../../ui/context-menu.tsx';
import { IconButton } from '../../ui/controls.tsx';
import { VirtualTree } from '../../ui/virtual-tree.tsx';
import { Part } from './part.tsx';
import { variableRows, type VariableNode } from './variable-rows.ts';

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
  const { breakOnVariable, addWatch, toggleVariable, moreVariables } = store.getState();
  const entriesOf = (node: VariableNode): MenuEntries => [
    ...(node.hasCell
      ? ([
          { id: 'write', text: 'Break when this cell is written', run: () => void breakOnVariable(node, 'write') },
          { id: 'read', text: 'Break when this cell is read', run: () => void breakOnVariable(node, 'read') },
          {
            id: 'both',
            text: 'Break when this cell is read or written',
            run: () => void breakOnVariable(node, 'readWrite'),
          },
          '-',
        ] as const)
      : []),
    ...(node.expression === undefined
      ? []
      : [{ id: 'watch', text: 'Watch', run: () => void addWatch(node.expression ?? '') }]),
    { id: 'copy', text: 'Copy the value', run: () => void navigator.clipboard.writeText(node.value) },
  ];
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
          {({ node }) => <Shown node={node} isChanged={changed.has(node.id)} />}
        </VirtualTree>
      )}
      {menu && (
        <ContextMenu
          label={`${menu.node.name}: what to do`}
          at={menu}
          entries={entriesOf(menu.node)}
          close={() => setMenu(undefined)}
        />
      )}
    </Part>
  );
}

function Shown({ node, isChanged }: { node: VariableNode; isChanged: boolean }): JSX.Element {
  const { kind, name, value, type, shown } = node;
  if (kind !== 'variable') return <span className={kind === 'scope' ? 'debug-scope' : 't3'}>{name}</span>;
  return (
    <>
      <span className="mono ell debug-name" title={type === '' ? name : `${name}: ${type}`}>
        {shown.name}
      </span>
      <span className="mono ell debug-value" title={`${value} ${type}`}>
        {isChanged && <span className="hidden-visually">changed: </span>}
        {shown.value}
      </span>
    </>
  );
}

const NONE: readonly VariableNode[] = [];
const NO_CHILDREN: Readonly<Record<string, readonly VariableNode[]>> = {};
const NO_IDS: ReadonlySet<string> = new Set();
