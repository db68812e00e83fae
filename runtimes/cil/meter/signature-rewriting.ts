/** Signatures taken apart into the bytes of their types, and put together for another method. */
import { TYPE } from './called-methods.ts';
import { compress, compressed, type Metadata } from './metadata.ts';
import { SignatureReader } from './signature-text.ts';

/** The types in a blob that begins with `at` bytes of something else and their number. */
export function typesIn(metadata: Metadata, blob: Buffer, at: number): Buffer[] {
  const read = new SignatureReader(metadata, blob, at);
  return Array.from({ length: read.number() }, () => {
    const start = read.at;
    read.type();
    return blob.subarray(start, read.at);
  });
}

/** Of an instance of a generic type; none for any other. */
export function typeArgumentsOf(metadata: Metadata, type: Buffer): Buffer[] {
  return type.readUInt8(0) === TYPE.generic ? typesIn(metadata, type, argumentsAt(type)) : [];
}

/** An instance of a generic type with the type parameters of a method as its arguments, from the `shift`-th on. */
export function openType(type: Buffer, count: number, shift: number): Buffer {
  if (count === 0) return type;
  const parameters = Array.from({ length: count }, (_, i) =>
    Buffer.concat([Buffer.of(TYPE.methodParameter), compress(i + shift)]),
  );
  return Buffer.concat([type.subarray(0, argumentsAt(type)), compress(count), ...parameters]);
}

/** Where the number of type arguments stands: after `generic`, class or value type, and which. */
const argumentsAt = (type: Buffer): number => 2 + compressed(type, 2).bytes;

/**
 * Some types, one after another, with the parameters of their generic type (`count` of them) made parameters of the method, the
 * `shift`-th on, and those of the method moved behind them.
 */
export function withMethodParameters(metadata: Metadata, types: Buffer, shift: number, count: number): Buffer {
  if (shift === 0 && count === 0) return types;
  const parts: Buffer[] = [];
  let copied = 0;
  const read = new SignatureReader(metadata, types, 0, (start, end, kind, index) => {
    const moved = index + shift + (kind === TYPE.methodParameter ? count : 0);
    parts.push(types.subarray(copied, start), Buffer.of(TYPE.methodParameter), compress(moved));
    copied = end;
  });
  while (read.at < types.length) read.type();
  return Buffer.concat([...parts, types.subarray(copied)]);
}
