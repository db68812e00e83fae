/** Values of Rust, from their bytes: as an engineer reads them, with what is in them. Sizes and pointers may be anything: nothing is read beyond what is there. */
import { count, glance, glanced } from '../../core/glance.ts';
import { toHex } from '../../core/hex.ts';
import type { Comparable, Variable } from '../../sdk/debug-info.ts';
import { AT, TAG, type Entry, type EntryReader } from './dwarf/entries.ts';
import { GONE } from './gone.ts';
import { RustTypes, type Member } from './rust-types.ts';

/** Elements and bytes of one value that are read. */
const MOST_ELEMENTS = 1_000;
const MOST_BYTES = 1 << 16;
const MOST_TEXT = 256;
/** Nested values that are shown on one line. */
const MOST_DEPTH = 6;

export interface RustMemory {
  /** undefined: it has less. */
  memory(address: number, length: number): Uint8Array | undefined;
  /** What the account that runs keeps in a slot, hex; undefined: not known. */
  storage?(slot: Uint8Array): string | undefined;
}

interface Named {
  readonly name: string;
  readonly type: string;
}

interface Shown {
  readonly value: string;
  readonly compare: Comparable;
  readonly children?: () => readonly Variable[];
  readonly lookup?: (key: bigint | string) => Variable | undefined;
}

export class RustValues {
  readonly types: RustTypes;
  readonly #memory: RustMemory;

  constructor(reader: EntryReader, memory: RustMemory) {
    this.types = new RustTypes(reader);
    this.#memory = memory;
  }

