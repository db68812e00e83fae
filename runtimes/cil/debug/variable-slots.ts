/** The variables of a method: what they are called, and where they lie. */
import { TYPE } from '../meter/called-methods.ts';
import { compress, compressed, type Metadata } from '../meter/metadata.ts';
import { TABLE } from '../meter/schema.ts';
import { SignatureReader } from '../meter/signature-text.ts';
import { isValueType } from '../meter/library.ts';
import type { LocalName } from './portable-pdb.ts';
import { isCapture, typeName, type Generics } from './readable-names.ts';

/** A slot, as `StepEvent` has it, is the number of a variable in its method. */
export interface VariableSlot {
  readonly name: string;
  /** As C# writes it. */
  readonly type: string;
  readonly kind: 'argument' | 'local' | 'stack';
  /** Which argument, `this` included, or which local; 0 of what lies on the stack alone. */
  readonly index: number;
  /** The type in a signature, as hex, without what says that it is by reference. */
  readonly signature: string;
  /** It holds a reference to the value. */
  readonly isByRef: boolean;
  /** What it holds can change although nothing is stored in it. */
  readonly isShared: boolean;
  /** Offsets in the IL at which it is to be seen. */
  readonly from: number;
  readonly to: number;
}

const HAS_THIS = 0x20;
const IS_GENERIC = 0x10;
const END = 0xffff_ffff;

/** Those that can be told: no reference to the stack, and nothing that lies only there. `locals`: token of the signature. */
export function variablesOf(
  metadata: Metadata,
  row: number,
  locals: number,
  names: readonly LocalName[],
  isRefStruct: (name: string) => boolean,
): readonly VariableSlot[] {
  const generics = genericNames(metadata, row);
  const describe = (signature: Buffer): Described | undefined =>
    describeType(metadata, signature, generics, isRefStruct);
  const slots: VariableSlot[] = [];
  const blob = metadata.blob(TABLE.methodDef, row, 4);
  const flags = blob.readUInt8(0);
  const types = parameterTypes(metadata, blob);
  const hasThis = (flags & HAS_THIS) !== 0;
  const parameters = parameterNames(metadata, row);
  if (hasThis) {
    const self = thisOf(metadata, metadata.ownerOfMethod(row), generics);
    if (self) slots.push({ name: 'this', kind: 'argument', index: 0, from: 0, to: END, ...self });
  }
  types.forEach((type, i) => {
    const described = describe(type);
    const name = parameters.get(i + 1);
    if (described === undefined || name === undefined) return;
    slots.push({ name, kind: 'argument', index: i + (hasThis ? 1 : 0), from: 0, to: END, ...described });
  });
  const localTypes = locals === 0 ? [] : localSignatures(metadata, locals);
  for (const { index, name, from, to } of names) {
    const type = localTypes[index];
    const described = type && describe(type);
    // A reference that nothing has set yet cannot be read.
    if (described === undefined || described.isByRef) continue;
    slots.push({ name, kind: 'local', index, from, to, ...described });
  }
  return slots;
}

/** A local of a method by its type. */
export function describeLocal(
  metadata: Metadata,
  row: number,
  signature: Buffer,
  isRefStruct: (name: string) => boolean,
): Described | undefined {
  const described = describeType(metadata, signature, genericNames(metadata, row), isRefStruct);
  return described?.isByRef === true ? undefined : described;
}

type Described = Pick<VariableSlot, 'type' | 'signature' | 'isByRef' | 'isShared'>;

function describeType(
  metadata: Metadata,
  signature: Buffer,
  generics: Generics,
  isRefStruct: (name: string) => boolean,
): Described | undefined {
  const isByRef = signature[0] === TYPE.byRef;
  const inner = isByRef ? signature.subarray(1) : signature;
  const text = new SignatureReader(metadata, inner).type();
  const [kind] = inner;
  const isTold = kind !== TYPE.pointer && kind !== TYPE.functionPointer && kind !== TYPE.typedByRef;
  if (!isTold || isRefStruct(text.split('<')[0] ?? text)) return undefined;
  return {
    type: typeName(text, generics),
    signature: inner.toString('hex'),
    isByRef,
    isShared: isByRef || isReference(inner),
  };
}

