/** How a transaction ended. Outcomes are values and deterministic: they stand in the receipt. */
import type { AccountId } from './cell.ts';

export type Outcome =
  | { readonly status: 'success'; readonly output: Uint8Array; readonly created?: AccountId }
  | { readonly status: 'revert'; readonly output: Uint8Array }
  | { readonly status: 'outOfGas' }
  /** The runtime stopped the contract: bad opcode, stack limit, unreachable, ... `reason` is the runtime's stable word for it. */
  | { readonly status: 'trap'; readonly reason: string }
  /** Not executable at its turn (nonce, funds, ...): nothing written, nothing charged. */
  | { readonly status: 'invalid'; readonly reason: string }
  /** No executor survived it: nonce and gas limit are charged. A recorded decision of the block, not a measurement. */
  | { readonly status: 'runtimeLost'; readonly reason: string }
  /** first-committer-wins only: a lower transaction changed a cell it had read. Only its nonce is consumed. */
  | { readonly status: 'invalidated' };

export type OutcomeStatus = Outcome['status'];

/** All of them. On the wire each is its place here: only added to at the end. */
export const OUTCOME_STATUSES: readonly OutcomeStatus[] = [
  'success',
  'revert',
  'outOfGas',
  'trap',
  'invalid',
  'runtimeLost',
  'invalidated',
];
