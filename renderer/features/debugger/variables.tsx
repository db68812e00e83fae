import { useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { VirtualTree } from '../../ui/virtual-tree.tsx';
import { variableRows, type VariableNode } from './variable-rows.ts';

/** Of the call that is looked at: arguments, locals, state, then what its machine holds. What has changed since the last stop is marked. */
export function Variables(): JSX.Element {
  const { store } = useWorkbench();
  const scopes = useApp(({ debug }) => debug?.scopes ?? NONE);
  const children = useApp(({ debug }) => debug?.children ?? NO_CHILDREN);
  const open = useApp(({ debug }) => debug?.open ?? NO_IDS);
  const changed = useApp(({ debug }) => debug?.changed ?? NO_IDS);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const rows = useMemo(() => variableRows(scopes, children, open), [scopes, children, open]);
  return (
    <section className="debug-part debug-variables" aria-label="Variables">
      <h2>Variables</h2>
      {rows.length === 0 ? (
        <p className="small t3 debug-none">Nothing is known of variables here.</p>
      ) : (
        <VirtualTree
          label="Variables"
          namedByContent
          rows={rows}
          current={current}
          onCurrent={({ id }) => setCurrent(id)}
          onToggle={({ node }, isOpen) => void store.getState().toggleVariable(node, isOpen)}
          onActivate={({ node }) => {
            if (node.kind === 'more') void store.getState().moreVariables(node);
          }}
          rowClass={({ id }) => (changed.has(id) ? 'changed' : '')}
        >
          {({ node }) => <Shown node={node} isChanged={changed.has(node.id)} />}
        </VirtualTree>
      )}
    </section>
  );
}

function Shown({ node, isChanged }: { node: VariableNode; isChanged: boolean }): JSX.Element {
  const { kind, name, value, type } = node;
  if (kind !== 'variable') return <span className={kind === 'scope' ? 'debug-scope' : 't3'}>{name}</span>;
  return (
    <>
      <span className="mono ell debug-name" title={type === '' ? name : `${name}: ${type}`}>
        {name}
      </span>
      <span className="mono ell debug-value" title={`${value} ${type}`}>
        {isChanged && <span className="hidden-visually">changed: </span>}
        {value}
      </span>
    </>
  );
}

const NONE: readonly VariableNode[] = [];
const NO_CHILDREN: Readonly<Record<string, readonly VariableNode[]>> = {};
const NO_IDS: ReadonlySet<string> = new Set();
