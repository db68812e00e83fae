import type { AccountId } from './cell.ts';
import type { RuntimeId } from './transaction.ts';

/** What a contract can see of its block. */
export interface BlockContext {
  readonly number: number;
  /** Seconds since 1970. */
  readonly timestamp: bigint;
  readonly coinbase: AccountId;
  readonly gasLimit: bigint;
  readonly baseFee: bigint;
  /** 64 hex digits; PREVRANDAO (EIP-4399). */
  readonly prevRandao: string;
  /** Before the merge only. */
  readonly difficulty: bigint;
  /** EIP-4844. */
  readonly excessBlobGas: bigint;
  /** Ids of up to 256 blocks before this one, newest first, 64 hex digits each: BLOCKHASH(number-1-i) is blockHashes[i]. */
  readonly blockHashes: readonly string[];
}

/** What is the same for every block of a ledger, and part of its state root. */
export interface LedgerConfig {
  readonly chainId: bigint;
  /** Ethereum's name for the rules in force, lower case (`cancun`, `prague`, ...); prices storage for every runtime. */
  readonly hardfork: string;
  /** Accounts that a runtime answers for without code of their own (precompiles), and which one. */
  readonly builtins?: Readonly<Record<string, RuntimeId>>;
}
