/** The tree of `.debug_info`: functions, variables, types. */
import { Cursor, DwarfError, textAt, type Sections } from './cursor.ts';
import { FORM, readForm, type FormValue } from './forms.ts';

export const TAG = {
  array: 0x01,
  enumeration: 0x04,
  parameter: 0x05,
  lexicalBlock: 0x0b,
  member: 0x0d,
  pointer: 0x0f,
  compileUnit: 0x11,
  structure: 0x13,
  typedef: 0x16,
  union: 0x17,
  variant: 0x19,
  inlined: 0x1d,
  subrange: 0x21,
  baseType: 0x24,
  enumerator: 0x28,
  subprogram: 0x2e,
  typeParameter: 0x2f,
  variantPart: 0x33,
  variable: 0x34,
  namespace: 0x39,
} as const;

export const AT = {
  location: 0x02,
  name: 0x03,
  byteSize: 0x0b,
  stmtList: 0x10,
  lowPc: 0x11,
  highPc: 0x12,
  discr: 0x15,
  discrValue: 0x16,
  compDir: 0x1b,
  constValue: 0x1c,
  upperBound: 0x2f,
  abstractOrigin: 0x31,
  count: 0x37,
  memberLocation: 0x38,
  declFile: 0x3a,
  declLine: 0x3b,
  encoding: 0x3e,
  frameBase: 0x40,
  specification: 0x47,
  type: 0x49,
  ranges: 0x55,
  callColumn: 0x57,
  callFile: 0x58,
  callLine: 0x59,
  strOffsetsBase: 0x72,
  addrBase: 0x73,
  rnglistsBase: 0x74,
  loclistsBase: 0x8c,
} as const;

export interface Unit {
  readonly version: number;
  /** Where it begins in `.debug_info`. */
  readonly start: number;
  /** What addresses of its ranges and locations are relative to. */
  base: number;
  /** Of its line table in `.debug_line`. */
  lines: number | undefined;
  readonly bases: { strOffsets: number; addr: number; rnglists: number; loclists: number };
}

export interface Attribute {
  readonly form: number;
  readonly value: FormValue;
}

export interface Entry {
  readonly offset: number;
  readonly tag: number;
  readonly unit: Unit;
  readonly parent: Entry | undefined;
  readonly attributes: ReadonlyMap<number, Attribute>;
  readonly children: Entry[];
}

const MOST_ENTRIES = 400_000;
const MOST_DEPTH = 256;

interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly attributes: readonly { readonly name: number; readonly form: number; readonly implicit: bigint }[];
}

/** All entries by their offsets, units included. @throws DwarfError */
export function readEntries(sections: Sections): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  const all = new Cursor(sections('info'));
  while (!all.done) {
    const start = all.at;
    readUnit(all.unit(), start, sections, entries);
  }
  return entries;
}

function readUnit(cursor: Cursor, start: number, sections: Sections, entries: Map<number, Entry>): void {
  const version = cursor.u16();
  if (version < 2 || version > 5) throw new DwarfError(`version ${version}`);
  const kind = version === 5 ? cursor.u8() : 1;
  if (version === 5) cursor.u8(); // size of addresses
  const abbreviations = readAbbreviations(new Cursor(sections('abbrev'), cursor.u32()));
  if (version < 5) cursor.u8(); // size of addresses
  // Only units of code, and of parts of them.
  if (kind !== 1 && kind !== 3) return;
  const unit: Unit = {
    version,
    start,
    base: 0,
    lines: undefined,
    bases: { strOffsets: 8, addr: 8, rnglists: 12, loclists: 12 },
  };
  const open: Entry[] = [];
  while (!cursor.done) {
    const offset = cursor.at;
    const code = cursor.uleb();
    if (code === 0) {
      open.pop();
      if (open.length === 0) return;
      continue;
    }
    const abbreviation = abbreviations.get(code);
    if (abbreviation === undefined) throw new DwarfError(`no abbreviation ${code}`);
    const attributes = new Map<number, Attribute>();
    for (const { name, form, implicit } of abbreviation.attributes)
      attributes.set(name, { form, value: readForm(cursor, form, { version, implicit }) });
    const parent = open.at(-1);
    const entry: Entry = { offset, tag: abbreviation.tag, unit, parent, attributes, children: [] };
    parent?.children.push(entry);
    entries.set(offset, entry);
    if (entries.size > MOST_ENTRIES) throw new DwarfError('too many entries');
    if (parent === undefined) readUnitAttributes(unit, attributes);
    if (abbreviation.hasChildren) open.push(entry);
    else if (parent === undefined) return;
    if (open.length > MOST_DEPTH) throw new DwarfError('entries too deep in each other');
  }
}

