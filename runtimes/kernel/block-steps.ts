/** Steps of the transactions of a block that are recorded, as lanes tell them while they run. */
import type { FromExecutor } from '../core/wire.ts';

/** Bytes that are kept of an incarnation, and of all of a kernel's: then it says that there were more. */
const MOST = 16 << 20;
const MOST_OF_ALL = 64 << 20;

/** The steps of one incarnation (core/step-trace.ts reads them). */
export interface RecordedSteps {
  readonly chunks: readonly Uint8Array[];
  /** It went on after what is kept. */
  readonly isCut: boolean;
}

/** What has been kept so far, over all blocks. */
export interface StepStore {
  bytes: number;
}

export class BlockSteps {
  readonly #store: StepStore;
  readonly #mostOfAll: number;
  readonly #open = new Map<string, { readonly chunks: Uint8Array[]; bytes: number; isCut: boolean; isFull: boolean }>();
  readonly #kept = new Map<string, RecordedSteps>();
  readonly #committed = new Map<number, number>();

  constructor(store: StepStore, mostOfAll = MOST_OF_ALL) {
    this.#store = store;
    this.#mostOfAll = mostOfAll;
  }

  take({ index, incarnation, state, isCut, steps }: Extract<FromExecutor, { kind: 'recording' }>): void {
    const key = `${index}.${incarnation}`;
    let one = this.#open.get(key);
    if (one === undefined) this.#open.set(key, (one = { chunks: [], bytes: 0, isCut: false, isFull: false }));
    // What comes after something that is missing would tell another story.
    one.isFull ||= one.bytes + steps.length > MOST || this.#store.bytes + steps.length > this.#mostOfAll;
    one.isCut ||= isCut || one.isFull;
    if (!one.isFull && steps.length > 0) {
      one.chunks.push(steps);
      one.bytes += steps.length;
      this.#store.bytes += steps.length;
    }
    if (state === 'open') return;
    this.#open.delete(key);
    if (state === 'kept') this.#kept.set(key, { chunks: one.chunks, isCut: one.isCut });
    else this.#store.bytes -= one.bytes;
  }

  commit(index: number, incarnation: number): void {
    this.#committed.set(index, incarnation);
  }

  /** Of nobody it will be known whether it is recorded. */
  end(): void {
    for (const { bytes } of this.#open.values()) this.#store.bytes -= bytes;
    this.#open.clear();
  }

  /** undefined: none are kept. Of the one that was committed, unless an incarnation is given. */
  of(index: number, incarnation = this.#committed.get(index)): RecordedSteps | undefined {
    return this.#kept.get(`${index}.${incarnation}`);
  }
}
