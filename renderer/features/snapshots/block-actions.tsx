import { useState, type JSX } from 'react';
import type { Standing, TimelineBlock } from '../../../runtimes/service/contract/history.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, TextField } from '../../ui/controls.tsx';
import { counted, grouped, shortHex } from '../../ui/format.ts';
import { CURRENT, stateOf } from './slice.ts';

export type OnExport = (block: { id: number; number: number }) => void;

/** What can be done at the block that is chosen. */
export function BlockActions({
  block,
  standing,
  isNaming,
  onExport,
}: {
  block: TimelineBlock;
  standing: Standing;
  /** A branch is to begin there: its name is asked for. */
  isNaming: boolean;
  onExport: OnExport;
}): JSX.Element {
  const { store } = useWorkbench();
  const diffFrom = useApp((state) => state.diffFrom);
  const [name, setName] = useState<string | undefined>(isNaming ? '' : undefined);
  const { moveLedger, startDiff, compareStates } = store.getState();
  const { id, number, stateRoot, hash } = block;
  const state = stateOf(block);
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
        {id !== standing.at && !diffFrom && (
          <Button kind="small" onPress={() => void compareStates(state, CURRENT(standing))}>
            Compare with current state
          </Button>
        )}
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
