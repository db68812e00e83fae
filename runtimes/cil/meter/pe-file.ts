/** A .NET assembly as a file: where things lie, and a further section at its end (Microsoft's PE format; ECMA-335, II.25). */
import { MeterError } from './metadata.ts';

interface Section {
  readonly address: number;
  readonly size: number;
  readonly offset: number;
  readonly rawSize: number;
}

const SECTION_HEADER = 40;
const READABLE_DATA = 0x40000040;
const CLI_DIRECTORY = 14;

export class PeFile {
  readonly bytes: Buffer;
  readonly #coff: number;
  readonly #optional: number;
  readonly #sections: readonly Section[];
  readonly #cli: number;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    if (bytes.length < 64 || bytes.readUInt16LE() !== 0x5a4d) throw new MeterError('not a PE file');
    this.#coff = bytes.readUInt32LE(60) + 4;
    this.#optional = this.#coff + 20;
    const plus = bytes.readUInt16LE(this.#optional) === 0x20b;
    const table = this.#optional + bytes.readUInt16LE(this.#coff + 16);
    this.#sections = Array.from({ length: bytes.readUInt16LE(this.#coff + 2) }, (_, i) => {
      const at = table + SECTION_HEADER * i;
      return {
        size: bytes.readUInt32LE(at + 8),
        address: bytes.readUInt32LE(at + 12),
        rawSize: bytes.readUInt32LE(at + 16),
        offset: bytes.readUInt32LE(at + 20),
      };
    });
    this.#cli = this.offsetOf(bytes.readUInt32LE(this.#optional + (plus ? 112 : 96) + 8 * CLI_DIRECTORY));
  }

  get metadata(): Buffer {
    const at = this.offsetOf(this.bytes.readUInt32LE(this.#cli + 8));
    return this.bytes.subarray(at, at + this.bytes.readUInt32LE(this.#cli + 12));
  }

  /** Place in the file of an address in memory. */
  offsetOf(address: number): number {
    const section = this.#sections.find((one) => address >= one.address && address < one.address + one.rawSize);
    if (section === undefined) throw new MeterError(`nothing lies at address ${address}`);
    return section.offset + address - section.address;
  }

  /** Of the first byte of a further section. */
  get nextAddress(): number {
    const end = Math.max(...this.#sections.map(({ address, size, rawSize }) => address + Math.max(size, rawSize)));
    return up(end, this.bytes.readUInt32LE(this.#optional + 32));
  }

  /** The file with a further section, in which the metadata are now. */
  withSection(content: Buffer, metadata: { readonly address: number; readonly size: number }): Buffer {
    const { bytes } = this;
    const fileAlignment = bytes.readUInt32LE(this.#optional + 36);
    const offset = up(bytes.length, fileAlignment);
    const size = up(content.length, fileAlignment);
    const file = Buffer.alloc(offset + size);
    file.set(bytes);
    file.set(content, offset);
    const entry = this.#optional + bytes.readUInt16LE(this.#coff + 16) + SECTION_HEADER * this.#sections.length;
    const headers = bytes.readUInt32LE(this.#optional + 60);
    if (entry + SECTION_HEADER > headers) throw new MeterError('there is no room for a further section');
    const address = this.nextAddress;
    file.write('.metered', entry, 'latin1');
    file.writeUInt32LE(content.length, entry + 8);
    file.writeUInt32LE(address, entry + 12);
    file.writeUInt32LE(size, entry + 16);
    file.writeUInt32LE(offset, entry + 20);
    file.writeUInt32LE(READABLE_DATA, entry + 36);
    file.writeUInt16LE(this.#sections.length + 1, this.#coff + 2);
    file.writeUInt32LE(up(address + content.length, bytes.readUInt32LE(this.#optional + 32)), this.#optional + 56);
    file.writeUInt32LE(metadata.address, this.#cli + 8);
    file.writeUInt32LE(metadata.size, this.#cli + 12);
    return file;
  }
}

const up = (value: number, alignment: number): number => Math.ceil(value / alignment) * alignment;
