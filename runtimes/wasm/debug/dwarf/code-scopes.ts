/** Functions and what was inlined into them, by the addresses that they have. */
import { AT, TAG, type Entry, type EntryReader } from './entries.ts';
import { rangesOf, type AddressRange } from './ranges.ts';
import { DwarfError } from './cursor.ts';

const MOST_DEPTH = 256;

export class CodeScopes {
  readonly #reader: EntryReader;
  readonly #ranges = new Map<Entry, readonly AddressRange[]>();
  /** Functions that have code. */
  readonly functions: readonly Entry[];

  constructor(reader: EntryReader) {
    this.#reader = reader;
    this.functions = [...reader.entries.values()].filter(
      (entry) => entry.tag === TAG.subprogram && this.#rangesOf(entry).length > 0,
    );
  }

  startOf(fn: Entry): number | undefined {
    return this.#rangesOf(fn)[0]?.from;
  }

  /** From the function that has the address to the innermost scope that has it: inlined functions and blocks. */
  chain(address: number): readonly Entry[] {
    const chain: Entry[] = [];
    let next = this.functions.find((fn) => this.#has(fn, address));
    while (next !== undefined && chain.length < MOST_DEPTH) {
      chain.push(next);
      next = next.children.find(
        (entry) => (entry.tag === TAG.inlined || entry.tag === TAG.lexicalBlock) && this.#has(entry, address),
      );
    }
    return chain;
  }

  #has(entry: Entry, address: number): boolean {
    return this.#rangesOf(entry).some(({ from, to }) => address >= from && address < to);
  }

  #rangesOf(entry: Entry): readonly AddressRange[] {
    let ranges = this.#ranges.get(entry);
    if (ranges === undefined) {
      try {
        ranges = rangesOf(this.#reader, entry);
      } catch (error) {
        if (!(error instanceof DwarfError)) throw error;
        ranges = [];
      }
      this.#ranges.set(entry, ranges);
    }
    return ranges;
  }
}

/** `Token::transfer`: with the types and modules that it stands in, without the crate of the contract. */
export function qualifiedName(reader: EntryReader, fn: Entry): string | undefined {
  const own = reader.name(fn);
  if (own === undefined) return undefined;
  const names = [own];
  let declared = fn;
  for (const origin of reader.origins(fn)) declared = origin;
  for (let at = declared.parent; at !== undefined && names.length < 32; at = at.parent) {
    if (at.tag !== TAG.namespace && at.tag !== TAG.structure && at.tag !== TAG.enumeration) continue;
    const name = reader.text(at, AT.name);
    if (name !== undefined && !name.startsWith('{')) names.unshift(name);
  }
  if (names[0] === CONTRACT_CRATE && names.length > 1) names.shift();
  return names.join('::');
}

/** Whether a function is of the contract's own crate; the file that it is declared in may be that of the SDK's macro. */
export function isOfContract(reader: EntryReader, fn: Entry): boolean {
  let at: Entry | undefined = fn;
  for (const origin of reader.origins(fn)) at = origin;
  let outermost: string | undefined;
  for (; at !== undefined; at = at.parent) if (at.tag === TAG.namespace) outermost = reader.text(at, AT.name);
  return outermost === CONTRACT_CRATE;
}

/** The crate name that contracts are compiled under (compiler/rust/flags.ts). */
const CONTRACT_CRATE = 'contract';
