import type { AccountId } from '../../core/cell.ts';
import type { ContractAbi } from '../abi/contract-abi.ts';

/** What is known of a contract that has an address. */
export interface ResolvedContract {
  readonly address: AccountId;
  /** undefined: the file names no ABI for it, so it cannot be called by function. */
  readonly abi: ContractAbi | undefined;
  /** What its deployment brought, before the arguments; absent: it was there already. Linked or not: it is as long. */
  readonly code?: Uint8Array;
}

/** By the contract's name in the scenario. */
export type Resolve = ReadonlyMap<string, ResolvedContract>;
