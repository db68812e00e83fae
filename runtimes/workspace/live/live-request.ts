/** What a live ledger is asked for, and why it may not answer. */
import type { Artifact } from '../../core/artifact.ts';
import type { BlockContext } from '../../core/block.ts';
import type { AccountId } from '../../core/cell.ts';
import type { Effects } from '../../core/effects.ts';
import { err, type Result } from '../../core/result.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { KernelError } from '../../kernel/block-request.ts';
import type { AbiFunction } from '../abi/contract-abi.ts';
import type { ArgumentError, FormValue } from './live-arguments.ts';

export type LiveError =
  | ({ readonly code: 'argument' } & ArgumentError)
  | { readonly code: 'refused' | 'unknown' | 'busy' | 'ledger'; readonly message: string };

export interface Sending {
  readonly from: AccountId;
  /** Wei. */
  readonly value: bigint;
  /** undefined: as much as a transaction may have. */
  readonly gas?: bigint | undefined;
}

export interface Deploying extends Sending {
  readonly artifact: Artifact;
  /** All of the same compilation: where its libraries are. */
  readonly siblings: readonly Artifact[];
  readonly args: readonly FormValue[];
}

export interface Calling extends Sending {
  readonly to: AccountId;
  /** Canonical: `transfer(address,uint256)`; `receive` and `fallback`: the contract's own, with the data as it is. */
  readonly signature: string;
  readonly args: readonly FormValue[];
}

export interface Planned {
  readonly transaction: Transaction;
  readonly context: BlockContext;
  /** The block after which it would come. */
  readonly parent: number;
}

export interface Called {
  readonly function: AbiFunction;
  readonly effects: Effects;
}

export type Answer<T> = Promise<Result<T, LiveError>>;

export const failed = (
  code: 'refused' | 'unknown' | 'busy' | 'ledger',
  message: string,
): { ok: false; error: LiveError } => err({ code, message });

export const kernelError = ({ code, message }: KernelError): LiveError => ({
  code: code === 'cancelled' || code === 'closed' ? 'busy' : 'ledger',
  message,
});
