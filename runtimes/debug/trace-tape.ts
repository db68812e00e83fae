import { Reader } from '../core/codec.ts';
import { lastUpTo } from '../core/partition-point.ts';
import { readStepEvent, type StepEvent } from '../core/step-trace.ts';

/** The events of a trace by their place in it, in bytes from its beginning. */
export class TraceTape {
  readonly length: number;
  readonly #chunks: readonly Uint8Array[];
  /** Where each chunk begins. An event never lies in two. */
  readonly #starts: readonly number[];

  constructor(chunks: readonly Uint8Array[]) {
    let at = 0;
    this.#chunks = chunks;
    this.#starts = chunks.map((chunk) => {
      const start = at;
      at += chunk.length;
      return start;
    });
    this.length = at;
  }

  /** From an event's place on. `at`: its own place. @throws CodecError where there is none. */
  *from(position: number): Generator<{ readonly event: StepEvent; readonly at: number }> {
    for (let index = Math.max(0, lastUpTo(this.#starts, position)); index < this.#chunks.length; index++) {
      const chunk = this.#chunks[index];
      const start = this.#starts[index];
      if (chunk === undefined || start === undefined) return;
      const skipped = Math.max(0, position - start);
      const reader = new Reader(chunk.subarray(skipped));
      while (!reader.isAtEnd) {
        const at = start + skipped + reader.position;
        yield { event: readStepEvent(reader), at };
      }
    }
  }
}
