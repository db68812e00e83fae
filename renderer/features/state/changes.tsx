import { useRef, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ChangedCell, StateChanges, TouchedCells as Touched } from '../../../runtimes/service/contract/state.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton, Select } from '../../ui/controls.tsx';
import { counted } from '../../ui/format.ts';
import { blockOptions, OLDER } from './block-options.ts';
import { partsText } from './parts-text.ts';

/** Of few changes nobody sees it: it comes into sight after a moment. */
export function Comparing({ changes }: { changes: number }): JSX.Element {
  const { store } = useWorkbench();
  return (
    <section className="state-side state-comparing" aria-label="Comparison of blocks">
      <p className="small t2" role="status">
        {changes === 0 ? 'Comparing' : `Comparing: ${counted(changes, 'change')} looked at`}
      </p>
      <Button kind="small" icon="stop" onPress={() => store.getState().stopComparing()}>
        Cancel
      </Button>
    </section>
  );
}

/** What differs between two blocks. */
export function BlockChanges({ diff }: { diff: StateChanges }): JSX.Element {
  const { store } = useWorkbench();
  const blocks = useApp((state) => state.explored.blocks);
  const hasOlderBlocks = useApp((state) => state.explored.hasOlderBlocks);
  const act = store.getState;
  const options = blockOptions({ blocks, hasOlderBlocks });
  const compare = (id: string, from: number, to: number): void =>
    void (id === OLDER ? act().olderBlocks() : act().compareBlocks(from, to));
  const { before, after, total, cells, next } = diff;
  return (
    <section className="state-side" aria-label="Comparison of blocks">
      <div className="bar">
        <Select
          label="Before"
          hideLabel
          value={String(before.id)}
          options={options}
          onChange={(id) => compare(id, Number(id), after.id)}
        />
        <span aria-hidden="true">→</span>
        <Select
          label="After"
          hideLabel
          value={String(after.id)}
          options={options}
          onChange={(id) => compare(id, before.id, Number(id))}
        />
        <span className="small t3 grow ell">
          {total === 0 ? 'The states are equal' : `${counted(total, 'cell')} ${total === 1 ? 'differs' : 'differ'}`}
        </span>
        <IconButton small icon="close" label="Close the comparison" onPress={() => act().closeState('diff')} />
      </div>
      <ChangedList cells={cells} label="Cells that differ" />
      {next !== null && (
        <Button kind="small" onPress={() => void act().moreChanges()}>
          More cells
        </Button>
      )}
    </section>
  );
}

/** A transaction's cells before and after it, at its place in the block. */
export function TouchedCells({ touched }: { touched: Touched }): JSX.Element {
  const { store } = useWorkbench();
  const { block, index, label, sender, cells } = touched;
  const written = cells?.filter(({ isWritten }) => isWritten) ?? [];
  const read = cells?.filter(({ isWritten }) => !isWritten) ?? [];
  return (
    <section className="state-side" aria-label="A transaction before and after">
      <div className="bar">
        <h2 className="ell grow">
          <span className="mono">{label}</span>{' '}
          <span className="t3">
            ({block.number}, {index}), sent by {sender}
          </span>
        </h2>
        <IconButton small icon="close" label="Close" onPress={() => store.getState().closeState('touched')} />
      </div>
      {cells === null ? (
        <p className="small t3 state-note">
          What it read and wrote is not kept: of old blocks and of setup only the outcome is.
        </p>
      ) : (
        <>
          <p className="small t3 state-note">
            {counted(written.length, 'cell')} written, {counted(read.length, 'cell')} only read
          </p>
          <ChangedList cells={cells} label="Cells before and after" />
        </>
      )}
    </section>
  );
}

function ChangedList({ cells, label }: { cells: readonly ChangedCell[]; label: string }): JSX.Element {
  const { store } = useWorkbench();
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: cells.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 24,
    overscan: 10,
  });
  return (
    <div className="scroll" ref={scroll} tabIndex={0} role="table" aria-label={label} aria-rowcount={cells.length}>
      <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const one = cells[index];
          if (one === undefined) return null;
          const { key, owner, before, after, rawBefore, rawAfter } = one;
          const isSame = rawBefore === rawAfter;
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 1}
              className="list-row"
              style={{ position: 'absolute', top: start }}
            >
              <span role="cell" className="ell grow" title={key}>
                <button className="link mono ell" onClick={() => void store.getState().findState(key)}>
                  {owner}.{after.map((part) => part.name).join(', ')}
                </button>
              </span>
              <span role="cell" className={`mono ell state-diff-value ${isSame ? 't3' : 'del'}`} title={rawBefore}>
                {partsText(before)}
              </span>
              <span role="cell" className={`mono ell state-diff-value ${isSame ? 't3' : 'add'}`} title={rawAfter}>
                <span aria-hidden="true">{isSame ? '' : '→ '}</span>
                {isSame ? 'the same' : partsText(after)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
