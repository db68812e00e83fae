/**
 * Which variables are declared where, and how many words below lie on the stack before each: solc without viaIR keeps them in the order of their
 * declarations, each until its block ends, and nothing else between two statements.
 */
import { nameOf, nodeOf, nodesOf, rangeOf, type AstNode, type ByteRange } from '../../compiler/language/ast.ts';
import type { ProgramIndex } from './program-index.ts';
import { locationOf, slotsOnStack, typeOfVariable, type Location, type SolidityType } from './solidity-type.ts';

export interface StackVariable {
  readonly name: string;
  readonly type: SolidityType;
  readonly location: Location;
  /** Words above where the block begins that this is asked of. */
  readonly slot: number;
}

export interface LocalScope {
  /** Those declared, the outer ones first. */
  readonly variables: readonly StackVariable[];
  /** Words that they all take. */
  readonly height: number;
}

const WORD: SolidityType = { kind: 'unknown', label: '' };

/** The variables of parameters, in their order. */
export function stackVariables(program: ProgramIndex, declarations: readonly AstNode[], from: number): LocalScope {
  let height = from;
  const variables = declarations.map((node) => {
    const type = typeOfVariable(program, node);
    const location = locationOf(node, type);
    const variable = { name: nameOf(node), type, location, slot: height };
    height += slotsOnStack(type, location);
    return variable;
  });
  return { variables, height };
}

class Walk {
  readonly variables: StackVariable[] = [];
  height: number;
  readonly #program: ProgramIndex;

  constructor(program: ProgramIndex, height: number) {
    this.#program = program;
    this.height = height;
  }

  declare(nodes: readonly AstNode[]): void {
    const { variables, height } = stackVariables(this.#program, nodes, this.height);
    this.variables.push(...variables);
    this.height = height;
  }

  /** Of inline assembly: a word each. */
  declareWords(nodes: readonly AstNode[]): void {
    for (const node of nodes)
      this.variables.push({ name: nameOf(node), type: WORD, location: 'stack', slot: this.height++ });
  }
}

/** What is declared at the range, which lies within the block. `height`: words on the stack where the block begins. */
export function localScope(program: ProgramIndex, block: AstNode, range: ByteRange, height: number): LocalScope {
  const walk = new Walk(program, height);
  within(walk, block, range);
  return walk;
}

const contains = (node: AstNode | undefined, { start, end }: ByteRange): boolean => {
  const own = rangeOf(node?.src);
  return own !== undefined && own.start <= start && end <= own.end && (own.start < start || end < own.end);
};

const holds = (node: AstNode | undefined, { start, end }: ByteRange): boolean => {
  const own = rangeOf(node?.src);
  return own !== undefined && own.start <= start && end <= own.end;
};

const isBefore = (node: AstNode, { start }: ByteRange): boolean => (rangeOf(node.src)?.end ?? 0) <= start;

/** Walks down to the statement with the range; one that has the range as a whole is not looked into. */
function within(walk: Walk, node: AstNode, range: ByteRange): void {
  if (!contains(node, range)) return;
  switch (node.nodeType) {
    case 'Block':
    case 'UncheckedBlock':
    case 'YulBlock':
      for (const statement of nodesOf(node['statements'])) {
        if (isBefore(statement, range)) declared(walk, statement);
        else if (holds(statement, range)) return within(walk, statement, range);
      }
      return;
    case 'ForStatement': {
      const first = nodeOf(node['initializationExpression']);
      if (holds(first, range)) return;
      if (first !== undefined) declared(walk, first);
      return inFields(walk, node, ['body'], range);
    }
    case 'TryStatement':
      for (const clause of nodesOf(node['clauses'])) if (holds(clause, range)) return inClause(walk, clause, range);
      return;
    case 'InlineAssembly':
      return inFields(walk, node, ['AST'], range);
    case 'YulForLoop': {
      const pre = nodeOf(node['pre']);
      if (pre !== undefined && holds(pre, range)) return within(walk, pre, range);
      if (pre !== undefined) for (const statement of nodesOf(pre['statements'])) declared(walk, statement);
      return inFields(walk, node, ['post', 'body'], range);
    }
    case 'YulSwitch':
      for (const one of nodesOf(node['cases'])) {
        if (!holds(one, range)) continue;
        // What it decides by stays on the stack until it ends.
        walk.height++;
        return inFields(walk, one, ['body'], range);
      }
      return;
    default:
      return inFields(walk, node, ['trueBody', 'falseBody', 'body'], range);
  }
}

function inFields(walk: Walk, node: AstNode, fields: readonly string[], range: ByteRange): void {
  for (const field of fields) {
    const inner = nodeOf(node[field]);
    if (inner !== undefined && inner.nodeType !== 'YulFunctionDefinition' && holds(inner, range))
      return within(walk, inner, range);
  }
}

function inClause(walk: Walk, clause: AstNode, range: ByteRange): void {
  const parameters = nodeOf(clause['parameters']);
  walk.declare(nodesOf(parameters?.['parameters']));
  inFields(walk, clause, ['block'], range);
}

/** What a statement that is over has left. */
function declared(walk: Walk, statement: AstNode): void {
  if (statement.nodeType === 'VariableDeclarationStatement') walk.declare(nodesOf(statement['declarations']));
  else if (statement.nodeType === 'YulVariableDeclaration') walk.declareWords(nodesOf(statement['variables']));
}
