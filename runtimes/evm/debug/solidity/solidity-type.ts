/** Types of Solidity, as far as they say how a value is laid out: on the stack, in memory, in call data and in storage. */
import { isObject, numberOf, textOf } from '../../../core/json-shape.ts';
import { nameOf, nodeOf, nodesOf, type AstNode } from '../../compiler/language/ast.ts';
import type { ProgramIndex } from './program-index.ts';

export interface Member {
  readonly name: string;
  readonly type: SolidityType;
}

/** `label`: as the language writes it. */
export type SolidityType = { readonly label: string } & (
  | { readonly kind: 'integer'; readonly isSigned: boolean; readonly bits: number }
  | { readonly kind: 'bool' }
  /** Contracts as well. */
  | { readonly kind: 'address' }
  | { readonly kind: 'fixedBytes'; readonly bytes: number }
  | { readonly kind: 'enum'; readonly name: string; readonly members: readonly string[] }
  | { readonly kind: 'function'; readonly isExternal: boolean }
  /** `string` and `bytes`. */
  | { readonly kind: 'text'; readonly isString: boolean }
  | { readonly kind: 'array'; readonly base: SolidityType; readonly length: bigint | undefined }
  /** `members`: worked out when asked, for a struct may hold others of its kind. */
  | { readonly kind: 'struct'; readonly members: () => readonly Member[] }
  | { readonly kind: 'mapping'; readonly key: SolidityType; readonly value: SolidityType }
  | { readonly kind: 'unknown' }
);

export type Location = 'stack' | 'memory' | 'calldata' | 'storage';

/** Types that stand in one word, wherever they are. */
export const isValueType = ({ kind }: SolidityType): boolean =>
  kind !== 'text' && kind !== 'array' && kind !== 'struct' && kind !== 'mapping';

/** As people write it: without what a compiler adds. */
export const plainLabel = (typeString: string): string =>
  typeString.replaceAll(/\b(?:struct|enum|contract) /g, '').replaceAll(/ (?:pointer|ref)\b/g, '');

export function typeOfVariable(program: ProgramIndex, variable: AstNode): SolidityType {
  const type = typeOfName(program, nodeOf(variable['typeName']));
  const label = labelOf(variable);
  return label === '' ? type : { ...type, label };
}

const labelOf = (node: AstNode): string => {
  const descriptions = node['typeDescriptions'];
  return isObject(descriptions) ? plainLabel(textOf(descriptions['typeString'])) : '';
};

/** Where a variable's value is that the stack does not hold itself. */
export function locationOf(variable: AstNode, type: SolidityType): Location {
  const location = textOf(variable['storageLocation']);
  if (location === 'memory' || location === 'calldata' || location === 'storage') return location;
  return isValueType(type) ? 'stack' : type.kind === 'mapping' ? 'storage' : 'memory';
}

/** Words that a variable takes on the stack. */
export function slotsOnStack(type: SolidityType, location: Location): number {
  if (type.kind === 'function') return type.isExternal ? 2 : 1;
  const isCounted = type.kind === 'text' || (type.kind === 'array' && type.length === undefined);
  return location === 'calldata' && isCounted ? 2 : 1;
}

function typeOfName(program: ProgramIndex, node: AstNode | undefined): SolidityType {
  const label = node === undefined ? '' : labelOf(node);
  switch (node?.nodeType) {
    case 'ElementaryTypeName':
      return elementary(nameOf(node), label || nameOf(node));
    case 'ArrayTypeName':
      return { kind: 'array', label, base: typeOfName(program, nodeOf(node['baseType'])), length: lengthOf(node) };
    case 'Mapping': {
      const [key, value] = [nodeOf(node['keyType']), nodeOf(node['valueType'])];
      return { kind: 'mapping', label, key: typeOfName(program, key), value: typeOfName(program, value) };
    }
    case 'FunctionTypeName':
      return { kind: 'function', label, isExternal: node['visibility'] === 'external' };
    case 'UserDefinedTypeName':
      return userDefined(program, numberOf(node['referencedDeclaration']), label);
    default:
      return { kind: 'unknown', label };
  }
}

function userDefined(program: ProgramIndex, id: number, label: string): SolidityType {
  const node = program.declarations.get(id)?.node;
  switch (node?.nodeType) {
    case 'StructDefinition':
      return {
        kind: 'struct',
        label,
        members: () =>
          nodesOf(node['members']).map((member) => ({ name: nameOf(member), type: typeOfVariable(program, member) })),
      };
    case 'EnumDefinition':
      return { kind: 'enum', label, name: nameOf(node), members: nodesOf(node['members']).map(nameOf) };
    case 'ContractDefinition':
      return { kind: 'address', label };
    case 'UserDefinedValueTypeDefinition':
      return { ...typeOfName(program, nodeOf(node['underlyingType'])), label };
    default:
      return { kind: 'unknown', label };
  }
}

export function elementary(name: string, label: string): SolidityType {
  const integer = /^(u?)int(\d*)$/.exec(name);
  if (integer) return { kind: 'integer', label, isSigned: integer[1] === '', bits: Number(integer[2] || 256) };
  const fixed = /^bytes(\d+)$/.exec(name) ?? /^(byte)$/.exec(name);
  if (fixed) return { kind: 'fixedBytes', label, bytes: fixed[1] === 'byte' ? 1 : Number(fixed[1]) };
  if (name === 'bool') return { kind: 'bool', label };
  if (name.startsWith('address')) return { kind: 'address', label };
  if (name === 'string' || name === 'bytes') return { kind: 'text', label, isString: name === 'string' };
  return { kind: 'unknown', label };
}

/** solc has worked out the length of an array, and says it in the type's identifier only. */
function lengthOf(node: AstNode): bigint | undefined {
  const descriptions = node['typeDescriptions'];
  const identifier = isObject(descriptions) ? textOf(descriptions['typeIdentifier']) : '';
  const digits = /\$(\d{1,78})_(?:storage|memory|calldata)(?:_ptr)?$/.exec(identifier)?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}

/** Bytes that a value type takes in storage. */
export function bytesInStorage(type: SolidityType): number {
  switch (type.kind) {
    case 'integer':
      return type.bits / 8;
    case 'bool':
    case 'enum':
      return 1;
    case 'address':
      return 20;
    case 'fixedBytes':
      return type.bytes;
    case 'function':
      return type.isExternal ? 24 : 8;
    default:
      return 32;
  }
}
