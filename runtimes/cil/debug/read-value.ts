/** Values as hooks tell them (csharp/host/ValueWriter.cs), as variables that people read. */
import { toHex } from '../../core/hex.ts';
import type { Comparable, Variable } from '../../sdk/debug-info.ts';
import { fieldName } from './readable-names.ts';

/** In the order of ValueWriter.Tag. */
const TAGS = [
  ...[
    'null',
    'false',
    'true',
    'sbyte',
    'byte',
    'short',
    'ushort',
    'int',
    'uint',
    'long',
    'ulong',
    'char',
    'float',
    'double',
  ],
  ...[
    'text',
    'bytes',
    'uint256',
    'int256',
    'address',
    'fixedBytes',
    'enum',
    'object',
    'list',
    'map',
    'other',
    'cut',
    'written',
  ],
] as const;

const NUMBERS: Readonly<Record<string, readonly [bytes: number, signed: boolean]>> = {
  sbyte: [1, true],
  byte: [1, false],
  short: [2, true],
  ushort: [2, false],
  int: [4, true],
  uint: [4, false],
  long: [8, true],
  ulong: [8, false],
};

export interface Value {
  /** As C# writes it; empty of null. */
  readonly type: string;
  readonly text: string;
  readonly compare: Comparable;
  readonly members: readonly Member[];
  /** Its members are elements: they are found by index or key. */
  readonly isCollection: boolean;
}

export interface Member {
  readonly name: string;
  readonly value: Value;
}

const WORD = 32;
const MOST_TEXT = 120;
const CUT: Value = { type: '', text: '…', compare: undefined, members: [], isCollection: false };

/** What is damaged is cut where it is. */
export function readValue(bytes: Uint8Array): Value {
  return new ValueReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).value();
}

/** `type`: as it was declared, for what does not say itself. */
export function variableOf(name: string, type: string, value: Value): Variable {
  const { members, compare } = value;
  return {
    name,
    type: value.type === '' ? type : value.type,
    value: value.text,
    compare,
    ...(members.length > 0 && {
      children: () => members.map((one) => variableOf(one.name, one.value.type, one.value)),
    }),
    ...(value.isCollection && { lookup: (key) => element(members, key) }),
  };
}

function element(members: readonly Member[], key: bigint | string): Variable | undefined {
  const wanted = [`[${String(key)}]`, `[${JSON.stringify(String(key))}]`, `[0x${key.toString(16).padStart(40, '0')}]`];
  const found = members.find(({ name }) => wanted.includes(name));
  return found && variableOf(found.name, found.value.type, found.value);
}

class ValueReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  value(): Value {
    if (this.#at >= this.#bytes.length) return CUT;
    const tag = TAGS[this.#number(1)];
    switch (tag) {
      case undefined:
      case 'cut':
        return CUT;
      case 'null':
        return plain('', 'null', undefined);
      case 'true':
      case 'false':
        return plain('bool', tag, tag === 'true');
      case 'char': {
        const code = this.#number(2);
        return plain('char', `'${quoted(String.fromCharCode(code)).slice(1, -1)}'`, BigInt(code));
      }
      case 'float':
        return plain('float', floatText(this.#take(4).readFloatLE()), undefined);
      case 'double':
        return plain('double', String(this.#take(8).readDoubleLE()), undefined);
      case 'text': {
        const { text, isCut } = this.#text();
        return plain('string', quoted(text) + (isCut ? '…' : ''), isCut ? undefined : text);
      }
      case 'bytes':
        return this.#raw();
      case 'uint256':
      case 'int256': {
        const word = this.#word();
        const number = tag === 'int256' ? BigInt.asIntN(256, word) : word;
        return plain(tag === 'int256' ? 'Int256' : 'UInt256', String(number), number);
      }
      case 'address': {
        const word = this.#word();
        return plain('Address', `0x${word.toString(16).padStart(40, '0')}`, word);
      }
      case 'fixedBytes': {
        const length = this.#number(1);
        const hex = toHex(this.#take(WORD).subarray(0, length));
        return plain(`Bytes${length}`, `0x${hex}`, BigInt(`0x${hex || '0'}`));
      }
      case 'enum': {
        const type = this.#text().text;
        const name = this.#text().text;
        const { text, compare } = this.value();
        return plain(type, name === '' ? `${type} ${text}` : `${type}.${name}`, compare);
      }
      case 'object':
        return this.#object();
      case 'list':
        return this.#list();
      case 'map':
        return this.#map();
      case 'other': {
        const type = this.#text().text;
        return plain(type, `{${type}}`, undefined);
      }
      case 'written': {
        const [type, text] = [this.#text().text, this.#text().text];
        return plain(type, text, /^U?Int128$/.test(type) && /^-?\d+$/.test(text) ? BigInt(text) : undefined);
      }
      default: {
        const [bytes, signed] = NUMBERS[tag] ?? [4, true];
        const number = this.#integer(bytes, signed);
        return plain(tag, String(number), number);
      }
    }
  }

  #object(): Value {
    const type = this.#text().text;
    const members: Member[] = [];
    for (let left = this.#number(4); left > 0 && this.#isMore; left--) {
      const name = this.#text().text;
      const value = this.value();
      const shown = name === '<>4__this' ? 'this' : fieldName(name);
      if (shown !== undefined && shown !== '') members.push({ name: shown, value });
    }
    const isTuple = type.startsWith('(');
    const parts = members.map(({ name, value: { text } }) => (isTuple ? text : `${name} = ${text}`));
    const text = isTuple ? `(${short(parts)})` : members.length === 0 ? `{${type}}` : `${type} { ${short(parts)} }`;
    return { type, text, compare: undefined, members, isCollection: false };
  }

  #list(): Value {
    const type = this.#text().text;
    const length = this.#number(4);
    const members: Member[] = [];
    for (let left = this.#number(4); left > 0 && this.#isMore; left--)
      members.push({ name: `[${members.length}]`, value: this.value() });
    return collection(type, length, members, ({ value: { text } }) => text, '[]');
  }

  #map(): Value {
    const type = this.#text().text;
    const length = this.#number(4);
    const members: Member[] = [];
    for (let left = this.#number(4); left > 0 && this.#isMore; left--)
      members.push({ name: `[${this.value().text}]`, value: this.value() });
    return collection(type, length, members, ({ name, value: { text } }) => `${name} = ${text}`, '{}');
  }

  #raw(): Value {
    const length = this.#number(4);
    const shown = this.#take(this.#number(2));
    const hex = toHex(shown);
    const members = [...shown].map((byte, i) => ({ name: `[${i}]`, value: plain('byte', String(byte), BigInt(byte)) }));
    const isCut = length > shown.length;
    return {
      type: 'byte[]',
      text: isCut ? `0x${hex}… (${length} bytes)` : `0x${hex}`,
      compare: isCut ? undefined : `0x${hex}`,
      members,
      isCollection: true,
    };
  }

  /** UTF-8; its length in UTF-16 units tells whether there is more. */
  #text(): { readonly text: string; readonly isCut: boolean } {
    const length = this.#number(4);
    const text = this.#take(this.#number(2)).toString();
    return { text, isCut: length > text.length };
  }

  get #isMore(): boolean {
    return this.#at < this.#bytes.length;
  }

  #word(): bigint {
    return BigInt(`0x${toHex(this.#take(WORD)) || '0'}`);
  }

  #number(bytes: number): number {
    return Number(this.#integer(bytes, false));
  }

  #integer(bytes: number, signed: boolean): bigint {
    const taken = this.#take(bytes);
    let number = 0n;
    for (let i = taken.length - 1; i >= 0; i--) number = (number << 8n) | BigInt(taken[i] ?? 0);
    return signed ? BigInt.asIntN(8 * bytes, number) : number;
  }

  #take(bytes: number): Buffer {
    const taken = this.#bytes.subarray(this.#at, this.#at + bytes);
    this.#at += bytes;
    if (taken.length === bytes) return taken;
    return Buffer.concat([taken], bytes);
  }
}

/** The fewest digits that mean the same float: as a double it has some more, which nobody wrote. */
function floatText(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return String(shorter);
  }
  return String(value);
}

const plain = (type: string, text: string, compare: Comparable): Value => ({
  type,
  text,
  compare,
  members: [],
  isCollection: false,
});

function collection(
  type: string,
  length: number,
  members: readonly Member[],
  textOf: (one: Member) => string,
  [open, close]: string,
): Value {
  const more = length > members.length ? [`… (${length})`] : [];
  const text = `${open ?? ''}${short([...members.map(textOf), ...more])}${close ?? ''}`;
  return { type, text, compare: undefined, members, isCollection: true };
}

function short(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) {
    const longer = text === '' ? part : `${text}, ${part}`;
    if (longer.length > MOST_TEXT) return text === '' ? `${part.slice(0, MOST_TEXT)}…` : `${text}, …`;
    text = longer;
  }
  return text;
}

const quoted = (text: string): string => JSON.stringify(text);
