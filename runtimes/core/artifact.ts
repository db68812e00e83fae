import type { RuntimeId } from './transaction.ts';

/** JSON ABI as the Solidity ABI specification defines it; validated where it enters. */
export type AbiJson = readonly Readonly<Record<string, unknown>>[];

/** A compiled contract. */
export interface Artifact {
  readonly runtime: RuntimeId;
  readonly contract: string;
  /** Workspace path of the source it came from, with `/`. */
  readonly source: string;
  readonly abi: AbiJson;
  /** What a deployment sends, before encoded constructor arguments: EVM init code, a Wasm module, ... */
  readonly code: Uint8Array;
  /** It is a function of bytes, to be bound to an address (`RuntimeModule.precompile`), and cannot be deployed. Without it: whatever the code is good for. */
  readonly isPrecompile?: true;
  /** Name and version of the compiler, as it gives them. */
  readonly compiler: string;
  /** Solidity's storageLayout JSON, or the same shape from another compiler; names cells. */
  readonly storageLayout?: unknown;
  /** All other output of the compiler (AST, source maps, generated sources, ...), for the debugger. */
  readonly debug?: unknown;
}

/** `code` of what a compiler says of a file that declares no contract: wrong for a file that is to be deployed, but not for one that others use. */
export const NO_CONTRACT = 'noContract';

export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  /** From 1; 0 where the compiler gives no place. */
  readonly line: number;
  readonly column: number;
  /** Where it ends (exclusive), where the compiler says so; counted like line and column. */
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly code?: string;
  /** What to do about it. */
  readonly hint?: string;
}
