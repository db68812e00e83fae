/**
 * JSON (RFC 8259) that came from elsewhere, read member by member: says where a flaw is, sees what is there twice, keeps integers of any
 * size, and passes by what nobody asks for without keeping it.
 */
import { wordOf } from './word.ts';

export class JsonFlaw extends Error {
  override readonly name = 'JsonFlaw';
  /** In the text, from 0. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** `number`: digits as they stand there; `sign`: one of the six characters that give structure. */
type Token = { readonly at: number } & (
  { readonly kind: 'sign' | 'text' | 'number' | 'word'; readonly text: string } | { readonly kind: 'end' }
);

const DEEPEST = 1_000;
const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /(?:true|false|null)(?![A-Za-z0-9_])/y;
const CONTROL = /[\u0000-\u001f]/;
/** Text from a file in a message. */
const shown = (text: string): string => (text.length > 66 ? `${text.slice(0, 66)}…` : text);

export class JsonReader {
  readonly #text: string;
  readonly #path: string[] = [];
  #at = 0;
  #depth = 0;
  #token: Token = { kind: 'end', at: 0 };

  constructor(text: string) {
    this.#text = text;
    // A byte order mark is no part of JSON, but editors leave it.
    if (text.startsWith('\ufeff')) this.#at = 1;
    this.#next();
  }

  /** @param member reads the value of a member. @throws JsonFlaw, as everything here. */
  object(what: string, member: (name: string) => void): void {
    if (!this.#isSign('{')) throw this.flaw(`expected ${what}, an object`);
    this.#enter();
    const names = new Set<string>();
    while (!this.#isSign('}')) {
      if (names.size > 0) this.#take(',', 'a comma or }');
      if (this.#token.kind !== 'text') throw this.flaw('expected a name in double quotes');
      const name = this.#token.text;
      this.#path.push(name);
      if (names.has(name)) throw this.flaw('is there twice');
      names.add(name);
      this.#next();
      this.#take(':', 'a colon');
      member(name);
      this.#path.pop();
    }
    this.#leave();
  }

  /** Whether null stands here, which is passed by. */
  isNull(): boolean {
    if (this.#token.kind !== 'word' || this.#token.text !== 'null') return false;
    this.#next();
    return true;
  }

  /** A number, or a text with decimal digits or with 0x and hex digits. */
  integer(bits: number): bigint {
    const { kind } = this.#token;
    const value = kind === 'number' || kind === 'text' ? wordOf(this.#token.text, bits) : undefined;
    if (value === undefined) throw this.flaw(`expected an integer of at most ${bits} bits, decimal or hex with 0x`);
    this.#next();
    return value;
  }

  /** A text that is understood; undefined: it is not. */
  parsed<T>(what: string, parse: (text: string) => T | undefined): T {
    const value = this.#token.kind === 'text' ? parse(this.#token.text) : undefined;
    if (value === undefined) throw this.flaw(`expected ${what}`);
    this.#next();
    return value;
  }

  /** Passes by any value; how many things are in it, where it is a list or an object. */
  skip(): number {
    if (this.#isSign('{')) {
      let members = 0;
      this.object('anything', () => {
        members++;
        this.skip();
      });
      return members;
    }
    if (this.#isSign('[')) return this.#skipList();
    if (this.#token.kind === 'end' || this.#token.kind === 'sign') throw this.flaw('expected a value');
    this.#next();
    return 0;
  }

  /** Nothing may come any more. */
  end(): void {
    if (this.#token.kind !== 'end') throw this.flaw('expected the end of the file');
  }

  /** Names of the members that lead to the value that is read next. */
  get path(): readonly string[] {
    return this.#path;
  }

  /** Of something that is not there. */
  missing(name: string): JsonFlaw {
    return new JsonFlaw(`there is no ${JSON.stringify(name)}`, 0);
  }

  /** At the value that is read next. */
  flaw(message: string, offset = this.#token.at): JsonFlaw {
    const where = this.#path.length === 0 ? '' : `${this.#path.map(shown).join('.')}: `;
    return new JsonFlaw(`${where}${message}${offset === this.#text.length ? ', but the file ends' : ''}`, offset);
  }

  #skipList(): number {
    this.#enter();
    let items = 0;
    while (!this.#isSign(']')) {
      if (items > 0) this.#take(',', 'a comma or ]');
      items++;
      this.skip();
    }
    this.#leave();
    return items;
  }

  #enter(): void {
    if (++this.#depth > DEEPEST) throw this.flaw(`is nested more than ${DEEPEST} deep`);
    this.#next();
  }

  #leave(): void {
    this.#depth--;
    this.#next();
  }

  #isSign(sign: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === sign;
  }

  #take(sign: string, what: string): void {
    if (!this.#isSign(sign)) throw this.flaw(`expected ${what}`);
    this.#next();
  }

  #next(): void {
    SPACE.lastIndex = this.#at;
    SPACE.test(this.#text);
    const at = SPACE.lastIndex;
    const first = this.#text[at];
    if (first === undefined) this.#token = { kind: 'end', at };
    else if (first === '"') this.#token = { kind: 'text', at, text: this.#string(at) };
    else if ('{}[]:,'.includes(first)) this.#token = { kind: 'sign', at, text: first };
    else this.#token = this.#match('number', NUMBER, at) ?? this.#match('word', WORD, at) ?? this.#nothing(at);
    if (this.#token.kind !== 'text') this.#at = at + ('text' in this.#token ? this.#token.text.length : 0);
  }

  #match(kind: 'number' | 'word', pattern: RegExp, at: number): Token | undefined {
    pattern.lastIndex = at;
    const text = pattern.exec(this.#text)?.[0];
    return text === undefined ? undefined : { kind, at, text };
  }

  #nothing(at: number): never {
    throw this.flaw('this is no JSON', at);
  }

  /** The text that begins at a quote. */
  #string(at: number): string {
    let end = at;
    do end = this.#text.indexOf('"', end + 1);
    while (end > 0 && this.#isEscaped(end));
    if (end < 0) throw this.flaw('a text does not end', this.#text.length);
    this.#at = end + 1;
    const inside = this.#text.slice(at + 1, end);
    if (!inside.includes('\\') && !CONTROL.test(inside)) return inside;
    try {
      return JSON.parse(this.#text.slice(at, end + 1)) as string;
    } catch {
      throw this.flaw('there is a wrong escape or a control character in a text', at);
    }
  }

  /** Whether an odd number of backslashes stands before a quote. */
  #isEscaped(quote: number): boolean {
    let before = quote;
    while (this.#text[before - 1] === '\\') before--;
    return (quote - before) % 2 === 1;
  }
}
