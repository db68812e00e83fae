import type { MachineView, Variable, VariableScope } from '../../sdk/debug-info.ts';
import { toHex } from '../../core/hex.ts';
import type { CodeMap } from './code-map.ts';
import { isOfContract, type CodeScopes } from './dwarf/code-scopes.ts';
import { AT, TAG, type Entry, type EntryReader } from './dwarf/entries.ts';
import { readValue, type Machine, type Piece } from './dwarf/evaluate.ts';
import { expressionAt } from './dwarf/ranges.ts';
import { readLocal, zeroOf } from './local-value.ts';

const MOST_BYTES = 4_096;
const MOST_DEPTH = 8;
const GONE = '(optimised away here)';

/** Arguments and locals of the innermost function of the workspace at an address, be it one that was inlined. */
export class RustVariables {
  readonly #reader: EntryReader;
  readonly #scopes: CodeScopes;

  constructor(reader: EntryReader, scopes: CodeScopes) {
    this.#reader = reader;
    this.#scopes = scopes;
  }

  scopes(view: MachineView, address: number, code: CodeMap): readonly VariableScope[] {
    const chain = this.#scopes.chain(address);
    const isFunction = ({ tag }: Entry): boolean => tag === TAG.subprogram || tag === TAG.inlined;
    const at = chain.findLastIndex((entry) => isFunction(entry) && isOfContract(this.#reader, entry));
    const own = chain[at];
    if (own === undefined) return [];
    const inner = chain.slice(at + 1);
    const end = inner.findIndex(isFunction);
    const blocks = end < 0 ? inner : inner.slice(0, end);
    const machine = this.#machine(view, code, chain[0] as Entry);
    const all = [own, ...blocks].flatMap(({ children }) => children);
    const variables = (tag: number): readonly Variable[] =>
      all.filter((entry) => entry.tag === tag).map((entry) => this.#variable(entry, address, machine));
    const scopes: VariableScope[] = [
      { kind: 'arguments', title: 'Arguments', variables: variables(TAG.parameter) },
      { kind: 'locals', title: 'Locals', variables: variables(TAG.variable) },
    ];
    return scopes.filter((scope) => scope.variables.length > 0);
  }

  #machine(view: MachineView, code: CodeMap, fn: Entry): Machine {
    const types = code.trace.locals[view.call?.entry ?? -1] ?? [];
    const machine: Machine = {
      local: (slot) => {
        const type = types[slot];
        const value = type === undefined ? undefined : readLocal(view.locals.get(slot) ?? zeroOf(type));
        return typeof value === 'bigint' ? BigInt.asUintN(type === 0x7f ? 32 : 64, value) : undefined;
      },
      memory: (from, length) =>
        from + length <= view.memory.length ? view.memory.slice(from, from + length) : undefined,
      frameBase: () => {
        const base = fn.attributes.get(AT.frameBase)?.value;
        const found = base instanceof Uint8Array && readValue(base, 4, { ...machine, frameBase: () => undefined });
        return found && found.bytes ? unsigned(found.bytes) : undefined;
      },
    };
    return machine;
  }

  #variable(entry: Entry, address: number, machine: Machine): Variable {
    const name = this.#reader.name(entry) ?? '?';
    let type: Entry | undefined;
    for (const one of this.#reader.origins(entry)) type ??= this.#reader.reference(one, AT.type);
    const size = type === undefined ? 0 : this.#sizeOf(type);
    const expression = expressionAt(this.#reader, entry, address);
    const found = expression && size >= 0 && size <= MOST_BYTES ? readValue(expression, size, machine) : undefined;
    return this.#value(name, type, found, machine, 0);
  }

  #sizeOf(type: Entry): number {
    if (type.tag === TAG.pointer) return 4;
    if (type.tag === TAG.array) return this.#sizeOfElement(type) * this.#countOf(type);
    return this.#reader.number(type, AT.byteSize) ?? 0;
  }

  #sizeOfElement(array: Entry): number {
    const element = this.#reader.reference(array, AT.type);
    return element === undefined || element.tag === TAG.array ? 0 : this.#sizeOf(element);
  }

  #countOf(array: Entry): number {
    const range = array.children.find(({ tag }) => tag === TAG.subrange);
    return range === undefined ? 0 : (this.#reader.number(range, AT.count) ?? 0);
  }

  #value(name: string, type: Entry | undefined, found: Piece | undefined, machine: Machine, depth: number): Variable {
    const typeName = (type && this.#typeName(type)) ?? '?';
    const bytes = found?.bytes;
    if (type === undefined || bytes === undefined || bytes.length < this.#sizeOf(type) || depth > MOST_DEPTH)
      return { name, type: typeName, value: GONE, compare: undefined };
    const plain = { name, type: typeName };
    if (type.tag === TAG.baseType) return { ...plain, ...this.#base(type, bytes) };
    if (type.tag === TAG.pointer) return this.#pointer(plain, type, bytes, machine, depth);
    if (type.tag === TAG.enumeration) return { ...plain, ...this.#enumerator(type, bytes) };
    if (type.tag === TAG.array && this.#sizeOfElement(type) === 1)
      return { ...plain, value: `0x${toHex(bytes)}`, compare: `0x${toHex(bytes)}` };
    if (type.tag !== TAG.structure) return { ...plain, value: `0x${toHex(bytes)}`, compare: undefined };
    return this.#structure(plain, type, bytes, machine, depth);
  }

  #structure(
    plain: { readonly name: string; readonly type: string },
    type: Entry,
    bytes: Uint8Array,
    machine: Machine,
    depth: number,
  ): Variable {
    const members = type.children.filter(({ tag }) => tag === TAG.member);
    const memberOf = (member: Entry): Variable => {
      const inner = this.#reader.reference(member, AT.type);
      const from = this.#reader.number(member, AT.memberLocation) ?? 0;
      const piece = inner && { bytes: bytes.slice(from, from + this.#sizeOf(inner)) };
      return this.#value(this.#reader.name(member) ?? '?', inner, piece, machine, depth + 1);
    };
    const children = (): readonly Variable[] => members.map(memberOf);
    if (plain.type === '&str') return this.#text(plain, children(), machine);
    // Numbers and addresses of the SDK are known by their names and sizes.
    if (plain.type === 'U256' && bytes.length === 32) {
      const number = unsigned(bytes);
      return { ...plain, value: String(number), compare: number };
    }
    if (plain.type === 'Address' && bytes.length === 20)
      return { ...plain, value: `0x${toHex(bytes)}`, compare: BigInt(`0x${toHex(bytes)}`) };
    const text =
      depth < 2
        ? children()
            .map(({ name, value }) => `${name}: ${value}`)
            .join(', ')
        : '..';
    return { ...plain, value: `{ ${text.slice(0, 200)} }`, compare: undefined, children };
  }

  #text(
    plain: { readonly name: string; readonly type: string },
    members: readonly Variable[],
    machine: Machine,
  ): Variable {
    const number = (name: string): number => {
      const compare = members.find((member) => member.name === name)?.compare;
      return typeof compare === 'bigint' ? Number(compare) : -1;
    };
    const [from, length] = [number('data_ptr'), number('length')];
    const bytes = from < 0 || length < 0 || length > MOST_BYTES ? undefined : machine.memory(from, length);
    if (bytes === undefined) return { ...plain, value: GONE, compare: undefined };
    const text = new TextDecoder().decode(bytes);
    return { ...plain, value: JSON.stringify(text), compare: text };
  }

  #pointer(
    plain: { readonly name: string; readonly type: string },
    type: Entry,
    bytes: Uint8Array,
    machine: Machine,
    depth: number,
  ): Variable {
    const address = Number(unsigned(bytes.subarray(0, 4)));
    const target = this.#reader.reference(type, AT.type);
    const size = target === undefined ? 0 : this.#sizeOf(target);
    const value = `0x${address.toString(16)}`;
    const pointer = { ...plain, value, compare: BigInt(address) };
    if (target === undefined || size === 0 || size > MOST_BYTES) return pointer;
    const piece = (): Piece => ({ bytes: machine.memory(address, size), address });
    return { ...pointer, children: () => [this.#value('*', target, piece(), machine, depth + 1)] };
  }

  #base(type: Entry, bytes: Uint8Array): { readonly value: string; readonly compare: Variable['compare'] } {
    const size = this.#sizeOf(type);
    const number = unsigned(bytes.subarray(0, size));
    switch (this.#reader.number(type, AT.encoding)) {
      case 0x02:
        return { value: String(number !== 0n), compare: number !== 0n };
      case 0x05:
      case 0x06: {
        const signed = BigInt.asIntN(size * 8, number);
        return { value: String(signed), compare: signed };
      }
      case 0x10: {
        const point = Number(number);
        return {
          value: point < 0x110000 ? JSON.stringify(String.fromCodePoint(point)) : String(point),
          compare: number,
        };
      }
      default:
        return { value: String(number), compare: number };
    }
  }

  #enumerator(type: Entry, bytes: Uint8Array): { readonly value: string; readonly compare: Variable['compare'] } {
    const number = unsigned(bytes.subarray(0, this.#sizeOf(type)));
    const found = type.children.find((one) => this.#reader.number(one, AT.constValue) === Number(number));
    return { value: (found && this.#reader.name(found)) ?? String(number), compare: number };
  }

  #typeName(type: Entry): string | undefined {
    return this.#reader.name(type);
  }
}

function unsigned(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}
