/** Arguments as call data has them: what a function was called with from outside, whatever the optimiser has made of its variables. */
import { numberOf, textOf } from '../../../core/json-shape.ts';
import { toHex } from '../../../core/hex.ts';
import type { MachineView, Variable } from '../../../sdk/debug-info.ts';
import { childrenOf, nameOf, nodeOf, nodesOf, parametersOf, type AstNode } from '../../compiler/language/ast.ts';
import { headBytes, inCalldata } from './calldata-variable.ts';
import type { ProgramIndex } from './program-index.ts';
import { locationOf, typeOfVariable } from './solidity-type.ts';

/** Bytes of a function's selector. */
export const SELECTOR = 4;

/** The function that a frame was called for; undefined: what has no name, or a creation. */
export function functionCalled({ frame }: MachineView, contracts: readonly AstNode[]): AstNode | undefined {
  if (frame.kind === 'create' || frame.data.length < SELECTOR) return undefined;
  const selector = toHex(frame.data.subarray(0, SELECTOR));
  for (const contract of contracts)
    for (const node of nodesOf(contract['nodes']))
      if (node.nodeType === 'FunctionDefinition' && textOf(node['functionSelector']) === selector) return node;
  return undefined;
}

/** `isSure`: the function cannot have changed it since. */
export interface PassedArgument {
  readonly variable: Variable;
  readonly isSure: boolean;
}

/** Those with a name. */
export function passedArguments(program: ProgramIndex, called: AstNode, data: Uint8Array): readonly PassedArgument[] {
  const changed = changedIn(called);
  let head = SELECTOR;
  return parametersOf(called).flatMap((parameter) => {
    const type = typeOfVariable(program, parameter);
    const name = nameOf(parameter);
    const variable = inCalldata(name, type, data, SELECTOR, head);
    head += headBytes(type);
    if (name === '') return [];
    const isChanged = changed.ids.has(numberOf(parameter['id'])) || changed.names.has(name);
    // What is in memory is a copy, and whoever has it may write to it.
    return [{ variable, isSure: !isChanged && locationOf(parameter, type) !== 'memory' }];
  });
}

/** The variable with another type; what it holds is still worked out when it is asked for. */
export function withType(variable: Variable, type: string): Variable {
  const { name, compare, cell, children, lookup } = variable;
  return {
    name,
    type,
    get value() {
      return variable.value;
    },
    compare,
    ...(cell !== undefined && { cell }),
    ...(children && { children }),
    ...(lookup && { lookup }),
  };
}

interface Changed {
  /** Of declarations. */
  readonly ids: Set<number>;
  /** As inline assembly has them. */
  readonly names: Set<string>;
}

const known = new WeakMap<AstNode, Changed>();

/** Variables that anything in the function gives another value. */
function changedIn(node: AstNode): Changed {
  const found = known.get(node);
  if (found !== undefined) return found;
  const changed: Changed = { ids: new Set(), names: new Set() };
  const body = nodeOf(node['body']);
  if (body !== undefined) walk(body, changed);
  known.set(node, changed);
  return changed;
}

function walk(node: AstNode, changed: Changed): void {
  if (node.nodeType === 'Assignment') assigned(node['leftHandSide'], changed);
  if (node.nodeType === 'UnaryOperation' && CHANGES.has(textOf(node['operator'])))
    assigned(node['subExpression'], changed);
  if (node.nodeType === 'YulAssignment')
    for (const { name } of nodesOf(node['variableNames']).map((one) => ({ name: nameOf(one) })))
      // `x.offset`, `x.length` of what is in call data.
      changed.names.add(name.split('.')[0] ?? name);
  for (const child of childrenOf(node)) walk(child, changed);
}

const CHANGES = new Set(['++', '--', 'delete']);

function assigned(target: unknown, changed: Changed): void {
  const node = nodeOf(target);
  if (node?.nodeType === 'Identifier') changed.ids.add(numberOf(node['referencedDeclaration']));
  for (const component of nodesOf(node?.['components'])) assigned(component, changed);
}
