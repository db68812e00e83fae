/** What stands before the cursor, read backwards from the text: an expression that ends in a dot does not compile yet. */
import { marksOf } from './repair.ts';

export type Step =
  | { readonly kind: 'name'; readonly name: string }
  /** `inside`: what stands in the parentheses. */
  | { readonly kind: 'call'; readonly inside: string }
  | { readonly kind: 'index' };

export interface Chain {
  readonly steps: readonly Step[];
  readonly start: number;
}

const WORD = /[\w$]/;
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

export class CodeBefore {
  readonly text: string;
  readonly #isCode: Uint8Array;

  constructor(text: string) {
    this.text = text;
    this.#isCode = marksOf(text).isCode;
  }

  /** Whether a place is in a comment or a text. */
  isQuoted(at: number): boolean {
    const next = this.text[at];
    return this.#isCode[at - 1] !== 1 && at > 0 && (this.#isCode[at] !== 1 || next === '\n' || next === '\r');
  }

  /** Before white space and comments. */
  skip(at: number): number {
    let end = at;
    while (end > 0 && (this.#isCode[end - 1] !== 1 || /\s/.test(this.text[end - 1] ?? ''))) end--;
    return end;
  }

  wordStart(end: number): number {
    let start = end;
    while (start > 0 && WORD.test(this.text[start - 1] ?? '') && this.#isCode[start - 1] === 1) start--;
    return start;
  }

  /** The word before a place. */
  wordBefore(at: number): string {
    const end = this.skip(at);
    return this.text.slice(this.wordStart(end), end);
  }

  /** The expression of names, calls and indices that ends at a place; undefined: there is none. */
  chain(at: number): Chain | undefined {
    const steps: Step[] = [];
    let end = this.skip(at);
    for (;;) {
      const char = this.text[end - 1] ?? '';
      if (char === ')' || char === ']' || char === '}') {
        const open = this.open(end - 1);
        if (open === undefined) return undefined;
        // `{value: 1}` between a function and its call changes nothing of what it gives.
        if (char === ')') steps.unshift({ kind: 'call', inside: this.text.slice(open + 1, end - 1) });
        else if (char === ']') steps.unshift({ kind: 'index' });
        end = this.skip(open);
        continue;
      }
      const start = this.wordStart(end);
      if (start === end) return undefined;
      steps.unshift({ kind: 'name', name: this.text.slice(start, end) });
      const before = this.skip(start);
      if (this.text[before - 1] !== '.') return { steps, start };
      end = this.skip(before - 1);
    }
  }

  /** Where the bracket opens that closes at `close`. */
  open(close: number): number | undefined {
    const stack: string[] = [];
    for (let i = close; i >= 0; i--) {
      if (this.#isCode[i] !== 1) continue;
      const char = this.text[i] ?? '';
      if (char in CLOSES) stack.push(CLOSES[char] ?? '');
      else if (char === stack.at(-1)) {
        stack.pop();
        if (stack.length === 0) return i;
      } else if (char === '(' || char === '[' || char === '{') return undefined;
    }
    return undefined;
  }

  /** The call whose arguments a place is in: where it opens, and how many commas stand before the place. */
  callAround(at: number): { readonly open: number; readonly argument: number } | undefined {
    let argument = 0;
    for (let i = at - 1; i >= 0; i--) {
      if (this.#isCode[i] !== 1) continue;
      const char = this.text[i] ?? '';
      if (char in CLOSES) {
        const open = this.open(i);
        if (open === undefined) return undefined;
        i = open;
      } else if (char === ',') argument++;
      else if (char === '(') return { open: i, argument };
      else if (char === ';' || char === '{' || char === '}') return undefined;
    }
    return undefined;
  }
}
