/** Types of Solidity, as far as they say what may follow a dot. */
import { listOf, numberOf, objectOf, textOf } from '../../../core/json-shape.ts';
import { nameOf, nodeOf, nodesOf, parametersOf, targetOf, type AstNode } from './ast.ts';
import type { Program } from './program.ts';

export type SolidityType =
  | { readonly kind: 'elementary'; readonly name: string }
  | { readonly kind: 'array'; readonly of: SolidityType; readonly isDynamic: boolean }
  | { readonly kind: 'mapping'; readonly to: SolidityType }
  /** A contract, struct, enum or value type: a value of it. */
  | { readonly kind: 'value'; readonly of: AstNode }
  /** The same by its name: `Token`, `Kind`. */
  | { readonly kind: 'name'; readonly of: AstNode }
  | { readonly kind: 'elementaryName'; readonly name: string }
  | { readonly kind: 'function'; readonly of: AstNode }
  | { readonly kind: 'tuple'; readonly of: readonly SolidityType[] }
  /** `import .. as name`. */
  | { readonly kind: 'module'; readonly unit: AstNode }
  /** `msg`, `abi`, .. */
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'super'; readonly of: AstNode }
  /** `type(T)`. */
  | { readonly kind: 'meta'; readonly of: SolidityType };

export const ELEMENTARY = /^(?:u?int\d*|bytes\d*|address(?: payable)?|bool|string|u?fixed\w*|byte)$/;

export function typeOfName(program: Program, typeName: AstNode | undefined): SolidityType | undefined {
  if (typeName === undefined) return undefined;
  switch (typeName.nodeType) {
    case 'ElementaryTypeName':
      return { kind: 'elementary', name: nameOf(typeName) };
    case 'UserDefinedTypeName':
    case 'IdentifierPath': {
      const declared = declarationNamed(program, typeName);
      return declared && { kind: 'value', of: declared };
    }
    case 'ArrayTypeName': {
      const of = typeOfName(program, nodeOf(typeName['baseType']));
      return of && { kind: 'array', of, isDynamic: nodeOf(typeName['length']) === undefined };
    }
    case 'Mapping': {
      const to = typeOfName(program, nodeOf(typeName['valueType']));
      return to && { kind: 'mapping', to };
    }
    case 'FunctionTypeName':
      return { kind: 'function', of: typeName };
  }
  return undefined;
}

/** By what solc resolved; where it has parsed only, by the name itself. */
function declarationNamed(program: Program, typeName: AstNode): AstNode | undefined {
  const path = nodeOf(typeName['pathNode']);
  const target = Math.max(targetOf(typeName), path ? targetOf(path) : -1);
  const found = program.declarations.get(target)?.node;
  if (found !== undefined) return found;
  const name = (nameOf(typeName) || (path ? nameOf(path) : '')).split('.').at(-1);
  for (const { node } of program.declarations.values())
    if (nameOf(node) === name && NAMES_TYPE.has(node.nodeType)) return node;
  return undefined;
}

const NAMES_TYPE = new Set([
  'ContractDefinition',
  'StructDefinition',
  'EnumDefinition',
  'UserDefinedValueTypeDefinition',
]);

/** What using the name of a declaration gives. */
export function typeOfDeclaration(program: Program, node: AstNode): SolidityType | undefined {
  switch (node.nodeType) {
    case 'VariableDeclaration': {
      const named = typeOfName(program, nodeOf(node['typeName']));
      return named ?? typeOfText(textOf(objectOf(node['typeDescriptions'])['typeString']));
    }
    case 'EnumValue': {
      const of = program.declarations.get(node.id)?.parent;
      return of && { kind: 'value', of };
    }
    case 'FunctionDefinition':
    case 'EventDefinition':
    case 'ErrorDefinition':
    case 'ModifierDefinition':
      return { kind: 'function', of: node };
    case 'SourceUnit':
      return { kind: 'module', unit: node };
    case 'ImportDirective': {
      const unit = program.declarations.get(numberOf(node['sourceUnit']))?.node;
      return unit && { kind: 'module', unit };
    }
  }
  return NAMES_TYPE.has(node.nodeType) ? { kind: 'name', of: node } : undefined;
}

const typeOfText = (text: string): SolidityType | undefined =>
  ELEMENTARY.test(text) ? { kind: 'elementary', name: text } : undefined;

/** What calling something gives. */
export function calledType(program: Program, callee: SolidityType): SolidityType | undefined {
  if (callee.kind === 'elementaryName') return { kind: 'elementary', name: callee.name };
  if (callee.kind === 'name') return { kind: 'value', of: callee.of };
  if (callee.kind !== 'function') return undefined;
  const returned = parametersOf(callee.of, 'returnParameters').map((one) => typeOfDeclaration(program, one));
  if (returned.length === 1) return returned[0];
  return { kind: 'tuple', of: returned.filter((one) => one !== undefined) };
}

/** What an index gives: of an array, a mapping, or the getter of one. */
export function indexedType(indexed: SolidityType): SolidityType | undefined {
  if (indexed.kind === 'array') return indexed.of;
  if (indexed.kind === 'mapping') return indexed.to;
  if (indexed.kind === 'elementary' && indexed.name.startsWith('bytes')) return { kind: 'elementary', name: 'bytes1' };
  return undefined;
}

/** What the getter of a public state variable gives: the innermost value. */
export function getterType(type: SolidityType): SolidityType {
  if (type.kind === 'mapping') return getterType(type.to);
  return type.kind === 'array' ? getterType(type.of) : type;
}

/** A contract and what it inherits from, itself first. */
export function linearised(program: Program, contract: AstNode): readonly AstNode[] {
  const ids = listOf(contract['linearizedBaseContracts']).map(numberOf);
  const found = ids.map((id) => program.declarations.get(id)?.node).filter((node) => node !== undefined);
  if (found.length > 0) return found;
  const seen = new Set<AstNode>();
  const visit = (one: AstNode): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const base of nodesOf(one['baseContracts']).toReversed()) {
      const of = typeOfName(program, nodeOf(base['baseName']));
      if (of?.kind === 'value') visit(of.of);
    }
  };
  visit(contract);
  return [...seen];
}
