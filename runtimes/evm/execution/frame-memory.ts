import { EVMError } from '@ethereumjs/evm';
import { trap } from './failures.ts';

const INITIAL = 1024;

/**
 * The most memory of one frame, in bytes. A frame that fills it has paid 34 Ggas, a thousand times what Ethereum allows a block; the
 * bound keeps calls without a gas limit from breaking the host.
 */
const LIMIT = 2 ** 27;

/** Memory of a frame as the library's opcodes use it, except that it begins small and doubles instead of growing by 8 KiB. */
export class FrameMemory {
  _store: Uint8Array = new Uint8Array(INITIAL);

  extend(offset: number, size: number): void {
    const end = offset + size;
    if (size === 0 || end <= this._store.length) return;
    if (end > LIMIT) trap(EVMError.errorMessages.OUT_OF_GAS);
    let capacity = this._store.length * 2;
    while (capacity < end) capacity *= 2;
    const grown = new Uint8Array(capacity);
    grown.set(this._store);
    this._store = grown;
  }

  write(offset: number, size: number, value: Uint8Array): void {
    if (size === 0) return;
    if (value.length !== size) throw new Error(`evm: ${value.length} bytes for ${size} bytes of memory`);
    this.extend(offset, size);
    this._store.set(value, offset);
  }

  /** view: the bytes themselves instead of a copy. */
  read(offset: number, size: number, view = false): Uint8Array<ArrayBuffer> {
    this.extend(offset, size);
    const bytes = this._store.subarray(offset, offset + size) as Uint8Array<ArrayBuffer>;
    return view ? bytes : bytes.slice();
  }
}
