/** What may follow a dot. */
import { listOf, objectOf, textOf } from '../../../core/json-shape.ts';
import { nameOf, nodeOf, nodesOf, parametersOf, type AstNode } from './ast.ts';
import { MEMBERS, type GlobalMember } from './globals.ts';
import { topLevel, type Program } from './program.ts';
import { contractNames, fileNames, type Named, type Scene } from './scope.ts';
import { linearised, typeOfName, type SolidityType } from './types.ts';

export interface Members {
  readonly named: readonly Named[];
  readonly builtIn: readonly GlobalMember[];
}

const builtIn = (...keys: readonly string[]): Members => ({
  named: [],
  builtIn: keys.flatMap((key) => MEMBERS[key] ?? []),
});

export function membersOf(program: Program, type: SolidityType, scene: Scene): Members {
  const own = ownMembers(program, type);
  const attached = attachedTo(program, type, scene);
  return { ...own, named: [...own.named, ...attached] };
}

function ownMembers(program: Program, type: SolidityType): Members {
  switch (type.kind) {
    case 'global':
      return builtIn(type.name);
    case 'elementary':
      if (type.name === 'address payable') return builtIn('address', 'address payable');
      if (type.name === 'bytes') return builtIn('array', 'dynamicArray');
      return type.name.startsWith('bytes') ? builtIn('array') : builtIn(type.name === 'address' ? 'address' : '');
    case 'array':
      return type.isDynamic ? builtIn('array', 'dynamicArray') : builtIn('array');
    case 'elementaryName':
      return builtIn(`${type.name}Name`);
    case 'function':
      return builtIn('function');
    case 'meta':
      return metaMembers(type.of);
    case 'super':
      return { named: onlyFunctions(contractNames(program, type.of)), builtIn: [] };
    case 'module': {
      const unit = [...program.units.values()].find(({ root }) => root === type.unit);
      return { named: unit ? fileNames(program, unit, new Set()) : [], builtIn: [] };
    }
    case 'value':
      return { named: valueMembers(program, type.of), builtIn: [] };
    case 'name':
      return nameMembers(program, type.of);
    case 'mapping':
    case 'tuple':
      return builtIn();
  }
}

const onlyFunctions = (names: readonly Named[]): readonly Named[] =>
  names.filter(({ node }) => node.nodeType === 'FunctionDefinition');

const VISIBLE = ['public', 'external'];

function valueMembers(program: Program, of: AstNode): readonly Named[] {
  if (of.nodeType === 'StructDefinition') return nodesOf(of['members']).map((node) => ({ name: nameOf(node), node }));
  if (of.nodeType !== 'ContractDefinition') return [];
  return contractNames(program, of).filter(
    ({ node }) =>
      ['FunctionDefinition', 'VariableDeclaration'].includes(node.nodeType) &&
      VISIBLE.includes(textOf(node['visibility'])),
  );
}

function nameMembers(program: Program, of: AstNode): Members {
  if (of.nodeType === 'EnumDefinition')
    return { named: nodesOf(of['members']).map((node) => ({ name: nameOf(node), node })), builtIn: [] };
  if (of.nodeType === 'UserDefinedValueTypeDefinition') return builtIn('valueTypeName');
  return of.nodeType === 'ContractDefinition' ? { named: contractNames(program, of), builtIn: [] } : builtIn();
}

function metaMembers(of: SolidityType): Members {
  if (of.kind === 'elementaryName' || of.kind === 'elementary') return builtIn('integerMeta');
  if (of.kind !== 'name') return builtIn();
  if (of.of.nodeType === 'EnumDefinition') return builtIn('integerMeta');
  return of.of['contractKind'] === 'interface' ? builtIn('contractMeta', 'interfaceMeta') : builtIn('contractMeta');
}

/** Functions that `using .. for ..` attaches: by the type of their first parameter. */
function attachedTo(program: Program, type: SolidityType, { unit, contract }: Scene): readonly Named[] {
  const wanted = typeText(type);
  if (wanted === undefined) return [];
  const here = [
    ...topLevel(unit),
    ...(contract ? linearised(program, contract).slice(0, 1) : []).flatMap((one) => nodesOf(one['nodes'])),
    ...[...program.units.values()].flatMap(topLevel).filter((node) => node['global'] === true),
  ];
  const functions = here
    .filter(({ nodeType }) => nodeType === 'UsingForDirective')
    .flatMap((using) => usedFunctions(program, using));
  return functions
    .filter((node) => {
      const [first] = parametersOf(node);
      return first !== undefined && fits(textOf(objectOf(first['typeDescriptions'])['typeString']), wanted);
    })
    .map((node) => ({ name: nameOf(node), node }));
}

function usedFunctions(program: Program, using: AstNode): readonly AstNode[] {
  const library = typeOfName(program, nodeOf(using['libraryName']));
  if (library?.kind === 'value')
    return nodesOf(library.of['nodes']).filter(({ nodeType }) => nodeType === 'FunctionDefinition');
  return listOf(using['functionList']).flatMap((item) => {
    const path = nodeOf(objectOf(item)['function']);
    const found = path && program.declarations.get(Number(path['referencedDeclaration']))?.node;
    return found ? [found] : [];
  });
}

const fits = (parameter: string, wanted: string): boolean =>
  parameter.replace(/ (?:storage|memory|calldata)(?: pointer| ref)?$/, '').replace(/^(?:struct|enum|contract) /, '') ===
  wanted;

function typeText(type: SolidityType): string | undefined {
  if (type.kind === 'elementary') return type.name;
  if (type.kind === 'array') {
    const of = typeText(type.of);
    return of === undefined || !type.isDynamic ? undefined : `${of}[]`;
  }
  return type.kind === 'value' ? textOf(type.of['canonicalName']) || nameOf(type.of) : undefined;
}
