/** What a call goes to: code that is metered, or the class library's. */
import { compressed, handleOf, type Handle, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';

export interface Called {
  readonly ofLibrary: boolean;
  /** It gives a string or an array of a size that nobody has paid for. */
  readonly makes: boolean;
}

const METERED: Called = { ofLibrary: false, makes: false };
/** Element types of signatures (ECMA-335, II.23.1.16). */
export const TYPE = {
  string: 0x0e,
  pointer: 0x0f,
  byRef: 0x10,
  valueType: 0x11,
  class: 0x12,
  typeParameter: 0x13,
  array: 0x14,
  generic: 0x15,
  typedByRef: 0x16,
  functionPointer: 0x1b,
  szArray: 0x1d,
  methodParameter: 0x1e,
  requiredModifier: 0x1f,
  optionalModifier: 0x20,
  sentinel: 0x41,
  pinned: 0x45,
} as const;

/** Assemblies of ours and of contracts begin so; references to others are to the class library. */
const OURS = 'Interleave.';

export function createCalledMethods(metadata: Metadata): (token: number) => Called {
  const known = new Map<number, Called>();
  return (token) => {
    let called = known.get(token);
    if (called === undefined) known.set(token, (called = look(metadata, handleOf(token))));
    return called;
  };
}

function look(metadata: Metadata, handle: Handle): Called {
  // Added by us: it stands for one of the class library's and says itself what it costs (redirect.ts).
  if (handle.row > metadata.count(handle.table)) return METERED;
  const { table, row } = handle.table === TABLE.methodSpec ? metadata.coded(TABLE.methodSpec, handle.row, 0) : handle;
  if (table !== TABLE.memberRef) return METERED;
  const parent = metadata.coded(TABLE.memberRef, row, 0);
  if (!isOfLibrary(metadata, parent)) return METERED;
  return { ofLibrary: true, makes: makesOf(metadata.blob(TABLE.memberRef, row, 2)) };
}

function isOfLibrary(metadata: Metadata, type: Handle): boolean {
  if (type.table === TABLE.typeSpec) {
    const signature = metadata.blob(TABLE.typeSpec, type.row, 0);
    // Of a generic instance it counts what it is one of; an array is the library's.
    if (signature.readUInt8(0) !== TYPE.generic) return true;
    return isOfLibrary(metadata, typeDefOrRef(compressed(signature, 2).length));
  }
  if (type.table !== TABLE.typeRef) return false;
  const scope = metadata.coded(TABLE.typeRef, type.row, 0);
  if (scope.table === TABLE.typeRef) return isOfLibrary(metadata, scope);
  return scope.table === TABLE.assemblyRef && !metadata.text(TABLE.assemblyRef, scope.row, 7).startsWith(OURS);
}

/** II.23.2.8. */
export const typeDefOrRef = (value: number): Handle => ({
  table: [TABLE.typeDef, TABLE.typeRef, TABLE.typeSpec][value & 3] ?? -1,
  row: value >>> 2,
});

function makesOf(signature: Buffer): boolean {
  const isGeneric = (signature.readUInt8(0) & 0x10) !== 0;
  let at = 1;
  if (isGeneric) at += compressed(signature, at).bytes;
  at += compressed(signature, at).bytes;
  const result = signature.readUInt8(at);
  return result === TYPE.string || result === TYPE.szArray || result === TYPE.array;
}
