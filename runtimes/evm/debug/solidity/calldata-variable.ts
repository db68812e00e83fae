/** Variables in call data: https://docs.soliditylang.org/en/latest/abi-spec.html */
import { count } from '../../../core/glance.ts';
import type { Variable } from '../../../sdk/debug-info.ts';
import { arrayVariable, structVariable, withoutValue } from './compound-variable.ts';
import { textVariable, wordAt } from './memory-variable.ts';
import { isValueType, type SolidityType } from './solidity-type.ts';
import { wordText } from './value-text.ts';

/** Structs that hold themselves are not allowed there, and deeper nesting nobody writes. */
const DEEPEST = 32;

export function isDynamic(type: SolidityType, depth = 0): boolean {
  if (depth > DEEPEST) return true;
  if (type.kind === 'text') return true;
  if (type.kind === 'array') return type.length === undefined || isDynamic(type.base, depth + 1);
  return type.kind === 'struct' && type.members().some((member) => isDynamic(member.type, depth + 1));
}

/** Bytes that a type takes where it is not kept elsewhere. */
export function headBytes(type: SolidityType, depth = 0): number {
  if (depth > DEEPEST || isDynamic(type)) return 32;
  if (type.kind === 'array') return Number(type.length ?? 0n) * headBytes(type.base, depth + 1);
  if (type.kind === 'struct') return type.members().reduce((sum, member) => sum + headBytes(member.type, depth + 1), 0);
  return 32;
}

/** `at`: where its contents begin, of what is counted behind its length, which the stack has instead. */
export function calldataVariable(
  name: string,
  type: SolidityType,
  data: Uint8Array,
  at: bigint,
  length?: bigint,
  depth = 0,
): Variable {
  const { label } = type;
  if (at > BigInt(data.length)) return withoutValue(name, label, `points beyond call data: ${at}`);
  const first = Number(at);
  if (isValueType(type)) {
    if (first + 32 > data.length) return withoutValue(name, label, 'beyond call data');
    return { name, type: label, ...wordText(type, wordAt(data, first)) };
  }
  if (type.kind === 'text') return textVariable(name, type, data, first, length ?? 0n);
  if (type.kind === 'array') {
    const elements = type.length ?? length ?? 0n;
    const each = headBytes(type.base);
    if (at + elements * BigInt(each) > BigInt(data.length))
      return withoutValue(name, label, `${count(elements)} elements reach beyond call data`);
    return arrayVariable({ name, type: label, depth }, elements, (index, own) =>
      inCalldata(own, type.base, data, first, first + each * Number(index), depth + 1),
    );
  }
  if (type.kind !== 'struct') return withoutValue(name, label, 'not in call data');
  return structVariable({ name, type: label, depth }, () => {
    let offset = first;
    return type.members().map((member) => {
      const variable = inCalldata(member.name, member.type, data, first, offset, depth + 1);
      offset += headBytes(member.type);
      return variable;
    });
  });
}

/** Of a tuple that begins at `base`: what its head at `head` has itself, or says the place of. */
export function inCalldata(
  name: string,
  type: SolidityType,
  data: Uint8Array,
  base: number,
  head: number,
  depth = 0,
): Variable {
  if (!isDynamic(type)) return calldataVariable(name, type, data, BigInt(head), undefined, depth);
  if (head + 32 > data.length) return withoutValue(name, type.label, 'beyond call data');
  const at = BigInt(base) + wordAt(data, head);
  const isCounted = type.kind === 'text' || (type.kind === 'array' && type.length === undefined);
  if (!isCounted) return calldataVariable(name, type, data, at, undefined, depth);
  if (at + 32n > BigInt(data.length)) return withoutValue(name, type.label, `points beyond call data: ${at}`);
  return calldataVariable(name, type, data, at + 32n, wordAt(data, Number(at)), depth);
}
