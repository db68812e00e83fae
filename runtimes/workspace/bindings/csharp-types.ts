/** Types of an ABI as the C# SDK has them (resources/sdk/csharp/README.md). */
import { canonical, type BindingStruct, type BindingType } from './binding-abi.ts';
import { uniqueName } from './names.ts';

const INTEGERS: readonly (readonly [number, string, string])[] = [
  [8, 'byte', 'sbyte'],
  [16, 'ushort', 'short'],
  [32, 'uint', 'int'],
  [64, 'ulong', 'long'],
  [128, 'UInt128', 'Int128'],
  [256, 'UInt256', 'Int256'],
];
/** A list of a fixed length is a record of so many fields: the ABI writes both alike. */
const LONGEST = 16;

/** Why C# cannot say the type; undefined: it can. */
export function missingInCsharp(type: BindingType): string | undefined {
  if (type.kind === 'struct') return type.struct.fields.map((field) => missingInCsharp(field.type)).find(isReason);
  if (type.kind !== 'array') return undefined;
  if (type.length !== undefined && type.length > LONGEST)
    return `a list of ${String(type.length)} is too long for a record`;
  return type.length === 0 ? 'a list of none has no type in C#' : missingInCsharp(type.item);
}

const isReason = (why: string | undefined): boolean => why !== undefined;

/** Whether the type that C# has for it is called the same in the ABI: integers of other widths are read as wider ones. */
export function isExact(type: BindingType): boolean {
  switch (type.kind) {
    case 'uint':
    case 'int':
      return INTEGERS.some(([bits]) => bits === type.bits);
    case 'array':
      return type.length === undefined && isExact(type.item);
    case 'struct':
      return type.struct.fields.every((field) => isExact(field.type));
    default:
      return type.kind !== 'function';
  }
}

export const isDynamic = (type: BindingType): boolean =>
  type.kind === 'bytes' ||
  type.kind === 'string' ||
  (type.kind === 'array' && (type.length === undefined || isDynamic(type.item))) ||
  (type.kind === 'struct' && type.struct.fields.some((field) => isDynamic(field.type)));

/** Bytes in the head. */
export function headSize(type: BindingType): number {
  if (isDynamic(type)) return 32;
  if (type.kind === 'array') return (type.length ?? 0) * headSize(type.item);
  if (type.kind === 'struct') return type.struct.fields.reduce((sum, field) => sum + headSize(field.type), 0);
  return 32;
}

/** Spells types; the records that stand for lists of a fixed length are collected on the way. */
export class CsharpTypes {
  readonly #structs: ReadonlyMap<BindingStruct, string>;
  readonly #taken: Set<string>;
  readonly #lists = new Map<
    string,
    { readonly name: string; readonly item: string; readonly length: number; readonly of: string }
  >();

  constructor(structs: ReadonlyMap<BindingStruct, string>, taken: Set<string>) {
    this.#structs = structs;
    this.#taken = taken;
  }

  text(type: BindingType): string {
    switch (type.kind) {
      case 'uint':
      case 'int': {
        const found = INTEGERS.find(([bits]) => bits >= type.bits);
        return found?.[type.kind === 'uint' ? 1 : 2] ?? 'UInt256';
      }
      case 'fixedBytes':
        return `Bytes${String(type.size)}`;
      case 'array': {
        const item = this.text(type.item);
        if (type.length !== undefined) return this.#list(type.item, item, type.length);
        // `byte[]` is `bytes`.
        return item === 'byte' ? 'List<byte>' : `${item}[]`;
      }
      case 'struct':
        return this.#structs.get(type.struct) ?? type.struct.name;
      case 'address':
        return 'Address';
      case 'bytes':
        return 'byte[]';
      case 'function':
        // An address and a selector.
        return 'Bytes24';
      default:
        return type.kind;
    }
  }

  /** The lines of the records for lists. */
  lists(): readonly string[] {
    return [...this.#lists.values()].flatMap(({ name, item, length, of }) => {
      const fields = Array.from({ length }, (_, i) => `${item} At${String(i)}`);
      return [`/// <summary><c>${of}</c></summary>`, `public record struct ${name}(${fields.join(', ')});`, ''];
    });
  }

  #list(type: BindingType, item: string, length: number): string {
    const of = `${canonical(type)}[${String(length)}]`;
    const key = `${item}[${String(length)}]`;
    const known = this.#lists.get(key);
    if (known) return known.name;
    const words = item
      .replaceAll(/[[\]<>]+/g, ' ')
      .trim()
      .split(' ')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    const name = uniqueName(`${words.join('')}${item.endsWith(']') ? 'List' : ''}Times${String(length)}`, this.#taken);
    this.#lists.set(key, { name, item, length, of });
    return name;
  }
}
