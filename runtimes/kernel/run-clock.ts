/** Time of a run: it stands while the run is paused and no lane works. */
export class RunClock {
  readonly #real: () => number;
  /** ms that it stood. */
  #stood = 0;
  #since: number | undefined;
  #as: number | undefined;

  /** @param real ms, monotonic. */
  constructor(real: () => number) {
    this.#real = real;
  }

  /** ms; its zero is that of the real clock, less what it stood. */
  now(): number {
    return this.#as ?? (this.#since ?? this.#real()) - this.#stood;
  }

  stand(): void {
    this.#since ??= this.#real();
  }

  go(): void {
    if (this.#since === undefined) return;
    this.#stood += this.#real() - this.#since;
    this.#since = undefined;
  }

  /** Does something that belongs to an earlier time: meanwhile the clock shows that. */
  as(time: number, work: () => void): void {
    this.#as = time;
    try {
      work();
    } finally {
      this.#as = undefined;
    }
  }
}
