import type { TextPlace, TextRange } from '../../sdk/language-service.ts';

export function offsetOf(text: string, { line, column }: TextPlace): number {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return Math.min(text.length, start + column - 1);
}

export function placeOf(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

export function rangeIn(file: string, text: string, [start, end]: readonly [number, number]): TextRange {
  const last = placeOf(text, end);
  return { file, ...placeOf(text, start), endLine: last.line, endColumn: last.column };
}
