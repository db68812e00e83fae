/** Declarations as people read them: the source without its body, its NatSpec, its selector. */
import { objectOf, textOf } from '../../../core/json-shape.ts';
import type { SymbolKind } from '../../../sdk/language-service.ts';
import { nameOf, nodeOf, parametersOf, rangeOf, type AstNode } from './ast.ts';
import type { Declaration, Program } from './program.ts';
import { withoutComments } from './repair.ts';

export function kindOf({ node, parent }: Pick<Declaration, 'node' | 'parent'>): SymbolKind {
  switch (node.nodeType) {
    case 'ContractDefinition':
      return node['contractKind'] === 'interface' ? 'interface' : 'class';
    case 'StructDefinition':
    case 'UserDefinedValueTypeDefinition':
      return 'struct';
    case 'EnumDefinition':
      return 'enum';
    case 'EnumValue':
      return 'enumMember';
    case 'FunctionDefinition':
    case 'ModifierDefinition':
      return 'method';
    case 'EventDefinition':
    case 'ErrorDefinition':
      return 'event';
    case 'ImportDirective':
    case 'SourceUnit':
      return 'namespace';
  }
  if (node['constant'] === true) return 'constant';
  if (node['stateVariable'] === true) return 'property';
  if (parent?.nodeType === 'StructDefinition') return 'field';
  return parent?.nodeType === 'ParameterList' ? 'parameter' : 'variable';
}

/** Shown whole up to this many lines. */
const LINES = 24;

export function declarationText({ node, unit }: Declaration): string {
  const range = rangeOf(node.src);
  if (range === undefined) return nameOf(node);
  const { offset } = unit;
  const start = offset(range.start);
  const source = unit.text.slice(start, offset(range.end));
  if (node.nodeType === 'StructDefinition' || node.nodeType === 'EnumDefinition') return dedent(source);
  const body = rangeOf(nodeOf(node['body'])?.src);
  if (body) return oneLine(source.slice(0, offset(body.start) - start));
  if (node.nodeType === 'ContractDefinition') return oneLine(source.slice(0, source.indexOf('{')));
  if (node.nodeType === 'VariableDeclaration' && node['constant'] !== true && node['value'])
    return oneLine(source.slice(0, source.indexOf('=')));
  return oneLine(source);
}

const oneLine = (source: string): string =>
  withoutComments(source).replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')').trim().replace(/;$/, '');

/** Its members are one step in. */
function dedent(source: string): string {
  const lines = source.split(/\r?\n/).map((line) => line.trim());
  const shown = lines.map((line, n) => (n === 0 || n === lines.length - 1 ? line : `  ${line}`));
  return shown.length > LINES ? [...shown.slice(0, LINES), '  ...'].join('\n') : shown.join('\n');
}

/** Plain text: NatSpec without its tags, whose it is, and by what it is called from outside. */
export function documentationOf(program: Program, { node, parent, unit }: Declaration): string | undefined {
  const parts: string[] = [natspec(program, node)];
  if (parent?.nodeType === 'ContractDefinition') parts.push(`In ${textOf(parent['contractKind'])} ${nameOf(parent)}.`);
  else if (parent?.nodeType === 'SourceUnit') parts.push(`In ${unit.name}.`);
  const selector = textOf(node['functionSelector'] || node['errorSelector']);
  if (selector !== '') parts.push(`Selector 0x${selector}.`);
  const text = parts.filter((part) => part !== '').join('\n\n');
  return text === '' ? undefined : text;
}

function natspec(program: Program, node: AstNode, depth = 0): string {
  const own = node['documentation'];
  const text = typeof own === 'string' ? own : textOf(objectOf(own)['text']);
  if (/@inheritdoc\s/.test(text) || text.trim() === '') {
    const [base] = Array.isArray(node['baseFunctions']) ? (node['baseFunctions'] as unknown[]) : [];
    const inherited = depth < 16 ? program.declarations.get(Number(base))?.node : undefined;
    if (inherited) return natspec(program, inherited, depth + 1);
  }
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^\*\s?/, ''))
    .join('\n')
    .replaceAll(/^@(?:notice|dev|title)\s+/gm, '')
    .replaceAll(/^@param\s+(\S+)\s*/gm, '$1: ')
    .replaceAll(/^@return\s+/gm, 'returns ')
    .replaceAll(/^@(author|inheritdoc|custom:\S+)\s+/gm, '$1: ')
    .trim();
}

/** Of one parameter: `uint256 amount`. */
export function parameterText(program: Program, node: AstNode): string {
  const declared = program.declarations.get(node.id);
  return declared ? declarationText(declared) : nameOf(node);
}

export function parameterDocs(program: Program, node: AstNode): ReadonlyMap<string, string> {
  const docs = new Map<string, string>();
  for (const line of natspec(program, node).split('\n')) {
    const found = /^([A-Za-z_$][\w$]*): (.*)$/.exec(line);
    if (found?.[1] !== undefined) docs.set(found[1], found[2] ?? '');
  }
  return docs;
}

export const callParameters = (node: AstNode): readonly AstNode[] =>
  node.nodeType === 'StructDefinition' ? (node['members'] as readonly AstNode[]) : parametersOf(node);
