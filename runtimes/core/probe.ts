/** A probe: one incarnation once more, on the values that it read, to learn where in the code it touched a cell. */
import type { BlockContext, LedgerConfig } from './block.ts';
import type { AccountId, CellKey, CellValue } from './cell.ts';
import type { RuntimeId, Transaction } from './transaction.ts';

/** Where a lane stands in the code that it runs. */
export interface CodePlace {
  /** Whose code it is. */
  readonly code: AccountId;
  /** First four bytes of the frame's call data, 8 hex digits, or less. */
  readonly selector: string;
  /** The frame runs a constructor. */
  readonly isCreation: boolean;
  /** Of the instruction, in bytes of the code; undefined where the runtime cannot tell. */
  readonly offset: number | undefined;
}

export interface ProbeTask {
  /** The cell that is of interest. */
  readonly key: CellKey;
  readonly transaction: Transaction;
  readonly block: BlockContext;
  readonly config: LedgerConfig;
  /** What it may need: by id, and the URL of the module that executors load. */
  readonly runtimes: readonly { readonly id: RuntimeId; readonly module: string }[];
  /** What it read, by cell; anything else is absent. */
  readonly cells: ReadonlyMap<CellKey, CellValue>;
  readonly codes: ReadonlyMap<string, Uint8Array>;
}

export interface CellAccess {
  readonly kind: 'read' | 'write';
  /** undefined: outside of any code, as the transaction's own value, fee and nonce are. */
  readonly place: CodePlace | undefined;
}

export type ProbeAnswer =
  /** `isWhole`: it ran to its end. */
  | { readonly kind: 'done'; readonly accesses: readonly CellAccess[]; readonly isWhole: boolean }
  | { readonly kind: 'failed'; readonly message: string };
