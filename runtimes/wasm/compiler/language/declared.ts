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

/** Longer texts are not scanned: nobody writes contracts of that size by hand. */
export const MOST_CHARS = 200_000;
/** A head that is longer is cut, and what lies deeper is left out: every text is scanned in a time that grows with its length. */
const MOST_HEAD = 2_000;
const MOST_DEPTH = 32;

const PAIRS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** Which brackets of a masked text belong together. */
export class Brackets {
  readonly mask: string;
  readonly #close: Int32Array;
  /** Of every place: the innermost bracket that is open there; -1: none. */
  readonly #around: Int32Array;
  readonly #depth: Int32Array;

  constructor(mask: string) {
    this.mask = mask;
    this.#close = new Int32Array(mask.length).fill(-1);
    this.#around = new Int32Array(mask.length + 1).fill(-1);
    this.#depth = new Int32Array(mask.length + 1);
    const stack: number[] = [];
    for (let i = 0; i < mask.length; i++) {
      const char = mask[i] ?? '';
      const open = stack.at(-1) ?? -1;
      this.#around[i] = open;
      this.#depth[i] = stack.length;
      if (char in PAIRS) stack.push(i);
      else if (open >= 0 && PAIRS[mask[open] ?? ''] === char) {
        stack.pop();
        this.#close[open] = i + 1;
      }
    }
    this.#around[mask.length] = stack.at(-1) ?? -1;
  }

  /** After the bracket that closes the one at `open`; the end where none does. */
  closeOf(open: number): number {
    const close = this.#close[open] ?? -1;
    return close < 0 ? this.mask.length : close;
  }

  isClosed(open: number): boolean {
    return (this.#close[open] ?? -1) >= 0 && (this.#depth[open] ?? 0) <= MOST_DEPTH;
  }

  /** The brackets that are open at a place, the innermost first. */
  *around(at: number): Generator<number> {
    let open = this.#around[at] ?? -1;
    for (let depth = 0; open >= 0 && depth < MOST_DEPTH; depth++) {
      yield open;
      open = this.#around[open] ?? -1;
    }
  }

  /** Where a head that begins at `from` ends: its body, `;`, or value. */
  headEnd(from: number): number {
    const most = Math.min(this.mask.length, from + MOST_HEAD);
    for (let i = from; i < most; i++) {
      const char = this.mask[i];
      if (char === '(' || char === '[') i = this.closeOf(i) - 1;
      else if (char === '{' || char === ';' || char === '}' || char === '=') return i;
    }
    return most;
  }

  /** The inside of a block with what is in brackets of its own blanked: what stands in it directly. */
  directly(open: number): string {
    const out: string[] = [];
    const close = this.closeOf(open) - 1;
    for (let i = open + 1; i < close; i++) {
      const char = this.mask[i] ?? '';
      out.push(char);
      if (!(char in PAIRS)) continue;
      const end = Math.min(this.closeOf(i) - 1, close);
      const inside = this.mask.slice(i + 1, end);
      out.push(inside.replaceAll(/[^\n]/g, ' '));
      i = end - 1;
    }
    return out.join('');
  }
}

/** What stands between commas; those in brackets part nothing. */
export function parametersIn(list: string): readonly string[] {
  let depth = 0;
  const parts = [''];
  for (const char of list) {
    if ('([{<'.includes(char)) depth++;
    else if (')]}>'.includes(char)) depth--;
    if (char === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export const oneLine = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(/,? \)/g, ')').trim();

const MOST_COMMENT = 4_000;

/** The comment that ends right before a place: lines of `///` or `//!`, or one of `/**`. Attributes may stand between. */
export function commentBefore(text: string, at: number): string | undefined {
  const lines = text
    .slice(Math.max(0, at - MOST_COMMENT), at)
    .split('\n')
    .slice(0, -1);
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
