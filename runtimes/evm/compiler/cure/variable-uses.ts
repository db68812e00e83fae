/** Every use of a state variable in all sources of a compile, and what each does with it. */
import { err, ok, type Result } from '../../../core/result.ts';
import { textOf } from '../../../core/json-shape.ts';
import type { SolidityDebug, SoliditySource } from '../solidity-debug.ts';
import { offsetOfByte, positionOf } from '../source-position.ts';
import { childrenOf, isNode, nameOf, nodeOf, rangeOf, targetOf, type AstNode } from '../language/ast.ts';

export interface Unit {
  readonly name: string;
  readonly source: SoliditySource;
}

/** In UTF-16 units of its source's text. */
export interface Span {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

export interface Declared {
  readonly node: AstNode;
  readonly contract: AstNode;
  readonly span: Span;
  /** Keys of mappings on the way to the number. */
  readonly keys: number;
  /** As it is written: `uint256`, `uint`. */
  readonly type: string;
}

/** `read`: replace `span` by the value; `add`: replace the statement `span` by an addition of `amount`. */
export type Use = {
  readonly span: Span;
  /** `votes[candidate]` without its name: `[candidate]`. */
  readonly keys: string;
  /** Id of the function it is in; 0: none. */
  readonly inFunction: number;
} & ({ readonly kind: 'read' } | { readonly kind: 'add'; readonly amount: string });

export const textIn = ({ unit, start, end }: Span): string => unit.source.text.slice(start, end);

export function spanOf(unit: Unit, src: unknown): Span {
  const { start, end } = rangeOf(src) ?? { start: 0, end: 0 };
  const { text } = unit.source;
  return { unit, start: offsetOfByte(text, start), end: offsetOfByte(text, end) };
}

/** `contracts/Shop.sol:12`. */
export const placeOf = ({ unit, start }: Span): string => `${unit.name}:${positionOf(unit.source.text, start).line}`;

export const unitsOf = ({ sources }: SolidityDebug): readonly Unit[] =>
  Object.entries(sources).map(([name, source]) => ({ name, source }));

/** The variable of a contract, or of one that it inherits from. */
export function findVariable(units: readonly Unit[], contract: string, variable: string): Result<Declared, string> {
  const contracts = units.flatMap((unit) =>
    childrenOf(unit.source.ast as AstNode)
      .filter(({ nodeType }) => nodeType === 'ContractDefinition')
      .map((node) => ({ unit, node })),
  );
  const own = contracts.find(({ node }) => nameOf(node) === contract);
  const line = Array.isArray(own?.node['linearizedBaseContracts']) ? own.node['linearizedBaseContracts'] : [];
  for (const id of line as unknown[]) {
    const base = contracts.find(({ node }) => node.id === id);
    const found = base && childrenOf(base.node).find((node) => isStateVariable(node) && nameOf(node) === variable);
    if (base === undefined || found === undefined) continue;
    return numberBehind(found, base.node, spanOf(base.unit, found.src));
  }
  return err(`${contract} has no state variable ${variable} of its own`);
}

const isStateVariable = (node: AstNode): boolean =>
  node.nodeType === 'VariableDeclaration' && node['stateVariable'] === true;

const LEAST_BITS = 64;

function numberBehind(node: AstNode, contract: AstNode, span: Span): Result<Declared, string> {
  let type = nodeOf(node['typeName']);
  let keys = 0;
  for (; type?.nodeType === 'Mapping'; keys++) type = nodeOf(type['valueType']);
  // As it is written: `uint` as well.
  const name = type?.nodeType === 'ElementaryTypeName' ? textIn(spanOf(span.unit, type.src)) : '';
  const bits = /^uint(\d*)$/.exec(name)?.[1];
  const at = placeOf(span);
  if (bits === undefined) return err(`${at}: it is no unsigned number, so its changes do not commute`);
  if (bits !== '' && Number(bits) < LEAST_BITS)
    return err(`${at}: a ${name} reverts where it overflows, which a counter does not`);
  if (node['mutability'] !== 'mutable') return err(`${at}: it never changes`);
  if (nodeOf(node['value']) !== undefined) return err(`${at}: it begins with a value, and a counter begins with zero`);
  return ok({ node, contract, span, keys, type: name });
}

/** An error names the first use that only a person can change. */
export function usesOf(units: readonly Unit[], variable: Declared): Result<readonly Use[], string> {
  const uses: Use[] = [];
  for (const unit of units) {
    if (!isNode(unit.source.ast)) continue;
    const flaw = walk(unit, unit.source.ast, [], variable, uses);
    if (flaw !== undefined) return err(flaw);
  }
  return ok(uses);
}

function walk(
  unit: Unit,
  node: AstNode,
  above: readonly AstNode[],
  variable: Declared,
  uses: Use[],
): string | undefined {
  if ((node.nodeType === 'Identifier' || node.nodeType === 'MemberAccess') && targetOf(node) === variable.node.id) {
    // `this.sold()` goes through the getter, which stays.
    if (node.nodeType === 'MemberAccess' && isCalled(node, above)) return undefined;
    const use = useOf(unit, node, above, variable);
    if (!use.ok) return use.error;
    // Both sides of `x = x + 1` are one use.
    if (use.value !== undefined) uses.push(use.value);
    return undefined;
  }
  if (
    node.nodeType === 'InlineAssembly' &&
    JSON.stringify(node['externalReferences'] ?? '').includes(`"declaration":${variable.node.id}`)
  )
    return `${placeOf(spanOf(unit, node.src))}: assembly uses it`;
  const path = [node, ...above];
  for (const child of childrenOf(node)) {
    const flaw = walk(unit, child, path, variable, uses);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

const isCalled = (node: AstNode, above: readonly AstNode[]): boolean =>
  above[0]?.nodeType === 'FunctionCall' && nodeOf(above[0]['expression'])?.id === node.id;

function useOf(
  unit: Unit,
  node: AstNode,
  above: readonly AstNode[],
  variable: Declared,
): Result<Use | undefined, string> {
  const path = [...above];
  let whole = node;
  const keys: string[] = [];
  for (let depth = 0; depth < variable.keys; depth++) {
    const index = path.shift();
    const key = index?.nodeType === 'IndexAccess' ? nodeOf(index['indexExpression']) : undefined;
    if (index === undefined || key === undefined || nodeOf(index['baseExpression'])?.id !== whole.id)
      return err(`${placeOf(spanOf(unit, node.src))}: it is handed on as a whole`);
    keys.push(`[${textIn(spanOf(unit, key.src))}]`);
    whole = index;
  }
  const span = spanOf(unit, whole.src);
  const inFunction = path.find(
    ({ nodeType }) => nodeType === 'FunctionDefinition' || nodeType === 'ModifierDefinition',
  );
  const common = { keys: keys.join(''), inFunction: inFunction?.id ?? 0 };
  const changed = changeOf(unit, whole, path);
  if (changed === 'read') return ok({ ...common, kind: 'read', span });
  if (changed === 'part of it') return ok(undefined);
  if (changed === undefined) return err(`${placeOf(span)}: it is not only added to there`);
  return ok({ ...common, kind: 'add', ...changed });
}

/** What is done with `whole`: `x += n`, `x++`, `x = x + n` as statements of their own are additions. undefined: another change. */
function changeOf(
  unit: Unit,
  whole: AstNode,
  [parent, above, over]: readonly AstNode[],
): { readonly span: Span; readonly amount: string } | 'read' | 'part of it' | undefined {
  const isStatement = (node: AstNode | undefined): node is AstNode => node?.nodeType === 'ExpressionStatement';
  if (parent?.nodeType === 'Assignment') {
    const isTarget = nodeOf(parent['leftHandSide'])?.id === whole.id;
    if (!isTarget) return 'read';
    const value = nodeOf(parent['rightHandSide']);
    if (!isStatement(above) || value === undefined) return undefined;
    const span = spanOf(unit, parent.src);
    if (parent['operator'] === '+=') return { span, amount: textIn(spanOf(unit, value.src)) };
    const amount = parent['operator'] === '=' ? addedTo(unit, whole, value) : undefined;
    return amount === undefined ? undefined : { span, amount };
  }
  if (parent?.nodeType === 'UnaryOperation') {
    if (parent['operator'] === '++')
      return isStatement(above) ? { span: spanOf(unit, parent.src), amount: '1' } : undefined;
    return parent['operator'] === '--' || parent['operator'] === 'delete' ? undefined : 'read';
  }
  if (
    parent?.nodeType === 'BinaryOperation' &&
    above?.nodeType === 'Assignment' &&
    isStatement(over) &&
    above['operator'] === '=' &&
    nodeOf(above['rightHandSide'])?.id === parent.id
  ) {
    const target = nodeOf(above['leftHandSide']);
    if (target !== undefined && addedTo(unit, target, parent) !== undefined && sameText(unit, target, whole))
      return 'part of it';
  }
  if (parent?.nodeType === 'TupleExpression' && above?.nodeType === 'Assignment') {
    return nodeOf(above['leftHandSide'])?.id === parent.id ? undefined : 'read';
  }
  return 'read';
}

/** `n`, where `value` is `target + n` or `n + target`. */
function addedTo(unit: Unit, target: AstNode, value: AstNode): string | undefined {
  if (value.nodeType !== 'BinaryOperation' || value['operator'] !== '+') return undefined;
  const [left, right] = [nodeOf(value['leftExpression']), nodeOf(value['rightExpression'])];
  if (left === undefined || right === undefined) return undefined;
  const [first, second] = [sameText(unit, target, left), sameText(unit, target, right)];
  if (first === second) return undefined;
  return textIn(spanOf(unit, (first ? right : left).src));
}

const sameText = (unit: Unit, a: AstNode, b: AstNode): boolean =>
  textIn(spanOf(unit, a.src)) === textIn(spanOf(unit, b.src));

export const overridesOf = (unit: Unit, node: AstNode): string => {
  const found = nodeOf(node['overrides']);
  return found === undefined ? '' : ` ${textIn(spanOf(unit, found.src))}`;
};

export const isPublic = (node: AstNode): boolean => textOf(node['visibility']) === 'public';
