/**
 * Types and members of metadata as text, so that those of two assemblies can be compared: full names with arity, `!0` for a type parameter
 * of the type, `!!0` for one of the method, `&` for by reference. `System.Array.Fill!!1(!!0[],!!0):System.Void`.
 */
import { TYPE, typeDefOrRef } from './called-methods.ts';
import { compressed, MeterError, type Handle, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';

/** By element type. */
const PRIMITIVES = new Map<number, string>([
  [0x01, 'System.Void'],
  [0x02, 'System.Boolean'],
  [0x03, 'System.Char'],
  [0x04, 'System.SByte'],
  [0x05, 'System.Byte'],
  [0x06, 'System.Int16'],
  [0x07, 'System.UInt16'],
  [0x08, 'System.Int32'],
  [0x09, 'System.UInt32'],
  [0x0a, 'System.Int64'],
  [0x0b, 'System.UInt64'],
  [0x0c, 'System.Single'],
  [0x0d, 'System.Double'],
  [TYPE.string, 'System.String'],
  [TYPE.typedByRef, 'System.TypedReference'],
  [0x18, 'System.IntPtr'],
  [0x19, 'System.UIntPtr'],
  [0x1c, 'System.Object'],
]);
const BY_NAME = new Map([...PRIMITIVES].map(([kind, name]) => [name, kind]));

/** The element type that stands for a type by itself. */
export const primitiveOf = (name: string): number | undefined => BY_NAME.get(name);

const HAS_THIS = 0x20;
const IS_GENERIC = 0x10;
const IS_FIELD = 0x06;
const DEEPEST = 256;
/** .NET has no arrays of more. */
const MOST_DIMENSIONS = 32;

export interface MethodText {
  readonly isStatic: boolean;
  /** Number of its own type parameters. */
  readonly arity: number;
  readonly parameters: readonly string[];
  readonly result: string;
}

/** Told of each type parameter: where it stands, whose it is (its element type), and which. */
type OnParameter = (start: number, end: number, kind: number, index: number) => void;

/** Reads one signature, type by type. */
export class SignatureReader {
  readonly #metadata: Metadata;
  readonly #bytes: Buffer;
  readonly #onParameter: OnParameter | undefined;
  #depth = 0;
  at: number;

  constructor(metadata: Metadata, bytes: Buffer, at = 0, onParameter?: OnParameter) {
    this.#metadata = metadata;
    this.#bytes = bytes;
    this.at = at;
    this.#onParameter = onParameter;
  }

  number(): number {
    const { length, bytes } = compressed(this.#bytes, this.at);
    this.at += bytes;
    return length;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.at++);
  }

  type(): string {
    // Before the engine's stack ends, which is not equally deep everywhere.
    if (++this.#depth > DEEPEST) throw new MeterError(`a signature nests deeper than ${String(DEEPEST)}`);
    const text = this.#type();
    this.#depth--;
    return text;
  }

  #type(): string {
    const kind = this.byte();
    const primitive = PRIMITIVES.get(kind);
    if (primitive !== undefined) return primitive;
    switch (kind) {
      case TYPE.pointer:
        return `${this.type()}*`;
      case TYPE.byRef:
        return `${this.type()}&`;
      case TYPE.szArray:
        return `${this.type()}[]`;
      case TYPE.pinned:
      case TYPE.sentinel:
        return this.type();
      case TYPE.requiredModifier:
      case TYPE.optionalModifier:
        this.number();
        return this.type();
      case TYPE.class:
      case TYPE.valueType:
        return typeText(this.#metadata, typeDefOrRef(this.number()));
      case TYPE.typeParameter:
      case TYPE.methodParameter: {
        const start = this.at - 1;
        const index = this.number();
        this.#onParameter?.(start, this.at, kind, index);
        return `${kind === TYPE.typeParameter ? '!' : '!!'}${String(index)}`;
      }
      case TYPE.generic: {
        this.byte();
        const name = typeText(this.#metadata, typeDefOrRef(this.number()));
        return `${name}<${Array.from({ length: this.number() }, () => this.type()).join(',')}>`;
      }
      case TYPE.array: {
        const item = this.type();
        const rank = this.number();
        if (rank > MOST_DIMENSIONS) throw new MeterError(`an array of ${String(rank)} dimensions`);
        for (let list = 0; list < 2; list++) for (let left = this.number(); left > 0; left--) this.number();
        return `${item}[${','.repeat(rank - 1)}]`;
      }
      case TYPE.functionPointer: {
        const { parameters, result } = this.method();
        return `method(${parameters.join(',')}):${result}`;
      }
      default:
        throw new MeterError(`a type of kind ${String(kind)} in a signature`);
    }
  }

  /** What a generic instance is one of; undefined for any other type. */
  genericType(): Handle | undefined {
    if (this.byte() !== TYPE.generic) return undefined;
    this.byte();
    return typeDefOrRef(this.number());
  }

  method(): MethodText {
    const flags = this.byte();
    const arity = (flags & IS_GENERIC) === 0 ? 0 : this.number();
    const count = this.number();
    const result = this.type();
    return {
      isStatic: (flags & HAS_THIS) === 0,
      arity,
      parameters: Array.from({ length: count }, () => this.type()),
      result,
    };
  }
}

export const isField = (signature: Buffer): boolean => (signature.readUInt8(0) & 0x0f) === IS_FIELD;

/** Full name of a row of TypeRef or TypeDef, outer types before `/`; of a TypeSpec what it is made of. */
export function typeText(metadata: Metadata, { table, row }: Handle, depth = 0): string {
  if (depth > DEEPEST) throw new MeterError(`types lie in each other deeper than ${String(DEEPEST)}`);
  if (table === TABLE.typeSpec) return new SignatureReader(metadata, metadata.blob(TABLE.typeSpec, row, 0)).type();
  if (table === TABLE.typeRef) {
    const scope = metadata.coded(TABLE.typeRef, row, 0);
    const outer = scope.table === TABLE.typeRef ? `${typeText(metadata, scope, depth + 1)}/` : '';
    return outer + metadata.typeName({ table, row });
  }
  if (table !== TABLE.typeDef) throw new MeterError(`a type in table ${String(table)}`);
  const outer = metadata.outerType(row);
  return (
    (outer === 0 ? '' : `${typeText(metadata, { table, row: outer }, depth + 1)}/`) + metadata.typeName({ table, row })
  );
}

/** `Type.Name!!arity(parameters):result`. */
export const methodText = (type: string, name: string, { arity, parameters, result }: MethodText): string =>
  `${type}.${name}${arity === 0 ? '' : `!!${String(arity)}`}(${parameters.join(',')}):${result}`;
