/** What goes to the compiler process and comes back. */
import type { AbiJson, Diagnostic } from '../../../core/artifact.ts';
import { isObject } from '../../../core/json-shape.ts';

export interface AscRequest {
  /** Real path. */
  readonly workspace: string;
  /** Workspace path with `/`. */
  readonly entry: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export type AscAnswer = AscSuccess | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface AscSuccess {
  readonly ok: true;
  readonly diagnostics: readonly Diagnostic[];
  /** Workspace paths of what was read, with the hash of each. */
  readonly files: Readonly<Record<string, string>>;
  readonly contracts: readonly {
    readonly name: string;
    readonly abi: AbiJson;
    /** null: not known. */
    readonly layout: unknown;
    /** Base64. */
    readonly module: string;
    /** Base64 of gzip of `PackedRows` as JSON, for the debugger. */
    readonly rows?: string;
  }[];
}

/** undefined: the wrong shape. Comes from a process of our own, or from a cache that may be damaged. */
export function parseAnswer(message: unknown): AscAnswer | undefined {
  if (!isObject(message) || !Array.isArray(message['diagnostics'])) return undefined;
  if (message['ok'] === false) return message as unknown as AscAnswer;
  const { contracts, files } = message;
  if (message['ok'] !== true || !Array.isArray(contracts) || !isObject(files)) return undefined;
  const isContract = (one: unknown): boolean =>
    isObject(one) && typeof one['name'] === 'string' && Array.isArray(one['abi']) && typeof one['module'] === 'string';
  return contracts.every(isContract) && Object.values(files).every((hash) => typeof hash === 'string')
    ? (message as unknown as AscSuccess)
    : undefined;
}
