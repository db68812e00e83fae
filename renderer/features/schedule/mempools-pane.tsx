/** The mempools of a run: per executor what waits, what runs, what is done, as counts, as a queue and as a list. */
import { useEffect, useRef, useState, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { POOL_STATES, type PoolState } from '../../../runtimes/core/pool-state.ts';
import type { PoolEntry, RunView } from '../../../runtimes/service/contract/runs.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton, Select } from '../../ui/controls.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useAtMost } from '../../ui/use-at-most.ts';
import { PoolQueue, POOL_WORDS } from './pool-queue.tsx';
import type { ScheduleData } from './schedule-data.ts';

const ROW = 40;
/** Entries that are asked for at once. */
const PAGE = 200;
/** Between two looks while it runs, ms. */
const LOOK = 400;

const SHORT: Readonly<Record<PoolState, string>> = { ...POOL_WORDS, taken: 'in block' };

export function MempoolsPane({ run, data }: { run: RunView; data: ScheduleData }): JSX.Element {
  const { store } = useWorkbench();
  const runtimes = useApp(({ host }) => host?.runtimes);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [state, setState] = useState<PoolState>('waiting');
  const mempools = useAtMost(run.mempools, LOOK, run.state !== 'running' || run.gate.state !== 'running');
  const counts = mempools.find(({ executor }) => executor === chosen) ?? mempools[0];
  if (counts === undefined) return <></>;
  const runtime = counts.executor.slice(0, counts.executor.lastIndexOf('#'));
  const hue = runtimes?.find(({ id }) => id === runtime)?.look?.hue ?? 'violet';
  return (
    <aside className="inspector mempools" aria-label="Mempools">
      <div className="inspector-head">
        <h2 className="grow">Mempools</h2>
        <IconButton
          small
          icon="close"
          label="Hide the mempools (M)"
          onPress={() => store.getState().showMempools(false)}
        />
      </div>
      <div className="mempools-head">
        <Select
          label="Mempool of"
          hideLabel
          value={counts.executor}
          options={mempools.map(({ executor, waiting }) => ({
            id: executor,
            text: executor,
            after: `${waiting.toLocaleString('en')} waiting`,
          }))}
          onChange={setChosen}
        />
        <PoolQueue counts={counts} hue={hue} />
        <Segments
          label="Which"
          options={POOL_STATES.map((id) => ({ id, text: SHORT[id] }))}
          value={state}
          onChange={setState}
        />
      </div>
      <PoolList
        key={`${run.id} ${counts.executor} ${state}`}
        {...{ run, data, state }}
        executor={counts.executor}
        count={counts[state]}
      />
    </aside>
  );
}

interface PoolListProps {
  readonly run: RunView;
  readonly data: ScheduleData;
  readonly executor: string;
  readonly state: PoolState;
  readonly count: number;
}

function PoolList({ run, data, executor, state, count }: PoolListProps): JSX.Element {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  // Half a page before what is in view: the next few turns of the wheel ask for nothing.
  const offset = Math.max(0, Math.floor((items[0]?.index ?? 0) / (PAGE / 2)) * (PAGE / 2));
  const entries = useEntries({ run, executor, state, offset, count });
  if (count === 0) return <p className="t3 small grow mempools-note">Nothing here now.</p>;
  return (
    <div
      className="scroll"
      ref={scroll}
      tabIndex={0}
      role="list"
      aria-label={`Transactions of ${executor} ${POOL_WORDS[state]}`}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {items.map(({ index, start }) => {
          const entry = entries.offset <= index ? entries.list[index - entries.offset] : undefined;
          return (
            <div
              key={index}
              className="pool-row"
              role="listitem"
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ height: ROW, transform: `translateY(${start}px)` }}
            >
              {entry && <Entry entry={entry} data={data} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const Entry = ({ entry, data }: { entry: PoolEntry; data: ScheduleData }): JSX.Element => (
  <>
    <span className="row">
      <span className="mono ell grow">{entry.label}</span>
      <span className="t3 num">{entry.tx === null ? `#${entry.number}` : `tx ${data.txName(entry.tx)}`}</span>
    </span>
    <span className="t3 micro ell">
      from {entry.sender}, nonce {entry.nonce}, tip {entry.tip} wei
    </span>
  </>
);

interface Entries {
  readonly offset: number;
  readonly list: readonly PoolEntry[];
}

/** A page of a mempool, asked for again when its count has changed. */
function useEntries(question: Omit<PoolListProps, 'data'> & { readonly offset: number }): Entries {
  const { service } = useWorkbench();
  const { run, executor, state, offset, count } = question;
  const [entries, setEntries] = useState<Entries>({ offset: 0, list: [] });
  useEffect(() => {
    let isOver = false;
    const look = async (): Promise<void> => {
      const list = await service.request('run.mempool', { run: run.id, executor, state, offset, limit: PAGE });
      if (!isOver && list.ok) setEntries({ offset, list: list.value });
    };
    void look();
    return () => {
      isOver = true;
    };
  }, [service, run.id, executor, state, offset, count]);
  return entries;
}
