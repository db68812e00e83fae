/** What lies on the stack, and how it comes from and goes to the ABI. */
import { decodeAbiParameters, encodeAbiParameters, type AbiParameter } from 'viem';
import { fromHex, toHex } from '../../core/hex.ts';
import { trap } from '../../rules/signals.ts';

/** A number of 256 bits, an address or a truth value among them; or bytes. */
export type Item = bigint | Uint8Array;

/** The types that parameters may have. */
export const TYPES = ['uint256', 'address', 'bool', 'bytes32', 'bytes', 'string'] as const;
type Type = (typeof TYPES)[number];

/** 64 hex digits. */
export const wordHex = (value: bigint): string => value.toString(16).padStart(64, '0');
export const addressHex = (value: bigint): string => BigInt.asUintN(160, value).toString(16).padStart(40, '0');

const utf8 = { encode: new TextEncoder(), decode: new TextDecoder() };

function itemOf(type: Type, value: unknown): Item {
  switch (type) {
    case 'uint256':
      return value as bigint;
    case 'bool':
      return value === true ? 1n : 0n;
    case 'address':
    case 'bytes32':
      return BigInt(value as string);
    case 'bytes':
      return fromHex((value as string).slice(2));
    case 'string':
      return utf8.encode.encode(value as string);
  }
}

function valueOf(type: Type, item: Item): unknown {
  if ((type === 'bytes' || type === 'string') !== item instanceof Uint8Array) return trap(`no ${type}`);
  if (item instanceof Uint8Array) return type === 'bytes' ? `0x${toHex(item)}` : utf8.decode.decode(item);
  if (type === 'bool') return item !== 0n;
  if (type === 'address') return `0x${addressHex(item)}`;
  return type === 'bytes32' ? `0x${wordHex(item)}` : item;
}

/** undefined: the data does not fit. */
export function decodeItems(parameters: readonly AbiParameter[], data: Uint8Array): readonly Item[] | undefined {
  if (parameters.length === 0) return [];
  try {
    const values: readonly unknown[] = decodeAbiParameters(parameters, data);
    return parameters.map(({ type }, i) => itemOf(type as Type, values[i]));
  } catch {
    return undefined;
  }
}

/** Traps where an item is not of its type. */
export const encodeItems = (parameters: readonly AbiParameter[], items: readonly Item[]): Uint8Array =>
  fromHex(
    encodeAbiParameters(
      parameters,
      parameters.map(({ type }, i) => valueOf(type as Type, items[i] ?? 0n)),
    ).slice(2),
  );
