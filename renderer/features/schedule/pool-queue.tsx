import type { JSX } from 'react';
import { POOL_STATES, type PoolState } from '../../../runtimes/core/pool-state.ts';
import type { PoolCounts } from '../../../runtimes/service/contract/runs.ts';

export const POOL_WORDS: Readonly<Record<PoolState, string>> = {
  waiting: 'waiting',
  taken: 'in the block',
  running: 'running',
  done: 'done',
};

/** Boxes drawn at most; the number beside them says how many there are. */
const BOXES: Readonly<Record<PoolState, number>> = { waiting: 10, taken: 6, running: 6, done: 0 };

/** A mempool as a queue: from the left what waits, what the block has taken, what lanes run, and how much is done; what is empty is left out. */
export const PoolQueue = ({ counts, hue }: { counts: PoolCounts; hue: string }): JSX.Element => (
  <span className={`pool-queue hue-${hue}`}>
    {POOL_STATES.filter((state) => counts[state] > 0).map((state) => (
      <span key={state} className={`pool-${state}`}>
        {Array.from({ length: Math.min(BOXES[state], counts[state]) }, (_, n) => (
          <i key={n} aria-hidden="true" />
        ))}
        <span className="num">
          {counts[state].toLocaleString('en')} {POOL_WORDS[state]}
        </span>
      </span>
    ))}
  </span>
);
