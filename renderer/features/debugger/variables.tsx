import { useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton } from '../../ui/controls.tsx';
import { Part } from './part.tsx';
import { variableRows, type VariableNode } from './variable-rows.ts';
import { VariableTree } from './variable-tree.tsx';

/** Of the call that is looked at: arguments, locals, state, then what its machine holds. What has changed since the last stop is marked. */
export function Variables(): JSX.Element {
  const { store } = useWorkbench();
  const scopes = useApp(({ debug }) => debug?.scopes ?? NONE);
  const children = useApp(({ debug }) => debug?.children ?? NO_CHILDREN);
  const open = useApp(({ debug }) => debug?.open ?? NO_IDS);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const rows = useMemo(() => variableRows(scopes, children, open), [scopes, children, open]);
  const chosen = rows.find(({ id }) => id === current)?.node;
  const { breakOnVariable } = store.getState();
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
        <VariableTree
          label="Variables"
          rows={rows}
          current={current}
          onCurrent={setCurrent}
          hasMenu={({ kind }) => kind === 'variable'}
        />
      )}
    </Part>
  );
}

const NONE: readonly VariableNode[] = [];
const NO_CHILDREN: Readonly<Record<string, readonly VariableNode[]>> = {};
const NO_IDS: ReadonlySet<string> = new Set();
