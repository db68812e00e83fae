import { useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton, TextField } from '../../ui/controls.tsx';
import { Part } from './part.tsx';
import { treeHeight } from './tree-height.ts';
import { variableRows, watchNode } from './variable-rows.ts';
import { VariableTree } from './variable-tree.tsx';

/** Expressions that are worked out anew at every stop, in the call that is looked at. */
export function WatchList(): JSX.Element {
  const { store } = useWorkbench();
  const watches = useApp((state) => state.watches);
  const watched = useApp(({ debug }) => debug?.watched);
  const children = useApp(({ debug }) => debug?.children);
  const open = useApp(({ debug }) => debug?.open);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const rows = useMemo(() => {
    const roots = watches.map((expression) => watched?.[expression] ?? watchNode(expression));
    return variableRows(roots, children ?? {}, open ?? NO_IDS);
  }, [watches, watched, children, open]);
  const chosen = rows.find(({ id, level }) => id === current && level === 1)?.node;
  const { removeWatch } = store.getState();
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
          <VariableTree
            label="Watched"
            rows={rows}
            current={current}
            onCurrent={setCurrent}
            hasMenu={({ kind }) => kind !== 'more'}
            onKey={(key, { level, node }) => {
              if (level !== 1 || (key !== 'Delete' && key !== 'Backspace')) return false;
              removeWatch(node.name);
              return true;
            }}
          />
        </div>
      )}
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
