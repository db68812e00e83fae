import { useRef, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { StateDiff } from '../../../runtimes/service/contract/snapshots.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { IconButton } from '../../ui/controls.tsx';
import { counted, grouped } from '../../ui/format.ts';
import { cellText } from './cell-text.ts';

/** What two states differ in: cells by name, before and after. */
export function DiffView({ before, after, diff }: { before: string; after: string; diff: StateDiff }): JSX.Element {
  const { store } = useWorkbench();
  const scroll = useRef<HTMLDivElement>(null);
  const { cells, added, removed, changed, config } = diff;
  const rows = useVirtualizer({
    count: cells.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 24,
    overscan: 10,
  });
  const all = added + removed + changed;
  return (
    <section className="state-diff" aria-label="Comparison">
      <div className="bar">
        <h2>
          {before} → {after}
        </h2>
        <span className="small t3 grow ell">
          {all === 0
            ? 'The states are equal'
            : `${counted(all, 'cell')} ${all === 1 ? 'differs' : 'differ'}: ${changed} changed, ${added} added, ${removed} removed`}
          {all > cells.length && `; the first ${grouped(String(cells.length))} are listed`}
          {config.length > 0 && `; ${config.join('; ')}`}
        </span>
        <IconButton small icon="close" label="Close the comparison" onPress={() => store.getState().closeDiff()} />
      </div>
      <div className="scroll" ref={scroll} tabIndex={0} role="table" aria-label="Cells" aria-rowcount={cells.length}>
        <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const one = cells[index];
            if (one === undefined) return null;
            return (
              <div
                key={one.key}
                role="row"
                aria-rowindex={index + 1}
                className="list-row"
                style={{ position: 'absolute', top: start }}
              >
                <span role="cell" className="mono ell grow" title={one.key}>
                  {one.cell}
                </span>
                <span role="cell" className="mono ell diff-value t2" title={one.before}>
                  {cellText(one.key, one.before)}
                </span>
                <span role="cell" className="mono ell diff-value" title={one.after}>
                  <span aria-hidden="true">→ </span>
                  {cellText(one.key, one.after)}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