function readUnitAttributes(unit: Unit, attributes: ReadonlyMap<number, Attribute>): void {
  const number = (name: number): number | undefined => {
    const value = attributes.get(name)?.value;
    return typeof value === 'number' ? value : undefined;
  };
  unit.lines = number(AT.stmtList);
  unit.base = attributes.get(AT.lowPc)?.form === FORM.addr ? (number(AT.lowPc) ?? 0) : 0;
  unit.bases.strOffsets = number(AT.strOffsetsBase) ?? 8;
  unit.bases.addr = number(AT.addrBase) ?? 8;
  unit.bases.rnglists = number(AT.rnglistsBase) ?? 12;
  unit.bases.loclists = number(AT.loclistsBase) ?? 12;
}

function readAbbreviations(cursor: Cursor): ReadonlyMap<number, Abbreviation> {
  const all = new Map<number, Abbreviation>();
  while (!cursor.done) {
    const code = cursor.uleb();
    if (code === 0) break;
    const tag = cursor.uleb();
    const hasChildren = cursor.u8() !== 0;
    const attributes: { name: number; form: number; implicit: bigint }[] = [];
    for (;;) {
      const name = cursor.uleb();
      const form = cursor.uleb();
      const implicit = form === 0x21 ? cursor.sleb() : 0n;
      if (name === 0 && form === 0) break;
      attributes.push({ name, form, implicit });
    }
    all.set(code, { tag, hasChildren, attributes });
  }
  return all;
}

/** Questions to entries; what they name is looked up in other sections. */
export class EntryReader {
  readonly entries: ReadonlyMap<number, Entry>;
  readonly #sections: Sections;

  constructor(sections: Sections) {
    this.#sections = sections;
    this.entries = readEntries(sections);
  }

  number(entry: Entry, name: number): number | undefined {
    const value = entry.attributes.get(name)?.value;
    if (typeof value === 'number') return value;
    return typeof value === 'bigint' ? Number(value) : undefined;
  }

  text(entry: Entry, name: number): string | undefined {
    const attribute = entry.attributes.get(name);
    if (attribute === undefined) return undefined;
    const { form, value } = attribute;
    if (typeof value === 'string') return value;
    if (typeof value !== 'number') return undefined;
    if (form === FORM.strp) return textAt(this.#sections('str'), value);
    if (form === FORM.lineStrp) return textAt(this.#sections('line_str'), value);
    if (form === FORM.strx || (form >= FORM.strx1 && form <= FORM.strx4)) {
      const at = new Cursor(this.#sections('str_offsets'), entry.unit.bases.strOffsets + 4 * value).u32();
      return textAt(this.#sections('str'), at);
    }
    return undefined;
  }

  /** The entry that an attribute leads to. */
  reference(entry: Entry, name: number): Entry | undefined {
    const attribute = entry.attributes.get(name);
    if (attribute === undefined || typeof attribute.value !== 'number') return undefined;
    const { form, value } = attribute;
    return this.entries.get(form === FORM.refAddr ? value : entry.unit.start + value);
  }

  /** The entry itself, then what it is an instance of. */
  *origins(entry: Entry): Generator<Entry> {
    let at: Entry | undefined = entry;
    for (let i = 0; at !== undefined && i < 8; i++) {
      yield at;
      at = this.reference(at, AT.abstractOrigin) ?? this.reference(at, AT.specification);
    }
  }

  name(entry: Entry): string | undefined {
    for (const one of this.origins(entry)) {
      const name = this.text(one, AT.name);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  address(entry: Entry, name: number): number | undefined {
    const attribute = entry.attributes.get(name);
    if (typeof attribute?.value !== 'number') return undefined;
    const { form, value } = attribute;
    if (form === FORM.addr) return value;
    return form === FORM.addrx || (form >= FORM.addrx1 && form <= FORM.addrx4)
      ? this.indexed(entry.unit, value)
      : undefined;
  }

  /** An address of `.debug_addr`. */
  indexed(unit: Unit, index: number): number {
    return new Cursor(this.#sections('addr'), unit.bases.addr + 4 * index).u32();
  }

  section(name: string): Uint8Array {
    return this.#sections(name);
  }
}
