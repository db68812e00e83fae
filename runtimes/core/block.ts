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
  /** Accounts that a runtime answers for without code of their own (Ethereum's precompiles), and which one. */
  readonly builtins?: Readonly<Record<string, RuntimeId>>;
  /** Accounts that a piece of code from the code store answers for (precompiled assemblies). None of them is in `builtins`. */
  readonly precompiles?: Readonly<Record<string, Precompile>>;
}

/**
 * Code bound to an account that has no code cell: calls to the account run it as a function of the call data and nothing else. It was
 * installed when the ledger began.
 */
export interface Precompile {
  /** Whose code it is. */
  readonly runtime: RuntimeId;
  /** Its keccak-256, 64 hex digits. */
  readonly code: string;
  readonly gas: PrecompileGas;
}

/** What a call to a precompile costs, in ledger gas. */
export type PrecompileGas =
  /** What the runtime's meter says. */
  | { readonly kind: 'metered' }
  /**
   * `base`, and `perWord` for each 32 bytes of call data begun, paid before anything runs. `speedup` (from 1): the code may use so many
   * times the metered work that this gas pays for; beyond it the call is a trap.
   */
  | { readonly kind: 'declared'; readonly base: bigint; readonly perWord: bigint; readonly speedup: number };

/** The runtime that answers for an account without code; undefined: the account's code decides. */
export const builtinRuntime = (config: LedgerConfig, account: AccountId): RuntimeId | undefined =>
  config.builtins?.[account] ?? config.precompiles?.[account]?.runtime;

/** Accounts that are answered for without code. */
export const builtinAccounts = ({ builtins, precompiles }: LedgerConfig): readonly string[] => [
  ...Object.keys(builtins ?? {}),
  ...Object.keys(precompiles ?? {}),
];
