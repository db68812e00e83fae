/** Blocks of all branches, the newest first, and what can be done at each. */
import { useEffect, useMemo, useRef, useState, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Standing, TimelineBlock } from '../../../runtimes/service/contract/history.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, TextField } from '../../ui/controls.tsx';
import { clock, counted, grouped, shortHex } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { currentLine } from './slice.ts';

type OnExport = (block: { id: number; number: number }) => void;

export function Timeline({ onExport }: { onExport: OnExport }): JSX.Element {
  const { store } = useWorkbench();
  const blocks = useApp((state) => state.timeline);
  const standing = useApp((state) => state.standing);
  const [selected, setSelected] = useState<number | undefined>(undefined);
  const scroll = useRef<HTMLDivElement>(null);
  const line = useMemo(() => currentLine(blocks, standing?.at), [blocks, standing]);
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
            if (block === undefined) return null;
            const { id, number, label, transactions, timestamp } = block;
            const isHere = id === standing?.at;
            return (
              <li key={id} style={{ position: 'absolute', top: start, left: 0, right: 0 }}>
                <button
                  className={`list-row ${id === open?.id ? 'on' : ''}`}
                  aria-pressed={id === open?.id}
                  onClick={() => setSelected(id)}
                >
                  <span className="block-rail">
                    <Icon name={isHere ? 'check' : line.has(id) ? 'chevronDown' : 'slash'} />
                  </span>
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
      {open && standing && <BlockActions key={open.id} block={open} standing={standing} onExport={onExport} />}
    </>
  );
}

function BlockActions({
  block,
  standing,
  onExport,
}: {
  block: TimelineBlock;
  standing: Standing;
  onExport: OnExport;
}): JSX.Element {
  const { store } = useWorkbench();
  const diffFrom = useApp((state) => state.diffFrom);
  const [name, setName] = useState<string | undefined>(undefined);
  const { moveLedger, startDiff, compareStates } = store.getState();
  const { id, number, stateRoot, hash } = block;
  const state = { ref: { block: id }, text: `block ${number}` };
  const create = async (): Promise<void> => {
    if (await moveLedger('history.branch', { name: name ?? '', block: id, go: true })) setName(undefined);
  };
  return (
    <div className="block-actions" role="group" aria-label={`Block ${number}`}>
      <p className="row micro t3">
        <b className="t2">Block {grouped(String(number))}</b>
        <span>{counted(block.transactions, 'transaction')}</span>
        <span className="mono" title={stateRoot ?? hash}>
          {stateRoot === null ? shortHex(hash) : `root ${shortHex(stateRoot)}`}
        </span>
      </p>
      <div className="row wrap">
        <Button
          kind="small"
          isDisabled={id === standing.at}
          onPress={() => void moveLedger('history.revert', { block: id })}
        >
          Revert here
        </Button>
        <Button kind="small" onPress={() => setName(name === undefined ? '' : undefined)}>
          Branch from here
        </Button>
        <Button kind="small" onPress={() => onExport({ id, number })}>
          Export from here
        </Button>
        <Button kind="small" onPress={() => (diffFrom ? void compareStates(diffFrom, state) : startDiff(state))}>
          {diffFrom ? `Compare with ${diffFrom.text}` : 'Compare'}
        </Button>
        {diffFrom && (
          <Button kind="quiet small" onPress={() => startDiff(undefined)}>
            Do not compare
          </Button>
        )}
        {standing.branches
          .filter((one) => one.block === id && !one.current)
          .map((one) => (
            <span key={one.name} className="row">
              <Button kind="small" onPress={() => void moveLedger('history.switch', { name: one.name })}>
                Go to {one.name}
              </Button>
              <Button kind="quiet small" onPress={() => void moveLedger('history.drop', { name: one.name })}>
                Drop {one.name}
              </Button>
            </span>
          ))}
      </div>
      {name !== undefined && (
        <div className="row branch-form">
          <TextField
            label="Name of the branch"
            value={name}
            onChange={setName}
            autoFocus
            onSubmit={() => void create()}
          />
          <Button kind="primary" isDisabled={name === ''} onPress={() => void create()}>
            Create branch
          </Button>
        </div>
      )}
    </div>
  );
}
