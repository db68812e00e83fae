import type { AccountId } from '../../core/cell.ts';

/** A transaction that a scenario asks for; nonce and place in the order are given later. */
export interface PlannedTransaction {
  /** Index in its section of the file. */
  readonly entry: number;
  /** `counter.increment`, `counter.constructor`, or `transfer`. */
  readonly label: string;
  readonly from: AccountId;
  readonly fromIndex: number;
  /** null deploys. */
  readonly to: AccountId | null;
  readonly data: Uint8Array;
  readonly value: bigint;
  readonly gas: bigint;
  /** Wei per gas. */
  readonly priorityFee: bigint;
}
