import type { CellKey, CellValue } from '../../core/cell.ts';
import type { CellDifference } from '../store/history.ts';

type Cell = readonly [CellKey, CellValue];
/** Cells that hold something, in the order of their keys, a few at a time. */
export type CellStream = AsyncIterable<readonly Cell[]>;

/** What differs between two states, in the order of keys, in one pass over both. What the streams throw goes on. */
export async function* diffCells(before: CellStream, after: CellStream): AsyncGenerator<CellDifference> {
  const [a, b] = [new Cursor(before), new Cursor(after)];
  try {
    for (;;) {
      // Awaited only where a batch is used up: a million awaits cost more than the comparison.
      if (a.isSpent) await a.refill();
      if (b.isSpent) await b.refill();
      const [was, is] = [a.cell, b.cell];
      if (was !== undefined && (is === undefined || was[0] < is[0])) {
        yield { key: was[0], before: was[1], after: '' };
        a.next();
      } else if (is !== undefined && (was === undefined || is[0] < was[0])) {
        yield { key: is[0], before: '', after: is[1] };
        b.next();
      } else if (was !== undefined && is !== undefined) {
        if (was[1] !== is[1]) yield { key: was[0], before: was[1], after: is[1] };
        a.next();
        b.next();
      } else return;
    }
  } finally {
    await a.close();
    await b.close();
  }
}

class Cursor {
  readonly #batches: AsyncIterator<readonly Cell[]>;
  #batch: readonly Cell[] = [];
  #at = 0;
  #isDone = false;

  constructor(stream: CellStream) {
    this.#batches = stream[Symbol.asyncIterator]();
  }

  get cell(): Cell | undefined {
    return this.#batch[this.#at];
  }

  /** Whether a refill may bring more. */
  get isSpent(): boolean {
    return this.#at >= this.#batch.length && !this.#isDone;
  }

  next(): void {
    this.#at++;
  }

  async refill(): Promise<void> {
    while (this.isSpent) {
      const next = await this.#batches.next();
      this.#batch = next.done === true ? [] : next.value;
      this.#at = 0;
      this.#isDone = next.done === true;
    }
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
