/** Numbers of one type that grow. */
type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
interface NumbersType {
  new (of: number | ArrayBuffer): Numbers;
  readonly BYTES_PER_ELEMENT: number;
}

export class Column {
  readonly type: NumbersType;
  length = 0;
  #values: Numbers;

  constructor(type: NumbersType) {
    this.type = type;
    this.#values = new type(256);
  }

  at(index: number): number {
    return index < this.length ? (this.#values[index] as number) : 0;
  }

  /** What there is, without a copy; it holds until something is added. */
  view(): Numbers {
    return this.#values.subarray(0, this.length);
  }

  set(index: number, value: number): void {
    this.#reserve(index + 1);
    if (index >= this.length) this.length = index + 1;
    this.#values[index] = value;
  }

  append(values: Numbers): void {
    this.#reserve(this.length + values.length);
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  #reserve(length: number): void {
    if (length <= this.#values.length) return;
    const grown = new this.type(Math.max(length, this.#values.length * 2));
    grown.set(this.#values);
    this.#values = grown;
  }
}

/** What the service sends: little-endian numbers in base64. */
export function decodeColumn(type: NumbersType, text: string): Numbers {
  const chars = atob(text);
  const bytes = new Uint8Array(chars.length);
  for (let n = 0; n < chars.length; n++) bytes[n] = chars.charCodeAt(n);
  return new type(bytes.buffer);
}
