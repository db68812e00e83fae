/** Values of constants, which are nowhere but in the source: as far as they are made of literals, other constants and operators. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { isObject, numberOf, textOf } from '../../../core/json-shape.ts';
import { nameOf, nodeOf, nodesOf, targetOf, type AstNode } from '../../compiler/language/ast.ts';
import type { ProgramIndex } from './program-index.ts';
import { elementary } from './solidity-type.ts';

/** Numbers; bytes as the contract has them. */
export type ConstantValue = bigint | boolean | Uint8Array;

const DEEPEST = 32;
/** An exponent or a shift beyond these is no constant's. */
const MOST_BITS = 512n;

/** undefined: it is made of something else. */
export function constantValue(program: ProgramIndex, node: AstNode | undefined, depth = 0): ConstantValue | undefined {
  if (node === undefined || depth > DEEPEST) return undefined;
  const exact = /^int_const (-?\d+)$/.exec(typeString(node))?.[1];
  if (exact !== undefined) return BigInt(exact);
  const of = (field: string): ConstantValue | undefined => constantValue(program, nodeOf(node[field]), depth + 1);
  switch (node.nodeType) {
    case 'Literal':
      return literal(node);
    case 'Identifier':
    case 'MemberAccess':
      return named(program, node, depth);
    case 'TupleExpression': {
      const [only, ...more] = nodesOf(node['components']);
      return more.length === 0 ? constantValue(program, only, depth + 1) : undefined;
    }
    case 'UnaryOperation':
      return unary(textOf(node['operator']), of('subExpression'));
    case 'BinaryOperation':
      return binary(textOf(node['operator']), of('leftExpression'), of('rightExpression'));
    case 'FunctionCall':
      return called(program, node, depth);
  }
  return undefined;
}

const typeString = (node: AstNode): string => {
  const descriptions = node['typeDescriptions'];
  return isObject(descriptions) ? textOf(descriptions['typeString']) : '';
};

function literal(node: AstNode): ConstantValue | undefined {
  const value = textOf(node['value']).replaceAll('_', '');
  switch (node['kind']) {
    case 'bool':
      return value === 'true';
    case 'string':
    case 'unicodeString':
    case 'hexString':
      return Buffer.from(textOf(node['hexValue']), 'hex');
    case 'number':
      return /^(?:0x[0-9a-fA-F]+|\d{1,78})$/.test(value) && !node['subdenomination'] ? BigInt(value) : undefined;
  }
  return undefined;
}

/** Another constant, a member of an enum, or the bounds of a type. */
function named(program: ProgramIndex, node: AstNode, depth: number): ConstantValue | undefined {
  const declared = program.declarations.get(targetOf(node))?.node;
  if (declared?.nodeType === 'VariableDeclaration' && declared['constant'] === true)
    return constantValue(program, nodeOf(declared['value']), depth + 1);
  const inner = nodeOf(node['expression']);
  const owner = inner && program.declarations.get(targetOf(inner))?.node;
  const name = textOf(node['memberName']);
  if (owner?.nodeType === 'EnumDefinition') {
    const index = nodesOf(owner['members']).findIndex((member) => nameOf(member) === name);
    return index < 0 ? undefined : BigInt(index);
  }
  const bounds = /^type\(u?int\d*\)$/.test(inner === undefined ? '' : typeString(inner));
  const type = elementary(typeString(node), '');
  if (!bounds || type.kind !== 'integer') return undefined;
  const bits = BigInt(type.isSigned ? type.bits - 1 : type.bits);
  if (name === 'max') return (1n << bits) - 1n;
  return name === 'min' ? (type.isSigned ? -(1n << bits) : 0n) : undefined;
}

function unary(operator: string, value: ConstantValue | undefined): ConstantValue | undefined {
  if (operator === '!' && typeof value === 'boolean') return !value;
  if (typeof value !== 'bigint') return undefined;
  return operator === '-' ? -value : operator === '~' ? ~value : undefined;
}

function binary(
  operator: string,
  left: ConstantValue | undefined,
  right: ConstantValue | undefined,
): ConstantValue | undefined {
  if (typeof left !== 'bigint' || typeof right !== 'bigint') return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    // Literals are divided without rounding.
    case '/':
      return right !== 0n && left % right === 0n ? left / right : undefined;
    case '%':
      return right === 0n ? undefined : left % right;
    case '**':
      return right >= 0n && right < MOST_BITS ? left ** right : undefined;
    case '<<':
      return right >= 0n && right < MOST_BITS ? left << right : undefined;
    case '>>':
      return right >= 0n ? left >> right : undefined;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
  }
  return undefined;
}

function called(program: ProgramIndex, node: AstNode, depth: number): ConstantValue | undefined {
  const [only, ...more] = nodesOf(node['arguments']);
  if (more.length > 0) return undefined;
  const value = constantValue(program, only, depth + 1);
  if (node['kind'] === 'typeConversion') return value;
  const callee = nodeOf(node['expression']);
  const isHash =
    callee !== undefined && nameOf(callee) === 'keccak256' && numberOf(callee['referencedDeclaration']) < 0;
  return isHash && value instanceof Uint8Array ? keccak_256(value) : undefined;
}
