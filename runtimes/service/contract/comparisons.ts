/** Comparisons: one workload run in several ways. Times are ms; simulated ones are those of a virtual clock. */
import { z } from 'zod';
import { POLICIES } from '../../core/policy.ts';
import { path } from './files.ts';
import { count, laneCounts, scheduleQuestion } from './runs.ts';

const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
export const clock = z.enum(['measured', 'simulated']);

/** What is left out stays as the scenario has it. */
const variant = z.object({
  policy: z.enum(POLICIES),
  lanes: laneCounts.optional(),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});

/** So many runs are compared at most. */
export const MOST_RUNS = 32;

export const startingComparison = z.object({
  path,
  clock,
  variants: z.array(variant).min(1).max(MOST_RUNS).readonly(),
});

/** Of the newest comparison: its n-th run. */
export const runOfComparison = z.object({ comparison: count, run: count });

export const figures = z.object({
  elapsedMs: z.number(),
  /** Committed transactions per second. */
  throughput: z.number(),
  submitted: z.number(),
  committed: z.number(),
  reverted: z.number(),
  invalidated: z.number(),
  incarnations: z.number(),
  aborts: z.number(),
  committedMs: z.number(),
  wastedMs: z.number(),
  lanes: z.number(),
  /** 0 to 1. */
  occupancy: z.number(),
  criticalMs: z.number(),
  criticalLength: z.number(),
  /** Throughput over that of the serial run of the same source and seed; null: there is none. */
  speedup: z.number().nullable(),
});
export type Figures = z.infer<typeof figures>;

export const bounds = z.object({
  kind: z.enum(['criticalPath', 'lanes', 'wasted', 'overhead', 'policy', 'nothing']),
  floorMs: z.number(),
  mostSpeedup: z.number(),
  speedupHere: z.number(),
  parts: z.object({ floorMs: z.number(), wastedMs: z.number(), overheadMs: z.number() }),
  text: list(z.string()),
});

export const hotCell = z.object({
  /** `counter.count`. */
  cell: z.string(),
  /** As the ledger has it. */
  key: z.string(),
  /** Incarnations that it made void. */
  aborts: z.number(),
  /** Transactions of the longest chain through it alone, and how long they take. */
  chain: z.number(),
  chainMs: z.number(),
});
export type HotCell = z.infer<typeof hotCell>;

export const comparedRun = z.object({
  run: count,
  /** `as written`, or the name of a what-if. */
  source: z.string(),
  policy: z.enum(POLICIES),
  /** As asked for; null: as the scenario has it. */
  lanes: laneCounts.nullable(),
  seed: z.number(),
  figures,
  bounds,
  /** The hottest first. */
  hot: list(hotCell),
  expectations: list(z.object({ read: z.string(), expected: z.string(), actual: z.string(), ok: z.boolean() })),
  stateRoot: z.string().nullable(),
});
export type ComparedRunView = z.infer<typeof comparedRun>;

export const comparison = z.object({
  id: count,
  path: z.string(),
  scenario: z.string(),
  clock,
  /** How times came to be, in words. */
  timing: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Runs in all, and those that are done. */
  total: z.number(),
  runs: list(comparedRun),
  /** Why it failed. */
  failure: z.string().nullable(),
});
export type ComparisonView = z.infer<typeof comparison>;

export const comparisonProgress = z.object({
  comparison: count,
  /** The run that is under way, from 1, of so many; and how far it is. */
  run: z.number(),
  total: z.number(),
  name: z.string(),
  phase: z.string(),
  done: z.number(),
  outOf: z.number(),
});
export type ComparisonProgress = z.infer<typeof comparisonProgress>;

export const comparedSchedule = z.object({ ...runOfComparison.shape, since: scheduleQuestion.shape.since });

/** Numbers of one type, little-endian, in base64. */
const column = z.string();

export const dependencies = z.object({
  /** Dependencies in all; of very many only the first are in `edges`. */
  count: z.number(),
  /** Transactions that depend on no other one. */
  independent: z.number(),
  labels: list(z.string()),
  senders: list(z.string()),
  runtimes: list(z.string()),
  cells: list(z.string()),
  nodes: z.object({
    /** Uint32: indices. */
    label: column,
    sender: column,
    runtime: column,
    /** Uint32: block and place in it. */
    block: column,
    index: column,
    /** Uint32: incarnations of it that came to nothing. */
    aborts: column,
    /** Float64, ms. */
    ms: column,
  }),
  /** Uint32: transactions by their place in the whole, and the index of the cell. */
  edges: z.object({ from: column, to: column, cell: column }),
  /** Of the critical path, ascending; `cells`: indices, between one and the next. */
  critical: z.object({ nodes: list(z.number()), cells: list(z.number()) }),
});
export type DependenciesView = z.infer<typeof dependencies>;
