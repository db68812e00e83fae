/**
 * Metadata as it was, with rows added at the end of tables and methods pointing to their new bodies. No row moves, so every token stays
 * what it was.
 */
import { compress, compressed, MeterError, tokenOf, type Handle, type Metadata } from './metadata.ts';
import { SCHEMA, TABLE } from './schema.ts';

const LOCAL_SIGNATURE = 7;
const TABLES_HEADER = 24;

/** What is added to a heap, each thing once. */
class HeapEnd {
  readonly parts: Buffer[];
  readonly #places = new Map<string, number>();
  #end: number;

  constructor(heap: Buffer) {
    this.parts = [heap];
    this.#end = heap.length;
  }

  place(content: Buffer): number {
    const key = content.toString('latin1');
    let place = this.#places.get(key);
    if (place === undefined) {
      this.#places.set(key, (place = this.#end));
      this.parts.push(content);
      this.#end += content.length;
    }
    return place;
  }
}

export class MetadataPatch {
  readonly #metadata: Metadata;
  readonly #addresses = new Map<number, number>();
  /** By table. */
  readonly #rows = new Map<number, Buffer[]>();
  readonly #blobs: HeapEnd;
  readonly #strings: HeapEnd;

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
    this.#blobs = new HeapEnd(metadata.heap('blob'));
    this.#strings = new HeapEnd(metadata.heap('strings'));
  }

  /** A further row; its token. */
  add(table: number, values: readonly (number | Handle)[]): number {
    const rows = this.#rows.get(table) ?? [];
    this.#rows.set(table, rows);
    rows.push(this.#metadata.row(table, values));
    return tokenOf(table, this.#metadata.count(table) + rows.length);
  }

  /** Its place in the heap. */
  blob(content: Buffer): number {
    return this.#blobs.place(Buffer.concat([compress(content.length), content]));
  }

  text(content: string): number {
    return this.#strings.place(Buffer.from(`${content}\0`));
  }

  /** The signature with more variables at its end, and the index of the first of them. `types`: one byte each (II.23.1.16). */
  withMore(locals: number, types: readonly number[]): { readonly locals: number; readonly index: number } {
    const before =
      locals === 0 ? Buffer.of(LOCAL_SIGNATURE, 0) : this.#metadata.blob(TABLE.standAloneSig, locals & 0xffffff, 0);
    const { length: index, bytes } = compressed(before, 1);
    const signature = [
      Buffer.of(LOCAL_SIGNATURE),
      compress(index + types.length),
      before.subarray(1 + bytes),
      Buffer.from(types),
    ];
    return { locals: this.add(TABLE.standAloneSig, [this.blob(Buffer.concat(signature))]), index };
  }

  /** A row of MethodDef has its body at this address now. */
  move(method: number, address: number): void {
    this.#addresses.set(method, address);
  }

  /** The metadata root. */
  build(): Buffer {
    const { header, streams } = this.#metadata;
    const contents = streams.map(({ name, bytes }) => {
      if (name === '#~') return this.#tables();
      if (name === '#Strings') return Buffer.concat(this.#strings.parts);
      return name === '#Blob' ? Buffer.concat(this.#blobs.parts) : bytes;
    });
    const directory = streams.reduce((sum, { name }) => sum + 8 + nameSize(name), 0);
    const parts = [header];
    let offset = header.length + directory;
    streams.forEach(({ name }, i) => {
      const entry = Buffer.alloc(8 + nameSize(name));
      const size = align((contents[i] as Buffer).length);
      entry.writeUInt32LE(offset, 0);
      entry.writeUInt32LE(size, 4);
      entry.write(name, 8, 'latin1');
      parts.push(entry);
      offset += size;
    });
    for (const content of contents) parts.push(content, Buffer.alloc(align(content.length) - content.length));
    return Buffer.concat(parts);
  }

  #tables(): Buffer {
    const metadata = this.#metadata;
    const tables = Buffer.from(metadata.tables);
    for (const [row, address] of this.#addresses)
      tables.writeUInt32LE(address, metadata.place(TABLE.methodDef, row, 0));
    const header = Buffer.from(tables.subarray(0, TABLES_HEADER));
    let valid = header.readBigUInt64LE(8);
    const counts: Buffer[] = [];
    const contents: Buffer[] = [];
    SCHEMA.forEach((_, table) => {
      const had = metadata.count(table);
      const added = this.#rows.get(table) ?? [];
      const count = had + added.length;
      if (count === 0) return;
      // Indexes to it are as wide as they were.
      if (widens(had, count)) throw new MeterError('the assembly is too large to be metered');
      valid |= 1n << BigInt(table);
      const number = Buffer.alloc(4);
      number.writeUInt32LE(count);
      counts.push(number);
      const start = metadata.place(table, 1, 0);
      contents.push(tables.subarray(start, start + had * (metadata.rowSizes[table] ?? 0)), ...added);
    });
    header.writeBigUInt64LE(valid, 8);
    // A heap that grew beyond two bytes has been refused where its places were written.
    return Buffer.concat([header, ...counts, ...contents, tables.subarray(metadata.end)]);
  }
}

/** Whether some coded index, of 1 to 5 bits, would need four bytes now and did not before. */
function widens(had: number, count: number): boolean {
  for (let bits = 0; bits <= 5; bits++) if (had < 2 ** (16 - bits) && count >= 2 ** (16 - bits)) return true;
  return false;
}

const nameSize = (name: string): number => (Math.floor(name.length / 4) + 1) * 4;
const align = (at: number): number => (at + 3) & ~3;
