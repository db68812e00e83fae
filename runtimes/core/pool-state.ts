/**
 * Where a transaction of a mempool stands while a run goes on. `waiting`: in the mempool; `taken`: in the block that runs, not given to a lane
 * yet, or given back; `running`: a lane has it, or its result waits for its commit; `done`: committed.
 */
export const POOL_STATES = ['waiting', 'taken', 'running', 'done'] as const;

export type PoolState = (typeof POOL_STATES)[number];
