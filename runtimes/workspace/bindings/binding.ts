import type { Result } from '../../core/result.ts';
import type { BindingAbi, BindingField, BindingFunction } from './binding-abi.ts';
import { canonical } from './binding-abi.ts';

export interface BindingRequest {
  readonly abi: BindingAbi;
  /** Of the interface. */
  readonly name: string;
  /** What it was made from, for the first line. */
  readonly from: string;
}

export interface Binding {
  /** The whole file. */
  readonly text: string;
  /** Functions that the language cannot call, and why; the text has them as comments. */
  readonly omitted: readonly { readonly function: string; readonly reason: string }[];
}

/** The error says what is wrong with the request, as one sentence. */
export type BindingGenerator = (request: BindingRequest) => Result<Binding, string>;

/** `transfer(address,uint256)`. */
export const signatureOf = ({ name, inputs }: Pick<BindingFunction, 'name' | 'inputs'>): string =>
  `${name}(${inputs.map(({ type }) => canonical(type)).join(',')})`;

/** The signature with its results, for comments. */
export const describe = (fn: BindingFunction): string =>
  fn.outputs.length === 0
    ? signatureOf(fn)
    : `${signatureOf(fn)} returns (${fn.outputs.map(({ type }: BindingField) => canonical(type)).join(',')})`;

export const isReadOnly = ({ mutability }: BindingFunction): boolean => mutability === 'view' || mutability === 'pure';

const MADE_BY = 'by "cli bindings"';

/** Where it is from, and how to make it again; on one line whatever the file is called. */
export const madeFrom = ({ from }: BindingRequest): string =>
  `Made from ${from.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]/g, ' ')} ${MADE_BY}.`;

/** Whether a text is one that may be made anew. */
export const isBinding = (text: string): boolean => text.includes(MADE_BY);
