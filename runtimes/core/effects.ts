import type { AccountId, CellKey, CellValue } from './cell.ts';
import type { Outcome } from './outcome.ts';
import type { FrameRecord } from './frame.ts';
import type { Version } from './version.ts';

/** One cell that an incarnation read, absence included. */
export interface Read {
  readonly key: CellKey;
  /** The newest version that contributed to the value seen. */
  readonly version: Version;
  /**
   * Given where the value was materialised from deltas or predicted, and in recorded transactions: validation then compares values,
   * not versions.
   */
  readonly value?: CellValue;
  /**
   * Given where only this was asked: whether the cell is zero. Validation then compares that alone, so that credits to an account
   * do not disturb whoever had to know that it exists. Never together with `value`.
   */
  readonly zero?: boolean;
}

export interface Write {
  readonly key: CellKey;
  readonly value: CellValue;
}

/** A commutative write: adds to the number the cell holds, without reading it. */
export interface Delta {
  readonly key: CellKey;
  readonly amount: bigint;
}

/** A log entry. Topics: 64 hex digits each, four at most. */
export interface ContractEvent {
  readonly account: AccountId;
  readonly topics: readonly string[];
  readonly data: Uint8Array;
}

/** Immutable bytes addressed by their keccak-256 (64 hex digits): contract code. */
export interface CodeBlob {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** A keccak-256 preimage noted while running: names of mapping cells come from these. */
export interface Preimage {
  readonly hash: string;
  readonly preimage: Uint8Array;
}

/** Everything one incarnation did. A cell is in `writes` or in `deltas`, never in both. */
export interface Effects {
  readonly outcome: Outcome;
  readonly gasUsed: bigint;
  readonly reads: readonly Read[];
  readonly writes: readonly Write[];
  readonly deltas: readonly Delta[];
  readonly events: readonly ContractEvent[];
  readonly codes: readonly CodeBlob[];
  /** Not part of the state: notes for people. Each is sent once per lane. */
  readonly preimages: readonly Preimage[];
  /** Not part of the state either: nested frames, callees before their callers. */
  readonly frames: readonly FrameRecord[];
  /**
   * Code that is not deterministic had a part in it: it is replicated by its record (`record.ts`), never run again. Each read then has
   * `value` or `zero`.
   */
  readonly recorded: boolean;
}
