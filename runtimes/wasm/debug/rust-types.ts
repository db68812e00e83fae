/** Types of Rust as DWARF has them: their names as people write them, their sizes and their parts. */
import { AT, TAG, type Entry, type EntryReader } from './dwarf/entries.ts';

const POINTER = 4;
const MOST_DEPTH = 16;

export interface Member {
  readonly name: string;
  readonly type: Entry | undefined;
  readonly from: number;
}

export class RustTypes {
  readonly reader: EntryReader;

  constructor(reader: EntryReader) {
    this.reader = reader;
  }

  typeOf(entry: Entry): Entry | undefined {
    for (const one of this.reader.origins(entry)) {
      const type = this.reader.reference(one, AT.type);
      if (type !== undefined) return type;
    }
    return undefined;
  }

  /** Without modules, and without what nobody writes: `Option<String>`, `[u64; 3]`. */
  name(type: Entry | undefined, depth = 0): string {
    if (type === undefined || depth > MOST_DEPTH) return '?';
    if (type.tag === TAG.array)
      return `[${this.name(this.reader.reference(type, AT.type), depth + 1)}; ${this.countOf(type)}]`;
    const name = this.reader.name(type);
    if (name === undefined && type.tag === TAG.pointer)
      return `*const ${this.name(this.reader.reference(type, AT.type), depth + 1)}`;
    return plainName(name ?? '?');
  }

  /** In bytes. */
  sizeOf(type: Entry, depth = 0): number {
    if (type.tag === TAG.pointer) return POINTER;
    if (type.tag !== TAG.array) return this.reader.number(type, AT.byteSize) ?? 0;
    const element = this.reader.reference(type, AT.type);
    return element === undefined || depth > MOST_DEPTH ? 0 : this.countOf(type) * this.sizeOf(element, depth + 1);
  }

  countOf(array: Entry): number {
    const range = array.children.find(({ tag }) => tag === TAG.subrange);
    return range === undefined ? 0 : (this.reader.number(range, AT.count) ?? 0);
  }

  members(type: Entry): readonly Member[] {
    return type.children
      .filter(({ tag }) => tag === TAG.member)
      .map((member) => ({
        name: this.reader.name(member) ?? '?',
        type: this.reader.reference(member, AT.type),
        from: this.reader.number(member, AT.memberLocation) ?? 0,
      }));
  }

  /** What a generic type is of: `u32` of `Vec<u32>`. */
  argument(type: Entry, name: string): Entry | undefined {
    const found = type.children.find((child) => child.tag === TAG.typeParameter && this.reader.name(child) === name);
    return found && this.reader.reference(found, AT.type);
  }

  /** The first pointer within, however it is wrapped: where it is, and what it points to. */
  pointerIn(
    type: Entry,
    from = 0,
    depth = 0,
  ): { readonly from: number; readonly target: Entry | undefined } | undefined {
    if (type.tag === TAG.pointer) return { from, target: this.reader.reference(type, AT.type) };
    if (type.tag !== TAG.structure || depth > MOST_DEPTH) return undefined;
    for (const member of this.members(type)) {
      const found = member.type && this.pointerIn(member.type, from + member.from, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** `alloc::vec::Vec<contract::Side, alloc::alloc::Global>` is `Vec<Side>`. */
export const plainName = (name: string): string =>
  name.replaceAll(/\b(?:\w+::)+(?=[\w{])/g, '').replaceAll(/, Global(?=>)/g, '');
