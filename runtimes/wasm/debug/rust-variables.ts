import { epochCell, storageCell } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { MachineView, Variable, VariableScope } from '../../sdk/debug-info.ts';
import type { CodeMap } from './code-map.ts';
import { isOfContract, qualifiedName, type CodeScopes } from './dwarf/code-scopes.ts';
import { AT, TAG, type Entry, type EntryReader } from './dwarf/entries.ts';
import { littleEndian, readValue, type Machine } from './dwarf/evaluate.ts';
import { expressionAt } from './dwarf/ranges.ts';
import { readLocal, zeroOf } from './local-value.ts';
import { RustValues, unsigned } from './rust-values.ts';

/** Bytes of one variable. */
const MOST_BYTES = 4_096;

/** Arguments and locals of the innermost function of the workspace at an address, be it one that was inlined. */
export class RustVariables {
  readonly #reader: EntryReader;
  readonly #scopes: CodeScopes;

  constructor(reader: EntryReader, scopes: CodeScopes) {
    this.#reader = reader;
    this.#scopes = scopes;
  }

  /** @throws DwarfError */
  scopes(view: MachineView, address: number, code: CodeMap): readonly VariableScope[] {
    const chain = this.#scopes.chain(address);
    const at = this.#ownIn(chain);
    const own = chain[at];
    if (own === undefined) return [];
    const inner = chain.slice(at + 1);
    const end = inner.findIndex(isFunction);
    const blocks = end < 0 ? inner : inner.slice(0, end);
    const machine = this.#machine(view, code, chain[0] as Entry);
    const values = new RustValues(this.#reader, {
      memory: machine.memory,
      storage: (slot) => {
        const { account } = view.frame;
        return view.cell(storageCell(account, view.cell(epochCell(account)) ?? '', toHex(slot)));
      },
    });
    const all = [own, ...blocks].flatMap(({ children }) => children);
    const variables = (tag: number): readonly Variable[] =>
      innermost(
        all.filter((entry) => entry.tag === tag).map((entry) => this.#variable(entry, address, machine, values)),
      );
    const scopes: VariableScope[] = [
      { kind: 'arguments', title: 'Arguments', variables: variables(TAG.parameter) },
      { kind: 'locals', title: 'Locals', variables: variables(TAG.variable) },
    ];
    return scopes.filter((scope) => scope.variables.length > 0);
  }

  /** The innermost function of the contract, as the source has it. @throws DwarfError */
  functionAt(address: number): string | undefined {
    const chain = this.#scopes.chain(address);
    const own = chain[this.#ownIn(chain)];
    return own && qualifiedName(this.#reader, own);
  }

  #ownIn(chain: readonly Entry[]): number {
    return chain.findLastIndex((entry) => isFunction(entry) && isOfContract(this.#reader, entry));
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

  #variable(entry: Entry, address: number, machine: Machine, values: RustValues): Variable {
    const type = values.types.typeOf(entry);
    const size = type === undefined ? 0 : values.types.sizeOf(type);
    return values.variable(this.#reader.name(entry) ?? '?', type, this.#bytes(entry, address, size, machine));
  }

  #bytes(entry: Entry, address: number, size: number, machine: Machine): Uint8Array | undefined {
    if (size > MOST_BYTES) return undefined;
    const expression = expressionAt(this.#reader, entry, address);
    if (expression !== undefined) return readValue(expression, size, machine)?.bytes;
    if (entry.attributes.has(AT.location)) return undefined;
    // What the compiler has worked out, and what takes no bytes, is nowhere.
    const known = entry.attributes.get(AT.constValue)?.value;
    if (known instanceof Uint8Array) return known;
    if (typeof known === 'number' || typeof known === 'bigint') return littleEndian(BigInt(known), size);
    return undefined;
  }
}

const isFunction = ({ tag }: Entry): boolean => tag === TAG.subprogram || tag === TAG.inlined;

/** Of several with one name the last: blocks come from the outer to the inner, and a name may be given anew within one. */
const innermost = (variables: readonly Variable[]): readonly Variable[] =>
  variables.filter(({ name }, n) => variables.findLastIndex((other) => other.name === name) === n);
