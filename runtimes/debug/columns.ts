/** Columns of numbers that grow, at a few bytes a row. */
export class Column<T extends Uint8Array | Uint32Array | Int32Array> {
  #values: T;
  #length = 0;

  constructor(first: T) {
    this.#values = first;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const Kind = this.#values.constructor as new (length: number) => T;
      const grown = new Kind(Math.max(1024, 2 * this.#length));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  at(row: number): number {
    return row < this.#length ? (this.#values[row] ?? 0) : 0;
  }

  set(row: number, value: number): void {
    if (row < this.#length) this.#values[row] = value;
  }
}
