/** Variables in memory: https://docs.soliditylang.org/en/latest/internals/layout_in_memory.html */
import { toHex } from '../../../core/hex.ts';
import { count } from '../../../core/glance.ts';
import type { Variable } from '../../../sdk/debug-info.ts';
import { arrayVariable, structVariable, withoutValue } from './compound-variable.ts';
import { isValueType, type SolidityType } from './solidity-type.ts';
import { bytesText, hexText, wordText } from './value-text.ts';

/** Bytes of one text that are read. */
const MOST_BYTES = 1 << 16;

export const wordAt = (bytes: Uint8Array, at: number): bigint => BigInt(`0x0${toHex(bytes.subarray(at, at + 32))}`);

/** `pointer`: where it begins; memory beyond its end is what a pointer that leads nowhere points to. */
export function memoryVariable(
  name: string,
  type: SolidityType,
  memory: Uint8Array,
  pointer: bigint,
  depth = 0,
): Variable {
  const { label } = type;
  if (pointer + 32n > BigInt(memory.length)) {
    // What holds nothing takes no memory.
    if (type.kind === 'struct' && type.members().length === 0)
      return structVariable({ name, type: label, depth }, () => []);
    return withoutValue(name, label, `points beyond memory: ${hexText(pointer, 1)}`);
  }
  const at = Number(pointer);
  if (type.kind === 'text') return textVariable(name, type, memory, at + 32, wordAt(memory, at));
  if (type.kind === 'array') {
    const length = type.length ?? wordAt(memory, at);
    const first = type.length === undefined ? at + 32 : at;
    if (BigInt(first) + length * 32n > BigInt(memory.length))
      return withoutValue(name, label, `${count(length)} elements reach beyond memory`);
    return arrayVariable({ name, type: label, depth }, length, (index, own) =>
      inMemory(own, type.base, memory, first + 32 * Number(index), depth + 1),
    );
  }
  if (type.kind === 'struct')
    return structVariable({ name, type: label, depth }, () =>
      type
        .members()
        // Mappings are in storage only.
        .filter((member) => member.type.kind !== 'mapping')
        .map((member, n) => inMemory(member.name, member.type, memory, at + 32 * n, depth + 1)),
    );
  return withoutValue(name, label, 'not in memory');
}

/** An element or a member: its value, or a pointer to it. */
function inMemory(name: string, type: SolidityType, memory: Uint8Array, at: number, depth: number): Variable {
  if (at + 32 > memory.length) return withoutValue(name, type.label, 'beyond memory');
  const word = wordAt(memory, at);
  return isValueType(type)
    ? { name, type: type.label, ...wordText(type, word) }
    : memoryVariable(name, type, memory, word, depth);
}

/** A string or bytes, whose bytes begin at `first`, of call data as well. */
export function textVariable(
  name: string,
  type: Extract<SolidityType, { kind: 'text' }>,
  bytes: Uint8Array,
  first: number,
  length: bigint,
): Variable {
  if (BigInt(first) + length > BigInt(bytes.length))
    return withoutValue(name, type.label, `${count(length)} bytes reach beyond what is there`);
  const size = Number(length);
  return textOfBytes(name, type, bytes.subarray(first, first + Math.min(size, MOST_BYTES)), size);
}

export function textOfBytes(
  name: string,
  type: Extract<SolidityType, { kind: 'text' }>,
  bytes: Uint8Array,
  length: number,
): Variable {
  return {
    name,
    type: type.label,
    ...bytesText(type.isString, bytes, length),
    lookup: (key) => {
      if (key === 'length') return { name: 'length', type: 'uint256', value: `${length}`, compare: BigInt(length) };
      const byte = typeof key === 'bigint' && key >= 0n && key < BigInt(bytes.length) ? bytes[Number(key)] : undefined;
      if (byte === undefined) return undefined;
      return { name: `[${key}]`, type: 'bytes1', value: hexText(BigInt(byte), 2), compare: BigInt(byte) };
    },
  };
}
