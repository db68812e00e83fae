/**
 * Holds what an assembly refers to and does against the list of what contracts may use: whatever the compiler has seen or not. It is no
 * verifier of IL: that types are what they are said to be is left to the compiler that made it.
 */
import { decode, tokenIn, type Instruction } from '../meter/instruction.ts';
import { refStructsIn } from '../meter/library.ts';
import { handleOf, Metadata, type Handle } from '../meter/metadata.ts';
import { readBody } from '../meter/method-body.ts';
import { OP } from '../meter/opcodes.ts';
import { PeFile } from '../meter/pe-file.ts';
import { TABLE } from '../meter/schema.ts';
import { isField, SignatureReader, typeText } from '../meter/signature-text.ts';
import { declarationProblems } from './check-declarations.ts';
import { nonDeterministicTypes, typeDefOf } from './non-deterministic.ts';
import { listedName, verdictOf, type ClassLibrary, type Use } from './class-library.ts';

const SDK = 'Interleave.Sdk';
const ASSEMBLIES = new Set(['System.Private.CoreLib', 'System.Collections', SDK]);
/** Of the SDK's own: what is generated for contracts, and by the meter. */
const RUNTIME = 'Interleave.Runtime.';
const RUNTIME_TYPES = new Set(['Gas', 'Host'].map((name) => RUNTIME + name));
const GENERATED = 'Interleave.Generated.';
const PRECOMPILES = `${GENERATED}Precompiles`;
const DETAILS = '<PrivateImplementationDetails>';
/** What a class may call of its base class's although calls of it are redirected. */
const OF_BASE = new Set(['System.Object.ToString', 'System.Object.Equals']);

/** Instructions that go round the types, by name. */
const REFUSED = new Map<number, string>([
  [OP.calli, 'calli'],
  [OP.jmp, 'jmp'],
  [OP.localloc, 'localloc'],
  [OP.cpblk, 'cpblk'],
  [OP.initblk, 'initblk'],
  [0xc2, 'refanyval'],
  [0xc6, 'mkrefany'],
  [0xfe00, 'arglist'],
  [0xfe1d, 'refanytype'],
]);
const FLOATING = new Set([0x22, 0x23, 0x6b, 0x6c, 0x76]);
const USING = new Set<number>([
  OP.call,
  OP.callvirt,
  OP.newobj,
  OP.ldftn,
  OP.ldvirtftn,
  0x7b,
  0x7c,
  0x7d,
  OP.ldsfld,
  0x7f,
  OP.stsfld,
]);

/**
 * What is wrong with it, none: nothing. The assembly is metered, so nothing in it may call what the library replaces.
 * @throws MeterError or RangeError for what is no assembly.
 */
export function checkAssembly(image: Uint8Array, library: ClassLibrary): readonly string[] {
  const file = new PeFile(Buffer.from(image));
  const metadata = new Metadata(file.metadata);
  const problems = [...declarationProblems(metadata), ...referenceProblems(metadata, library)];
  const refStructs = new Set(refStructsIn(metadata));
  const marked = nonDeterministicTypes(metadata);
  for (let type = 1; type <= metadata.count(TABLE.typeDef); type++) {
    const where = typeText(metadata, { table: TABLE.typeDef, row: type });
    const surroundings = { library, where, marked, deterministic: !marked.has(type) };
    const { from, to } = metadata.owned(type, 5);
    for (let method = from; method < to; method++) {
      const address = metadata.value(TABLE.methodDef, method, 0);
      if (address === 0) continue;
      const { il } = readBody(file.bytes, file.offsetOf(address));
      const place = `${where}.${metadata.text(TABLE.methodDef, method, 3)}`;
      const code = decode(il);
      code.forEach((one, i) => {
        if (isOfRefStruct(metadata, refStructs, code[i - 1])) return;
        const problem = instructionProblem(metadata, one, surroundings);
        if (problem !== undefined) problems.push(`${place} ${problem}`);
      });
    }
  }
  return problems;
}

/** A call of what a ref struct of the assembly itself overrides: it goes there and nowhere else. */
function isOfRefStruct(metadata: Metadata, refStructs: ReadonlySet<string>, before: Instruction | undefined): boolean {
  if (before?.op !== OP.constrained) return false;
  const type = handleOf(tokenIn(before));
  return type.table === TABLE.typeDef && refStructs.has(typeText(metadata, type));
}

/** Of the tables alone: whatever is named must be in the list, used or not. */
function referenceProblems(metadata: Metadata, library: ClassLibrary): string[] {
  const problems: string[] = [];
  for (let row = 1; row <= metadata.count(TABLE.assemblyRef); row++) {
    const name = metadata.text(TABLE.assemblyRef, row, 6);
    if (!ASSEMBLIES.has(name)) problems.push(`the assembly refers to ${name}`);
  }
  for (let row = 1; row <= metadata.count(TABLE.typeRef); row++) {
    const name = typeText(metadata, { table: TABLE.typeRef, row });
    const ours = isOfSdk(metadata, { table: TABLE.typeRef, row });
    const isRefused = ours ? name.startsWith(RUNTIME) && !RUNTIME_TYPES.has(name) : !library.has(listedName(name));
    if (isRefused) problems.push(`the assembly refers to ${name}`);
  }
  for (let row = 1; row <= metadata.count(TABLE.memberRef); row++) {
    const member = memberOf(metadata, row);
    const listed = member === undefined ? [] : (library.get(member.type) ?? []);
    if (member !== undefined && !listed.some((one) => isUsable(verdictOf(one, member.text))))
      problems.push(`the assembly refers to ${member.type}.${member.text}`);
  }
  return problems;
}

