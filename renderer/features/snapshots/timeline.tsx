/** Blocks of all branches, the newest first, and what can be done at each. */
import { useEffect, useMemo, useRef, useState, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { TimelineBlock } from '../../../runtimes/service/contract/history.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { Button } from '../../ui/controls.tsx';
import { clock, grouped } from '../../ui/format.ts';
import { BlockActions, type OnExport } from './block-actions.tsx';
import { blockGraph } from './block-graph.ts';
import { blockMenu } from './block-menu.ts';
import { GraphCell, MOST_COLUMNS } from './graph-cell.tsx';
import { currentLine } from './slice.ts';

export function Timeline({ onExport }: { onExport: OnExport }): JSX.Element {
  const { store } = useWorkbench();
  const blocks = useApp((state) => state.timeline);
  const standing = useApp((state) => state.standing);
  const [selected, setSelected] = useState<number | undefined>(undefined);
  const [naming, setNaming] = useState<number | undefined>(undefined);
  const [menu, setMenu] = useState<{ block: TimelineBlock; x: number; y: number } | undefined>(undefined);
  const scroll = useRef<HTMLDivElement>(null);
  const line = useMemo(() => currentLine(blocks, standing?.at), [blocks, standing]);
  const graph = useMemo(() => blockGraph(blocks, standing?.at), [blocks, standing]);
  const columns = Math.min(MOST_COLUMNS, Math.max(1, ...graph.map(({ column }) => column + 1)));
  const rows = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 24,
    overscan: 10,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= blocks.length - 1) void store.getState().loadOlderBlocks();
  }, [store, last, blocks.length]);
  const { moveLedger } = store.getState();
  const open = blocks.find(({ id }) => id === (selected ?? standing?.at));
  return (
    <>
      <div className="bar">
        <h2>History</h2>
        <span className="grow small t3 ell">{standing && `on ${standing.branch}`}</span>
        {(['undo', 'redo'] as const).map((kind) => (
          <Button
            key={kind}
            kind="small"
            isDisabled={(standing?.[kind] ?? null) === null}
            onPress={() => void moveLedger(`history.${kind}`, {})}
          >
            <span title={standing?.[kind] ?? `nothing to ${kind}`}>{kind === 'undo' ? 'Undo' : 'Redo'}</span>
          </Button>
        ))}
      </div>
      {standing?.undo && <p className="micro t3 history-hint ell">Undo: {standing.undo}</p>}
      {standing?.redo && <p className="micro t3 history-hint ell">Redo: {standing.redo}</p>}
      <div className="scroll" ref={scroll}>
        <ul aria-label="Blocks" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start }) => {
            const block = blocks[index];
            const drawn = graph[index];
            if (block === undefined || drawn === undefined) return null;
            const { id, number, label, transactions, timestamp } = block;
            const isHere = id === standing?.at;
            return (
              <li key={id} style={{ position: 'absolute', top: start, left: 0, right: 0 }}>
                <button
                  className={`list-row ${id === open?.id ? 'on' : ''}`}
                  aria-pressed={id === open?.id}
                  aria-haspopup="menu"
                  onClick={() => setSelected(id)}
                  onContextMenu={(event) => {
                    event.preventDefault();
                    const { left, bottom } = event.currentTarget.getBoundingClientRect();
                    // The keyboard's menu key has no pointer.
                    const isPointed = event.clientX > 0 || event.clientY > 0;
                    setSelected(id);
                    setMenu({ block, x: isPointed ? event.clientX : left, y: isPointed ? event.clientY : bottom });
                  }}
                >
                  <GraphCell row={drawn} columns={columns} isHere={isHere} />
                  <span className="num t2">block {grouped(String(number))}</span>
                  <span className="ell mono grow">
                    {label}
                    {transactions > 1 && <span className="t3"> and {transactions - 1} more</span>}
                  </span>
                  {!line.has(id) && <span className="micro t3">off this line</span>}
                  {isHere && <span className="tag">current state</span>}
                  {standing?.branches
                    .filter((one) => one.block === id)
                    .map(({ name }) => (
                      <span key={name} className="tag">
                        {name}
                      </span>
                    ))}
                  {timestamp > 0 && <span className="num t3 micro">{clock(timestamp)}</span>}
                </button>
              </li>
            );
          })}
        </ul>
      </div>
      {open && standing && (
        <BlockActions
          key={`${open.id} ${naming}`}
          block={open}
          standing={standing}
          isNaming={naming === open.id}
          onExport={onExport}
        />
      )}
      {menu && standing && (
        <ContextMenu
          label={`Block ${menu.block.number}`}
          at={menu}
          close={() => setMenu(undefined)}
          entries={blockMenu(store, menu.block, standing, blocks, {
            onExport,
            onBranch: (id) => setNaming(id),
          })}
        />
      )}
    </>
  );
}
