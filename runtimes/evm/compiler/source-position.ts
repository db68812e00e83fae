export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
}

export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, Math.max(0, offset));
  let line = 1;
  let start = 0;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', start)) {
    line++;
    start = at + 1;
  }
  return { line, column: before.length - start + 1 };
}

/** solc counts in bytes of UTF-8. */
export function offsetOfByte(text: string, byte: number): number {
  return Buffer.from(text, 'utf8').subarray(0, Math.max(0, byte)).toString('utf8').length;
}
