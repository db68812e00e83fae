/** Runs of scenarios, and their schedules as columns. Times are ms since the traffic began. */
import { z } from 'zod';
import { INCARNATION_STATUSES } from '../../core/incarnation-status.ts';
import { POLICIES } from '../../core/policy.ts';
import { POOL_STATES } from '../../core/pool-state.ts';
import { path } from './files.ts';

export const count = z.number().int().nonnegative();
/** Unique in the open workspace. */
export const runId = count;
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const policy = z.enum(POLICIES);

const laneCount = z.number().int().min(1).max(64);
/** Of each executor: one number for all, or by runtime. */
export const laneCounts = z.union([laneCount, z.record(z.string().max(64), laneCount).readonly()]);

/** What is left out stays as the scenario has it. */
export const starting = z.object({
  path,
  policy: policy.optional(),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  lanes: laneCounts.optional(),
  /** Paused before the first decision of the scheduler. */
  paused: z.boolean().optional(),
});

export const certificate = z.object({
  state: z.enum(['notChecked', 'checking', 'verified', 'differs', 'failed']),
  /** What it was compared with, what differs, or why it could not be checked. */
  text: z.string(),
  /** Of all blocks, deployments included. */
  serialMs: z.number().nullable(),
  /** The first transaction that differs. */
  at: z.object({ block: z.number(), index: z.number() }).nullable(),
});
export type Certificate = z.infer<typeof certificate>;

export const scheduleLane = z.object({ executor: z.string(), runtime: z.string(), lane: z.number() });
export type ScheduleLane = z.infer<typeof scheduleLane>;

export const scheduleBlock = z.object({
  number: z.number(),
  /** Of its first transaction in the whole traffic. */
  first: z.number(),
  transactions: z.number(),
  began: z.number(),
});
export type ScheduleBlock = z.infer<typeof scheduleBlock>;

export const scheduleOutage = z.object({
  executor: z.string(),
  from: z.number(),
  /** Null: not there again yet. */
  to: z.number().nullable(),
  reason: z.string(),
});
export type ScheduleOutage = z.infer<typeof scheduleOutage>;

const sums = z.object({
  committed: z.number(),
  committedMs: z.number(),
  wastedMs: z.number(),
  aborts: z.number(),
  /** The longest chain of committed incarnations that read each other's writes. */
  criticalMs: z.number(),
  criticalLength: z.number(),
});

/** A decision of the scheduler. */
const decision = z.object({
  /** `dispatch`: the transaction is given to a lane; `validate`: what a lane has reported is compared with what stands now. */
  kind: z.enum(['dispatch', 'validate', 'commit']),
  /** In the whole traffic, from 0. */
  tx: z.number(),
  incarnation: z.number(),
  /** Of the schedule; null: it has none yet, or the lane of a commit is not told. */
  row: z.number().nullable(),
  /** Null of a commit. */
  executor: z.string().nullable(),
  /** From 0. */
  lane: z.number().nullable(),
});
export type DecisionView = z.infer<typeof decision>;

/** How the run is held. */
export const gate = z.object({
  state: z.enum(['running', 'paused', 'stopping']),
  /** Steps asked for that wait for a lane to report. */
  owed: z.number(),
  /** What the last step did. */
  last: z
    .object({
      ...decision.shape,
      outcome: z.enum(['stands', 'aborted', 'retried']),
      /** Other transactions that it aborted: they had read too early. */
      aborted: list(z.number()),
    })
    .nullable(),
  /** What the next step will do; null: that depends on what a lane reports first, or the run is not paused. */
  next: decision.nullable(),
});
export type GateView = z.infer<typeof gate>;

/** How many transactions of an executor's mempool are where: `core/pool-state.ts` says what the words mean. */
export const poolCounts = z.object({
  executor: z.string(),
  waiting: z.number(),
  taken: z.number(),
  running: z.number(),
  done: z.number(),
});
export type PoolCounts = z.infer<typeof poolCounts>;

export const poolQuestion = z.object({
  run: runId,
  executor: z.string().max(200),
  state: z.enum(POOL_STATES),
  offset: count,
  limit: z.number().int().min(1).max(500),
});

export const poolEntry = z.object({
  /** In the order of submission over all mempools, from 0. */
  number: z.number(),
  label: z.string(),
  sender: z.string(),
  nonce: z.number(),
  /** Wei per gas, decimal. */
  tip: z.string(),
  /** In the whole traffic, from 0; null: in no block yet. */
  tx: z.number().nullable(),
});
export type PoolEntry = z.infer<typeof poolEntry>;

