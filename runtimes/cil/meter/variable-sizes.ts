/** How many bytes variables and objects take; rather too many than too few. */
import { TYPE, typeDefOrRef } from './called-methods.ts';
import { isValueType } from './library.ts';
import { compressed, handleOf, type Handle, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';
import { isParameter, NO_BYTES, ofBytes, ofParameter, sumOf, type Size } from './sizes.ts';

const SLOT = 8;
/** Of value types from elsewhere: the largest of the SDK's have 32 bytes. */
const FOREIGN = 64;
/** Of an object, beside its fields. */
const HEADER = 16;
/** Of an object of a class from elsewhere. */
const FOREIGN_OBJECT = 48;
const STATIC_FIELD = 0x10;

interface Cursor {
  readonly signature: Buffer;
  at: number;
  /** What the parameters of the type stand for whose field it is. */
  readonly given?: readonly Size[];
}

const next = (cursor: Cursor): number => {
  const { length, bytes } = compressed(cursor.signature, cursor.at);
  cursor.at += bytes;
  return length;
};

export class VariableSizes {
  readonly #metadata: Metadata;
  /** Of types that are being looked at: a type cannot hold itself. */
  readonly #open = new Set<number>();
  /** By type, and what its parameters stand for. */
  readonly #known = new Map<string, Size>();

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
  }

  /** `signature`: token of the local variables; 0: there are none. */
  ofLocals(signature: number): Size {
    if (signature === 0) return NO_BYTES;
    const cursor = { signature: this.#metadata.blob(TABLE.standAloneSig, signature & 0xffffff, 0), at: 1 };
    return this.#list(cursor, next(cursor));
  }

  /** Parameters and result of a row of MethodDef. */
  ofParameters(method: number): Size {
    const cursor = { signature: this.#metadata.blob(TABLE.methodDef, method, 4), at: 1 };
    const flags = cursor.signature.readUInt8(0);
    if ((flags & 0x10) !== 0) next(cursor);
    return sumOf(ofBytes((flags & 0x20) !== 0 ? SLOT : 0), this.#list(cursor, next(cursor) + 1));
  }

  /** What `newobj` of a constructor allocates: nothing for a value type. */
  ofObject(constructor: number): Size {
    const method = handleOf(constructor);
    if (method.table === TABLE.methodDef)
      return this.#object({ table: TABLE.typeDef, row: this.#metadata.ownerOfMethod(method.row) }, []);
    const parent = method.table === TABLE.memberRef ? this.#metadata.coded(TABLE.memberRef, method.row, 0) : undefined;
    if (parent?.table !== TABLE.typeSpec) return ofBytes(FOREIGN_OBJECT);
    const cursor = { signature: this.#metadata.blob(TABLE.typeSpec, parent.row, 0), at: 0 };
    if (cursor.signature.readUInt8(cursor.at++) !== TYPE.generic) return ofBytes(FOREIGN_OBJECT);
    cursor.at++;
    const type = typeDefOrRef(next(cursor));
    const given = this.#each(cursor, next(cursor));
    return this.#object(type, given);
  }

  /** What `box` of a type allocates. */
  ofBoxed(type: number): Size {
    const handle = handleOf(type);
    if (handle.table !== TABLE.typeSpec) return sumOf(ofBytes(HEADER), this.#valueType(handle, []));
    return sumOf(ofBytes(HEADER), this.#type({ signature: this.#metadata.blob(TABLE.typeSpec, handle.row, 0), at: 0 }));
  }

  /** Of a type in a signature. */
  ofType(signature: Buffer, at: number): Size {
    return this.#type({ signature, at });
  }

  #list(cursor: Cursor, count: number): Size {
    return sumOf(...this.#each(cursor, count));
  }

  #each(cursor: Cursor, count: number): Size[] {
    const sizes: Size[] = [];
    for (let left = count; left > 0; left--) sizes.push(this.#type(cursor));
    return sizes;
  }

  /** Reads a type and gives its size (ECMA-335, II.23.2.12). */
  #type(cursor: Cursor): Size {
    const kind = cursor.signature.readUInt8(cursor.at++);
    if (isParameter(kind)) {
      const index = next(cursor);
      return (kind === TYPE.typeParameter ? cursor.given?.[index] : undefined) ?? ofParameter(kind, index, SLOT);
    }
    switch (kind) {
      case TYPE.pointer:
      case TYPE.byRef:
      case TYPE.szArray:
        this.#type(cursor);
        return ofBytes(SLOT);
      case TYPE.pinned:
      case TYPE.sentinel:
        return this.#type(cursor);
      case TYPE.requiredModifier:
      case TYPE.optionalModifier:
        next(cursor);
        return this.#type(cursor);
      case TYPE.array:
        this.#type(cursor);
        next(cursor);
        for (let list = 0; list < 2; list++) for (let left = next(cursor); left > 0; left--) next(cursor);
        return ofBytes(SLOT);
      case TYPE.class:
        next(cursor);
        return ofBytes(SLOT);
      case TYPE.valueType:
        return this.#valueType(typeDefOrRef(next(cursor)), []);
      case TYPE.generic: {
        const isValue = cursor.signature.readUInt8(cursor.at++) === TYPE.valueType;
        const type = typeDefOrRef(next(cursor));
        const given = this.#each(cursor, next(cursor));
        return isValue ? this.#valueType(type, given) : ofBytes(SLOT);
      }
      case TYPE.typedByRef:
        return ofBytes(2 * SLOT);
      default:
        return ofBytes(SLOT);
    }
  }

  /** `given`: sizes of its type arguments. One from elsewhere holds each of them once, and something of its own. */
  #valueType({ table, row }: Handle, given: readonly Size[]): Size {
    return table === TABLE.typeDef ? this.#fields(row, given) : sumOf(ofBytes(FOREIGN), ...given);
  }

  #object({ table, row }: Handle, given: readonly Size[]): Size {
    if (table !== TABLE.typeDef) return sumOf(ofBytes(FOREIGN_OBJECT), ...given);
    if (isValueType(this.#metadata, row)) return NO_BYTES;
    const base = this.#metadata.coded(TABLE.typeDef, row, 3);
    const inherited = base.row === 0 ? NO_BYTES : this.#base(base, given);
    return sumOf(ofBytes(HEADER), this.#fields(row, given), inherited);
  }

  #base(base: Handle, given: readonly Size[]): Size {
    if (base.table === TABLE.typeRef) {
      const isObject = this.#metadata.typeName(base) === 'System.Object';
      return isObject ? NO_BYTES : ofBytes(FOREIGN_OBJECT + FOREIGN);
    }
    if (base.table === TABLE.typeDef) return this.#object(base, []);
    const cursor = { signature: this.#metadata.blob(TABLE.typeSpec, base.row, 0), at: 2, given };
    const type = typeDefOrRef(next(cursor));
    return this.#object(type, this.#each(cursor, next(cursor)));
  }

  #fields(type: number, given: readonly Size[]): Size {
    const key = JSON.stringify([type, given]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#open.has(type)) return ofBytes(FOREIGN);
    this.#open.add(type);
    const { from, to } = this.#metadata.owned(type, 4);
    const sizes: Size[] = [];
    for (let field = from; field < to; field++) {
      if ((this.#metadata.value(TABLE.field, field, 0) & STATIC_FIELD) !== 0) continue;
      sizes.push(this.#type({ signature: this.#metadata.blob(TABLE.field, field, 2), at: 1, given }));
    }
    this.#open.delete(type);
    const sum = sumOf(...sizes);
    const size = { ...sum, bytes: Math.max(sum.bytes, SLOT, this.#metadata.declaredSize(type)) };
    this.#known.set(key, size);
    return size;
  }
}
