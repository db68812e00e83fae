/** Several byte strings in one, as csharp/compiler/Parts.cs has it: each with its length before it, 4 bytes, little endian. */

export function packParts(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  const packed = Buffer.alloc(bytes.reduce((length, part) => length + 4 + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    packed.writeUInt32LE(part.length, at);
    packed.set(part, at + 4);
    at += 4 + part.length;
  }
  return packed;
}

/** @throws RangeError where a part ends beyond the end. */
export function unpackParts(packed: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + bytes.readUInt32LE(at);
    if (end > bytes.length) throw new RangeError('a part ends beyond the end');
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
}
