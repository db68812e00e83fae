/**
 * A tiny contract language for tests: programs are data, so that fast-check can make them up. Values are 32-bit numbers mixed into an accumulator, so
 * that whatever a program reads shows in all that it does afterwards.
 */
import type { AccountId } from '../core/cell.ts';

/** Runs the code that the account has, if any, in its runtime. */
export interface Invoke {
  readonly op: 'invoke';
  readonly account: AccountId;
  /** Moves with the call; nothing unless given. */
  readonly value?: number;
  /** At most so much; all but an eighth unless given. */
  readonly gas?: number;
  readonly isStatic?: boolean;
  /** The code runs in the caller's account. */
  readonly delegate?: boolean;
  /** A failure is the caller's own, with the callee's data; else it is caught. */
  readonly passOn?: boolean;
  /** Hex; the accumulator's digits unless given. */
  readonly data?: string;
}

export type Op =
  | { readonly op: 'read'; readonly slot: number }
  /** Asks only whether a slot is zero. */
  | { readonly op: 'probe'; readonly slot: number }
  | { readonly op: 'write'; readonly slot: number; readonly add: number }
  /** A commutative write. */
  | { readonly op: 'credit'; readonly slot: number; readonly amount: number }
  /** Transient storage. */
  | { readonly op: 'peek'; readonly slot: number }
  | { readonly op: 'poke'; readonly slot: number; readonly add: number }
  | { readonly op: 'emit' }
  /** Adds to the refund counter; may be negative. */
  | { readonly op: 'refund'; readonly amount: number }
  /** A frame in another account; its failure is caught. */
  | { readonly op: 'call'; readonly account: AccountId; readonly body: readonly Op[] }
  | Invoke
  /** Puts code of the runtime that executes it into an account that has none; fails otherwise. */
  | { readonly op: 'deploy'; readonly account: AccountId; readonly body: readonly Op[] }
  | { readonly op: 'branch'; readonly modulus: number; readonly then: readonly Op[]; readonly otherwise: readonly Op[] }
  | { readonly op: 'pay'; readonly account: AccountId; readonly amount: number }
  /**
   * Draws a number that is not the same every time, which makes the transaction a recorded one. `hidden`: without saying so, which is
   * what a leak is.
   */
  | { readonly op: 'entropy'; readonly hidden?: boolean }
  /** The output is not the accumulator's digits but what the frame was given, or what its last call gave back. */
  | { readonly op: 'answer'; readonly with: 'input' | 'returned' }
  | { readonly op: 'revert' }
  | { readonly op: 'trap' }
  /** Takes real time and does nothing. */
  | { readonly op: 'wait'; readonly ms: number }
  /** Never returns: what a broken host does. The oracle cannot run it. */
  | { readonly op: 'hang' }
  /** Throws: a bug in the host. The oracle cannot run it. */
  | { readonly op: 'fault' };

export type Program = readonly Op[];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const encodeProgram = (program: Program): Uint8Array => encoder.encode(JSON.stringify(program));
export const decodeProgram = (bytes: Uint8Array): Program => JSON.parse(decoder.decode(bytes)) as Program;
