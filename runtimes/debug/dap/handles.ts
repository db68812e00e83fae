import type { Variable } from '../../sdk/debug-info.ts';

/** References to variables, as the protocol has them: numbers that are good until the debugger moves. */
export class Handles {
  #next = 1;
  readonly #variables = new Map<number, () => readonly Variable[]>();

  add(children: () => readonly Variable[]): number {
    this.#variables.set(this.#next, children);
    return this.#next++;
  }

  /** undefined: the debugger has moved since, or there never was one. */
  get(reference: number): readonly Variable[] | undefined {
    return this.#variables.get(reference)?.();
  }

  /** Numbers are not used again: an old one must not mean something else. */
  clear(): void {
    this.#variables.clear();
  }
}
