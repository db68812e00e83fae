/** What goes to the process of assembly-entry.ts and comes back. */
import { isObject } from '../../core/json-shape.ts';
import type { ForeignContract } from '../foreign/foreign-contracts.ts';

export interface AssemblyRequest {
  /** Base64. */
  readonly image: string;
  /** Path of Interleave.Sdk.dll. */
  readonly sdk: string;
}

export type AssemblyReply = { readonly contracts: readonly ForeignContract[] } | { readonly problem: string };

/** undefined: the wrong shape. The process is ours, so that what is in a contract need not be looked at. */
export function parseAssemblyReply(message: unknown): AssemblyReply | undefined {
  if (!isObject(message)) return undefined;
  const { contracts, problem } = message;
  if (typeof problem === 'string') return { problem };
  return Array.isArray(contracts) ? { contracts: contracts as readonly ForeignContract[] } : undefined;
}
