/** Reads the metadata of an assembly: tables, strings and signatures (ECMA-335, II.24.2). */
import { SCHEMA, TABLE, type Column } from './schema.ts';

/** The assembly is none that our compiler makes. */
export class MeterError extends Error {
  override readonly name = 'MeterError';
}

/** A row of a table, from 1; 0: none. */
export interface Handle {
  readonly table: number;
  readonly row: number;
}

export const handleOf = (token: number): Handle => ({ table: token >>> 24, row: token & 0xffffff });
export const tokenOf = (table: number, row: number): number => ((table << 24) | row) >>> 0;

export interface Stream {
  readonly name: string;
  readonly bytes: Buffer;
}

export class Metadata {
  /** All that stands before the directory of streams. */
  readonly header: Buffer;
  readonly streams: readonly Stream[];
  readonly counts: readonly number[];
  readonly rowSizes: readonly number[];
  /** Of each table in the stream of tables. */
  readonly offsets: readonly number[];
  /** Where the last table ends in the stream of tables. */
  readonly end: number;
  /** Places in this heap take 4 bytes. */
  readonly isLarge: Readonly<Record<'strings' | 'blob', boolean>>;
  readonly #tables: Buffer;
  readonly #strings: Buffer;
  readonly #blobs: Buffer;
  #outer: Map<number, number> | undefined;
  readonly #columns: readonly (readonly { readonly at: number; readonly size: number }[])[];

  constructor(root: Buffer) {
    const at = 16 + root.readUInt32LE(12);
    this.header = root.subarray(0, at + 4);
    this.streams = readStreams(root, at + 4, root.readUInt16LE(at + 2));
    this.#tables = this.#stream('#~');
    this.#strings = this.#stream('#Strings');
    this.#blobs = this.#stream('#Blob');
    const heaps = this.#tables.readUInt8(6);
    this.isLarge = { strings: (heaps & 1) !== 0, blob: (heaps & 4) !== 0 };
    const valid = this.#tables.readBigUInt64LE(8);
    const counts = SCHEMA.map(() => 0);
    let place = 24;
    for (let table = 0; table < 64; table++) {
      if (((valid >> BigInt(table)) & 1n) === 0n) continue;
      if (table >= SCHEMA.length) throw new MeterError(`an unknown table ${table}`);
      counts[table] = this.#tables.readUInt32LE(place);
      place += 4;
    }
    this.counts = counts;
    const width = { strings: heaps & 1, guid: heaps & 2, blob: heaps & 4 };
    const sizeOf = (column: Column): number => {
      switch (column.kind) {
        case 'fixed':
          return column.size;
        case 'heap':
          return width[column.heap] ? 4 : 2;
        case 'table':
          return (counts[column.table] ?? 0) > 0xffff ? 4 : 2;
        case 'coded': {
          const most = Math.max(...column.tables.map((table) => counts[table] ?? 0));
          return most >= 2 ** (16 - column.bits) ? 4 : 2;
        }
      }
    };
    this.#columns = SCHEMA.map((columns) => {
      let offset = 0;
      return columns.map((column) => {
        const size = sizeOf(column);
        offset += size;
        return { at: offset - size, size };
      });
    });
    this.rowSizes = this.#columns.map((columns) => columns.reduce((sum, { size }) => sum + size, 0));
    this.offsets = counts.map((count, table) => {
      const offset = place;
      place += count * (this.rowSizes[table] ?? 0);
      return offset;
    });
    this.end = place;
  }

  get tables(): Buffer {
    return this.#tables;
  }

  heap(which: 'strings' | 'blob'): Buffer {
    return which === 'blob' ? this.#blobs : this.#strings;
  }

  count(table: number): number {
    return this.counts[table] ?? 0;
  }

  /** Where a column of a row stands in the stream of tables. */
  place(table: number, row: number, column: number): number {
    const { at = 0 } = this.#columns[table]?.[column] ?? {};
    return (this.offsets[table] ?? 0) + (row - 1) * (this.rowSizes[table] ?? 0) + at;
  }

  value(table: number, row: number, column: number): number {
    const { size = 2 } = this.#columns[table]?.[column] ?? {};
    const at = this.place(table, row, column);
    return size === 4 ? this.#tables.readUInt32LE(at) : this.#tables.readUInt16LE(at);
  }

  /** A new row, as the table has them. A column takes a number, a coded one what it points to. */
  row(table: number, values: readonly (number | Handle)[]): Buffer {
    const row = Buffer.alloc(this.rowSizes[table] ?? 0);
    values.forEach((value, column) => {
      const { at = 0, size = 2 } = this.#columns[table]?.[column] ?? {};
      const number = typeof value === 'number' ? value : codedValue(table, column, value);
      if (size === 2 && number > 0xffff) throw new MeterError('the assembly is too large to be metered');
      if (size === 4) row.writeUInt32LE(number, at);
      else row.writeUInt16LE(number, at);
    });
    return row;
  }

  coded(table: number, row: number, column: number): Handle {
    const schema = SCHEMA[table]?.[column];
    if (schema?.kind !== 'coded') throw new MeterError(`table ${table} has no coded column ${column}`);
    const value = this.value(table, row, column);
    return { table: schema.tables[value & (2 ** schema.bits - 1)] ?? -1, row: value >>> schema.bits };
  }

  text(table: number, row: number, column: number): string {
    const at = this.value(table, row, column);
    return this.#strings.toString('utf8', at, this.#strings.indexOf(0, at));
  }

  blob(table: number, row: number, column: number): Buffer {
    const at = this.value(table, row, column);
    const { length, bytes } = compressed(this.#blobs, at);
    return this.#blobs.subarray(at + bytes, at + bytes + length);
  }

  /** `Namespace.Name` of a row of TypeRef or TypeDef. */
  typeName({ table, row }: Handle): string {
    const space = this.text(table, row, 2);
    const name = this.text(table, row, 1);
    return space === '' ? name : `${space}.${name}`;
  }

  /** The rows that a list column of TypeDef owns: of fields (4) or methods (5). */
  owned(type: number, column: 4 | 5): { readonly from: number; readonly to: number } {
    const table = column === 4 ? TABLE.field : TABLE.methodDef;
    const from = this.value(TABLE.typeDef, type, column);
    const isLast = type === this.count(TABLE.typeDef);
    return { from, to: isLast ? this.count(table) + 1 : this.value(TABLE.typeDef, type + 1, column) };
  }

  /** Row of TypeDef that a row of Field belongs to. */
  ownerOf(field: number): number {
    let type = this.count(TABLE.typeDef);
    while (type > 1 && this.value(TABLE.typeDef, type, 4) > field) type--;
    return type;
  }

  /** Row of TypeDef that a row of MethodDef belongs to. */
  ownerOfMethod(method: number): number {
    let [low, high] = [1, this.count(TABLE.typeDef)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.value(TABLE.typeDef, middle, 5) <= method) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Row of TypeDef of the type that a nested one is in; 0: it is in none. */
  outerType(type: number): number {
    this.#outer ??= new Map(
      Array.from({ length: this.count(TABLE.nestedClass) }, (_, i) => [
        this.value(TABLE.nestedClass, i + 1, 0),
        this.value(TABLE.nestedClass, i + 1, 1),
      ]),
    );
    return this.#outer.get(type) ?? 0;
  }

  /** Bytes that a row of TypeDef says its values have at least (II.22.8); 0: it says nothing. */
  declaredSize(type: number): number {
    let bytes = 0;
    for (let row = 1; row <= this.count(TABLE.classLayout); row++)
      if (this.value(TABLE.classLayout, row, 2) === type)
        bytes = Math.max(bytes, this.value(TABLE.classLayout, row, 1));
    return bytes;
  }

  #stream(name: string): Buffer {
    const stream = this.streams.find((one) => one.name === name);
    if (stream === undefined) throw new MeterError(`the metadata has no ${name}`);
    return stream.bytes;
  }
}

