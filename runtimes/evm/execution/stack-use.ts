/** How many words an instruction takes from the stack, by its first byte (Yellow Paper, appendix H.2; EIP-145, 1014, 1153, 4844, 5656, 7939). */
const TAKES = new Uint8Array(256);

const GROUPS: readonly (readonly [number, readonly number[]])[] = [
  [1, [0x15, 0x19, 0x1e, 0x31, 0x35, 0x3b, 0x3f, 0x40, 0x49, 0x50, 0x51, 0x54, 0x56, 0x5c, 0xff]],
  [2, [0x0b, 0x20, 0x52, 0x53, 0x55, 0x57, 0x5d, 0xa0, 0xf3, 0xfd]],
  [3, [0x08, 0x09, 0x37, 0x39, 0x3e, 0x5e, 0xa1, 0xf0]],
  [4, [0x3c, 0xa2, 0xf5]],
  [5, [0xa3]],
  [6, [0xa4, 0xf4, 0xfa]],
  [7, [0xf1, 0xf2]],
];
for (let op = 0x01; op <= 0x07; op++) TAKES[op] = 2;
TAKES[0x0a] = 2;
for (let op = 0x10; op <= 0x14; op++) TAKES[op] = 2;
for (let op = 0x16; op <= 0x18; op++) TAKES[op] = 2;
for (let op = 0x1a; op <= 0x1d; op++) TAKES[op] = 2;
for (const [words, opcodes] of GROUPS) for (const opcode of opcodes) TAKES[opcode] = words;
// A swap changes everything down to the word that it swaps.
for (let n = 1; n <= 16; n++) TAKES[0x8f + n] = n + 1;

export const wordsTaken = (opcode: number): number => TAKES[opcode] ?? 0;

/** Where in the stack (0: the top) an instruction that writes to memory finds the offset and the length, or how much it always writes. */
const WRITES = new Map<number, { readonly offset: number; readonly length: number; readonly fixed?: number }>([
  [0x37, { offset: 0, length: 2 }],
  [0x39, { offset: 0, length: 2 }],
  [0x3c, { offset: 1, length: 3 }],
  [0x3e, { offset: 0, length: 2 }],
  [0x52, { offset: 0, length: 0, fixed: 32 }],
  [0x53, { offset: 0, length: 0, fixed: 1 }],
  [0x5e, { offset: 0, length: 2 }],
  [0xf1, { offset: 5, length: 6 }],
  [0xf2, { offset: 5, length: 6 }],
  [0xf4, { offset: 4, length: 5 }],
  [0xfa, { offset: 4, length: 5 }],
]);

/** The stretch of memory that the instruction will write, in bytes. @param top words from the top of the stack downwards. */
export function memoryWritten(
  opcode: number,
  top: (count: number) => readonly bigint[],
): { readonly offset: number; readonly length: number } | undefined {
  const place = WRITES.get(opcode);
  if (place === undefined) return undefined;
  const words = top(Math.max(place.offset, place.length) + 1);
  const length = place.fixed ?? Number(words[place.length]);
  return length === 0 ? undefined : { offset: Number(words[place.offset]), length };
}
