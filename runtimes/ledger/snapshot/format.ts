/** What stands in a snapshot: its header, one record for each further line, its trailer. README.md documents how each is written. */
import type { BlockContext, LedgerConfig } from '../../core/block.ts';
import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Decision, PolicyName } from '../../core/schedule.ts';
import type { Transaction } from '../../core/transaction.ts';

/** What the header calls the format. */
export const FORMAT_NAME = 'interleave-snapshot';
/** The version that this program writes. */
export const FORMAT_VERSION = 1;
/** Files are named so. */
export const EXTENSION = '.ilsnap';
/** Bytes of a line without its end: what is longer is neither written nor read. */
export const MAX_LINE = 64 * 2 ** 20;

export interface SnapshotHeader {
  /** What wrote it, like `interleave 0.1.0`. */
  readonly program: string;
  readonly config: LedgerConfig;
  /** Number of the block after which the cells held what they hold. */
  readonly block: number;
  /** The accounts chosen, sorted; undefined: the whole state. */
  readonly accounts: readonly AccountId[] | undefined;
  /** undefined: state alone. */
  readonly history: HistoryHeader | undefined;
  /** Of the cells in this file under this configuration. */
  readonly stateRoot: string;
}

export interface HistoryHeader {
  /** What the history's branch was called. */
  readonly branch: string;
  /** Number of its first block, which has cells but no transactions. */
  readonly first: number;
}

export type SnapshotRecord =
  | { readonly kind: 'code'; readonly hash: string; readonly bytes: Uint8Array }
  | { readonly kind: 'cell'; readonly key: CellKey; readonly value: CellValue }
  | { readonly kind: 'preimage'; readonly hash: string; readonly bytes: Uint8Array }
  | ArtifactRecord
  | ContractRecord
  | FirstRecord
  | BlockRecord
  | { readonly kind: 'tx'; readonly transaction: Transaction; readonly receipt: Receipt }
  /** What stands in for running a transaction that is not deterministic: JSON as in `store/record-json.ts`. */
  | { readonly kind: 'record'; readonly index: number; readonly json: string }
  | { readonly kind: 'change'; readonly key: CellKey; readonly before: CellValue; readonly after: CellValue }
  | { readonly kind: 'trace'; readonly part: TracePart; readonly text: string };

export type RecordKind = SnapshotRecord['kind'];

/** A compiled contract as its workspace noted it. */
export interface ArtifactRecord {
  readonly kind: 'artifact';
  /** SHA-256 of `json`. */
  readonly hash: string;
  readonly runtime: string;
  readonly contract: string;
  readonly source: string;
  readonly compiler: string;
  readonly json: string;
}

/** What an account is called, and what was deployed there. */
export interface ContractRecord {
  readonly kind: 'contract';
  readonly account: AccountId;
  readonly name: string;
  /** Hash of its artifact. */
  readonly artifact: string;
  /** Number of the block that was the newest when it was noted. */
  readonly block: number;
}

/** The first block of a history. */
export interface FirstRecord {
  readonly kind: 'first';
  readonly number: number;
  readonly id: string;
  readonly stateRoot: string | undefined;
}

export interface BlockRecord {
  readonly kind: 'block';
  readonly number: number;
  readonly id: string;
  readonly policy: PolicyName;
  readonly context: BlockContext;
  readonly decisions: readonly (readonly [number, Decision])[];
  /** undefined: it was not worked out yet. */
  readonly stateRoot: string | undefined;
}

export type TracePart = 'effects' | 'schedule';

/** The order in which kinds stand; `block` and what follows it come again for each block. */
export const KINDS: readonly RecordKind[] = [
  'code',
  'cell',
  'preimage',
  'artifact',
  'contract',
  'first',
  'block',
  'tx',
  'record',
  'change',
  'trace',
];

export type Counts = Readonly<Record<RecordKind, number>>;

export interface SnapshotTrailer {
  readonly counts: Counts;
  /** SHA-256 of all bytes before the trailer's line. */
  readonly sha256: string;
}

export const noCounts = (): Record<RecordKind, number> =>
  Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<RecordKind, number>;
