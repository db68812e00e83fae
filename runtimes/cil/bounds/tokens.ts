/**
 * The lexical grammar of C# (C# language specification, "Lexical structure"), as far as nesting can be told by it: texts, comments and
 * directives are told from code, and what stands in the holes of interpolated texts is code. It takes the same time whatever stands in the
 * source, and never recurses.
 */

export type Token =
  | { readonly kind: 'open' | 'close' | 'operator' | 'word' | 'directive'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly text: ''; readonly at: number }
  /** A line in a comment or a text begins with `#`: where code is left out, it would be a directive. */
  | { readonly kind: 'hidden directive'; readonly text: ''; readonly at: number };

/** An interpolated text around a hole, which is between brackets like any other: how it goes on behind it. */
interface Interpolated {
  readonly isVerbatim: boolean;
  /** Quotes that end it. */
  readonly quotes: number;
  /** Braces that begin and end a hole. */
  readonly braces: number;
  readonly isOneLine: boolean;
  /** Brackets that are open within the hole. */
  open: number;
}

const WORD = /[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\p{Cf}\\@]/u;
const OPERATORS = new Set('=> && || ?? == != <= >= :: ++ -- -> += -= *= /= %= &= |= ^= ..'.split(' '));
const OPEN = '([{';
const CLOSE = ')]}';

export function* tokensOf(source: string): Generator<Token> {
  const scanner = new Scanner(source);
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    for (const at of scanner.hidden.splice(0)) yield { kind: 'hidden directive', text: '', at };
    yield token;
  }
  for (const at of scanner.hidden) yield { kind: 'hidden directive', text: '', at };
}

