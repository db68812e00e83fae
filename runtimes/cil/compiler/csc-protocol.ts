/** What goes to the compiler process and comes back: JSON, the assembly as base64. */
import type { Diagnostic } from '../../core/artifact.ts';
import { isObject } from '../../core/json-shape.ts';
import type { TextPlace } from '../../sdk/language-service.ts';
import { parseTable, type KeptDebug } from '../debug/debug-store.ts';
import type { CscAnswer } from './csc.ts';

export interface CscRequest {
  /** The entry first. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** With what a debugger needs; the assembly is the same. */
  readonly forDebugging?: boolean | undefined;
}

export interface CscReply extends Omit<CscAnswer, 'image' | 'debug'> {
  readonly image: string;
  /** The table as JSON. */
  readonly debug?: { readonly image: string; readonly table: string };
}

export const toReply = ({ image, debug, ...facts }: CscAnswer): CscReply => ({
  ...facts,
  image: base64(image),
  ...(debug && { debug: { image: base64(debug.image), table: JSON.stringify(debug.table) } }),
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** undefined: nothing tells. */
export function debugIn({ debug }: CscReply): KeptDebug | undefined {
  const table = debug && parseTable(debug.table);
  return table && { image: new Uint8Array(Buffer.from(debug.image, 'base64')), table };
}

/** What an editor asks, as csharp/compiler/language/LanguageRequests.cs takes it; the answer is in the shape of sdk/language-service.ts. */
export interface LanguageRequest extends CscRequest {
  readonly question: 'complete' | 'hover' | 'signatures' | 'define' | 'references' | 'outline';
  readonly place: TextPlace;
}

export type ProcessRequest = CscRequest | LanguageRequest;

export const isLanguageRequest = (request: ProcessRequest): request is LanguageRequest => 'question' in request;

/** undefined: the wrong shape. Comes from a process of our own, or from a cache that may be damaged. */
export function parseReply(message: unknown): CscReply | undefined {
  if (!isObject(message)) return undefined;
  const { diagnostics, files, contracts, image, debug } = message;
  const isContract = (one: unknown): boolean =>
    isObject(one) &&
    typeof one['name'] === 'string' &&
    typeof one['source'] === 'string' &&
    typeof one['nonDeterministic'] === 'boolean' &&
    Array.isArray(one['abi']);
  if (!Array.isArray(diagnostics) || !Array.isArray(contracts) || !contracts.every(isContract)) return undefined;
  if (!Array.isArray(files) || !files.every((file) => typeof file === 'string')) return undefined;
  if (
    debug !== undefined &&
    !(isObject(debug) && typeof debug['image'] === 'string' && typeof debug['table'] === 'string')
  )
    return undefined;
  return typeof image === 'string' ? (message as unknown as CscReply) : undefined;
}

export const failed = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');
