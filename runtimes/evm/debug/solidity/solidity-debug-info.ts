/** What a debugger knows of code that solc has made. */
import type { Artifact } from '../../../core/artifact.ts';
import { isObject, objectOf, textOf } from '../../../core/json-shape.ts';
import type { DebugInfo } from '../../../sdk/debug-info.ts';
import { nameOf, type AstNode } from '../../compiler/language/ast.ts';
import type { SolidityDebug } from '../../compiler/solidity-debug.ts';
import { readCodeMap, type CodeMap } from './code-map.ts';
import { CodePositions } from './code-positions.ts';
import { functionsOf, functionTitle, simpleName, type Functions } from './functions.ts';
import { SolidityVariables } from './solidity-variables.ts';
import { contractNamed, programIndex, type ProgramIndex } from './program-index.ts';

/** Of a piece of code, all that its parts are made of. */
export interface SolidityCodeInfo {
  readonly debug: SolidityDebug;
  readonly isCreation: boolean;
  readonly program: ProgramIndex;
  /** Whose code it is. */
  readonly contract: AstNode | undefined;
  readonly map: CodeMap;
  readonly functions: Functions;
  readonly positions: CodePositions;
}

const codes = new WeakMap<object, DebugInfo>();

/** undefined: it was not made of Solidity here, or has no code. */
export function solidityDebugInfo(artifact: Artifact, code: 'deployed' | 'creation'): DebugInfo | undefined {
  const debug = debugOf(artifact);
  const part = debug && (code === 'creation' ? debug.bytecode : debug.deployedBytecode);
  if (debug === undefined || part === undefined || part.object === '' || part.sourceMap === '') return undefined;
  const known = codes.get(part);
  if (known !== undefined) return known;
  const program = programIndex(debug.sources);
  const map = readCodeMap(part);
  const functions = functionsOf(map, part.functionDebugData, program);
  const isCreation = code === 'creation';
  const positions = new CodePositions(map, functions, program, isCreation);
  const contract = contractNamed(program, debug.sources, artifact.source, artifact.contract);
  const made = debugInfo({ debug, isCreation, program, contract, map, functions, positions }, artifact.storageLayout);
  codes.set(part, made);
  return made;
}

function debugOf({ debug }: Artifact): SolidityDebug | undefined {
  return isObject(debug) && textOf(debug['language']) === 'solidity' ? (debug as unknown as SolidityDebug) : undefined;
}

function debugInfo(info: SolidityCodeInfo, storageLayout: unknown): DebugInfo {
  const { program, functions, positions, debug } = info;
  const note = noteOf(debug.settings);
  const inlined = inlinedFunctions(info);
  const variables = new SolidityVariables(info, storageLayout);
  return {
    precision: note === undefined ? 'exact' : 'approximate',
    ...(note !== undefined && { note }),
    sources: [...program.files.values()].map(({ path, text }) => ({ path, text })),
    position: (offset) => positions.place(offset)?.position,
    mark: functions.mark,
    functionName: (entry) => {
      const called = functions.entries.get(entry) ?? inlined.get(entry);
      return called && functionTitle(called);
    },
    offsetsOfLine: (file, line) => positions.offsetsOfLine(file, line),
    entriesOf: (name) =>
      [...functions.entries, ...inlined].filter(([, called]) => isCalled(info, called, name)).map(([entry]) => entry),
    variables: (view) => variables.scopes(view),
  };
}

/** `transfer`, `Token.transfer`, or by a contract that has inherited it. */
function isCalled(
  { contract }: SolidityCodeInfo,
  { node, contract: definedIn }: { readonly node: AstNode; readonly contract: AstNode | undefined },
  name: string,
): boolean {
  const simple = simpleName(node);
  if (name === simple || name === functionTitle({ node, contract: definedIn })) return true;
  return contract !== undefined && definedIn !== undefined && name === `${nameOf(contract)}.${simple}`;
}

/** Constructors, and in deployed code the functions without a name: they are run where they stand, without a jump. By the first of their instructions. */
function inlinedFunctions({ positions, functions, program }: SolidityCodeInfo): ReadonlyMap<number, InlinedFunction> {
  const found = new Map<AstNode, readonly [number, InlinedFunction]>();
  for (const { offset, owner, place } of positions.runs()) {
    if (functions.entries.has(owner)) continue;
    const range = place.node;
    for (const { node, contract, file } of program.declarations.values()) {
      if (node.nodeType !== 'FunctionDefinition' || file !== place.file.id || found.has(node)) continue;
      const [start = 0, length = 0] = node.src.split(':').map(Number);
      if (start <= range.start && range.end <= start + length) found.set(node, [offset, { node, contract }]);
    }
  }
  return new Map(found.values());
}

interface InlinedFunction {
  readonly node: AstNode;
  readonly contract: AstNode | undefined;
}

function noteOf(settings: SolidityDebug['settings']): string | undefined {
  if (settings['viaIR'] === true)
    return 'compiled by way of Yul (viaIR): local variables leave no trace; of functions that are called from outside the arguments are shown, as call data has them';
  if (objectOf(settings['optimizer'])['enabled'] === true)
    return 'compiled with the optimiser on: steps may come in another order, and what is marked as approximate may show another value';
  return undefined;
}
