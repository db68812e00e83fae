/**
 * The statements of a source, by where they are: what people step on. Conditions and headers of compound statements stand for them; what is
 * theirs as a whole (jumps back, blocks that end) is nobody's.
 */
import { textOf } from '../../../core/json-shape.ts';
import { partitionPoint } from '../../../core/partition-point.ts';
import { childrenOf, nodeOf, nodesOf, rangeOf, type AstNode, type ByteRange } from '../../compiler/language/ast.ts';

export interface TreeNode extends ByteRange {
  /**
   * `step`: a statement, or what stands for one. `declaration`: a state variable, whose value or getter may be run. `function`: a function or a
   * modifier. `none`: what lies within only.
   */
  readonly kind: 'step' | 'declaration' | 'function' | 'none';
  /** What to show of it. */
  readonly span: ByteRange;
  readonly node: AstNode;
  readonly children: readonly TreeNode[];
}

const STEPS = new Set([
  'ExpressionStatement',
  'VariableDeclarationStatement',
  'Return',
  'EmitStatement',
  'RevertStatement',
  'Break',
  'Continue',
  'Throw',
  'ModifierInvocation',
  'InheritanceSpecifier',
  'YulExpressionStatement',
  'YulAssignment',
  'YulVariableDeclaration',
  'YulBreak',
  'YulContinue',
  'YulLeave',
]);

/** Compound statements, the field that is run at their head, and whether what is shown begins with their own begin. */
const HEADS: Readonly<Record<string, { readonly field: string; readonly isWhole: boolean }>> = {
  IfStatement: { field: 'condition', isWhole: true },
  WhileStatement: { field: 'condition', isWhole: true },
  DoWhileStatement: { field: 'condition', isWhole: false },
  ForStatement: { field: 'condition', isWhole: false },
  TryStatement: { field: 'externalCall', isWhole: true },
  YulIf: { field: 'condition', isWhole: true },
  YulForLoop: { field: 'condition', isWhole: false },
  YulSwitch: { field: 'expression', isWhole: true },
};

const FUNCTIONS = new Set(['FunctionDefinition', 'ModifierDefinition', 'YulFunctionDefinition']);

const WITHIN = new Set([
  'SourceUnit',
  'ContractDefinition',
  'Block',
  'UncheckedBlock',
  'PlaceholderStatement',
  'TryCatchClause',
  'InlineAssembly',
  'YulBlock',
  'YulCase',
]);

/** undefined for what is no tree of solc's. */
export function statementTree(ast: unknown): TreeNode | undefined {
  const root = nodeOf(ast);
  const range = root && rangeOf(root.src);
  if (root === undefined || range === undefined) return undefined;
  return { ...range, kind: 'none', span: range, node: root, children: childTrees(root, range) };
}

/** The innermost node that the range lies within. */
export function innermost(root: TreeNode, { start, end }: ByteRange): TreeNode {
  for (let node = root; ;) {
    const inner = childAt(node.children, start);
    if (inner === undefined || inner.end < end) return node;
    node = inner;
  }
}

function childAt(children: readonly TreeNode[], start: number): TreeNode | undefined {
  const child = children[partitionPoint(children.length, (at) => (children[at]?.start ?? 0) <= start) - 1];
  return child !== undefined && start < child.end ? child : undefined;
}

const childTrees = (node: AstNode, span: ByteRange): TreeNode[] =>
  childrenOf(node)
    .flatMap((child) => treesOf(child, span))
    .sort((a, b) => a.start - b.start);

/** Trees of a node; where it is none that counts, of what is within it. `around`: the span of what it is within. */
function treesOf(node: AstNode, around: ByteRange): TreeNode[] {
  const range = rangeOf(node.src);
  if (range === undefined) return [];
  const { nodeType } = node;
  if (STEPS.has(nodeType)) return [{ ...range, kind: 'step', span: range, node, children: [] }];
  if (nodeType === 'VariableDeclaration') {
    if (node['stateVariable'] !== true && node['constant'] !== true) return [];
    return [{ ...range, kind: node['constant'] === true ? 'none' : 'declaration', span: range, node, children: [] }];
  }
  const head = HEADS[nodeType];
  if (head !== undefined) return [headed(node, range, head)];
  if (FUNCTIONS.has(nodeType)) {
    const body = rangeOf(nodeOf(node['body'])?.src);
    const span = { start: range.start, end: Math.max(range.start, body?.start ?? range.end) };
    return [{ ...range, kind: 'function', span, node, children: childTrees(node, span) }];
  }
  if (!WITHIN.has(nodeType)) return childTrees(node, around);
  const span = nodeType === 'ContractDefinition' ? { start: range.start, end: nameEnd(node, range) } : around;
  return [{ ...range, kind: 'none', span, node, children: childTrees(node, span) }];
}

function headed(
  node: AstNode,
  range: ByteRange,
  { field, isWhole }: { readonly field: string; readonly isWhole: boolean },
): TreeNode {
  const head = nodeOf(node[field]);
  const at = rangeOf(head?.src) ?? range;
  const span = isWhole ? { start: range.start, end: at.end } : at;
  const rest = childrenOf(node)
    .filter((child) => child !== head)
    .flatMap((child) => treesOf(child, span));
  const children: TreeNode[] =
    head === undefined ? rest : [{ ...at, kind: 'step', span, node: head, children: [] }, ...rest];
  return { ...range, kind: 'none', span, node, children: children.sort((a, b) => a.start - b.start) };
}

function nameEnd(node: AstNode, range: ByteRange): number {
  const [start = -1, length = 0] = textOf(node['nameLocation']).split(':').map(Number);
  return start > range.start ? start + length : range.end;
}

/** A function that has nothing to step on but itself. */
export const isEmpty = ({ node }: TreeNode): boolean =>
  nodesOf(nodeOf(node['body'])?.['statements']).length === 0 && nodesOf(node['modifiers']).length === 0;