const isUsable = (verdict: string | undefined): boolean => verdict === 'free' || verdict === 'sized';

/** Of an instruction: `where`: its type; `deterministic`: that type is none of the `marked` ones, rows of TypeDef. */
interface Surroundings {
  readonly library: ClassLibrary;
  readonly where: string;
  readonly marked: ReadonlySet<number>;
  readonly deterministic: boolean;
}

function instructionProblem(
  metadata: Metadata,
  one: Instruction,
  { library, where, marked, deterministic }: Surroundings,
): string | undefined {
  const refused = REFUSED.get(one.op);
  if (refused !== undefined) return `has the instruction ${refused}`;
  if (deterministic && FLOATING.has(one.op)) return 'computes with floating point';
  if (!USING.has(one.op)) return undefined;
  const handle = handleOf(tokenIn(one));
  const { table, row } = handle.table === TABLE.methodSpec ? metadata.coded(TABLE.methodSpec, handle.row, 0) : handle;
  const own = ownType(metadata, { table, row });
  // What is generated for all contracts reads and writes the values of some.
  const isCodec = where.startsWith(GENERATED) && where !== PRECOMPILES;
  if (deterministic && own !== undefined && marked.has(own) && !isCodec)
    return `uses ${typeText(metadata, { table: TABLE.typeDef, row: own })}, which is not deterministic`;
  if (table !== TABLE.memberRef) return undefined;
  const ofSdk = ownMember(metadata, row);
  if (
    ofSdk === 'Interleave.Runtime.Host.OnlyReads'
      ? !where.startsWith(GENERATED)
      : ofSdk.startsWith('Interleave.Runtime.Host.')
  )
    return `uses ${ofSdk}`;
  const member = memberOf(metadata, row);
  if (member === undefined) return undefined;
  const listed = (library.get(member.type) ?? []).filter(({ use }) => isFor(use, where, deterministic));
  const verdicts = listed.map((type) => verdictOf(type, member.text));
  const name = `${member.type}.${member.text}`;
  if (verdicts.includes('free')) return undefined;
  if (!verdicts.includes('sized')) return `uses ${name}`;
  const isOfBase = one.op === OP.call && OF_BASE.has(`${member.type}.${member.name}`);
  return isOfBase ? undefined : `uses ${name} past the meter`;
}

function isFor(use: Use, where: string, deterministic: boolean): boolean {
  switch (use) {
    case 'contracts':
    case 'compiler':
      return true;
    case 'undetermined':
      return !deterministic;
    case 'details':
      return where.startsWith(DETAILS) || where.startsWith('<>');
    case 'generated':
      return where.startsWith(GENERATED);
  }
}

function isOfSdk(metadata: Metadata, { row }: Handle): boolean {
  const scope = metadata.coded(TABLE.typeRef, row, 0);
  if (scope.table === TABLE.typeRef) return isOfSdk(metadata, scope);
  return scope.table === TABLE.assemblyRef && metadata.text(TABLE.assemblyRef, scope.row, 6) === SDK;
}

/** Row of TypeDef of the type that a member belongs to, where the assembly itself declares it. */
function ownType(metadata: Metadata, { table, row }: Handle): number | undefined {
  if (table === TABLE.methodDef) return metadata.ownerOfMethod(row);
  if (table === TABLE.field) return metadata.ownerOf(row);
  return table === TABLE.memberRef ? typeDefOf(metadata, metadata.coded(TABLE.memberRef, row, 0)) : undefined;
}

/** The type that a member belongs to, where it comes from another assembly; of a generic instance what it is one of. */
function foreignType(metadata: Metadata, row: number): Handle | undefined {
  const parent = metadata.coded(TABLE.memberRef, row, 0);
  if (parent.table === TABLE.typeRef) return parent;
  if (parent.table !== TABLE.typeSpec) return undefined;
  return new SignatureReader(metadata, metadata.blob(TABLE.typeSpec, parent.row, 0)).genericType();
}

/** Of the SDK: `Namespace.Type.Member`; else empty. */
function ownMember(metadata: Metadata, row: number): string {
  const type = foreignType(metadata, row);
  if (type?.table !== TABLE.typeRef || !isOfSdk(metadata, type)) return '';
  return `${typeText(metadata, type)}.${metadata.text(TABLE.memberRef, row, 1)}`;
}

/** A member of the class library, as the list has it. */
function memberOf(metadata: Metadata, row: number): { type: string; name: string; text: string } | undefined {
  const type = foreignType(metadata, row);
  // Members of arrays of several dimensions are the engine's.
  if (type?.table !== TABLE.typeRef || isOfSdk(metadata, type)) return undefined;
  const name = metadata.text(TABLE.memberRef, row, 1);
  const signature = metadata.blob(TABLE.memberRef, row, 2);
  if (isField(signature)) return { type: listedName(typeText(metadata, type)), name, text: name };
  const { parameters, result } = new SignatureReader(metadata, signature).method();
  return { type: listedName(typeText(metadata, type)), name, text: `${name}(${parameters.join(',')}):${result}` };
}
