/**
 * Metadata as it was, with signatures of local variables added at the end and methods pointing to their new bodies. No row moves, so every
 * token stays what it was.
 */
import { compress, compressed, MeterError, tokenOf, type Metadata } from './metadata.ts';
import { TABLE } from './schema.ts';

const LOCAL_SIGNATURE = 7;
const INT32 = 8;

export class MetadataPatch {
  readonly #metadata: Metadata;
  readonly #signatures: Buffer[] = [];
  readonly #addresses = new Map<number, number>();

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
  }

  /** The signature with one more variable, an int at the end. */
  withInt(locals: number): { readonly locals: number; readonly index: number } {
    const before =
      locals === 0 ? Buffer.of(LOCAL_SIGNATURE, 0) : this.#metadata.blob(TABLE.standAloneSig, locals & 0xffffff, 0);
    const { length: index, bytes } = compressed(before, 1);
    this.#signatures.push(
      Buffer.concat([Buffer.of(LOCAL_SIGNATURE), compress(index + 1), before.subarray(1 + bytes), Buffer.of(INT32)]),
    );
    const row = this.#metadata.count(TABLE.standAloneSig) + this.#signatures.length;
    return { locals: tokenOf(TABLE.standAloneSig, row), index };
  }

  /** A row of MethodDef has its body at this address now. */
  move(method: number, address: number): void {
    this.#addresses.set(method, address);
  }

  /** The metadata root. */
  build(): Buffer {
    const { blobs, header, streams } = this.#metadata;
    const heap = [blobs];
    const places: number[] = [];
    let end = blobs.length;
    for (const signature of this.#signatures) {
      const blob = Buffer.concat([compress(signature.length), signature]);
      places.push(end);
      heap.push(blob);
      end += blob.length;
    }
    const contents = streams.map(({ name, bytes }) => {
      if (name === '#~') return this.#tables(places);
      return name === '#Blob' ? Buffer.concat(heap) : bytes;
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

  #tables(blobs: readonly number[]): Buffer {
    const metadata = this.#metadata;
    const tables = Buffer.from(metadata.tables);
    for (const [row, address] of this.#addresses)
      tables.writeUInt32LE(address, metadata.place(TABLE.methodDef, row, 0));
    if (blobs.length === 0) return tables;
    if (!metadata.largeBlobs && (blobs.at(-1) ?? 0) > 0xffff)
      throw new MeterError('the assembly is too large to be metered');
    const rows = Buffer.alloc(blobs.length * (metadata.largeBlobs ? 4 : 2));
    blobs.forEach((blob, i) =>
      metadata.largeBlobs ? rows.writeUInt32LE(blob, 4 * i) : rows.writeUInt16LE(blob, 2 * i),
    );
    const had = metadata.count(TABLE.standAloneSig);
    const before = metadata.counts.slice(0, TABLE.standAloneSig).filter((count) => count > 0).length;
    const count = 24 + 4 * before;
    const end = metadata.place(TABLE.standAloneSig, had + 1, 0);
    if (had > 0) {
      tables.writeUInt32LE(had + blobs.length, count);
      return Buffer.concat([tables.subarray(0, end), rows, tables.subarray(end)]);
    }
    // The table was empty: its bit is set, and its count goes between those of its neighbours.
    tables.writeBigUInt64LE(tables.readBigUInt64LE(8) | (1n << BigInt(TABLE.standAloneSig)), 8);
    const counted = Buffer.alloc(4);
    counted.writeUInt32LE(blobs.length);
    return Buffer.concat([tables.subarray(0, count), counted, tables.subarray(count, end), rows, tables.subarray(end)]);
  }
}

const nameSize = (name: string): number => (Math.floor(name.length / 4) + 1) * 4;
const align = (at: number): number => (at + 3) & ~3;