export const run = z.object({
  id: runId,
  path: z.string(),
  scenario: z.string(),
  policy: z.string(),
  seed: z.number(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  phase: z.string(),
  done: z.number(),
  total: z.number(),
  /** Of the traffic, ms. */
  elapsedMs: z.number(),
  lanes: list(scheduleLane),
  blocks: list(scheduleBlock),
  incarnations: z.number(),
  sums,
  gate,
  /** Empty before the traffic. */
  mempools: list(poolCounts),
  /** Null until the run is done. */
  report: z
    .object({
      stateRoot: z.string(),
      throughput: z.number(),
      transactions: z.object({
        submitted: z.number(),
        committed: z.number(),
        reverted: z.number(),
        invalidated: z.number(),
        rejected: z.number(),
        /** Only where the run was stopped. */
        notRun: z.number().optional(),
      }),
      expectations: list(
        z.object({
          read: z.string(),
          expected: z.string(),
          actual: z.string(),
          ok: z.boolean(),
          /** Of the last incarnation that changed what it reads; null: none has, or it holds. */
          row: z.number().nullable(),
        }),
      ),
    })
    .nullable(),
  /** Why it failed. */
  failure: z
    .object({
      message: z.string(),
      file: z.string().optional(),
      line: z.number().optional(),
      column: z.number().optional(),
      /** As a compiler gives it. */
      code: z.string().optional(),
    })
    .nullable(),
  certificate,
});
export type RunView = z.infer<typeof run>;

export const runProgress = z.object({
  run: runId,
  phase: z.string(),
  done: z.number(),
  total: z.number(),
  /** Changes of the schedule so far: there is more to ask for. */
  changes: z.number(),
  /** Of the traffic, ms. */
  elapsedMs: z.number(),
  incarnations: z.number(),
  sums,
  gate,
  mempools: list(poolCounts),
});

/** How much of each list somebody has. */
const known = z.object({
  changes: count.default(0),
  frames: count.default(0),
  cells: count.default(0),
  transactions: count.default(0),
  labels: count.default(0),
  senders: count.default(0),
});
export type Known = z.output<typeof known>;

export const scheduleQuestion = z.object({ run: runId, since: known });

/** Numbers of one type, little-endian, in base64: 100,000 of them are a few hundred kilobytes. */
const column = z.string();

export const schedulePage = z.object({
  /** What to ask with next time; equal to what was asked with where there is nothing more. */
  next: known,
  more: z.boolean(),
  lanes: list(scheduleLane),
  blocks: list(scheduleBlock),
  /** Times without an executor. */
  outages: list(scheduleOutage),
  /** By row: `row` says which. */
  rows: z.object({
    /** Uint32. */
    row: column,
    tx: column,
    /** Uint8. */
    incarnation: column,
    /** Uint8, `core/incarnation-status.ts`. */
    status: column,
    withdrawn: column,
    /** Uint16. */
    lane: column,
    /** Float64; NaN: not yet. */
    start: column,
    end: column,
    settled: column,
    /** Int32; -1: none. */
    cause: column,
    cell: column,
    /** Float64, versions (`core/version.ts`); -1: none. */
    read: column,
    found: column,
  }),
  /** Uint32, Uint16, Float64, Float64. */
  frames: z.object({ row: column, lane: column, start: column, end: column }),
  cells: list(z.string()),
  labels: list(z.string()),
  senders: list(z.string()),
  /** Uint32: indices of labels and senders. */
  transactions: z.object({ label: column, sender: column }),
});
export type SchedulePage = z.infer<typeof schedulePage>;

/** Who used a cell, in the order in which they ran. */
export const cellUses = z.object({
  /** Uint32. */
  row: column,
  /** Uint8: 1 it read, 2 it wrote or added, 3 both. */
  use: column,
});
export type CellUses = z.infer<typeof cellUses>;

const source = z.object({
  /** Workspace path. */
  path: z.string(),
  /** From 1. */
  line: z.number(),
  text: z.string(),
  /** How sure it is: `workspace/schedule/find-access.ts` says what the words mean. */
  precision: z.enum(['statement', 'optimised', 'named', 'function']),
});
export type SourceLine = z.infer<typeof source>;

const incarnation = z.object({
  row: count,
  incarnation: z.number(),
  lane: z.number(),
  start: z.number().nullable(),
  end: z.number().nullable(),
  settled: z.number().nullable(),
  status: z.enum(INCARNATION_STATUSES),
  /** Of its conflict: who wrote. Null: no conflict, or an earlier block. */
  cause: z.object({ row: z.number(), tx: z.string() }).nullable(),
});

const side = z.object({
  /** `(block, transaction)`. */
  version: z.string(),
  /** Null where nobody kept it. */
  value: z.string().nullable(),
  /** What wrote it: `21 token.deposit`; null: an earlier block. */
  by: z.object({ row: z.number(), tx: z.string(), call: z.string(), runtime: z.string() }).nullable(),
});

export const explanation = z.object({
  row: count,
  /** In its block. */
  tx: z.object({ block: z.number(), index: z.number(), call: z.string(), sender: z.string(), runtime: z.string() }),
  /** One sentence or two. */
  text: z.string(),
  conflict: z
    .object({
      cell: z.string(),
      /** As the ledger has it. */
      key: z.string(),
      withdrawn: z.boolean(),
      read: side,
      found: side,
      /** Where the reader first read the cell, and where the writer last wrote it; null: no code did, or its source is not known. */
      reader: source.nullable(),
      writer: source.nullable(),
      /** Where the cell's variable first stands in its contract. */
      variable: source.nullable(),
    })
    .nullable(),
  incarnations: list(incarnation),
  /** Of all incarnations of the transaction, ms. */
  wastedMs: z.number(),
  totalMs: z.number(),
});
export type Explanation = z.infer<typeof explanation>;
