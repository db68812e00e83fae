/** What was worked out last, so that the next page of the same does not work it out again. */
export class Recent<K, V> {
  readonly #kept = new Map<K, V>();
  readonly #most: number;

  /** @param most how many are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Undefined: it is not kept. */
  peek(key: K): V | undefined {
    return this.#kept.get(key);
  }

  get(key: K, make: () => V): V {
    const has = this.#kept.has(key);
    const value = has ? (this.#kept.get(key) as V) : make();
    this.#kept.delete(key);
    this.#kept.set(key, value);
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value as K);
    return value;
  }
}
