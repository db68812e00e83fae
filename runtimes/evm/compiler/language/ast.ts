/** solc's compact AST, read as far as an editor needs it. */
import { isObject, numberOf, textOf } from '../../../core/json-shape.ts';

export interface AstNode {
  readonly id: number;
  readonly nodeType: string;
  readonly src: string;
  readonly [field: string]: unknown;
}

/** In bytes of UTF-8, as solc counts. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export const isNode = (value: unknown): value is AstNode =>
  isObject(value) && typeof value['nodeType'] === 'string' && typeof value['src'] === 'string';

export const nodesOf = (value: unknown): readonly AstNode[] => (Array.isArray(value) ? value.filter(isNode) : []);

export const nodeOf = (value: unknown): AstNode | undefined => (isNode(value) ? value : undefined);

/** `start:length:file`; undefined where the compiler made the node up. */
export function rangeOf(src: unknown): ByteRange | undefined {
  const [start = -1, length = -1] = textOf(src).split(':').map(Number);
  return start < 0 || length < 0 ? undefined : { start, end: start + length };
}

/** Nodes directly below, in the order of the fields. */
export function childrenOf(node: AstNode): readonly AstNode[] {
  const children: AstNode[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (field === 'typeDescriptions') continue;
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const one of value) if (isNode(one)) children.push(one);
  }
  return children;
}

export const nameOf = (node: AstNode): string => textOf(node['name']);

export const targetOf = (node: AstNode): number => numberOf(node['referencedDeclaration']);

/** `parameters` or `returnParameters` of a function, event, error or function type. */
export function parametersOf(
  node: AstNode,
  field: 'parameters' | 'returnParameters' = 'parameters',
): readonly AstNode[] {
  const list = nodeOf(node[field] ?? (field === 'parameters' ? node['parameterTypes'] : node['returnParameterTypes']));
  return list ? nodesOf(list['parameters']) : [];
}
