import * as host from '../host/interleave';
import { refuse } from '../panic';

/** Decodes a tuple of the Solidity ABI. What is too short or out of place reverts without data. */
export class Reader {
  /** Where the tuple begins that is being read, and its next head, counted from `data`. */
  base: u32 = 0;
  at: u32 = 0;
  constructor(
    public data: usize,
    public size: u32,
  ) {}

  /** The next word of the head. */
  word(): usize {
    const at = this.at;
    if (this.size < 32 || at > this.size - 32) refuse();
    this.at = at + 32;
    return this.data + at;
  }
  /** The next word as a size or an offset: nothing in memory is as large as 2^31. */
  length(): u32 {
    const word = this.word();
    const low = bswap<u64>(load<u64>(word, 24));
    if ((load<u64>(word) | load<u64>(word, 8) | load<u64>(word, 16)) != 0 || low > 0x7fffffff) refuse();
    return <u32>low;
  }
  /** Goes to where the next offset points; the result brings `close` back. */
  open(): u64 {
    const to = this.length() + this.base;
    if (to > this.size) refuse();
    const back = ((<u64>this.base) << 32) | this.at;
    this.at = to;
    return back;
  }
  close(back: u64): void {
    this.base = <u32>(back >> 32);
    this.at = <u32>back;
  }
  /** So many bytes, which must be there. */
  bytes(size: u32): usize {
    const at = this.at;
    if (size > this.size - at) refuse();
    this.at = at + size;
    return this.data + at;
  }
}

/** The call's input after the first bytes. */
export function readInput(skip: u32): Reader {
  const total = host.input_size();
  const size = total > skip ? total - skip : 0;
  const data = heap.alloc(size);
  host.input_read(data, skip, size);
  return new Reader(data, size);
}