class Scanner {
  /** Lines of comments and texts that begin with `#`. */
  readonly hidden: number[] = [];
  readonly #text: string;
  readonly #around: Interpolated[] = [];
  #at = 0;
  /** Nothing but blanks and comments stand before on the line. */
  #begins = true;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token | undefined {
    this.#skip();
    const at = this.#at;
    const char = this.#text[at];
    if (char === undefined) return undefined;
    if (char === '#' && this.#begins) return { kind: 'directive', text: this.#line(), at };
    this.#begins = false;
    const holes = this.#around.length;
    if (this.#string())
      return this.#around.length > holes ? { kind: 'open', text: '{', at } : { kind: 'literal', text: '', at };
    if (char === "'") {
      this.#at++;
      this.#quoted("'");
      return { kind: 'literal', text: '', at };
    }
    const hole = this.#around.at(-1);
    if (hole?.open === 0 && (char === '}' || (char === ':' && this.#text[at + 1] !== ':'))) return this.#endHole(hole);
    this.#at++;
    if (OPEN.includes(char)) {
      if (hole !== undefined) hole.open++;
      return { kind: 'open', text: char, at };
    }
    if (CLOSE.includes(char)) {
      if (hole !== undefined && hole.open > 0) hole.open--;
      return { kind: 'close', text: char, at };
    }
    if (isDigit(char) || (char === '.' && isDigit(this.#text[at + 1]))) {
      this.#number();
      return { kind: 'literal', text: '', at };
    }
    if (isWord(char)) {
      while (isWord(this.#text[this.#at])) this.#at++;
      return { kind: 'word', text: this.#text.slice(at, this.#at), at };
    }
    const two = this.#text.slice(at, at + 2);
    if (OPERATORS.has(two)) this.#at++;
    return { kind: 'operator', text: this.#text.slice(at, this.#at), at };
  }

  /** Blanks and comments. */
  #skip(): void {
    for (;;) {
      const char = this.#text[this.#at];
      if (char === '\n' || char === '\r' || char === '\u0085' || char === '\u2028' || char === '\u2029') {
        this.#begins = true;
        this.#at++;
      } else if (char === '/' && this.#text[this.#at + 1] === '/') {
        this.#line();
      } else if (char === '/' && this.#text[this.#at + 1] === '*') {
        const end = this.#text.indexOf('*/', this.#at + 2);
        this.#pass(end < 0 ? this.#text.length : end + 2);
      } else if (char !== undefined && (char <= ' ' || char === '\uFEFF' || char === '\u00A0')) {
        this.#at++;
      } else {
        return;
      }
    }
  }

  #line(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !isLineEnd(this.#text[this.#at])) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #number(): void {
    for (let char = this.#text[this.#at]; char !== undefined && (isWord(char) || char === '.');) {
      // `1..2` is a range, `1.ToString()` a call.
      if (char === '.' && !isDigit(this.#text[this.#at + 1])) return;
      char = this.#text[++this.#at];
    }
  }

  /** Goes on there, past what may have several lines. */
  #pass(end: number): void {
    for (
      let line = this.#text.indexOf('\n', this.#at);
      line >= 0 && line < end;
      line = this.#text.indexOf('\n', line + 1)
    ) {
      let first = line + 1;
      while (this.#text[first] === ' ' || this.#text[first] === '\t') first++;
      if (this.#text[first] === '#' && first < end) this.hidden.push(first);
    }
    this.#at = end;
  }

  /** A text, or the part of an interpolated one up to its first hole. Whether there is one. */
  #string(): boolean {
    let at = this.#at;
    let [dollars, isVerbatim] = [0, false];
    for (; this.#text[at] === '$' || this.#text[at] === '@'; at++) {
      if (this.#text[at] === '$') dollars++;
      else isVerbatim = true;
    }
    if (this.#text[at] !== '"') return false;
    let quotes = 0;
    while (this.#text[at + quotes] === '"') quotes++;
    const isRaw = quotes >= 3 && !isVerbatim;
    this.#at = at + (isRaw ? quotes : 1);
    if (dollars > 0) {
      const isOneLine = isRaw ? !this.#endsLine(this.#at) : !isVerbatim;
      this.#interpolated({ isVerbatim, quotes: isRaw ? quotes : 1, braces: isRaw ? dollars : 1, isOneLine, open: 0 });
    } else if (isRaw) {
      this.#raw(quotes);
    } else if (isVerbatim) {
      this.#verbatim();
    } else {
      this.#quoted('"');
    }
    return true;
  }

  #quoted(quote: string): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (isLineEnd(char)) return;
      if (char === quote) return void this.#at++;
      if (char === '\\' && !isLineEnd(this.#text[this.#at + 1])) this.#at++;
    }
  }

  #verbatim(): void {
    let end = this.#at;
    while (end < this.#text.length && !(this.#text[end] === '"' && this.#text[end + 1] !== '"'))
      end += this.#text[end] === '"' ? 2 : 1;
    this.#pass(Math.min(end + 1, this.#text.length));
  }

  #raw(quotes: number): void {
    let end = this.#at;
    const isOneLine = !this.#endsLine(end);
    while (end < this.#text.length) {
      if (isOneLine && isLineEnd(this.#text[end])) break;
      const run = this.#run('"', end);
      end += Math.max(run, 1);
      if (run >= quotes) break;
    }
    this.#pass(end);
  }

  #endsLine(at: number): boolean {
    while (this.#text[at] === ' ' || this.#text[at] === '\t') at++;
    return isLineEnd(this.#text[at]);
  }

  #run(char: string, at: number): number {
    let length = 0;
    while (this.#text[at + length] === char) length++;
    return length;
  }

  /** Up to the next hole, or its end. */
  #interpolated(text: Interpolated): void {
    const { isVerbatim, quotes, braces, isOneLine } = text;
    const isRaw = quotes > 1;
    let end = this.#at;
    while (end < this.#text.length) {
      const char = this.#text[end];
      if (isOneLine && isLineEnd(char)) break;
      if (char === '"') {
        const run = this.#run('"', end);
        if (isVerbatim && !isRaw && run % 2 === 0) {
          end += run;
          continue;
        }
        end += isVerbatim && !isRaw ? run : isRaw ? run : 1;
        if (!isRaw || run >= quotes) break;
      } else if (char === '{') {
        const run = this.#run('{', end);
        end += run;
        const opens = isRaw ? run >= braces : run % 2 === 1;
        if (!opens) continue;
        this.#pass(end);
        text.open = 0;
        this.#around.push(text);
        return;
      } else {
        end += char === '\\' && !isVerbatim && !isRaw ? 2 : 1;
      }
    }
    this.#pass(Math.min(end, this.#text.length));
  }

  /** The format behind a colon is part of the text. Another hole of the same text takes the place of this one. */
  #endHole(hole: Interpolated): Token {
    const at = this.#at;
    const holes = this.#around.length;
    this.#around.pop();
    if (this.#text[at] === ':') while (this.#text[this.#at] !== '}' && !this.#endsFormat(hole)) this.#at++;
    if (this.#text[this.#at] === '}') this.#at += Math.min(this.#run('}', this.#at), hole.braces);
    this.#interpolated(hole);
    return this.#around.length === holes ? { kind: 'operator', text: ',', at } : { kind: 'close', text: '}', at };
  }

  #endsFormat({ isVerbatim, quotes }: Interpolated): boolean {
    const char = this.#text[this.#at];
    return char === undefined || char === '"' || (!isVerbatim && quotes === 1 && isLineEnd(char));
  }
}

const isLineEnd = (char: string | undefined): boolean =>
  char === undefined || char === '\n' || char === '\r' || char === '\u0085' || char === '\u2028' || char === '\u2029';
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';
const isWord = (char: string | undefined): boolean => {
  if (char === undefined) return false;
  if (char < '\u0080') return /[\w\\@]/.test(char);
  return WORD.test(char) || (char >= '\uD800' && char <= '\uDFFF');
};
