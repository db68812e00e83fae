import * as host from './host/interleave';

/** The codes of Solidity's `Panic(uint256)`. */
export const ASSERTION: u32 = 0x01;
export const OVERFLOW: u32 = 0x11;
export const DIVISION_BY_ZERO: u32 = 0x12;
export const EMPTY_ARRAY: u32 = 0x31;
export const OUT_OF_BOUNDS: u32 = 0x32;
export const OUT_OF_MEMORY: u32 = 0x41;

/** Reverts with `Panic(code)`. */
export function panic(code: u32): void {
  const data = heap.alloc(36);
  memory.fill(data, 0, 36);
  store<u32>(data, bswap<u32>(0x4e487b71));
  store<u8>(data, <u8>code, 35);
  host.revert(data, 36);
  unreachable();
}

/** Reverts without data: what is sent does not fit. */
export function refuse(): void {
  host.revert(0, 0);
  unreachable();
}

/** Reverts with `Error(text)`. */
export function revertWithText(text: string): void {
  const size = <u32>String.UTF8.byteLength(text);
  const total = 68 + ((size + 31) & ~31);
  const data = heap.alloc(total);
  memory.fill(data, 0, total);
  store<u32>(data, bswap<u32>(0x08c379a0));
  store<u8>(data, 32, 35);
  store<u32>(data, bswap<u32>(size), 64);
  String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, data + 68);
  host.revert(data, total);
  unreachable();
}

/** What `abort`, `assert` and errors of the standard library become. */
export function onAbort(message: string | null, _file: string | null, _line: u32, _column: u32): void {
  if (message === null) panic(ASSERTION);
  else if (message == 'Index out of range') panic(OUT_OF_BOUNDS);
  else revertWithText(message);
}
