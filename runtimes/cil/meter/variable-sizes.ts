/** How many bytes of the interpreter's stack variables take; rather too many than too few. */
import { TYPE, typeDefOrRef } from './called-methods.ts';
import { compressed, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';

const SLOT = 8;
/** Of value types from elsewhere, and of type parameters: the largest of the SDK's have 32 bytes. */
const FOREIGN = 64;
const STATIC_FIELD = 0x10;

interface Cursor {
  readonly signature: Buffer;
  at: number;
}

const next = (cursor: Cursor): number => {
  const { length, bytes } = compressed(cursor.signature, cursor.at);
  cursor.at += bytes;
  return length;
};

export class VariableSizes {
  readonly #metadata: Metadata;
  readonly #structs = new Map<number, number>();

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
  }

  /** `signature`: token of the local variables; 0: there are none. */
  ofLocals(signature: number): number {
    if (signature === 0) return 0;
    const cursor = { signature: this.#metadata.blob(TABLE.standAloneSig, signature & 0xffffff, 0), at: 1 };
    let size = 0;
    for (let left = next(cursor); left > 0; left--) size += this.#type(cursor);
    return size;
  }

  /** Parameters and result of a row of MethodDef. */
  ofParameters(method: number): number {
    const cursor = { signature: this.#metadata.blob(TABLE.methodDef, method, 4), at: 1 };
    const flags = cursor.signature.readUInt8(0);
    if ((flags & 0x10) !== 0) next(cursor);
    let size = (flags & 0x20) !== 0 ? SLOT : 0;
    for (let left = next(cursor) + 1; left > 0; left--) size += this.#type(cursor);
    return size;
  }

  /** Reads a type and gives its size (ECMA-335, II.23.2.12). */
  #type(cursor: Cursor): number {
    switch (cursor.signature.readUInt8(cursor.at++)) {
      case TYPE.pointer:
      case TYPE.byRef:
      case TYPE.szArray:
        this.#type(cursor);
        return SLOT;
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
        return SLOT;
      case TYPE.class:
        next(cursor);
        return SLOT;
      case TYPE.valueType:
        return this.#valueType(next(cursor));
      case TYPE.generic: {
        const isValue = cursor.signature.readUInt8(cursor.at++) === TYPE.valueType;
        let size = this.#valueType(next(cursor));
        for (let left = next(cursor); left > 0; left--) size += this.#type(cursor);
        return isValue ? size : SLOT;
      }
      case TYPE.typeParameter:
      case TYPE.methodParameter:
        next(cursor);
        return FOREIGN;
      case TYPE.typedByRef:
        return 2 * SLOT;
      default:
        return SLOT;
    }
  }

  #valueType(coded: number): number {
    const { table, row } = typeDefOrRef(coded);
    return table === TABLE.typeDef ? this.#struct(row) : FOREIGN;
  }

  #struct(type: number): number {
    const known = this.#structs.get(type);
    if (known !== undefined) return known;
    this.#structs.set(type, FOREIGN);
    const { from, to } = this.#metadata.owned(type, 4);
    let size = 0;
    for (let field = from; field < to; field++) {
      if ((this.#metadata.value(TABLE.field, field, 0) & STATIC_FIELD) !== 0) continue;
      size += this.#type({ signature: this.#metadata.blob(TABLE.field, field, 2), at: 1 });
    }
    for (let row = 1; row <= this.#metadata.count(TABLE.classLayout); row++)
      if (this.#metadata.value(TABLE.classLayout, row, 2) === type)
        size = Math.max(size, this.#metadata.value(TABLE.classLayout, row, 1));
    size = Math.max(size, SLOT);
    this.#structs.set(type, size);
    return size;
  }
}
