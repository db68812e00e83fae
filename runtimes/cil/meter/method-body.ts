/** Bodies of methods as they lie in the file (ECMA-335, II.25.4). */

/** `type`: token of what a catch catches, or the offset of a filter. */
export interface Region {
  readonly kind: 'catch' | 'filter' | 'finally' | 'fault';
  readonly tryAt: number;
  readonly tryEnd: number;
  readonly handler: number;
  readonly handlerEnd: number;
  readonly type: number;
}

export interface MethodBody {
  readonly il: Buffer;
  readonly maxStack: number;
  /** Token of the signature of the local variables; 0: none. */
  readonly locals: number;
  readonly initLocals: boolean;
  readonly regions: readonly Region[];
}

const KINDS = new Map<number, Region['kind']>([
  [0, 'catch'],
  [1, 'filter'],
  [2, 'finally'],
  [4, 'fault'],
]);
const FAT = 3;
const MORE_SECTIONS = 8;
const INIT_LOCALS = 0x10;
const HEADER_WORDS = 3;
const EXCEPTIONS = 1;
const FAT_SECTION = 0x40;
const FAT_CLAUSE = 24;
const SMALL_CLAUSE = 12;

export function readBody(file: Buffer, at: number): MethodBody {
  const first = file.readUInt8(at);
  if ((first & FAT) !== FAT) {
    const il = file.subarray(at + 1, at + 1 + (first >> 2));
    return { il, maxStack: 8, locals: 0, initLocals: false, regions: [] };
  }
  const flags = file.readUInt16LE(at);
  const size = file.readUInt32LE(at + 4);
  const start = at + 4 * (flags >> 12);
  const regions: Region[] = [];
  let section = align(start + size);
  for (let more = (flags & MORE_SECTIONS) !== 0; more;) {
    const kind = file.readUInt8(section);
    const length = (kind & FAT_SECTION) !== 0 ? file.readUInt32LE(section) >>> 8 : file.readUInt8(section + 1);
    if ((kind & EXCEPTIONS) !== 0) readRegions(file, section + 4, length - 4, (kind & FAT_SECTION) !== 0, regions);
    more = (kind & 0x80) !== 0;
    section = align(section + length);
  }
  return {
    il: file.subarray(start, start + size),
    maxStack: file.readUInt16LE(at + 2),
    locals: file.readUInt32LE(at + 8),
    initLocals: (flags & INIT_LOCALS) !== 0,
    regions,
  };
}

function readRegions(file: Buffer, at: number, length: number, fat: boolean, regions: Region[]): void {
  const size = fat ? FAT_CLAUSE : SMALL_CLAUSE;
  for (let clause = at; clause + size <= at + length; clause += size) {
    const [flags, tryAt, tryLength, handler, handlerLength, type] = fat
      ? [0, 4, 8, 12, 16, 20].map((offset) => file.readUInt32LE(clause + offset))
      : [
          file.readUInt16LE(clause),
          file.readUInt16LE(clause + 2),
          file.readUInt8(clause + 4),
          file.readUInt16LE(clause + 5),
          file.readUInt8(clause + 7),
          file.readUInt32LE(clause + 8),
        ];
    const kind = KINDS.get(flags ?? -1);
    if (kind === undefined) throw new RangeError(`an exception region of kind ${String(flags)}`);
    regions.push({
      kind,
      tryAt: tryAt ?? 0,
      tryEnd: (tryAt ?? 0) + (tryLength ?? 0),
      handler: handler ?? 0,
      handlerEnd: (handler ?? 0) + (handlerLength ?? 0),
      type: type ?? 0,
    });
  }
}

/** A fat header, the IL, and a fat section where there are regions. */
export function writeBody({ il, maxStack, locals, initLocals, regions }: MethodBody): Buffer {
  const start = 4 * HEADER_WORDS;
  const section = align(start + il.length);
  const bytes = Buffer.alloc(regions.length === 0 ? section : section + 4 + FAT_CLAUSE * regions.length);
  const flags = FAT | (regions.length > 0 ? MORE_SECTIONS : 0) | (initLocals ? INIT_LOCALS : 0) | (HEADER_WORDS << 12);
  bytes.writeUInt16LE(flags, 0);
  bytes.writeUInt16LE(maxStack, 2);
  bytes.writeUInt32LE(il.length, 4);
  bytes.writeUInt32LE(locals, 8);
  bytes.set(il, start);
  if (regions.length === 0) return bytes;
  bytes.writeUInt32LE(((4 + FAT_CLAUSE * regions.length) << 8) | EXCEPTIONS | FAT_SECTION, section);
  const codes = new Map([...KINDS].map(([code, kind]) => [kind, code]));
  regions.forEach((region, i) => {
    const at = section + 4 + FAT_CLAUSE * i;
    const fields = [
      codes.get(region.kind) ?? 0,
      region.tryAt,
      region.tryEnd - region.tryAt,
      region.handler,
      region.handlerEnd - region.handler,
      region.type,
    ];
    fields.forEach((field, k) => bytes.writeUInt32LE(field, at + 4 * k));
  });
  return bytes;
}

const align = (at: number): number => (at + 3) & ~3;
