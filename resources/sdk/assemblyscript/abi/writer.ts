import * as host from '../host/interleave';

/** Encodes a tuple of the Solidity ABI: heads in front, what is dynamic behind them. */
export class Writer {
  data: usize;
  capacity: u32;
  size: u32;
  base: u32;
  at: u32;
  /** `skip` bytes in front are left free (for a selector); `head`: of the tuple. */
  constructor(skip: u32, head: u32) {
    this.capacity = skip + head + 32;
    this.data = heap.alloc(this.capacity);
    memory.fill(this.data, 0, skip + head);
    this.size = skip + head;
    this.base = skip;
    this.at = skip;
  }

  /** Room for so many zeros at the end; gives where they begin, counted from `data`. */
  grow(bytes: u32): u32 {
    const from = this.size;
    const size = from + bytes;
    if (size > this.capacity) {
      this.capacity = max(this.capacity << 1, size);
      this.data = heap.realloc(this.data, this.capacity);
    }
    memory.fill(this.data + from, 0, bytes);
    this.size = size;
    return from;
  }
  /** Where the next word of the head is to be written. It is zero. */
  word(): usize {
    const at = this.at;
    this.at = at + 32;
    return this.data + at;
  }
  length(value: u32): void {
    store<u32>(this.word(), bswap<u32>(value), 28);
  }
  /** Begins something dynamic: points to the end, and goes there. The result brings `close` back. */
  open(bytes: u32): u64 {
    this.length(this.size - this.base);
    const back = ((<u64>this.base) << 32) | this.at;
    const from = this.grow(bytes);
    this.base = from;
    this.at = from;
    return back;
  }
  close(back: u64): void {
    this.base = <u32>(back >> 32);
    this.at = <u32>back;
  }
  finish(): void {
    host.finish(this.data, this.size);
    unreachable();
  }
  revert(): void {
    host.revert(this.data, this.size);
    unreachable();
  }
}