  /** @throws DwarfError */
  variable(name: string, type: Entry | undefined, bytes: Uint8Array | undefined, depth = 0): Variable {
    const named = { name, type: this.types.name(type) };
    if (type === undefined || bytes === undefined || bytes.length < this.types.sizeOf(type))
      return { ...named, value: GONE, compare: undefined };
    if (depth > MOST_DEPTH) return { ...named, value: '…', compare: undefined };
    return { ...named, ...this.#shown(named, type, bytes, depth) };
  }

  #shown(named: Named, type: Entry, bytes: Uint8Array, depth: number): Shown {
    switch (type.tag) {
      case TAG.baseType:
        return this.#base(type, bytes);
      case TAG.pointer:
        return this.#pointer(named, type, bytes, depth);
      case TAG.enumeration:
        return this.#enumerator(type, bytes);
      case TAG.array: {
        const element = this.types.reader.reference(type, AT.type);
        return this.#list(
          element,
          this.types.countOf(type),
          (from, length) => bytes.subarray(from, from + length),
          depth,
        );
      }
      case TAG.structure:
        return this.#known(named, type, bytes, depth) ?? this.#structure(named, type, bytes, depth);
      default:
        return { value: `0x${toHex(bytes)}`, compare: undefined };
    }
  }

  /** Types of the library and of the SDK, by their names and what they are made of. */
  #known(named: Named, type: Entry, bytes: Uint8Array, depth: number): Shown | undefined {
    const { types } = this;
    const members = types.members(type);
    const member = (name: string): Member | undefined => members.find((one) => one.name === name);
    const number = (name: string): number | undefined => {
      const { from, type: of } = member(name) ?? {};
      return of === undefined || from === undefined ? undefined : Number(unsigned(bytes.subarray(from, from + 4)));
    };
    const [pointer, length] = [number('data_ptr'), number('length')];
    if (pointer !== undefined && length !== undefined) {
      if (/\bstr\b/.test(named.type)) return this.#text(this.#read(pointer, length), length);
      const target = member('data_ptr')?.type;
      const element = target && types.reader.reference(target, AT.type);
      return this.#list(element, length, (from, size) => this.#memory.memory(pointer + from, size), depth);
    }
    if (named.type.startsWith('Vec<')) return this.#vec(type, bytes, depth);
    if (named.type === 'String' || named.type === 'Bytes') {
      const vec = members[0]?.type;
      if (vec === undefined) return undefined;
      const found = this.#vecOf(vec, bytes);
      if (found === undefined) return undefined;
      const all = this.#read(found.pointer, found.length);
      return named.type === 'String' ? this.#text(all, found.length) : hexOf(all, found.length);
    }
    if (/^A?Rc</.test(named.type)) return this.#shared(named, type, bytes, depth);
    if (named.type === 'U256' && bytes.length === 32) return numberOf(unsigned(bytes));
    if (named.type === 'I256' && bytes.length === 32) return numberOf(BigInt.asIntN(256, unsigned(bytes)));
    if (/^U?[Ii]nt<\d+>$/.test(named.type) && members[0]?.type)
      return this.variable('', members[0].type, bytes, depth + 1);
    if (named.type === 'Address' && bytes.length === 20)
      return { value: `0x${toHex(bytes)}`, compare: BigInt(`0x${toHex(bytes)}`) };
    if (named.type.startsWith('Ref<') && members[0]?.type) return this.variable('', members[0].type, bytes, depth + 1);
    const slot = member('slot');
    if (slot?.type !== undefined && types.name(slot.type) === 'Slot' && bytes.length >= slot.from + 32)
      return this.#stored(named, bytes.subarray(slot.from, slot.from + 32));
    return undefined;
  }

  /** What stands for a place in storage. */
  #stored(named: Named, slot: Uint8Array): Shown {
    const place = `slot 0x${toHex(slot).replace(/^0+(?=.)/, '')}`;
    const kept = /^Value<(?:[UI]256|[ui]\d+|bool|Address)>$/.test(named.type)
      ? this.#memory.storage?.(slot)
      : undefined;
    if (kept === undefined) return { value: place, compare: undefined };
    const word = BigInt(`0x0${kept}`);
    const isSigned = /^Value<[Ii]/.test(named.type);
    const compare = isSigned ? BigInt.asIntN(256, word) : word;
    const text = named.type === 'Value<Address>' ? `0x${word.toString(16).padStart(40, '0')}` : compare.toString();
    return { value: `${named.type === 'Value<bool>' ? String(word !== 0n) : text} in ${place}`, compare };
  }

  #vecOf(type: Entry, bytes: Uint8Array): { readonly pointer: number; readonly length: number } | undefined {
    const buffer = this.types.pointerIn(type);
    const length = this.types.members(type).find(({ name }) => name === 'len');
    if (buffer === undefined || length === undefined) return undefined;
    const word = (from: number): number => Number(unsigned(bytes.subarray(from, from + 4)));
    return { pointer: word(buffer.from), length: word(length.from) };
  }

  #vec(type: Entry, bytes: Uint8Array, depth: number): Shown | undefined {
    const found = this.#vecOf(type, bytes);
    const element = this.types.argument(type, 'T');
    if (found === undefined || element === undefined) return undefined;
    return this.#list(element, found.length, (from, size) => this.#memory.memory(found.pointer + from, size), depth);
  }

  /** What lies behind the counts of those who share it. */
  #shared(named: Named, type: Entry, bytes: Uint8Array, depth: number): Shown | undefined {
    const found = this.types.pointerIn(type);
    if (found?.target === undefined) return undefined;
    const value = this.types.members(found.target).find(({ name }) => name === 'value' || name === 'data');
    if (value?.type === undefined) return undefined;
    const address = Number(unsigned(bytes.subarray(found.from, found.from + 4))) + value.from;
    return this.variable(named.name, value.type, this.#read(address, this.types.sizeOf(value.type)), depth + 1);
  }

  /** A reference or a box is what it points to; of a bare pointer it is the address that counts. */
  #pointer(named: Named, type: Entry, bytes: Uint8Array, depth: number): Shown {
    const address = Number(unsigned(bytes.subarray(0, 4)));
    const target = this.types.reader.reference(type, AT.type);
    const hex = `0x${address.toString(16)}`;
    const size = target === undefined ? 0 : this.types.sizeOf(target);
    const there = (): Variable => this.variable('*', target, this.#read(address, size), depth + 1);
    if (target === undefined || size > MOST_BYTES) return { value: hex, compare: BigInt(address) };
    if (named.type.startsWith('*') || this.#read(address, size) === undefined)
      return { value: hex, compare: BigInt(address), ...(size > 0 && { children: () => [there()] }) };
    const { value, compare, children, lookup } = there();
    return { value, compare, ...(children && { children }), ...(lookup && { lookup }) };
  }

  #structure(named: Named, type: Entry, bytes: Uint8Array, depth: number): Shown {
    const variants = type.children.find(({ tag }) => tag === TAG.variantPart);
    if (variants !== undefined) return this.#variant(variants, bytes, depth);
    const fields = this.#fields(type, bytes, depth);
    const constructor = named.type.startsWith('(') ? '' : named.type.replace(/<.*/, '');
    return { value: fieldsText(constructor, fields), compare: undefined, ...inside(fields) };
  }

  /** `Some(5)`, `Stop { price: 3 }`, `None`. */
  #variant(part: Entry, bytes: Uint8Array, depth: number): Shown {
    const { reader } = this.types;
    const discriminant = reader.reference(part, AT.discr);
    const of = discriminant && reader.reference(discriminant, AT.type);
    const size = of === undefined ? 0 : this.types.sizeOf(of);
    const from = discriminant === undefined ? 0 : (reader.number(discriminant, AT.memberLocation) ?? 0);
    const told = unsigned(bytes.subarray(from, from + size));
    const all = part.children.filter(({ tag }) => tag === TAG.variant);
    const valueOf = (variant: Entry): bigint | undefined => {
      const value = variant.attributes.get(AT.discrValue)?.value;
      if (value instanceof Uint8Array) return BigInt.asUintN(8 * size, unsigned(value));
      return typeof value === 'number' || typeof value === 'bigint'
        ? BigInt.asUintN(8 * size, BigInt(value))
        : undefined;
    };
    // One without a value is what all others are.
    const found = all.find((one) => valueOf(one) === told) ?? all.find((one) => valueOf(one) === undefined);
    const member = found && this.types.members(found)[0];
    if (member?.type === undefined) return { value: `variant ${told}`, compare: undefined };
    const fields = this.#fields(member.type, bytes.subarray(member.from), depth);
    return { value: fieldsText(member.name, fields), compare: member.name, ...(fields.length > 0 && inside(fields)) };
  }

  #fields(type: Entry, bytes: Uint8Array, depth: number): readonly Variable[] {
    return this.types
      .members(type)
      .filter((member) => member.type === undefined || !/^PhantomData</.test(this.types.name(member.type)))
      .map(({ name, type: of, from }) => {
        const size = of === undefined ? 0 : this.types.sizeOf(of);
        return this.variable(name.replace(/^__(?=\d+$)/, ''), of, bytes.subarray(from, from + size), depth + 1);
      });
  }

  #list(
    element: Entry | undefined,
    length: number,
    read: (from: number, size: number) => Uint8Array | undefined,
    depth: number,
  ): Shown {
    const size = element === undefined ? 0 : this.types.sizeOf(element);
    const at = (index: number): Variable => this.variable(`[${index}]`, element, read(index * size, size), depth + 1);
    const isBytes = size === 1 && this.types.name(element) === 'u8';
    const bytes = isBytes ? read(0, Math.min(length, MOST_BYTES)) : undefined;
    if (isBytes && bytes === undefined) return { value: GONE, compare: undefined };
    const text = (): string =>
      `[${glance(
        Array.from({ length: glanced(length) }, (_, index) => at(index).value),
        length,
      )}]`;
    return {
      ...(bytes === undefined ? { value: text(), compare: undefined } : hexOf(bytes, length)),
      children: () => {
        const shown = Array.from({ length: Math.min(length, MOST_ELEMENTS) }, (_, index) => at(index));
        const rest = length - shown.length;
        return rest > 0 ? [...shown, { name: '…', type: '', value: `${count(rest)} more`, compare: undefined }] : shown;
      },
      lookup: (key) => {
        if (key === 'length' || key === 'len') return lengthOf(length);
        return typeof key === 'bigint' && key >= 0n && key < BigInt(length) ? at(Number(key)) : undefined;
      },
    };
  }

  #text(bytes: Uint8Array | undefined, length: number): Shown {
    if (bytes === undefined) return { value: GONE, compare: undefined };
    const text = new TextDecoder().decode(bytes);
    const shown = JSON.stringify(text.slice(0, MOST_TEXT));
    return {
      value: text.length > MOST_TEXT ? `${shown}… ${count(length)} bytes in all` : shown,
      compare: text,
      lookup: (key) => (key === 'length' || key === 'len' ? lengthOf(length) : undefined),
    };
  }

  #read(address: number, length: number): Uint8Array | undefined {
    return length > MOST_BYTES ? this.#memory.memory(address, MOST_BYTES) : this.#memory.memory(address, length);
  }

  #base(type: Entry, bytes: Uint8Array): Shown {
    const size = this.types.sizeOf(type);
    const number = unsigned(bytes.subarray(0, size));
    if (this.types.name(type) === '()') return { value: '()', compare: undefined };
    switch (this.types.reader.number(type, AT.encoding)) {
      case 0x02:
        return { value: String(number !== 0n), compare: number !== 0n };
      case 0x04:
        return { value: String(floatOf(bytes, size)), compare: undefined };
      case 0x05:
      case 0x06:
        return numberOf(BigInt.asIntN(size * 8, number));
      case 0x10: {
        const point = Number(number);
        if (point >= 0x110000) return numberOf(number);
        const text = String.fromCodePoint(point);
        return { value: `'${text}'`, compare: text };
      }
      default:
        return numberOf(number);
    }
  }

  #enumerator(type: Entry, bytes: Uint8Array): Shown {
    const { reader } = this.types;
    const size = this.types.sizeOf(type);
    const number = unsigned(bytes.subarray(0, size));
    const found = type.children.find((one) => {
      const value = one.attributes.get(AT.constValue)?.value;
      return (
        (typeof value === 'number' || typeof value === 'bigint') && BigInt.asUintN(8 * size, BigInt(value)) === number
      );
    });
    const name = found && reader.name(found);
    return { value: name ?? String(number), compare: name ?? number };
  }
}

