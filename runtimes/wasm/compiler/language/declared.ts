/** Something that a file declares, as a scan of its text finds it: no compiler was asked. */
import type { SymbolKind } from '../../../sdk/language-service.ts';

export interface Declared {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Name of the type, trait or module that it stands in. */
  readonly container: string | undefined;
  /** Offsets of the name. */
  readonly at: readonly [start: number, end: number];
  /** Offsets of all of it. */
  readonly range: readonly [start: number, end: number];
  /** Its head on one line, without its body. */
  readonly declaration: string;
  readonly documentation: string | undefined;
  /** Whether other files see it. */
  readonly isPublic: boolean;
  /** The name of its type, where it says one. */
  readonly type: string | undefined;
  readonly entry:
    | { readonly contract: string; readonly function?: { readonly name: string; readonly parameters: number } }
    | undefined;
}

/** Finds what a file declares. */
export type Scan = (text: string) => readonly Declared[];

/** Comments and texts become blanks, so that what is left can be searched; every place stays where it is. */
export function masked(text: string, isRust: boolean): string {
  const out = text.split('');
  const blank = (from: number, to: number): number => {
    for (let i = from; i < to && i < out.length; i++) if (out[i] !== '\n') out[i] = ' ';
    return to;
  };
  const until = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from);
    return found < 0 ? text.length : found + mark.length;
  };
  for (let at = 0; at < text.length;) {
    const char = text[at];
    const next = text[at + 1];
    if (char === '/' && next === '/') at = blank(at, until('\n', at) - 1) + 1;
    else if (char === '/' && next === '*') at = blank(at, until('*/', at + 2));
    else if (char === '"' || (!isRust && (char === "'" || char === '`'))) {
      let end = at + 1;
      while (end < text.length && text[end] !== char) end += text[end] === '\\' ? 2 : 1;
      at = blank(at, end + 1);
    } else if (isRust && char === "'") {
      // A character, or a lifetime, which has no end.
      const literal = /^'(?:\\(?:u\{[^}]*\}|x..|.)|[^\\'])'/su.exec(text.slice(at, at + 14))?.[0];
      at = literal === undefined ? at + 1 : blank(at, at + literal.length);
    } else at++;
  }
  return out.join('');
}

const PAIRS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** Of masked text: after the bracket that closes the one at `open`. */
export function closeOf(mask: string, open: number): number {
  const stack: string[] = [];
  for (let i = open; i < mask.length; i++) {
    const char = mask[i] ?? '';
    if (char in PAIRS) stack.push(PAIRS[char] ?? '');
    else if (char === stack.at(-1)) {
      stack.pop();
      if (stack.length === 0) return i + 1;
    }
  }
  return mask.length;
}

/** The inside of a block with what is in brackets of its own blanked: what stands in it directly. */
export function directly(mask: string, open: number, close: number): string {
  const out = mask.slice(open + 1, close - 1).split('');
  for (let i = 0; i < out.length; i++) {
    if (!((out[i] ?? '') in PAIRS)) continue;
    const end = Math.min(closeOf(mask, open + 1 + i) - open - 2, out.length);
    for (let inside = i + 1; inside < end; inside++) if (out[inside] !== '\n') out[inside] = ' ';
    i = Math.max(i, end);
  }
  return out.join('');
}

/** Commas between parameters, those in brackets left out. */
export function countParameters(mask: string, open: number): readonly string[] {
  const close = closeOf(mask, open);
  let depth = 0;
  const parts = [''];
  for (const char of mask.slice(open + 1, close - 1)) {
    if ('([{<'.includes(char)) depth++;
    else if (')]}>'.includes(char)) depth--;
    if (char === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export const oneLine = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(/,? \)/g, ')').trim();

/** The comment that ends right before a place: lines of `///` or `//!`, or one of `/**`. Attributes may stand between. */
export function commentBefore(text: string, at: number): string | undefined {
  const lines = text.slice(0, at).split('\n').slice(0, -1);
  while (/^\s*(?:#\[.*\]|@[\w.]+(?:\(.*\))?)\s*$/.test(lines.at(-1) ?? '')) lines.pop();
  const found: string[] = [];
  if (/\*\/\s*$/.test(lines.at(-1) ?? '')) {
    for (let line = lines.pop(); line !== undefined; line = lines.pop()) {
      found.unshift(line.replace(/^\s*\/?\*+\/?\s?/, '').replace(/\s*\*\/\s*$/, ''));
      if (/^\s*\/\*/.test(line)) break;
    }
  } else {
    for (let line = lines.pop(); line !== undefined && /^\s*\/\/\/?/.test(line); line = lines.pop())
      found.unshift(line.replace(/^\s*\/\/[/!]?\s?/, ''));
  }
  const comment = found.join('\n').trim();
  return comment === '' ? undefined : comment;
}
