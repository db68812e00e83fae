/** State as other programs of a runtime's world keep it. */
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { CellKey, CellValue } from '../core/cell.ts';
import type { Result } from '../core/result.ts';

export interface ForeignRootReport {
  /** 64 hex digits. */
  readonly root: string;
  /** How many accounts it covers. */
  readonly accounts: number;
  /** What of the state it does not cover, a phrase each: `accounts whose ids are …: 3`. */
  readonly leftOut: readonly string[];
}

/** A root that others give to a runtime's part of a state. */
export interface ForeignRoot {
  /** What the command line's flag says, like `ethereum`. */
  readonly name: string;
  /** What it is, for people, without an article. */
  readonly title: string;
  /**
   * Works it out. Yields now and then, for others to run.
   * @param cells those that hold something, sorted by key.
   */
  of(cells: Iterable<readonly [CellKey, CellValue]>): Generator<undefined, ForeignRootReport>;
}

/** A kind of file in which programs of a runtime's world keep state. Nothing here touches a disk. */
export interface ForeignStateFormat {
  /** What `--format` says. */
  readonly name: string;
  /** What it is, for help: half a line without a full stop. */
  readonly summary: string;
  /** How the names of its files end, lower case. */
  readonly extensions: readonly string[];
  /** Whether a file is of this kind, by how it begins (up to 64 KiB). */
  recognises(start: Uint8Array): boolean;
  /** The text of a file, piece by piece; yields the empty text too, for others to run. Returns what it does not carry, a phrase each. */
  write(source: ForeignSource): Generator<string, readonly string[]>;
  /** What whole files of this kind hold. */
  read(bytes: Uint8Array): Result<ForeignState, ForeignFlaw>;
}

/** What is to be written. */
export interface ForeignSource {
  readonly config: LedgerConfig;
  /** Number of the block after which the cells held what they hold. */
  readonly block: number;
  /** Of that block, where it is known. */
  readonly context: BlockContext | undefined;
  /** Those that hold something, sorted by key. */
  readonly cells: Iterable<readonly [CellKey, CellValue]>;
  /** Bytes of code by its keccak-256. @throws where it is not there. */
  code(hash: string): Uint8Array;
}

/** What was read. */
export interface ForeignState {
  /** Number of the block after which the cells held what they hold. */
  readonly block: number;
  /** Of that block, seconds since 1970. */
  readonly timestamp: bigint | undefined;
  /** undefined: the file does not say. */
  readonly chainId: bigint | undefined;
  /** undefined: the file does not say; the error: what it says is not known here, a sentence. */
  readonly hardfork: Result<string, string> | undefined;
  readonly accounts: number;
  readonly cells: ReadonlyMap<CellKey, CellValue>;
  /** By keccak-256. */
  readonly codes: ReadonlyMap<string, Uint8Array>;
  /** What of the file a ledger does not take, a phrase each. */
  readonly omitted: readonly string[];
}

/** Why a file was not read. */
export interface ForeignFlaw {
  /** What is wrong, beginning with where in the file's structure. */
  readonly message: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}
