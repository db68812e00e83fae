import { useEffect, useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Empty, IconButton, Select, TextField } from '../../ui/controls.tsx';
import { shortHex } from '../../ui/format.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { VirtualTree } from '../../ui/virtual-tree.tsx';
import { CellHistory } from './cell-history.tsx';
import { BlockChanges, Comparing, TouchedCells } from './changes.tsx';
import { blockOptions, OLDER } from './block-options.ts';
import { ExportState } from './export-state.tsx';
import { treeRows, type StateRow } from './tree-rows.ts';
import './state.css';

const NEWEST = 'newest';
const LIVE = 'live';

/** Accounts and cells by name, of the live ledger or of a run, after any block. */
export function StateView(): JSX.Element {
  const { store } = useWorkbench();
  const explored = useApp((state) => state.explored);
  const act = store.getState;
  useEffect(() => {
    store.getState().watchState(true);
    return () => store.getState().watchState(false);
  }, [store]);
  const { accounts, nextAccount, cells, open, current, changed, error, point, history, diff, touched, comparing } =
    explored;
  const rows = useMemo(() => treeRows({ accounts, nextAccount, cells, open }), [accounts, nextAccount, cells, open]);
  const activate = (row: StateRow): void => {
    if (row.kind === 'cell' && row.cell !== undefined) void act().showHistory(row.cell.key);
    else if (row.kind === 'more') void (row.address === '' ? act().moreAccounts() : act().moreCells(row.address));
  };
  return (
    <div className="view state-view">
      <Toolbar />
      {error !== undefined && (
        <p className="small flaw state-error" role="alert">
          {error}
        </p>
      )}
      <div className="state-body">
        {rows.length === 0 ? (
          <Empty>{point === undefined ? 'Reading the state.' : 'No account holds anything after this block.'}</Empty>
        ) : (
          <VirtualTree
            label={`State after block ${point?.number ?? ''}`}
            columns={['Name', 'Value', 'Type']}
            rows={rows}
            current={current}
            onCurrent={(row) => act().setStateRow(row.id)}
            onToggle={(row, isOpen) =>
              void act().toggleStateRow(row.id, row.kind === 'account' ? row.address : '', isOpen)
            }
            onActivate={activate}
            namedByContent
            rowClass={(row) => (row.cell !== undefined && changed.has(row.cell.key) ? 'flash' : '')}
          >
            {(row) => <Cells row={row} />}
          </VirtualTree>
        )}
        {comparing ? (
          <Comparing changes={comparing.changes} />
        ) : touched ? (
          <TouchedCells touched={touched} />
        ) : diff ? (
          <BlockChanges diff={diff} />
        ) : history ? (
          <CellHistory history={history} run={explored.run} />
        ) : (
          <Empty>Choose a cell: who wrote it, and when, will stand here.</Empty>
        )}
      </div>
    </div>
  );
}

function Toolbar(): JSX.Element {
  const { store } = useWorkbench();
  const { sources, run, blocks, hasOlderBlocks, isNewest, point } = useApp((state) => state.explored);
  const [text, setText] = useState('');
  const act = store.getState;
  const at = point === undefined ? -1 : blocks.findIndex(({ id }) => id === point.id);
  const before = blocks[at + 1];
  return (
    <div className="bar state-bar">
      <Select
        label="State of"
        hideLabel
        value={run === null ? LIVE : String(run)}
        options={
          sources.length === 0
            ? [{ id: LIVE, text: 'live ledger' }]
            : sources.map((one) => ({ id: one.run === null ? LIVE : String(one.run), text: one.title }))
        }
        onChange={(id) => void act().chooseState(id === LIVE ? null : Number(id))}
      />
      <Select
        label="After block"
        hideLabel
        value={isNewest || point === undefined ? NEWEST : String(point.id)}
        options={[
          { id: NEWEST, text: isNewest ? `newest: block ${point?.number ?? ''}` : 'newest block' },
          ...blockOptions({ blocks, hasOlderBlocks }),
        ]}
        onChange={(id) =>
          void (id === OLDER ? act().olderBlocks() : act().chooseBlock(id === NEWEST ? undefined : Number(id)))
        }
      />
      <div className="grow state-find">
        <TextField
          label="Find an account or a cell"
          hideLabel
          value={text}
          onChange={setText}
          onSubmit={() => void act().findState(text)}
          placeholder="Find: token.balances[alice], 0x…, a key"
        />
      </div>
      <IconButton
        icon="policy"
        label="Compare blocks"
        isDisabled={before === undefined || point === undefined}
        onPress={() => before && point && void act().compareBlocks(before.id, point.id)}
      />
      <ExportState />
    </div>
  );
}

function Cells({ row }: { row: StateRow }): JSX.Element {
  const { kind, name, value, type, account, cell } = row;
  const isName = kind === 'cell' || (kind === 'variable' && row.level > 1);
  return (
    <>
      <span role="gridcell" className={`ell state-name ${isName ? 'mono' : ''}`} title={cell?.key ?? row.address}>
        {account?.runtime && <RuntimeGlyph runtime={account.runtime} />}
        <span className="ell">
          {kind === 'account' && account?.name === '' ? shortHex(name) : name}
          {account !== undefined && account.name !== '' && (
            <span className="t3 mono micro"> {shortHex(row.address)}</span>
          )}
        </span>
      </span>
      <span
        role="gridcell"
        className={`ell state-value ${kind === 'cell' ? 'mono' : 't3'}`}
        title={cell ? `raw: ${cell.raw}` : ''}
      >
        {value}
      </span>
      <span role="gridcell" className="ell state-type t3 mono micro">
        {type}
      </span>
    </>
  );
}
