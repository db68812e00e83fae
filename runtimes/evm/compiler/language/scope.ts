/** Which names may be used at a place, and what they mean: the innermost first. */
import { isObject, listOf, numberOf, textOf } from '../../../core/json-shape.ts';
import { nameOf, nodeOf, nodesOf, parametersOf, rangeOf, type AstNode } from './ast.ts';
import { enclosing, topLevel, type Program, type Unit } from './program.ts';
import { linearised } from './types.ts';

export interface Named {
  readonly name: string;
  readonly node: AstNode;
}

/** Where a place lies. */
export interface Scene {
  readonly unit: Unit;
  readonly at: number;
  readonly around: readonly AstNode[];
  readonly contract: AstNode | undefined;
}

export function sceneAt(unit: Unit, at: number): Scene {
  const around = enclosing(unit, at);
  return { unit, at, around, contract: around.find(({ nodeType }) => nodeType === 'ContractDefinition') };
}

/** All names, the innermost first; a name may come several times: overloads, or one that hides another. */
export function namesAt(program: Program, { unit, at, around, contract }: Scene): readonly Named[] {
  const names: Named[] = [];
  const { offset } = unit;
  for (const node of around.toReversed()) {
    if (node.nodeType === 'FunctionDefinition' || node.nodeType === 'ModifierDefinition') {
      names.push(...named([...parametersOf(node), ...parametersOf(node, 'returnParameters')]));
      continue;
    }
    if (node.nodeType === 'TryCatchClause') names.push(...named(parametersOf(node)));
    const statements = node.nodeType === 'ForStatement' ? [node['initializationExpression']] : node['statements'];
    for (const statement of nodesOf(statements)) {
      const range = rangeOf(statement.src);
      if (statement.nodeType === 'VariableDeclarationStatement' && range && offset(range.start) < at)
        names.push(...named(nodesOf(statement['declarations'])));
    }
  }
  if (contract) names.push(...contractNames(program, contract));
  return [...names, ...fileNames(program, unit, new Set())];
}

const named = (nodes: readonly AstNode[]): readonly Named[] =>
  nodes.map((node) => ({ name: nameOf(node), node })).filter(({ name }) => name !== '');

/** What stands in a contract and what it inherits. Private members of others are not there. */
export function contractNames(program: Program, contract: AstNode): readonly Named[] {
  return linearised(program, contract).flatMap((one) =>
    named(nodesOf(one['nodes'])).filter(({ node }) => one === contract || node['visibility'] !== 'private'),
  );
}

/** What a file declares and imports. */
export function fileNames(program: Program, unit: Unit, seen: Set<Unit>): readonly Named[] {
  if (seen.has(unit)) return [];
  seen.add(unit);
  const names: Named[] = [];
  for (const node of topLevel(unit)) {
    if (node.nodeType !== 'ImportDirective') {
      names.push(...named([node]));
      continue;
    }
    const imported = program.units.get(textOf(node['absolutePath']));
    const alias = textOf(node['unitAlias']);
    const aliases = listOf(node['symbolAliases']).filter(isObject);
    if (alias !== '') names.push({ name: alias, node });
    else if (aliases.length > 0) {
      const there = imported ? fileNames(program, imported, new Set(seen)) : [];
      for (const { foreign, local } of aliases) {
        const name = nameOf(nodeOf(foreign) ?? node);
        const means = there.filter((one) => one.name === name);
        for (const one of means) names.push({ name: textOf(local) || name, node: one.node });
      }
    } else if (imported) names.push(...fileNames(program, imported, seen));
  }
  return names;
}

/** The innermost meanings of a name: several only for overloads. */
export function lookUp(names: readonly Named[], name: string): readonly AstNode[] {
  const found = names.filter((one) => one.name === name).map(({ node }) => node);
  const [first] = found;
  if (first === undefined || first.nodeType !== 'FunctionDefinition') return found.slice(0, 1);
  const seen = new Set<string>();
  return found.filter((node) => {
    const key = JSON.stringify(parametersOf(node).map((one) => one['typeDescriptions'] ?? nameOf(one)));
    return node.nodeType === 'FunctionDefinition' && !seen.has(key) && seen.add(key) !== undefined;
  });
}

export const idOf = (node: AstNode): number => numberOf(node.id);
