/** Reads a portable PDB (https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md), as Roslyn writes it. */
import { compressed } from '../meter/metadata.ts';

export interface SequencePoint {
  /** In the IL of the method. */
  readonly offset: number;
  /** Name of the document; undefined: nothing that people wrote begins there. */
  readonly place:
    | {
        readonly document: string;
        readonly line: number;
        readonly column: number;
        readonly endLine: number;
        readonly endColumn: number;
      }
    | undefined;
}

export interface LocalName {
  readonly index: number;
  readonly name: string;
  /** Offsets in the IL at which it is to be seen; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface MethodSource {
  readonly points: readonly SequencePoint[];
  readonly locals: readonly LocalName[];
}

const DOCUMENT = 0x30;
const METHOD = 0x31;
const SCOPE = 0x32;
const VARIABLE = 0x33;
const CONSTANT = 0x34;
const IMPORT = 0x35;
const TABLES = 64;
/** Of a variable that the compiler made for itself. */
const HIDDEN = 1;

type Column = 2 | 4 | 'string' | 'blob' | 'guid' | { readonly table: number };

/** Of the tables that are read, and of those before them. */
const COLUMNS = new Map<number, readonly Column[]>([
  [DOCUMENT, ['blob', 'guid', 'blob', 'guid']],
  [METHOD, [{ table: DOCUMENT }, 'blob']],
  [SCOPE, [{ table: 6 }, { table: IMPORT }, { table: VARIABLE }, { table: CONSTANT }, 4, 4]],
  [VARIABLE, [2, 2, 'string']],
]);

/** By row of MethodDef; methods without sequence points are left out. @throws RangeError for what is no PDB. */
export function readPortablePdb(bytes: Uint8Array): ReadonlyMap<number, MethodSource> {
  const pdb = new PdbFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const locals = readLocals(pdb);
  const methods = new Map<number, MethodSource>();
  for (let row = 1; row <= pdb.count(METHOD); row++) {
    const at = pdb.value(METHOD, row, 1);
    if (at === 0) continue;
    const points = readPoints(pdb, at, pdb.value(METHOD, row, 0));
    if (points.some(({ place }) => place !== undefined)) methods.set(row, { points, locals: locals.get(row) ?? [] });
  }
  return methods;
}

function readLocals(pdb: PdbFile): ReadonlyMap<number, readonly LocalName[]> {
  const all = new Map<number, LocalName[]>();
  const last = pdb.count(VARIABLE) + 1;
  for (let row = 1; row <= pdb.count(SCOPE); row++) {
    const method = pdb.value(SCOPE, row, 0);
    const from = pdb.value(SCOPE, row, 4);
    const end = row === pdb.count(SCOPE) ? last : pdb.value(SCOPE, row + 1, 2);
    let locals = all.get(method);
    if (locals === undefined) all.set(method, (locals = []));
    for (let variable = pdb.value(SCOPE, row, 2); variable < Math.min(end, last); variable++) {
      if ((pdb.value(VARIABLE, variable, 0) & HIDDEN) !== 0) continue;
      const to = from + pdb.value(SCOPE, row, 5);
      locals.push({
        index: pdb.value(VARIABLE, variable, 1),
        name: pdb.text(pdb.value(VARIABLE, variable, 2)),
        from,
        to,
      });
    }
  }
  return all;
}

function readPoints(pdb: PdbFile, at: number, initial: number): readonly SequencePoint[] {
  const blob = new BlobReader(pdb.blob(at));
  blob.unsigned();
  let document = initial === 0 ? blob.unsigned() : initial;
  let [offset, line, column] = [0, 0, 0];
  let isFirst = true;
  let isPlaced = false;
  const points: SequencePoint[] = [];
  while (!blob.isAtEnd) {
    const step = blob.unsigned();
    if (step === 0 && !isFirst) {
      document = blob.unsigned();
      continue;
    }
    isFirst = false;
    offset += step;
    const lines = blob.unsigned();
    const columns = lines === 0 ? blob.unsigned() : blob.signed();
    if (lines === 0 && columns === 0) {
      points.push({ offset, place: undefined });
      continue;
    }
    line = isPlaced ? line + blob.signed() : blob.unsigned();
    column = isPlaced ? column + blob.signed() : blob.unsigned();
    isPlaced = true;
    const end = { endLine: line + lines, endColumn: column + columns };
    points.push({ offset, place: { document: pdb.documentName(document), line, column, ...end } });
  }
  return points;
}

class BlobReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  unsigned(): number {
    const { length, bytes } = compressed(this.#bytes, this.#at);
    this.#at += bytes;
    return length;
  }

