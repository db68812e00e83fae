import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { VirtualTree, type TreeRow } from '../../ui/virtual-tree.tsx';
import type { Access } from './breakpoints.ts';
import type { Emitted, TouchedCell } from './dap-shapes.ts';
import type { TouchedNow } from './use-touched.ts';

interface CellRow extends TreeRow {
  readonly cell: TouchedCell;
}

const howOf = ({ isRead, isWritten }: TouchedCell): string =>
  isRead && isWritten ? 'read, written' : isWritten ? 'written' : 'read';

/** Cells that the transaction has touched so far: what they held at the beginning, and what they hold now. Enter goes to the last access. */
export function CellTable({ now: { touched, changed } }: { now: TouchedNow }): JSX.Element {
  const { store } = useWorkbench();
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const [menu, setMenu] = useState<
    { readonly x: number; readonly y: number; readonly cell: TouchedCell } | undefined
  >();
  const { cells } = touched;
  const rows: readonly CellRow[] = cells.map((cell, n) => ({
    id: cell.key,
    level: 1,
    text: cell.name,
    position: n + 1,
    siblings: cells.length,
    cell,
  }));
  const { addBreak, jumpTo } = store.getState();
  const breaks =
    ({ key, name }: TouchedCell, access: Access) =>
    (): void =>
      addBreak({ kind: 'cell', key, name, access, condition: '' });
  if (rows.length === 0) return <p className="small t3 gas-note">No cell has been touched yet.</p>;
  return (
    <div className="touched-table">
      <VirtualTree
        label="Cells touched"
        columns={['Cell', 'Touched', 'At the beginning', 'Now']}
        namedByContent
        rows={rows}
        current={current}
        onCurrent={({ id }) => setCurrent(id)}
        onToggle={() => undefined}
        onActivate={({ cell }, isClick) => {
          if (isClick !== true) void jumpTo(Math.max(0, cell.row));
        }}
        onDouble={({ cell }) => void jumpTo(Math.max(0, cell.row))}
        onMenu={(at, row) => {
          if (row !== undefined) setMenu({ ...at, cell: row.cell });
        }}
        rowClass={({ id }) => (changed.has(id) ? 'changed' : '')}
      >
        {({ cell }) => (
          <>
            <span role="gridcell" className="mono ell grow t1" title={cell.key}>
              {cell.name}
            </span>
            <span role="gridcell" className="touched-how">
              {howOf(cell)}
            </span>
            <span role="gridcell" className="mono ell touched-value" title={cell.before}>
              {cell.before}
            </span>
            <span role="gridcell" className="mono ell touched-value debug-value" title={cell.now}>
              {changed.has(cell.key) && <span className="hidden-visually">changed: </span>}
              {cell.now}
            </span>
          </>
        )}
      </VirtualTree>
      {menu && (
        <ContextMenu
          label={`${menu.cell.name}: what to do`}
          at={menu}
          close={() => setMenu(undefined)}
          entries={[
            { id: 'write', text: 'Break when this cell is written', run: breaks(menu.cell, 'write') },
            { id: 'read', text: 'Break when this cell is read', run: breaks(menu.cell, 'read') },
            { id: 'both', text: 'Break when this cell is read or written', run: breaks(menu.cell, 'readWrite') },
            '-',
            {
              id: 'go',
              text: 'Go to the last access',
              keys: 'Enter',
              run: () => void jumpTo(Math.max(0, menu.cell.row)),
            },
          ]}
        />
      )}
    </div>
  );
}

interface EventRow extends TreeRow {
  readonly event: Emitted;
}

/** Events so far. Enter goes to where one was emitted. */
export function EventTable({ events }: { events: readonly Emitted[] }): JSX.Element {
  const { store } = useWorkbench();
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const rows: readonly EventRow[] = events.map((event, n) => ({
    id: String(n),
    level: 1,
    text: event.text,
    position: n + 1,
    siblings: events.length,
    event,
  }));
  const go = ({ event }: EventRow): void => void store.getState().jumpTo(Math.max(0, event.row));
  if (rows.length === 0) return <p className="small t3 gas-note">No event has been emitted yet.</p>;
  return (
    <div className="touched-table events">
      <VirtualTree
        label="Events so far"
        columns={['Event', 'Emitted by']}
        namedByContent
        rows={rows}
        current={current}
        onCurrent={({ id }) => setCurrent(id)}
        onToggle={() => undefined}
        onActivate={(row, isClick) => {
          if (isClick !== true) go(row);
        }}
        onDouble={go}
      >
        {({ event: { text, emitter } }) => (
          <>
            <span role="gridcell" className="mono ell grow t1" title={text}>
              {text}
            </span>
            <span role="gridcell" className="ell touched-value">
              {emitter}
            </span>
          </>
        )}
      </VirtualTree>
    </div>
  );
}
