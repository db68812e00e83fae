/**
 * A tiny contract language for tests: programs are data, so that fast-check can make them up. Values are 32-bit numbers mixed into an accumulator, so
 * that whatever a program reads shows in all that it does afterwards.
 */
import type { AccountId } from '../core/cell.ts';

export type Op =
  | { readonly op: 'read'; readonly slot: number }
  /** Asks only whether a slot is zero. */
  | { readonly op: 'probe'; readonly slot: number }
  | { readonly op: 'write'; readonly slot: number; readonly add: number }
  /** A commutative write. */
  | { readonly op: 'credit'; readonly slot: number; readonly amount: number }
  | { readonly op: 'emit' }
  /** A frame in another account; its failure is caught. */
  | { readonly op: 'call'; readonly account: AccountId; readonly body: readonly Op[] }
  /** Runs the code that the account has, if any. */
  | { readonly op: 'invoke'; readonly account: AccountId }
  /** Puts code into an account that has none; fails otherwise. */
  | { readonly op: 'deploy'; readonly account: AccountId; readonly body: readonly Op[] }
  | { readonly op: 'branch'; readonly modulus: number; readonly then: readonly Op[]; readonly otherwise: readonly Op[] }
  | { readonly op: 'pay'; readonly account: AccountId; readonly amount: number }
  | { readonly op: 'revert' }
  | { readonly op: 'trap' }
  /** Never returns: what a broken host does. The oracle cannot run it. */
  | { readonly op: 'hang' };

export type Program = readonly Op[];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const encodeProgram = (program: Program): Uint8Array => encoder.encode(JSON.stringify(program));
export const decodeProgram = (bytes: Uint8Array): Program => JSON.parse(decoder.decode(bytes)) as Program;