  /** The sign is the lowest bit (ECMA-335, II.23.2). */
  signed(): number {
    const { length, bytes } = compressed(this.#bytes, this.#at);
    this.#at += bytes;
    const span = bytes === 1 ? 0x40 : bytes === 2 ? 0x2000 : 0x1000_0000;
    return (length & 1) === 0 ? length >> 1 : (length >> 1) - span;
  }
}

class PdbFile {
  readonly #streams = new Map<string, Buffer>();
  readonly #counts: readonly number[];
  readonly #starts = new Map<number, number>();
  readonly #layouts = new Map<number, readonly { readonly at: number; readonly size: number }[]>();
  readonly #sizes = new Map<number, number>();
  readonly #documents = new Map<number, string>();

  constructor(root: Buffer) {
    if (root.length < 32 || root.readUInt32LE(0) !== 0x424a_5342) throw new RangeError('not a portable PDB');
    let at = 16 + root.readUInt32LE(12);
    const count = root.readUInt16LE(at + 2);
    at += 4;
    for (let i = 0; i < count; i++) {
      const offset = root.readUInt32LE(at);
      const end = root.indexOf(0, at + 8);
      const name = root.toString('latin1', at + 8, end);
      this.#streams.set(name, root.subarray(offset, offset + root.readUInt32LE(at + 4)));
      at += 8 + (Math.floor(name.length / 4) + 1) * 4;
    }
    const tables = this.#stream('#~');
    const counts = Array.from({ length: TABLES }, () => 0);
    const pdb = this.#stream('#Pdb');
    readCounts(pdb, pdb.readBigUInt64LE(24), 32, counts);
    const start = readCounts(tables, tables.readBigUInt64LE(8), 24, counts);
    this.#counts = counts;
    this.#lay(tables.readUInt8(6), start);
  }

  count(table: number): number {
    return this.#counts[table] ?? 0;
  }

  value(table: number, row: number, column: number): number {
    const { at, size } = this.#layouts.get(table)?.[column] ?? { at: 0, size: 0 };
    const place = (this.#starts.get(table) ?? 0) + (row - 1) * (this.#sizes.get(table) ?? 0) + at;
    return this.#stream('#~').readUIntLE(place, size);
  }

  text(at: number): string {
    const strings = this.#stream('#Strings');
    return strings.toString('utf8', at, strings.indexOf(0, at));
  }

  blob(at: number): Buffer {
    const blobs = this.#stream('#Blob');
    const { length, bytes } = compressed(blobs, at);
    return blobs.subarray(at + bytes, at + bytes + length);
  }

  /** A separator, then places of the parts in the heap. */
  documentName(row: number): string {
    let name = this.#documents.get(row);
    if (name !== undefined) return name;
    const blob = this.blob(this.value(DOCUMENT, row, 0));
    const reader = new BlobReader(blob.subarray(1));
    const parts: string[] = [];
    while (!reader.isAtEnd) {
      const at = reader.unsigned();
      parts.push(at === 0 ? '' : this.blob(at).toString());
    }
    name = parts.join(blob[0] === 0 ? '' : String.fromCharCode(blob[0] ?? 0));
    this.#documents.set(row, name);
    return name;
  }

  #lay(heaps: number, start: number): void {
    const width = { string: heaps & 1, guid: heaps & 2, blob: heaps & 4 };
    const sizeOf = (column: Column): number => {
      if (typeof column === 'number') return column;
      if (typeof column === 'string') return width[column] ? 4 : 2;
      return this.count(column.table) > 0xffff ? 4 : 2;
    };
    let at = start;
    for (const [table, columns] of COLUMNS) {
      let row = 0;
      this.#layouts.set(
        table,
        columns.map((column) => {
          const size = sizeOf(column);
          row += size;
          return { at: row - size, size };
        }),
      );
      this.#sizes.set(table, row);
      this.#starts.set(table, at);
      at += row * this.count(table);
    }
  }

  #stream(name: string): Buffer {
    const stream = this.#streams.get(name);
    if (stream === undefined) throw new RangeError(`the PDB has no ${name}`);
    return stream;
  }
}

/** Where what follows them begins. */
function readCounts(bytes: Buffer, present: bigint, start: number, counts: number[]): number {
  let at = start;
  for (let table = 0; table < TABLES; table++) {
    if (((present >> BigInt(table)) & 1n) === 0n) continue;
    counts[table] = bytes.readUInt32LE(at);
    at += 4;
  }
  return at;
}
