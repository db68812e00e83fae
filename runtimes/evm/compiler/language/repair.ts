/**
 * A text that does not compile, without what is wrong in it: the statement around an error becomes blanks, so that every other place
 * stays where it is. What is left compiles, and tells what words mean everywhere else.
 */
import type { Span } from './program.ts';

/** undefined: there is nothing to take out that would leave the rest as it is. */
export function blankAround(text: string, { start, end }: Span): string | undefined {
  const marks = marksOf(text);
  // A parser complains of the token after the one that is wrong.
  const before = start > 0 && /^[\s;}]*$/.test(text.slice(start, end)) ? lastCodeBefore(marks, start) : start;
  const from = statementStart(marks, before);
  const to = Math.max(statementEnd(marks, before, from), Math.min(end, text.length));
  if (/^\s*(?:abstract\s+contract|contract|interface|library)\b/.test(plain(text, marks, from, to))) return undefined;
  return to > from ? blank(text, from, to) : undefined;
}

export const blank = (text: string, from: number, to: number): string =>
  text.slice(0, from) + text.slice(from, to).replaceAll(/[^\n\r]/g, ' ') + text.slice(to);

/** One byte a character: 0 for comments, 1 for code, 2 for texts. */
interface Marks {
  readonly text: string;
  readonly isCode: Uint8Array;
}

export function marksOf(text: string): Marks {
  const isCode = new Uint8Array(text.length).fill(1);
  const skip = (from: number, to: number, mark = 0): number => {
    isCode.fill(mark, from, to);
    return to;
  };
  const until = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from);
    return found < 0 ? text.length : found;
  };
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '/' && text[at + 1] === '/') at = skip(at, until('\n', at));
    else if (char === '/' && text[at + 1] === '*') at = skip(at, Math.min(text.length, until('*/', at + 2) + 2));
    else if (char === '"' || char === "'") {
      let end = at + 1;
      while (end < text.length && text[end] !== char && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
      at = skip(at, Math.min(end + 1, text.length), 2);
    } else at++;
  }
  return { text, isCode };
}

const lastCodeBefore = ({ text, isCode }: Marks, at: number): number => {
  let last = at - 1;
  while (last > 0 && (isCode[last] !== 1 || /\s/.test(text[last] ?? ''))) last--;
  return Math.max(0, last);
};

/** After the `;`, `{` or `}` before it; those in parentheses (`for (..; ..)`) belong to the statement. */
function statementStart({ text, isCode }: Marks, at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (isCode[i] !== 1) continue;
    const char = text[i];
    if (char === ')') depth++;
    else if (char === '(') depth--;
    else if (char === '{' || char === '}' || (char === ';' && depth <= 0)) return i + 1;
  }
  return 0;
}

/** Its `;`, or the end of its block; not the `}` of the block around it. */
function statementEnd({ text, isCode }: Marks, at: number, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (isCode[i] !== 1) continue;
    const char = text[i];
    if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === ';' && depth <= 0 && i >= at) return i + 1;
    // Named arguments.
    else if (depth > 0) continue;
    else if (char === '{') {
      const close = blockEnd(text, isCode, i);
      return close >= at ? close : i;
    } else if (char === '}') return i;
  }
  return text.length;
}

function blockEnd(text: string, isCode: Uint8Array, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (isCode[i] !== 1) continue;
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i + 1;
  }
  return text.length;
}

const plain = (text: string, { isCode }: Marks, from: number, to: number): string =>
  text
    .slice(from, to)
    .split('')
    .filter((_, n) => isCode[from + n] === 1)
    .join('');

export function withoutComments(text: string): string {
  const { isCode } = marksOf(text);
  return text
    .split('')
    .filter((_, n) => isCode[n] !== 0)
    .join('');
}