const numberOf = (number: bigint): Shown => ({ value: String(number), compare: number });
const lengthOf = (length: number): Variable => ({ name: 'len', type: 'usize', ...numberOf(BigInt(length)) });

function hexOf(bytes: Uint8Array | undefined, length: number): Shown {
  if (bytes === undefined) return { value: GONE, compare: undefined };
  const hex = `0x${toHex(bytes.subarray(0, MOST_TEXT / 2))}`;
  const rest = length - MOST_TEXT / 2;
  return { value: rest > 0 ? `${hex}… ${count(rest)} bytes more` : hex, compare: `0x${toHex(bytes)}` };
}

/** As Rust's own `Debug` has it. */
function fieldsText(constructor: string, fields: readonly Variable[]): string {
  if (fields.length === 0) return constructor || '()';
  const isTuple = fields.every(({ name }, index) => name === String(index));
  const texts = fields
    .slice(0, glanced(fields.length))
    .map(({ name, value }) => (isTuple ? value : `${name}: ${value}`));
  const all = glance(texts, fields.length);
  return isTuple ? `${constructor}(${all})` : `${constructor}${constructor && ' '}{ ${all} }`;
}

const inside = (fields: readonly Variable[]): Pick<Shown, 'children' | 'lookup'> => ({
  children: () => fields,
  lookup: (key) => fields.find(({ name }) => name === String(key)),
});

function floatOf(bytes: Uint8Array, size: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return size === 4 ? view.getFloat32(0, true) : size === 8 ? view.getFloat64(0, true) : Number.NaN;
}

export function unsigned(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}
