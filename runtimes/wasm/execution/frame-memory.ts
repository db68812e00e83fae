import { trap } from '../../rules/signals.ts';

const OUT_OF_BOUNDS = 'memory access out of bounds';

/** A view of the contract's memory with every access checked. Made anew for each access: growing moves the buffer. */
export function slice(memory: WebAssembly.Memory, ptr: number, length: number): Uint8Array {
  const { buffer } = memory;
  if (ptr + length > buffer.byteLength) trap(OUT_OF_BOUNDS);
  return new Uint8Array(buffer, ptr, length);
}
