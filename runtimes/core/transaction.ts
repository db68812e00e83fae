import type { AccountId } from './cell.ts';

/** The id of a runtime, as its manifest gives it (`evm`, `wasm`, ...). */
export type RuntimeId = string;

/** One entry of an EIP-2930 access list. `slots`: 64 hex digits each. */
export interface AccessEntry {
  readonly account: AccountId;
  readonly slots: readonly string[];
}

/** A signed EIP-7702 authorization whose signer has been recovered; `authority` undefined: the signature is not valid. */
export interface Authorization {
  readonly chainId: bigint;
  readonly address: AccountId;
  readonly nonce: bigint;
  readonly authority?: AccountId;
}

/**
 * A transaction, whatever runtime it is for. The sender is known: who may sign for whom is settled at admission.
 * Amounts are in the ledger's unit (18 decimals), prices per gas.
 */
export interface Transaction {
  readonly from: AccountId;
  /** null deploys `data`. */
  readonly to: AccountId | null;
  /** Whose code `data` is when it deploys; for a call only a hint of where to send it first. */
  readonly runtime: RuntimeId;
  readonly nonce: bigint;
  readonly value: bigint;
  readonly data: Uint8Array;
  readonly gasLimit: bigint;
  /** EIP-1559. A legacy gas price is both fields at once. */
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
  /** EIP-2718 type: 0 legacy, 1 EIP-2930, 2 EIP-1559, 3 EIP-4844, 4 EIP-7702. */
  readonly type: number;
  readonly accessList?: readonly AccessEntry[];
  /** EIP-4844: 64 hex digits each. */
  readonly blobHashes?: readonly string[];
  readonly maxFeePerBlobGas?: bigint;
  readonly authorizations?: readonly Authorization[];
}
