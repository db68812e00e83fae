/** What a ledger says to the thread that keeps its file, and what it hears. Requests take effect in the order sent. */
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import type { BlockHead, LedgerError } from '../ledger.ts';
import type { Result } from '../../core/result.ts';
import type { InclusionProof } from '../proof.ts';
import type { BlockMessage } from './block-message.ts';

/** Handed to the thread as its workerData. */
export interface StoreOptions {
  readonly file: string;
  /** For a file that does not exist yet, or is empty. */
  readonly create?: CreateOptions;
  readonly keep: Keep;
  readonly tuning?: Partial<Tuning>;
}

/** For tests and benches. */
export interface Tuning {
  /** Unless false, a block is on the disk when it is acknowledged; else it survives the end of the process, but no loss of power. */
  readonly synced: boolean;
  /** Pages of the write-ahead log (4 KiB each) after which it is folded into the file. */
  readonly logPages: number;
  /** Steps of the schema, instead of those of `schema.ts`. */
  readonly migrations: readonly string[];
}

export interface CreateOptions {
  readonly config: LedgerConfig;
  readonly number: number;
  readonly id: string;
  readonly cells: ReadonlyMap<CellKey, CellValue>;
  readonly codes: ReadonlyMap<string, Uint8Array>;
}

/** How much is kept of what is not state. */
export interface Keep {
  /** Newest blocks of which effects and schedule are kept. */
  readonly traces: number;
}

/** A contract that a workspace has deployed, so that it is found again. */
export interface ContractNote {
  readonly account: string;
  readonly name: string;
  readonly runtime: string;
  readonly contract: string;
  readonly source: string;
  readonly compiler: string;
  /** The artifact, as JSON. */
  readonly json: string;
}

export interface Position {
  readonly block: number;
  readonly head: BlockHead;
  readonly branch: string;
}

export type StoreRequest =
  | { readonly kind: 'commit'; readonly block: BlockMessage }
  /** The ledger has its cells: the thread may now work on what nobody waits for. */
  | { readonly kind: 'loaded' }
  | { readonly kind: 'root' }
  | { readonly kind: 'prove'; readonly key: CellKey }
  | { readonly kind: 'note'; readonly contract: ContractNote }
  /** Takes a branch to a block, and the ledger with it. */
  | { readonly kind: 'move'; readonly branch: string; readonly block: number; readonly what: string }
  | { readonly kind: 'branch'; readonly name: string; readonly block: number; readonly what: string | undefined }
  | { readonly kind: 'dropBranch'; readonly name: string; readonly what: string | undefined }
  | { readonly kind: 'prune'; readonly traces: number }
  | { readonly kind: 'close' };

/** Cells that a move has changed. */
export interface Moved extends Position {
  readonly cells: readonly (readonly [CellKey, CellValue])[];
}

export interface StoreAnswers {
  readonly commit: { readonly block: number };
  readonly loaded: undefined;
  readonly root: string;
  readonly prove: InclusionProof;
  readonly note: undefined;
  readonly move: Moved;
  readonly branch: undefined;
  readonly dropBranch: undefined;
  readonly prune: { readonly blocks: number; readonly traces: number };
  readonly close: undefined;
}

export type StoreKind = StoreRequest['kind'];

export type FromStore =
  | { readonly kind: 'opened'; readonly result: Result<Position & { readonly config: LedgerConfig }, LedgerError> }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown, LedgerError> };

export interface ToStore {
  readonly id: number;
  readonly request: StoreRequest;
}
