/** A number of bytes, part of which depends on what type parameters stand for; it is written so that the engine works it out. */
import type { BodyWriter } from './body-writer.ts';
import { TYPE } from './called-methods.ts';
import { compress } from './metadata.ts';
import type { MetadataPatch } from './metadata-patch.ts';
import { OP } from './opcodes.ts';
import { TABLE } from './schema.ts';

/** `kind`: whose parameter it is, as in signatures; so many bytes as that type has, `times` over. */
export interface OpenSize {
  readonly kind: number;
  readonly index: number;
  readonly times: number;
}

export interface Size {
  readonly bytes: number;
  readonly open: readonly OpenSize[];
}

export const NO_BYTES: Size = { bytes: 0, open: [] };
export const ofBytes = (bytes: number): Size => ({ bytes, open: [] });
/** Of a type parameter, which takes `least` at any rate. */
export const ofParameter = (kind: number, index: number, least: number): Size => ({
  bytes: least,
  open: [{ kind, index, times: 1 }],
});

/** As large as it need be to be refused (bounds/limits.ts): what nests doubles the size each time. */
const MOST = 1 << 24;
const atMost = (count: number): number => Math.min(count, MOST);

export function sumOf(...sizes: readonly Size[]): Size {
  const open = new Map<string, OpenSize>();
  for (const one of sizes.flatMap((size) => size.open)) {
    const key = `${String(one.kind)} ${String(one.index)}`;
    open.set(key, { ...one, times: atMost(one.times + (open.get(key)?.times ?? 0)) });
  }
  return { bytes: atMost(sizes.reduce((sum, { bytes }) => sum + bytes, 0)), open: [...open.values()] };
}

/** Puts a size on the evaluation stack, as an int; it needs two entries more meanwhile. */
export function createSizeWriter(patch: MetadataPatch): (writer: BodyWriter, size: Size) => void {
  const tokens = new Map<number, number>();
  const tokenOf = (kind: number, index: number): number => {
    const key = kind * 0x10000 + index;
    let token = tokens.get(key);
    if (token === undefined) {
      const signature = patch.blob(Buffer.concat([Buffer.of(kind), compress(index)]));
      tokens.set(key, (token = patch.add(TABLE.typeSpec, [signature])));
    }
    return token;
  };
  return (writer, { bytes, open }) => {
    writer.withInt(OP.ldcI4, bytes);
    for (const { kind, index, times } of open) {
      writer.withInt(OP.sizeof, tokenOf(kind, index));
      if (times > 1) {
        writer.withInt(OP.ldcI4, times);
        writer.op(OP.mul);
      }
      writer.op(OP.add);
    }
  };
}

/** Whether an element type is a type parameter. */
export const isParameter = (kind: number): boolean => kind === TYPE.typeParameter || kind === TYPE.methodParameter;
