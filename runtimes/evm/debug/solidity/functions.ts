/** The functions of a piece of code: their entries, their names, and which jumps call them. */
import { isObject, numberOf, objectOf, textOf } from '../../../core/json-shape.ts';
import type { CallMark, InnerCall } from '../../../sdk/debug-info.ts';
import { nameOf, type AstNode } from '../../compiler/language/ast.ts';
import { JUMP, JUMPDEST, JUMP_IN, JUMP_OUT, type CodeMap } from './code-map.ts';
import { calledEntries, calledEntry, followCode } from './code-flow.ts';
import { inferredEntries } from './inferred-entries.ts';
import { innermost } from './statement-tree.ts';
import type { Declaration, ProgramIndex } from './program-index.ts';

export interface FunctionEntry extends Declaration {
  /** As the stack has it when it begins. */
  readonly parameterSlots: number;
  readonly returnSlots: number;
}

export interface Functions {
  /** What people wrote, by offset of the first instruction. */
  readonly entries: ReadonlyMap<number, FunctionEntry>;
  /** By offset: the entry of the function that an instruction belongs to, whoever made it. */
  readonly owner: Int32Array;
  /** By offset, 1: several functions come to it. */
  readonly isShared: Uint8Array;
  /** Entries of functions that the compiler made by itself. */
  readonly made: ReadonlySet<number>;
  /**
   * `call`, `height`: the innermost function that has been entered, and the words on the stack. With them known a return that several functions
   * share, as the optimiser makes them, is told to be that of this one or not.
   */
  mark(offset: number, call?: InnerCall, height?: number): CallMark;
}

export function functionsOf(map: CodeMap, debugData: unknown, program: ProgramIndex): Functions {
  const entries = new Map(isObject(debugData) ? [] : inferredEntries(map, program));
  const made = new Set<number>();
  /** Parts that viaIR makes of functions that people wrote: code of theirs, but no calls. */
  const parts = new Set<number>();
  for (const [name, item] of Object.entries(objectOf(debugData))) {
    if (!isObject(item)) continue;
    const entry = numberOf(item['entryPoint']);
    if (entry < 0 || map.code[entry] !== JUMPDEST) continue;
    const declaration = program.declarations.get(numberOf(item['id']));
    if (declaration === undefined) (PART.test(name) ? parts : made).add(entry);
    else {
      const slots = { parameterSlots: numberOf(item['parameterSlots']), returnSlots: numberOf(item['returnSlots']) };
      entries.set(entry, { ...declaration, ...slots });
    }
  }
  for (const entry of calledEntries(map)) {
    if (entries.has(entry) || made.has(entry) || parts.has(entry)) continue;
    const yul = yulFunctionAt(map, entry, program);
    if (yul === undefined) made.add(entry);
    else entries.set(entry, yul);
  }
  const { owner, isShared } = followCode(map, [...entries.keys(), ...parts, ...made, 0]);
  const marks = marksOf(map, entries, owner);
  const mark = (offset: number, call?: InnerCall, height?: number): CallMark => {
    const mark = marks[offset] ?? 0;
    const called = mark === JUMP_OUT && call !== undefined ? entries.get(call.entry) : undefined;
    // What returns has its results on the stack, and above them where to go.
    if (called !== undefined && call !== undefined && height !== undefined && called.node.nodeType !== GETTER)
      return height === call.height - called.parameterSlots + called.returnSlots ? 'out' : undefined;
    return MARKS[mark];
  };
  return { entries, owner, isShared, made, mark };
}

/** What the debug data says of its slots is not so. */
const GETTER = 'VariableDeclaration';
const PART = /^(?:fun|modifier|constructor)_/;
const MARKS: readonly CallMark[] = [undefined, 'in', 'out'];

function marksOf(map: CodeMap, entries: ReadonlyMap<number, FunctionEntry>, owner: Int32Array): Uint8Array {
  const marks = new Uint8Array(map.code.length);
  let before = 0;
  for (const at of map.offsets) {
    if (map.code[at] === JUMP) {
      if (map.jump[at] === JUMP_IN) {
        const entry = calledEntry(map, before);
        // Only values of function types are called by a jump whose target the code works out.
        if (entry === undefined || entries.has(entry)) marks[at] = JUMP_IN;
      } else if (map.jump[at] === JUMP_OUT && entries.has(owner[at] ?? -1)) marks[at] = JUMP_OUT;
    }
    before = at;
  }
  return marks;
}

/** A function of inline assembly, which the debug data does not tell of. */
function yulFunctionAt(map: CodeMap, entry: number, program: ProgramIndex): FunctionEntry | undefined {
  const file = program.files.get(map.file[entry] ?? -1);
  if (file?.tree === undefined) return undefined;
  const start = map.start[entry] ?? 0;
  const range = { start, end: start + (map.length[entry] ?? 0) };
  const { node, start: from, end } = innermost(file.tree, range);
  if (node.nodeType !== 'YulFunctionDefinition' || from !== range.start || end !== range.end) return undefined;
  return {
    node,
    contract: undefined,
    file: file.id,
    parameterSlots: listLength(node['parameters']),
    returnSlots: listLength(node['returnVariables']),
  };
}

const listLength = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** `Token.transfer`, `Token.constructor`, `free`. */
export function functionTitle({ node, contract }: Pick<Declaration, 'node' | 'contract'>): string {
  const name = simpleName(node);
  return contract === undefined ? name : `${nameOf(contract)}.${name}`;
}

/** Constructors, fallbacks and the function that receives have no name of their own. */
export const simpleName = (node: AstNode): string => nameOf(node) || textOf(node['kind']) || 'function';
