import { Cursor, DwarfError, textAt, type Sections } from './cursor.ts';
import { FORM, readForm } from './forms.ts';

/** A row of a line table: the instructions from `address` to that of the next row. */
export interface LineRow {
  /** In bytes of the code section's content. */
  readonly address: number;
  /** Of the program's files. */
  readonly file: number;
  /** From 1; 0: none. */
  readonly line: number;
  readonly column: number;
  readonly isStatement: boolean;
  /** Nothing is known from here on. */
  readonly isEnd: boolean;
}

export interface LineProgram {
  /** Paths, absolute or relative to the folder of the unit, by number. */
  readonly files: readonly string[];
  readonly rows: readonly LineRow[];
}

/** Rows of all programs together: more than any module has that may be deployed. */
const MOST_ROWS = 2_000_000;
const MOST_FILES = 65_536;

/** All programs of `.debug_line`, by their offsets in it (DWARF 2 to 5, section 6.2). @throws DwarfError */
export function readLinePrograms(sections: Sections): ReadonlyMap<number, LineProgram> {
  const programs = new Map<number, LineProgram>();
  const all = new Cursor(sections('line'));
  let left = MOST_ROWS;
  while (!all.done) {
    const { at } = all;
    const program = readProgram(all.unit(), sections, left);
    left -= program.rows.length;
    programs.set(at, program);
  }
  return programs;
}

function readProgram(cursor: Cursor, sections: Sections, mostRows: number): LineProgram {
  const version = cursor.u16();
  if (version < 2 || version > 5) throw new DwarfError(`line table of version ${version}`);
  if (version === 5) cursor.skip(2); // sizes of addresses and segments
  const headerLength = cursor.u32();
  const begin = cursor.at + headerLength;
  const step = cursor.u8();
  if (version >= 4) cursor.u8(); // operations of an instruction
  const isStatement = cursor.u8() !== 0;
  const lineBase = cursor.i8();
  const lineRange = cursor.u8();
  const opcodeBase = cursor.u8();
  if (lineRange === 0 || opcodeBase === 0) throw new DwarfError('line table without a range');
  const operands = [0, ...Array.from({ length: opcodeBase - 1 }, () => cursor.u8())];
  const files = version === 5 ? readFiles5(cursor, sections) : readFiles4(cursor);
  cursor.at = begin;
  cursor.skip(0);
  const header = { step, isStatement, lineBase, lineRange, opcodeBase, operands };
  return { files, rows: runProgram(cursor, header, mostRows) };
}

interface Header {
  readonly step: number;
  readonly isStatement: boolean;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  readonly operands: readonly number[];
}

function runProgram(cursor: Cursor, header: Header, most: number): readonly LineRow[] {
  const { step, lineBase, lineRange, opcodeBase, operands } = header;
  const rows: LineRow[] = [];
  let [address, file, line, column, isStatement] = [0, 1, 1, 0, header.isStatement];
  const row = (isEnd = false): void => {
    if (rows.length >= most) throw new DwarfError('too many lines');
    rows.push({ address, file, line, column, isStatement, isEnd });
  };
  while (!cursor.done) {
    const code = cursor.u8();
    if (code >= opcodeBase) {
      const special = code - opcodeBase;
      address += Math.floor(special / lineRange) * step;
      line += lineBase + (special % lineRange);
      row();
      continue;
    }
    switch (code) {
      case 0: {
        const length = cursor.uleb();
        const next = cursor.at + length;
        const extended = length > 0 ? cursor.u8() : 0;
        if (extended === 1) {
          row(true);
          [address, file, line, column, isStatement] = [0, 1, 1, 0, header.isStatement];
        } else if (extended === 2) address = cursor.u32();
        cursor.at = Math.min(next, cursor.end);
        break;
      }
      case 1:
        row();
        break;
      case 2:
        address += cursor.uleb() * step;
        break;
      case 3:
        line += Number(cursor.sleb());
        break;
      case 4:
        file = cursor.uleb();
        break;
      case 5:
        column = cursor.uleb();
        break;
      case 6:
        isStatement = !isStatement;
        break;
      case 8:
        address += Math.floor((255 - opcodeBase) / lineRange) * step;
        break;
      case 9:
        address += cursor.u16();
        break;
      default:
        for (let i = operands[code] ?? 0; i > 0; i--) cursor.uleb();
    }
  }
  return rows;
}

const join = (folder: string, name: string): string =>
  name.startsWith('/') || folder === '' ? name : `${folder.replace(/\/$/, '')}/${name}`;

function readFiles4(cursor: Cursor): readonly string[] {
  const folders = [''];
  for (let name = cursor.text(); name !== ''; name = cursor.text()) folders.push(name);
  const files = [''];
  for (let name = cursor.text(); name !== ''; name = cursor.text()) {
    files.push(join(folders[cursor.uleb()] ?? '', name));
    cursor.uleb(); // time
    cursor.uleb(); // size
  }
  return files;
}

function readFiles5(cursor: Cursor, sections: Sections): readonly string[] {
  const table = (): readonly { path: string; folder: number }[] => {
    const formats = Array.from({ length: cursor.u8() }, () => [cursor.uleb(), cursor.uleb()] as const);
    const count = cursor.uleb();
    if (count > MOST_FILES) throw new DwarfError('too many files');
    return Array.from({ length: count }, () => {
      const entry = { path: '', folder: 0 };
      for (const [content, form] of formats) {
        const value = readForm(cursor, form, { version: 5, implicit: 0n });
        if (content === 1) {
          if (typeof value === 'string') entry.path = value;
          else if (typeof value === 'number')
            entry.path = textAt(sections(form === FORM.lineStrp ? 'line_str' : 'str'), value);
        } else if (content === 2 && typeof value === 'number') entry.folder = value;
      }
      return entry;
    });
  };
  const folders = table();
  return table().map(({ path, folder }) => join(folder === 0 ? '' : (folders[folder]?.path ?? ''), path));
}
