/** The lines of a sentence, broken at spaces; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The same with `first` before the first line and `next` before the others. */
export const hanging = (text: string, first: string, next: string, width: number): string[] =>
  wrap(text, width - Math.max(first.length, next.length)).map((line, i) => (i === 0 ? first : next) + line);
