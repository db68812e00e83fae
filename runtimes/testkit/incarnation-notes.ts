import type { Preimage } from '../core/effects.ts';
import type { FrameRecord } from '../core/frame.ts';
import type { FromExecutor, IncarnationRef } from '../core/wire.ts';
import { drawOf } from './script-runtime.ts';

const keyOf = ({ index, incarnation }: IncarnationRef): string => `${index}.${incarnation}`;

/** What lanes said of each incarnation of a block, besides what counts: nested frames, and numbers drawn by `entropy`. */
export class IncarnationNotes {
  readonly #frames = new Map<string, readonly FrameRecord[]>();
  readonly #draws = new Map<string, number[]>();

  take(message: FromExecutor): void {
    if (message.kind === 'call' || message.kind === 'return') this.#note(message, message.preimages);
    else if (message.kind === 'results')
      for (const result of message.results) {
        if (result.kind !== 'done') continue;
        this.#note(result, result.effects.preimages);
        this.#frames.set(keyOf(result), result.effects.frames);
      }
  }

  /** Control is with one lane of an incarnation at a time, so its messages come in the order in which it drew. */
  #note(ref: IncarnationRef, notes: readonly Preimage[]): void {
    const key = keyOf(ref);
    const draws = this.#draws.get(key);
    if (draws === undefined) this.#draws.set(key, notes.map(drawOf));
    else draws.push(...notes.map(drawOf));
  }

  frames(ref: IncarnationRef): readonly FrameRecord[] {
    return this.#frames.get(keyOf(ref)) ?? [];
  }

  draws(ref: IncarnationRef): readonly number[] {
    return this.#draws.get(keyOf(ref)) ?? [];
  }

  clear(): void {
    this.#frames.clear();
    this.#draws.clear();
  }
}
