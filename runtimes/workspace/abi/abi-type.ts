import type { AbiParameter } from 'viem';
import type { EnumNames } from '../../core/enum-text.ts';
import { listOf } from '../../core/json-shape.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** A type of the Solidity ABI. `text` is its canonical form, as signatures use it. */
export type AbiType = { readonly text: string } & (
  | { readonly kind: 'uint' | 'int'; readonly bits: number; /** Its values have names. */ readonly enum?: EnumNames }
  | { readonly kind: 'address' | 'bool' | 'bytes' | 'string' }
  | { readonly kind: 'fixedBytes'; readonly size: number }
  | { readonly kind: 'array'; readonly item: AbiType; readonly length: number | undefined }
  | { readonly kind: 'tuple'; readonly components: readonly AbiField[] }
);

export interface AbiField {
  /** May be empty. */
  readonly name: string;
  readonly type: AbiType;
}

/**
 * A value of an AbiType: bigint for integers, `0x` and lower-case hex for addresses and bytes, a list for arrays and tuples.
 */
export type AbiValue = bigint | boolean | string | readonly AbiValue[];

const MAX_DEPTH = 16;

/** The parameters of one ABI entry. The error says which type is not understood. */
export function parseFields(json: unknown, depth = 0): Result<readonly AbiField[], string> {
  if (json === undefined) return ok([]);
  if (!Array.isArray(json)) return err('its parameters are not a list');
  const fields: AbiField[] = [];
  for (const item of json as readonly unknown[]) {
    const { type, name, components, internalType, enumMembers } = (
      typeof item === 'object' && item !== null ? item : {}
    ) as Record<string, unknown>;
    if (typeof type !== 'string') return err('a parameter has no type');
    const parsed = parseType(type, components, depth, enumOf(internalType, enumMembers));
    if (!parsed.ok) return parsed;
    fields.push({ name: typeof name === 'string' ? name : '', type: parsed.value });
  }
  return ok(fields);
}

/** The compiler of Solidity writes members into the ABI: `internalType` is `enum Bank.Mood[2]`. */
function enumOf(internalType: unknown, enumMembers: unknown): EnumNames | undefined {
  const name = /^enum (?:[\w$]+\.)*([\w$]+)(?:\[\d*\])*$/.exec(
    typeof internalType === 'string' ? internalType : '',
  )?.[1];
  const members = listOf(enumMembers).filter((member) => typeof member === 'string');
  return name === undefined || members.length === 0 ? undefined : { name, members };
}

function parseType(
  text: string,
  components: unknown,
  depth: number,
  names: EnumNames | undefined,
): Result<AbiType, string> {
  if (depth > MAX_DEPTH) return err(`types nest deeper than ${MAX_DEPTH}`);
  const array = /^(.*)\[(\d{0,9})\]$/.exec(text);
  if (array) {
    const item = parseType(array[1] ?? '', components, depth + 1, names);
    if (!item.ok) return item;
    const length = array[2] === '' ? undefined : Number(array[2]);
    // Solidity has no arrays of length 0; a list of them could be of any length for nothing.
    if (length === 0) return err(`unknown type "${text.slice(0, 60)}"`);
    return ok({ kind: 'array', item: item.value, length, text: `${item.value.text}[${array[2] ?? ''}]` });
  }
  if (text === 'tuple') {
    const fields = parseFields(components, depth + 1);
    if (!fields.ok) return fields;
    if (fields.value.length === 0) return err('a tuple has no components');
    return ok({
      kind: 'tuple',
      components: fields.value,
      text: `(${fields.value.map((field) => field.type.text).join(',')})`,
    });
  }
  if (text === 'address' || text === 'bool' || text === 'bytes' || text === 'string') return ok({ kind: text, text });
  // A function pointer is an address and a selector.
  if (text === 'function') return ok({ kind: 'fixedBytes', size: 24, text });
  const integer = /^(u?int)(\d{1,3})?$/.exec(text);
  if (integer) {
    const bits = Number(integer[2] ?? 256);
    if (bits >= 8 && bits <= 256 && bits % 8 === 0) {
      const kind = integer[1] === 'uint' ? 'uint' : 'int';
      return ok({ kind, bits, text: `${kind}${bits}`, ...(names && { enum: names }) });
    }
  }
  const bytes = /^bytes(\d{1,2})$/.exec(text);
  const size = Number(bytes?.[1]);
  if (bytes && size >= 1 && size <= 32) return ok({ kind: 'fixedBytes', size, text });
  return err(`unknown type "${text.slice(0, 60)}"`);
}

/** Lowest and highest value of an integer type. */
export const rangeOf = (type: { readonly kind: 'uint' | 'int'; readonly bits: number }): readonly [bigint, bigint] =>
  type.kind === 'uint'
    ? [0n, 2n ** BigInt(type.bits) - 1n]
    : [-(2n ** BigInt(type.bits - 1)), 2n ** BigInt(type.bits - 1) - 1n];

/** The type as viem wants it, without names, so that it takes and gives tuples as lists. */
export function toViem(type: AbiType): AbiParameter {
  if (type.kind === 'tuple') return { type: 'tuple', components: type.components.map((field) => toViem(field.type)) };
  if (type.kind === 'array') {
    const item = toViem(type.item);
    const suffix = `[${type.length ?? ''}]`;
    return 'components' in item
      ? { type: `${item.type}${suffix}`, components: item.components }
      : { type: `${item.type}${suffix}` };
  }
  return { type: type.text === 'function' ? 'bytes24' : type.text };
}
