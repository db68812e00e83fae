/** What a debugger knows of an assembly that our compiler has made: which statement begins where in the IL, and which variables there are. */
import { attributeName, refStructsIn, type Library } from '../meter/library.ts';
import { Metadata } from '../meter/metadata.ts';
import { readBody } from '../meter/method-body.ts';
import { PeFile } from '../meter/pe-file.ts';
import { TABLE } from '../meter/schema.ts';
import { methodName } from './readable-names.ts';
import { createStackLocals, openAssembly } from './stack-locals.ts';
import { readPortablePdb, type MethodSource } from './portable-pdb.ts';
import { createPositions, type TextEdit, type TextPosition } from './text-edits.ts';
import { variablesOf, type VariableSlot } from './variable-slots.ts';

export interface Site {
  /** In the IL of the method. */
  readonly offset: number;
  /** Number of the file. */
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The compiler of contracts has written it. */
  readonly isGenerated: boolean;
}

export interface MethodTable {
  /** Of MethodDef. */
  readonly row: number;
  readonly name: string;
  readonly variables: readonly VariableSlot[];
  /** In the order of their offsets. */
  readonly sites: readonly Site[];
  /** Before the statement at an offset the value on top of the stack is that of the variable. */
  readonly stacked: readonly { readonly offset: number; readonly slot: number }[];
}

/** A site is named by its number over all methods. */
export interface DebugTable {
  /** Paths in the workspace. */
  readonly files: readonly string[];
  /** By row. */
  readonly methods: readonly MethodTable[];
}

export interface TableParts {
  /** Before it is metered. */
  readonly image: Uint8Array;
  /** The assembly that the PDB was made with. */
  readonly placed: Uint8Array;
  readonly pdb: Uint8Array;
  /** The same without optimisation. */
  readonly unoptimised: { readonly image: Uint8Array; readonly pdb: Uint8Array };
  readonly files: readonly (readonly [path: string, text: string])[];
  readonly edits: readonly (readonly TextEdit[])[];
  readonly library: Library;
}

/** undefined: the PDB is not that of the assembly. @throws RangeError or MeterError for what is no assembly or no PDB. */
export function makeDebugTable({
  image,
  placed,
  pdb,
  unoptimised,
  files,
  edits,
  library,
}: TableParts): DebugTable | undefined {
  const file = new PeFile(Buffer.from(image));
  const metadata = new Metadata(file.metadata);
  if (!isSameCode(file, metadata, placed)) return undefined;
  const positions = files.map(([, text], i) => createPositions(text, edits[i] ?? []));
  const made = compilerMade(metadata);
  const own = new Set(refStructsIn(metadata));
  const isRefStruct = (name: string): boolean => own.has(name) || library.isRefStruct(name);
  const stackLocals =
    unoptimised.pdb.length === 0
      ? undefined
      : createStackLocals(
          { file, metadata },
          openAssembly(unoptimised.image),
          readPortablePdb(unoptimised.pdb),
          isRefStruct,
        );
  const methods: MethodTable[] = [];
  for (const [row, source] of readPortablePdb(pdb)) {
    // Accessors that the compiler writes, and what records have by themselves.
    if (made.has(row) && !metadata.text(TABLE.methodDef, row, 3).startsWith('<')) continue;
    const sites = sitesOf(source, positions);
    if (sites.length === 0) continue;
    const body = readBody(file.bytes, file.offsetOf(metadata.value(TABLE.methodDef, row, 0)));
    const inSlots = variablesOf(metadata, row, body.locals, source.locals, isRefStruct);
    const onStack = stackLocals?.(row, source) ?? [];
    const variables = [...inSlots, ...onStack.map(({ variable }) => variable)];
    const stacked = onStack.map(({ offset }, i) => ({ offset, slot: inSlots.length + i }));
    methods.push({ row, name: methodName(metadata, row), variables, sites, stacked });
  }
  return { files: files.map(([path]) => path), methods };
}

function sitesOf(
  { points }: MethodSource,
  positions: readonly ((line: number, column: number) => TextPosition)[],
): readonly Site[] {
  const sites = new Map<number, Site>();
  for (const { offset, place } of points) {
    const file = place === undefined ? -1 : Number(place.document);
    const at = positions[file];
    if (place === undefined || at === undefined) continue;
    const start = at(place.line, place.column);
    const end = at(place.endLine, place.endColumn);
    const { line, column } = start;
    // Of two at the same offset the latter is what runs there.
    sites.set(offset, {
      offset,
      file,
      line,
      column,
      endLine: end.line,
      endColumn: end.column,
      isGenerated: start.isInserted,
    });
  }
  return [...sites.values()];
}

/** Rows of methods that are marked as the compiler's. */
function compilerMade(metadata: Metadata): ReadonlySet<number> {
  const rows = new Set<number>();
  for (let row = 1; row <= metadata.count(TABLE.customAttribute); row++) {
    const parent = metadata.coded(TABLE.customAttribute, row, 0);
    if (parent.table !== TABLE.methodDef) continue;
    if (attributeName(metadata, row) === 'System.Runtime.CompilerServices.CompilerGeneratedAttribute')
      rows.add(parent.row);
  }
  return rows;
}

/** Whether all methods have the same bodies, one by one. */
function isSameCode(file: PeFile, metadata: Metadata, other: Uint8Array): boolean {
  const otherFile = new PeFile(Buffer.from(other));
  const otherMetadata = new Metadata(otherFile.metadata);
  const count = metadata.count(TABLE.methodDef);
  if (otherMetadata.count(TABLE.methodDef) !== count) return false;
  const body = (from: PeFile, data: Metadata, row: number): Buffer | undefined => {
    const address = data.value(TABLE.methodDef, row, 0);
    return address === 0 ? undefined : readBody(from.bytes, from.offsetOf(address)).il;
  };
  for (let row = 1; row <= count; row++) {
    const [a, b] = [body(file, metadata, row), body(otherFile, otherMetadata, row)];
    if (a === undefined || b === undefined ? a !== b : !a.equals(b)) return false;
  }
  return true;
}
