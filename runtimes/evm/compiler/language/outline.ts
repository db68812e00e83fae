/** What a Solidity file declares, as a tree. */
import { textOf } from '../../../core/json-shape.ts';
import type { CodeSymbol } from '../../../sdk/language-service.ts';
import { nameOf, nodesOf, parametersOf, rangeOf, type AstNode } from './ast.ts';
import { declarationText, kindOf } from './describe.ts';
import type { Opened } from './opened.ts';
import { topLevel } from './program.ts';

export function outline(opened: Opened): readonly CodeSymbol[] {
  return topLevel(opened.program.entry).flatMap((node) => symbolOf(opened, node));
}

function symbolOf(opened: Opened, node: AstNode): readonly CodeSymbol[] {
  const { program, rangeOf: shown } = opened;
  const declaration = program.declarations.get(node.id);
  const bytes = rangeOf(node.src);
  if (declaration === undefined || bytes === undefined || node.nodeType === 'ImportDirective') return [];
  const { unit, at, parent } = declaration;
  const { offset } = unit;
  const span = { start: offset(bytes.start), end: offset(bytes.end) };
  const name = nameOf(node) || textOf(node['kind']);
  // Constructors and fallbacks have no name: their keyword stands for it.
  const range = shown(unit, span);
  const selection = shown(unit, at ?? { start: span.start, end: span.start + name.length });
  if (range === undefined || selection === undefined) return [];
  const members = node.nodeType === 'ContractDefinition' ? node['nodes'] : node['members'];
  const entry = entryOf(node, parent);
  return [
    {
      name,
      kind: kindOf(declaration),
      detail: node.nodeType === 'ContractDefinition' ? textOf(node['contractKind']) : declarationText(declaration),
      range,
      selection,
      children: nodesOf(members).flatMap((child) => symbolOf(opened, child)),
      ...(entry !== undefined && { entry }),
    },
  ];
}

/** What can be deployed, and what can be called from outside. */
function entryOf(node: AstNode, parent: AstNode | undefined): CodeSymbol['entry'] {
  if (node.nodeType === 'ContractDefinition') return isDeployable(node) ? { contract: nameOf(node) } : undefined;
  // Functions of what cannot be deployed are called on what inherits them.
  if (parent === undefined || !isDeployable(parent)) return undefined;
  if (!['public', 'external'].includes(textOf(node['visibility']))) return undefined;
  const contract = nameOf(parent);
  if (node.nodeType === 'FunctionDefinition' && node['kind'] === 'function')
    return { contract, function: { name: nameOf(node), parameters: parametersOf(node).length } };
  return undefined;
}

const isDeployable = (node: AstNode): boolean =>
  node.nodeType === 'ContractDefinition' && node['contractKind'] === 'contract' && node['abstract'] !== true;