/** A string never changes; what a type parameter stands for may be anything. */
function isReference(signature: Buffer): boolean {
  const [kind, which] = signature;
  if (kind === TYPE.generic) return which === TYPE.class;
  return (
    kind === TYPE.class ||
    kind === TYPE.szArray ||
    kind === TYPE.array ||
    kind === OBJECT ||
    kind === TYPE.typeParameter ||
    kind === TYPE.methodParameter
  );
}

const OBJECT = 0x1c;

/** Of a contract, which has nothing but storage, there is nothing to tell. */
function thisOf(metadata: Metadata, type: number, generics: Generics): Described | undefined {
  const { from, to } = metadata.owned(type, 4);
  const base = metadata.coded(TABLE.typeDef, type, 3);
  const isValue = isValueType(metadata, type);
  const name = metadata.text(TABLE.typeDef, type, 1);
  const isStatic = (row: number): boolean => (metadata.value(TABLE.field, row, 0) & 0x10) !== 0;
  const own = Array.from({ length: to - from }, (_, i) => from + i).some((row) => !isStatic(row));
  if (!own && base.table !== TABLE.typeDef) return undefined;
  const count = generics.type.length;
  const token = Buffer.concat([Buffer.of(isValue ? TYPE.valueType : TYPE.class), compress(type << 2)]);
  const parameters = Array.from({ length: count }, (_, i) => Buffer.of(TYPE.typeParameter, i));
  const signature =
    count === 0 ? token : Buffer.concat([Buffer.of(TYPE.generic), token, Buffer.of(count), ...parameters]);
  const plain = name.replace(/`\d+$/, '');
  const shown = count === 0 ? plain : `${plain}<${generics.type.join(', ')}>`;
  return {
    type: isCapture(name) ? name : shown,
    signature: signature.toString('hex'),
    isByRef: isValue,
    isShared: true,
  };
}

const genericsOf = (metadata: Metadata, table: number, row: number): readonly number[] =>
  Array.from({ length: metadata.count(TABLE.genericParam) }, (_, i) => i + 1).filter((at) => {
    const owner = metadata.coded(TABLE.genericParam, at, 2);
    return owner.table === table && owner.row === row;
  });

function genericNames(metadata: Metadata, row: number): Generics {
  const names = (table: number, owner: number): readonly string[] =>
    genericsOf(metadata, table, owner).map((at) => metadata.text(TABLE.genericParam, at, 3));
  return { type: names(TABLE.typeDef, metadata.ownerOfMethod(row)), method: names(TABLE.methodDef, row) };
}

function parameterTypes(metadata: Metadata, blob: Buffer): readonly Buffer[] {
  const reader = new SignatureReader(metadata, blob, 1);
  if ((blob.readUInt8(0) & IS_GENERIC) !== 0) reader.number();
  const count = reader.number();
  reader.type();
  return slices(reader, blob, count);
}

/** Type of each local. `token`: of the signature. */
export function localSignatures(metadata: Metadata, token: number): readonly Buffer[] {
  const blob = metadata.blob(TABLE.standAloneSig, token & 0xffffff, 0);
  const { length, bytes } = compressed(blob, 1);
  return slices(new SignatureReader(metadata, blob, 1 + bytes), blob, length);
}

function slices(reader: SignatureReader, blob: Buffer, count: number): readonly Buffer[] {
  return Array.from({ length: count }, () => {
    const from = reader.at;
    reader.type();
    return blob.subarray(from, reader.at);
  });
}

const PARAM = 8;

/** By their place, from 1. */
function parameterNames(metadata: Metadata, row: number): ReadonlyMap<number, string> {
  const from = metadata.value(TABLE.methodDef, row, 5);
  const isLast = row === metadata.count(TABLE.methodDef);
  const to = isLast ? metadata.count(PARAM) + 1 : metadata.value(TABLE.methodDef, row + 1, 5);
  const names = new Map<number, string>();
  for (let at = from; at < to; at++) names.set(metadata.value(PARAM, at, 1), metadata.text(PARAM, at, 2));
  return names;
}
