/** Arguments as call data has them: what a contract's function was called with, whatever the optimiser has made of its parameters. */
import type { Abi, AbiFunction, AbiParameter } from 'viem';
import { decodeFunctionData, isAddress, toFunctionSelector } from 'viem/utils';
import type { AbiJson } from '../../core/artifact.ts';
import { glance, glanced } from '../../core/glance.ts';
import { toHex } from '../../core/hex.ts';
import type { TracedFrame } from '../../core/step-trace.ts';
import type { Variable, VariableScope } from '../../sdk/debug-info.ts';
import { GONE } from './gone.ts';

const SELECTOR = 4;
const MOST_ELEMENTS = 1_000;
const LABEL = ', as it was called';

/**
 * Puts them where the debug information tells none. `fn`: the function that stands there, as the source has it: `Token::balance_of`. A function may give its
 * arguments other values, so each says what it is.
 */
export function withPassed(
  scopes: readonly VariableScope[],
  abi: AbiJson,
  frame: TracedFrame,
  fn: string | undefined,
): readonly VariableScope[] {
  const passed = fn === undefined ? [] : passedTo(fn, abi, frame);
  if (passed.length === 0) return scopes;
  const told = scopes.find(({ kind }) => kind === 'arguments')?.variables ?? [];
  const known = told.filter(({ value }) => value !== GONE);
  const missing = passed.filter(({ name }) => !known.some((one) => sameName(one.name, name)));
  const rest = told.filter(({ name, value }) => value === GONE && !passed.some((one) => sameName(one.name, name)));
  const all: VariableScope = { kind: 'arguments', title: 'Arguments', variables: [...known, ...missing, ...rest] };
  return [all, ...scopes.filter(({ kind }) => kind !== 'arguments')];
}

interface Call {
  /** Of the function, as the ABI has it; empty: none that is known. */
  readonly name: string;
  readonly variables: readonly Variable[];
}

const NONE: Call = { name: '', variables: [] };
const known = new WeakMap<TracedFrame, Call>();

function passedTo(fn: string, abi: AbiJson, frame: TracedFrame): readonly Variable[] {
  let call = known.get(frame);
  if (call === undefined) known.set(frame, (call = decoded(abi, frame)));
  const simple =
    fn
      .split(/::|\./)
      .at(-1)
      ?.replace(/^__call\d+_/, '') ?? '';
  return call.name !== '' && sameName(call.name, simple) ? call.variables : [];
}

function decoded(abi: AbiJson, { kind, data }: TracedFrame): Call {
  if (kind === 'create' || data.length < SELECTOR) return NONE;
  const selector = `0x${toHex(data.subarray(0, SELECTOR))}`;
  try {
    const called = (abi as unknown as Abi).find(
      (one): one is AbiFunction => one.type === 'function' && toFunctionSelector(one) === selector,
    );
    if (called === undefined) return NONE;
    const { args = [] } = decodeFunctionData({ abi: [called], data: `0x${toHex(data)}` });
    const variables = called.inputs.flatMap((input, index) =>
      input.name ? [variable(input.name, `${input.type}${LABEL}`, input, args[index])] : [],
    );
    return { name: called.name, variables };
  } catch {
    // Call data may be anything, and so may be an ABI that somebody has given.
    return NONE;
  }
}

/** Of Rust and of the ABI: `token_id` and `tokenId`. */
const sameName = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

function variable(name: string, type: string, parameter: AbiParameter, value: unknown): Variable {
  const base = { name, type };
  if (typeof value === 'bigint' || typeof value === 'number')
    return { ...base, value: value.toString(), compare: BigInt(value) };
  if (typeof value === 'boolean') return { ...base, value: String(value), compare: value };
  if (typeof value === 'string') {
    if (parameter.type === 'string') return { ...base, value: JSON.stringify(value), compare: value };
    const text = value.toLowerCase();
    return { ...base, value: text, compare: isAddress(text) ? BigInt(text) : text };
  }
  const list = listOf(parameter, value);
  const texts = list
    .slice(0, glanced(list.length))
    .map((one) => (one.name.startsWith('[') ? '' : `${one.name}: `) + one.value);
  const all = glance(texts, list.length);
  return {
    ...base,
    value: parameter.type.endsWith(']') ? `[${all}]` : `{ ${all} }`,
    compare: undefined,
    children: () => list.slice(0, MOST_ELEMENTS),
    lookup: (key) => {
      if (key === 'length') return variable('length', 'uint256', { type: 'uint256' }, BigInt(list.length));
      return typeof key === 'bigint' ? list[Number(key)] : list.find((one) => one.name === key);
    },
  };
}

/** Elements of an array, components of a tuple. */
function listOf(parameter: AbiParameter, value: unknown): readonly Variable[] {
  const isArray = parameter.type.endsWith(']');
  const inner = { ...parameter, type: parameter.type.replace(/\[\d*\]$/, '') };
  if (isArray && Array.isArray(value))
    return value.map((item: unknown, index) => variable(`[${index}]`, inner.type, inner, item));
  const components = 'components' in parameter ? parameter.components : [];
  return components.map((component, index) => {
    const items = value as Readonly<Record<string | number, unknown>>;
    const name = component.name ?? '';
    return variable(name || `[${index}]`, component.type, component, items[Array.isArray(value) ? index : name]);
  });
}
