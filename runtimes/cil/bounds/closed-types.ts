/** Types as they are when the code runs: without type parameters, each once. */
import { TYPE, typeDefOrRef } from '../meter/called-methods.ts';
import { compressed, MeterError, type Handle, type Metadata } from '../meter/metadata.ts';
import { LIMITS } from './limits.ts';

export interface ClosedType {
  readonly id: number;
  /** What it is one of; undefined: an array, a pointer, or one of the engine's own. */
  readonly of: Handle | undefined;
  readonly isValue: boolean;
  readonly args: readonly ClosedType[];
  /** Types that it is made of, itself included. */
  readonly parts: number;
}

/** What type parameters stand for. */
export interface Given {
  readonly type: readonly ClosedType[];
  readonly method: readonly ClosedType[];
}

export const NOTHING_GIVEN: Given = { type: [], method: [] };

/** Thrown by what reads: a type is made of more parts than it may be. */
export class TooManyParts extends Error {
  override readonly name = 'TooManyParts';
}

export interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

export class ClosedTypes {
  readonly #metadata: Metadata;
  readonly #known = new Map<string, ClosedType>();

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
  }

  of(handle: Handle, isValue: boolean, args: readonly ClosedType[]): ClosedType {
    return this.#make(`${handle.table}.${handle.row}`, handle, isValue, args);
  }

  /** What a row of TypeDef, TypeRef or TypeSpec stands for; the first two without arguments. */
  named(handle: Handle, given: Given): ClosedType {
    if (handle.table !== TYPE_SPEC) return this.of(handle, false, []);
    return this.read({ bytes: this.#metadata.blob(TYPE_SPEC, handle.row, 0), at: 0 }, given);
  }

  /** Types of a signature of locals, a field, a method or a method's instance (ECMA-335, II.23.2). */
  signature(bytes: Buffer, given: Given): readonly ClosedType[] {
    const kind = bytes.readUInt8(0);
    const cursor = { bytes, at: 1 };
    if (kind === FIELD) return [this.read(cursor, given)];
    if (kind === LOCALS || kind === INSTANCE) return this.#list(cursor, number(cursor), given);
    if ((kind & GENERIC) !== 0) number(cursor);
    return this.#list(cursor, number(cursor) + 1, given);
  }

  #list(cursor: Cursor, count: number, given: Given): readonly ClosedType[] {
    const types: ClosedType[] = [];
    for (let left = count; left > 0; left--) types.push(this.read(cursor, given));
    return types;
  }

  /** II.23.2.12. */
  read(cursor: Cursor, given: Given): ClosedType {
    const kind = cursor.bytes.readUInt8(cursor.at++);
    switch (kind) {
      case TYPE.pointer:
      case TYPE.byRef:
      case TYPE.szArray:
        return this.#make(`${kind}`, undefined, false, [this.read(cursor, given)]);
      case TYPE.pinned:
      case TYPE.sentinel:
        return this.read(cursor, given);
      case TYPE.requiredModifier:
      case TYPE.optionalModifier:
        number(cursor);
        return this.read(cursor, given);
      case TYPE.array: {
        const item = this.read(cursor, given);
        const rank = number(cursor);
        for (let list = 0; list < 2; list++) for (let left = number(cursor); left > 0; left--) number(cursor);
        return this.#make(`${kind}.${rank}`, undefined, false, [item]);
      }
      case TYPE.class:
      case TYPE.valueType:
        return this.of(typeDefOrRef(number(cursor)), kind === TYPE.valueType, []);
      case TYPE.generic: {
        const isValue = cursor.bytes.readUInt8(cursor.at++) === TYPE.valueType;
        const of = typeDefOrRef(number(cursor));
        return this.of(of, isValue, this.#list(cursor, number(cursor), given));
      }
      case TYPE.typeParameter:
      case TYPE.methodParameter: {
        const type = (kind === TYPE.typeParameter ? given.type : given.method)[number(cursor)];
        if (type === undefined) throw new MeterError('a type parameter that nobody gives');
        return type;
      }
      default:
        return this.#make(`${kind}`, undefined, true, []);
    }
  }

  #make(name: string, of: Handle | undefined, isValue: boolean, args: readonly ClosedType[]): ClosedType {
    const key = `${name}(${args.map(({ id }) => id).join()})`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const parts = args.reduce((sum, one) => sum + one.parts, 1);
    if (parts > LIMITS.typeParts) throw new TooManyParts();
    const type = { id: this.#known.size, of, isValue, args, parts };
    this.#known.set(key, type);
    return type;
  }
}

const TYPE_SPEC = 27;
const FIELD = 0x06;
const LOCALS = 0x07;
const INSTANCE = 0x0a;
const GENERIC = 0x10;

function number(cursor: Cursor): number {
  const { length, bytes } = compressed(cursor.bytes, cursor.at);
  cursor.at += bytes;
  return length;
}
