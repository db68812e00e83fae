/** A recorded schedule: an incarnation each, in the order in which they were sent to lanes. Columns, because there may be 100,000. */
import type { CellKey } from '../../core/cell.ts';
import type { RetryCause } from '../../core/schedule.ts';

/** All of the same length; times in ms since the traffic began. */
export interface ScheduleRows {
  /** Of the transaction in the whole traffic, from 0. */
  readonly tx: number[];
  readonly incarnation: number[];
  readonly lane: number[];
  /** NaN while it waits in its lane's queue. */
  readonly start: number[];
  /** NaN until it has run, or was taken back. */
  readonly end: number[];
  /** When it was committed, aborted or taken back; NaN until then. */
  readonly settled: number[];
  /** `core/incarnation-status.ts`. */
  readonly status: number[];
  /** Row of the incarnation that wrote the version found; -1: none, or one of an earlier block. */
  readonly cause: number[];
  /** Index in `cells`; -1: no conflict. */
  readonly cell: number[];
  /** Versions of the conflict; -1: none. */
  readonly read: number[];
  readonly found: number[];
  /** 1: the version found was itself aborted and would be written anew. */
  readonly withdrawn: number[];
}

/** Parts of incarnations that ran in a lane of another runtime, as they ended. */
export interface ScheduleFrames {
  readonly row: number[];
  readonly lane: number[];
  readonly start: number[];
  readonly end: number[];
}

export interface ScheduleLane {
  /** `evm#0`. */
  readonly executor: string;
  readonly runtime: string;
  /** In its executor, from 0. */
  readonly lane: number;
}

/** A time without an executor: it was lost, and its process started anew. */
export interface ScheduleOutage {
  readonly executor: string;
  readonly from: number;
  /** NaN: not there again yet. */
  readonly to: number;
  /** Why it had gone, for people. */
  readonly reason: string;
}

export interface ScheduleBlock {
  readonly number: number;
  /** Of its first transaction in the whole traffic. */
  readonly first: number;
  readonly transactions: number;
  /** When it began, ms. */
  readonly began: number;
}

export interface ScheduleTransaction {
  /** `market.swap`, `transfer`. */
  readonly label: string;
  /** `alice`. */
  readonly sender: string;
  readonly block: number;
  readonly index: number;
}

export interface Schedule {
  readonly rows: ScheduleRows;
  readonly frames: ScheduleFrames;
  readonly lanes: readonly ScheduleLane[];
  readonly blocks: readonly ScheduleBlock[];
  readonly transactions: readonly ScheduleTransaction[];
  readonly cells: readonly CellKey[];
  readonly outages: readonly ScheduleOutage[];
  /** Why rows were taken back without a conflict. */
  readonly retries: ReadonlyMap<number, RetryCause>;
}

export const emptyRows = (): ScheduleRows => ({
  tx: [],
  incarnation: [],
  lane: [],
  start: [],
  end: [],
  settled: [],
  status: [],
  cause: [],
  cell: [],
  read: [],
  found: [],
  withdrawn: [],
});
