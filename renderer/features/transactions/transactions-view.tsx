import { useEffect, useRef, useState, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Empty, TextField } from '../../ui/controls.tsx';
import { clock, counted, grouped } from '../../ui/format.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { Status } from '../../ui/status.tsx';
import { TransactionDetail } from './transaction-detail.tsx';
import { matches } from './slice.ts';
import './transactions.css';

export function TransactionsView(): JSX.Element {
  const { store } = useWorkbench();
  const all = useApp((state) => state.transactions);
  const complete = useApp((state) => state.allTransactions);
  const selected = useApp((state) => state.selectedTransaction);
  const [search, setSearch] = useState('');
  const scroll = useRef<HTMLDivElement>(null);
  const shown = search.trim() === '' ? all : all.filter((one) => matches(one, search.trim()));
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 24,
    overscan: 10,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= shown.length - 1) void store.getState().loadOlder();
  }, [store, last, shown.length]);
  if (all.length === 0)
    return (
      <div className="view">
        <Empty>Deploy a contract or call one: each transaction will stand here, the newest first.</Empty>
      </div>
    );
  const open = all.find(({ id }) => id === selected);
  return (
    <div className="view transactions">
      <div className="transactions-list">
        <div className="bar">
          <div className="grow">
            <TextField
              label="Search transactions"
              hideLabel
              value={search}
              onChange={setSearch}
              placeholder="Name, function, reason"
            />
          </div>
          <span className="micro t3 num">
            {counted(shown.length, 'transaction')}
            {complete ? '' : ' of more'}
          </span>
        </div>
        <div className="scroll" ref={scroll}>
          <ul aria-label="Transactions" style={{ height: rows.getTotalSize(), position: 'relative' }}>
            {items.map(({ index, start }) => {
              const one = shown[index];
              if (one === undefined) return null;
              return (
                <li key={one.id} style={{ position: 'absolute', top: start, left: 0, right: 0 }}>
                  <button
                    className={`list-row ${one.id === selected ? 'on' : ''}`}
                    aria-pressed={one.id === selected}
                    onClick={() => store.getState().selectTransaction(one.id === selected ? undefined : one.id)}
                    onKeyDown={({ key, ctrlKey, metaKey, altKey }) => {
                      if (key !== 'd' || ctrlKey || metaKey || altKey) return;
                      const { block, index, label } = one;
                      void store.getState().startDebugging({ kind: 'live', block, index }, label);
                    }}
                  >
                    <span className="num t3 tx-id">{one.id.replace('-', '·')}</span>
                    <RuntimeGlyph runtime={one.runtime} />
                    <span className="ell mono grow">
                      {one.label}
                      {one.reason !== '' && <span className="t3"> {one.reason}</span>}
                    </span>
                    <span className="t2 ell tx-from">{one.fromName}</span>
                    <span className="num t3 tx-gas">{grouped(one.gasUsed)} gas</span>
                    <span className="tx-status">
                      <Status status={one.status} />
                    </span>
                    <span className="num t3 micro tx-time">{clock(one.timestamp)}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </div>
      </div>
      {open && <TransactionDetail transaction={open} />}
    </div>
  );
}
