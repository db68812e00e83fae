/** Time that passes only when something happens in it: whoever drives a simulation sleeps for nobody. */
export class VirtualClock {
  #now = 0;
  #sequence = 0;
  readonly #events: { readonly at: number; readonly sequence: number; readonly action: () => void | Promise<void> }[] =
    [];

  get now(): number {
    return this.#now;
  }

  /** Runs `action` after `delay` ms of virtual time; equal times in the order asked for. */
  after(delay: number, action: () => void | Promise<void>): void {
    const event = { at: this.#now + Math.max(0, delay), sequence: this.#sequence++, action };
    // Latest first, so that the next one is popped from the end; of equal times the one asked for first is nearer the end.
    let at = this.#events.length;
    while (at > 0 && (this.#events[at - 1] as typeof event).at <= event.at) at--;
    this.#events.splice(at, 0, event);
  }

  /** Lets the next event happen; false: nothing is left. */
  async step(): Promise<boolean> {
    const next = this.#events.pop();
    if (next === undefined) return false;
    this.#now = next.at;
    await next.action();
    return true;
  }
}
