/** Which addresses an entry has, and which of a list of locations holds at one (DWARF 4: 2.6.2, 2.17.3; DWARF 5: 7.7.3, 7.25). */
import { Cursor } from './cursor.ts';
import { AT, type Entry, type EntryReader, type Unit } from './entries.ts';
import { FORM } from './forms.ts';

/** Bytes of the code section's content, the end exclusive. */
export interface AddressRange {
  readonly from: number;
  readonly to: number;
}

const MOST = 10_000;
const NONE = 0xffffffff;

/** Empty of what has no code. @throws DwarfError */
export function rangesOf(reader: EntryReader, entry: Entry): readonly AddressRange[] {
  const ranges = entry.attributes.get(AT.ranges);
  if (typeof ranges?.value === 'number') {
    if (entry.unit.version >= 5) {
      const at =
        ranges.form === FORM.rnglistx
          ? listAt(reader, 'rnglists', entry.unit.bases.rnglists, ranges.value)
          : ranges.value;
      return [...list5(reader, entry.unit, 'rnglists', at)].map(({ range }) => range);
    }
    return [...list4(reader, entry.unit, 'ranges', ranges.value)].map(({ range }) => range);
  }
  const from = reader.address(entry, AT.lowPc);
  const high = entry.attributes.get(AT.highPc);
  if (from === undefined || from === 0 || high === undefined) return [];
  const length = reader.number(entry, AT.highPc) ?? 0;
  return [{ from, to: high.form === FORM.addr ? length : from + length }];
}

/** The location expression that holds at an address; undefined: none does. @throws DwarfError */
export function expressionAt(reader: EntryReader, entry: Entry, address: number): Uint8Array | undefined {
  const location = entry.attributes.get(AT.location);
  if (location === undefined) return undefined;
  const { form, value } = location;
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'number') return undefined;
  const { unit } = entry;
  const at = form === FORM.loclistx ? listAt(reader, 'loclists', unit.bases.loclists, value) : value;
  const list = unit.version >= 5 ? list5(reader, unit, 'loclists', at) : list4(reader, unit, 'loc', at);
  for (const { range, expression } of list) if (address >= range.from && address < range.to) return expression;
  return undefined;
}

interface Listed {
  readonly range: AddressRange;
  readonly expression: Uint8Array | undefined;
}

function* list4(reader: EntryReader, unit: Unit, section: 'ranges' | 'loc', at: number): Generator<Listed> {
  const cursor = new Cursor(reader.section(section), at);
  let { base } = unit;
  for (let i = 0; i < MOST; i++) {
    const [from, to] = [cursor.u32(), cursor.u32()];
    if (from === 0 && to === 0) return;
    if (from === NONE) {
      base = to;
      continue;
    }
    const expression = section === 'loc' ? cursor.take(cursor.u16()) : undefined;
    // Of code that was left out the linker makes the first bytes.
    if (base + from > 0 && to > from && to < NONE) yield { range: { from: base + from, to: base + to }, expression };
  }
}

function* list5(reader: EntryReader, unit: Unit, section: 'rnglists' | 'loclists', at: number): Generator<Listed> {
  const cursor = new Cursor(reader.section(section), at);
  const isLocation = section === 'loclists';
  let { base } = unit;
  for (let i = 0; i < MOST; i++) {
    const kind = cursor.u8();
    let range: AddressRange | undefined;
    // The kinds of the two lists differ from 5 on: one has a default location there.
    const word = isLocation
      ? (
          [
            'end',
            'basex',
            'startxEndx',
            'startxLength',
            'offsetPair',
            'default',
            'base',
            'startEnd',
            'startLength',
          ] as const
        )[kind]
      : (['end', 'basex', 'startxEndx', 'startxLength', 'offsetPair', 'base', 'startEnd', 'startLength'] as const)[
          kind
        ];
    switch (word) {
      case 'basex':
        base = reader.indexed(unit, cursor.uleb());
        continue;
      case 'base':
        base = cursor.u32();
        continue;
      case 'startxEndx':
        range = { from: reader.indexed(unit, cursor.uleb()), to: reader.indexed(unit, cursor.uleb()) };
        break;
      case 'startxLength': {
        const from = reader.indexed(unit, cursor.uleb());
        range = { from, to: from + cursor.uleb() };
        break;
      }
      case 'offsetPair': {
        const from = base + cursor.uleb();
        range = { from, to: base + cursor.uleb() };
        break;
      }
      case 'default':
        range = { from: 0, to: NONE };
        break;
      case 'startEnd':
        range = { from: cursor.u32(), to: cursor.u32() };
        break;
      case 'startLength': {
        const from = cursor.u32();
        range = { from, to: from + cursor.uleb() };
        break;
      }
      default:
        return;
    }
    const expression = isLocation ? cursor.take(cursor.uleb()) : undefined;
    if (range.to > range.from) yield { range, expression };
  }
}

function listAt(reader: EntryReader, section: 'rnglists' | 'loclists', base: number, index: number): number {
  return base + new Cursor(reader.section(section), base + 4 * index).u32();
}
