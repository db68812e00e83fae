import { err, ok, type Result } from '../../core/result.ts';

/** Begins the data of a deployment: zero, then "ilw". A bare module begins with zero and "asm". */
const MAGIC = [0x00, 0x69, 0x6c, 0x77];
const HEADER_BYTES = 8;

export interface Deployment {
  readonly module: Uint8Array;
  /** ABI-encoded constructor arguments. */
  readonly args: Uint8Array;
}

/** The envelope of HOST-ABI.md, "Deployment": magic, length (4 bytes, big-endian), module. Constructor arguments go behind it. */
export function wrapModule(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(HEADER_BYTES + module.length);
  data.set(MAGIC);
  new DataView(data.buffer).setUint32(4, module.length);
  data.set(module, HEADER_BYTES);
  return data;
}

/** Opens an envelope; module and arguments are views into the data. */
export function unwrapModule(data: Uint8Array): Result<Deployment, string> {
  if (MAGIC.some((byte, i) => data[i] !== byte))
    return err(
      'the data of a deployment must begin with 00 69 6c 77 (HOST-ABI.md, "Deployment"); is it a bare module?',
    );
  if (data.length < HEADER_BYTES) return err('the data of a deployment ends in its header');
  const length = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(4);
  const end = HEADER_BYTES + length;
  if (end > data.length)
    return err(
      `the data of a deployment ends early: a module of ${length} bytes announced, ${data.length - HEADER_BYTES} left`,
    );
  return ok({ module: data.subarray(HEADER_BYTES, end), args: data.subarray(end) });
}
