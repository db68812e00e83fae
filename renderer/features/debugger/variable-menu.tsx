import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { ContextMenu, type MenuEntries } from '../../ui/context-menu.tsx';
import type { VariableNode } from './variable-rows.ts';

/** What can be done with a variable, or with a watched expression. */
export function VariableMenu({
  node,
  at,
  close,
}: {
  node: VariableNode;
  at: { readonly x: number; readonly y: number };
  close: () => void;
}): JSX.Element {
  const { store } = useWorkbench();
  const { breakOnVariable, addWatch, removeWatch } = store.getState();
  const watched = store.getState().watches.includes(node.expression ?? '');
  const { expression } = node;
  const entries: MenuEntries = [
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
    ...(expression === undefined
      ? []
      : watched
        ? [{ id: 'unwatch', text: 'Do not watch', run: () => removeWatch(expression) }]
        : [{ id: 'watch', text: 'Watch', run: () => void addWatch(expression) }]),
    { id: 'copy', text: 'Copy the value', run: () => void navigator.clipboard.writeText(node.value) },
  ];
  return <ContextMenu label={`${node.name}: what to do`} at={at} entries={entries} close={close} />;
}
