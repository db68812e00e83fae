import type { AbiEvent, AbiFunction, AbiParameter } from 'viem';
import type { Word } from './words.ts';

export interface AbiError {
  readonly type: 'error';
  readonly name: string;
  readonly inputs: readonly AbiParameter[];
}

/** What has no name of its own. */
export interface AbiEntry {
  readonly type: 'constructor' | 'receive';
  readonly stateMutability: 'payable' | 'nonpayable';
  readonly inputs?: readonly AbiParameter[];
}

export type AbiItem = AbiEntry | AbiError | AbiEvent | AbiFunction;

/** What a parsed contract is made of. */
export type Instruction =
  | { readonly kind: 'push'; readonly value: bigint }
  | { readonly kind: 'argument'; readonly index: number }
  | { readonly kind: 'word'; readonly run: Word }
  /** `ifZero`: only where the number on top is zero; it is taken either way. */
  | { readonly kind: 'jump'; readonly to: number; readonly ifZero: boolean }
  | { readonly kind: 'emit'; readonly event: AbiEvent }
  | { readonly kind: 'fail'; readonly error: AbiError }
  | { readonly kind: 'encode'; readonly abi: AbiFunction };

export interface Routine {
  readonly inputs: readonly AbiParameter[];
  readonly outputs: readonly AbiParameter[];
  readonly isPayable: boolean;
  /** Changes nothing; whatever tries to is stopped. */
  readonly isView: boolean;
  readonly body: readonly Instruction[];
}

export interface Variable {
  readonly name: string;
  /** `uint256`, `mapping(address => uint256)`. */
  readonly type: string;
}

export interface Program {
  readonly name: string;
  readonly abi: readonly AbiItem[];
  /** In the order of their slots. */
  readonly variables: readonly Variable[];
  readonly functions: readonly (Routine & { readonly abi: AbiFunction })[];
  /** One that does nothing where the source has none. */
  readonly constructor: Routine;
  readonly receive: Routine | undefined;
}

/** What is wrong with a source; line and column from 1. */
export interface Flaw {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint?: string;
}
