/** From types in the source to types of the Solidity ABI. */
import { err, ok, type Result } from '../../../core/result.ts';
import type { Scope } from './scope.ts';
import type { SourceFile } from './source-graph.ts';
import {
  decoratorNames,
  FLAG,
  has,
  KIND,
  type AliasNode,
  type ClassNode,
  type Field,
  type Node,
  type TypeNode,
} from './syntax.ts';

export interface AbiType {
  /** `uint256`, `tuple[]`, .. */
  readonly type: string;
  readonly components?: readonly AbiParameter[];
}

export interface AbiParameter extends AbiType {
  readonly name: string;
  readonly indexed?: boolean;
}

/** What is wrong with a type, and where in which file. */
export interface TypeProblem {
  readonly file: SourceFile;
  readonly node: Node;
  readonly message: string;
  readonly hint?: string;
}

const INTEGERS: Readonly<Record<string, string>> = {
  bool: 'bool',
  boolean: 'bool',
  u8: 'uint8',
  u16: 'uint16',
  u32: 'uint32',
  u64: 'uint64',
  i8: 'int8',
  i16: 'int16',
  i32: 'int32',
  i64: 'int64',
  usize: 'uint32',
  isize: 'int32',
};

const MAX_DEPTH = 32;

export function sdkWord(name: string): string | undefined {
  const size = /^Bytes([1-9]\d?)$/.exec(name)?.[1];
  if (size !== undefined && Number(size) <= 32) return `bytes${size}`;
  return { U256: 'uint256', I256: 'int256', Address: 'address', Bytes: 'bytes' }[name];
}

export const integerType = (name: string): string | undefined =>
  Object.hasOwn(INTEGERS, name) ? INTEGERS[name] : undefined;

export function abiTypeOf(scope: Scope, file: SourceFile, type: TypeNode, depth = 0): Result<AbiType, TypeProblem> {
  const problem = (message: string, hint?: string): Result<AbiType, TypeProblem> =>
    err({ file, node: type, message, ...(hint === undefined ? {} : { hint }) });
  const text = file.text.slice(type.range.start, type.range.end);
  if (type.kind !== KIND.namedType) return problem(`a function type has no place in a contract's ABI`);
  if (type.isNullable) return problem(`"${text}" may be null, which the ABI cannot say`);
  if (depth > MAX_DEPTH) return problem(`"${text}" contains itself, or is nested too deeply for the ABI`);
  const found = scope.ofType(file, type);
  if (found.kind === 'sdk') {
    const word = sdkWord(found.name);
    return word === undefined ? problem(`"${text}" has no form in the ABI`, supported) : ok({ type: word });
  }
  if (found.kind === 'other') {
    const integer = integerType(found.name);
    if (integer !== undefined) return ok({ type: integer });
    if (found.name === 'string') return ok({ type: 'string' });
    const element = type.typeArguments?.[0];
    if (found.name === 'Array' && element) {
      const inner = abiTypeOf(scope, file, element, depth + 1);
      return inner.ok ? ok({ ...inner.value, type: `${inner.value.type}[]` }) : inner;
    }
    const hint = NUMBERS.includes(found.name) ? 'say which integer: u8 to u64, i8 to i64, U256 or I256' : supported;
    return problem(
      `"${text}" has no form in the ABI`,
      sdkWord(found.name) ? `import ${found.name} from "interleave"` : hint,
    );
  }
  const { node } = found;
  if (node.kind === KIND.type) return abiTypeOf(scope, found.file, (node as AliasNode).type, depth + 1);
  if (node.kind === KIND.class && decoratorNames(node).some((name) => name === 'struct' || name === 'tuple')) {
    const components = parametersOf(scope, found.file, node as ClassNode, depth + 1);
    return components.ok ? ok({ type: 'tuple', components: components.value }) : components;
  }
  return problem(
    `"${text}" has no form in the ABI`,
    node.kind === KIND.class ? `make the class a struct: @struct class ${node.name.text} { .. }` : supported,
  );
}

const NUMBERS = ['number', 'f64', 'f32', 'i128', 'u128'];
const supported =
  'the ABI has bool, u8 to u64, i8 to i64, U256, I256, Address, Bytes, Bytes1 to Bytes32, string, arrays and @struct classes';

/** The fields of a class that counts as a tuple: a struct, an event, an error. */
export function parametersOf(
  scope: Scope,
  file: SourceFile,
  node: ClassNode,
  depth = 0,
): Result<readonly AbiParameter[], TypeProblem> {
  const parameters: AbiParameter[] = [];
  for (const field of fieldsOf(node)) {
    const type = field.type && abiTypeOf(scope, file, field.type, depth);
    if (!type) return err({ file, node: field, message: `the field ${field.name.text} needs a type` });
    if (!type.ok) return type;
    const indexed = decoratorNames(field).includes('indexed');
    parameters.push({ name: field.name.text, ...type.value, ...(indexed ? { indexed } : {}) });
  }
  return ok(parameters);
}

export const fieldsOf = (node: ClassNode): readonly Field[] =>
  node.members.filter((member): member is Field => member.kind === KIND.field && !has(member, FLAG.static));

/** As in a signature: `(uint256,address)[]`. */
export const canonicalType = ({ type, components }: AbiType): string =>
  components ? type.replace('tuple', `(${components.map(canonicalType).join(',')})`) : type;
