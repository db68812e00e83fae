/** The functions of code that has no function debug data, as older compilers make it: from its source map. */
import { parametersOf, rangeOf, type AstNode, type ByteRange } from '../../compiler/language/ast.ts';
import { calledEntries } from './code-flow.ts';
import { JUMPDEST, pushedOffset, type CodeMap } from './code-map.ts';
import type { FunctionEntry } from './functions.ts';
import { stackVariables } from './local-scope.ts';
import type { Declaration, ProgramIndex } from './program-index.ts';

/**
 * By offset. The first instruction of a function has the whole function as its range. So has what leads from outside to it, but nothing that
 * calls functions goes there.
 */
export function inferredEntries(map: CodeMap, program: ProgramIndex): ReadonlyMap<number, FunctionEntry> {
  const bySource = new Map<string, Declaration>();
  const byFile = new Map<number, ByteRange[]>();
  for (const declaration of program.declarations.values()) {
    const { node, file } = declaration;
    const range = rangeOf(node.src);
    if (range === undefined || !RUNS.has(node.nodeType)) continue;
    byFile.set(file, [...(byFile.get(file) ?? []), range]);
    if (node.nodeType !== 'ModifierDefinition') bySource.set(`${range.start}:${range.end}:${file}`, declaration);
  }
  const declarationAt = (offset: number): Declaration | undefined => {
    const { start, end } = rangeAt(map, offset);
    return bySource.get(`${start}:${end}:${map.file[offset] ?? -1}`);
  };
  const entries = new Map<number, FunctionEntry>();
  const add = (offset: number): void => {
    const declaration = declarationAt(offset);
    if (declaration !== undefined) entries.set(offset, { ...declaration, ...slotsOf(program, declaration.node) });
  };
  calledEntries(map).forEach(add);
  // Functions that are called by way of values: those bound to a type, and those that are given to others.
  for (const at of map.offsets) {
    const target = pushedOffset(map.code, at);
    if (target === undefined || map.code[target] !== JUMPDEST || entries.has(target)) continue;
    const declaration = declarationAt(target);
    if (declaration?.node.nodeType !== 'FunctionDefinition') continue;
    const own = rangeOf(declaration.node.src);
    const from = rangeAt(map, at);
    const isOwn = map.file[at] === declaration.file && own !== undefined && isWithin(from, own);
    if (!isOwn && byFile.get(map.file[at] ?? -1)?.some((range) => isWithin(from, range)) === true) add(target);
  }
  return entries;
}

const RUNS = new Set(['FunctionDefinition', 'ModifierDefinition', 'VariableDeclaration']);

function rangeAt(map: CodeMap, offset: number): ByteRange {
  const start = map.start[offset] ?? 0;
  return { start, end: start + (map.length[offset] ?? 0) };
}

const isWithin = (inner: ByteRange, outer: ByteRange): boolean => outer.start <= inner.start && inner.end <= outer.end;

const slotsOf = (program: ProgramIndex, node: AstNode): Pick<FunctionEntry, 'parameterSlots' | 'returnSlots'> => ({
  parameterSlots: stackVariables(program, parametersOf(node), 0).height,
  returnSlots: stackVariables(program, parametersOf(node, 'returnParameters'), 0).height,
});