function codedValue(table: number, column: number, { table: target, row }: Handle): number {
  const schema = SCHEMA[table]?.[column];
  if (schema?.kind !== 'coded') throw new MeterError(`table ${table} has no coded column ${column}`);
  const tag = schema.tables.indexOf(target);
  if (tag < 0) throw new MeterError(`column ${column} of table ${table} cannot point to table ${target}`);
  return row * 2 ** schema.bits + tag;
}

function readStreams(root: Buffer, start: number, count: number): Stream[] {
  const streams: Stream[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const offset = root.readUInt32LE(at);
    const size = root.readUInt32LE(at + 4);
    const end = root.indexOf(0, at + 8);
    const name = root.toString('latin1', at + 8, end);
    streams.push({ name, bytes: root.subarray(offset, offset + size) });
    at += 8 + (Math.floor(name.length / 4) + 1) * 4;
  }
  return streams;
}

/** An integer as signatures and blobs have it (II.23.2). */
export function compressed(bytes: Buffer, at: number): { readonly length: number; readonly bytes: number } {
  const first = bytes.readUInt8(at);
  if (first < 0x80) return { length: first, bytes: 1 };
  if (first < 0xc0) return { length: ((first & 0x3f) << 8) | bytes.readUInt8(at + 1), bytes: 2 };
  return { length: bytes.readUInt32BE(at) & 0x1fffffff, bytes: 4 };
}

export function compress(value: number): Buffer {
  if (value < 0x80) return Buffer.of(value);
  if (value < 0x4000) return Buffer.of(0x80 | (value >> 8), value & 0xff);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE((0xc0000000 | value) >>> 0);
  return bytes;
}
