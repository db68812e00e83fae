import type { CellKey, CellValue } from '../core/cell.ts';
import type { Effects, Preimage } from '../core/effects.ts';
import type { ScheduleEvent } from '../core/schedule.ts';
import type { BlockTrace, TracedEffects } from '../ledger/ledger.ts';

/** Collects what the run of a block leaves for people. */
export class BlockTracer {
  readonly #effects: TracedEffects[] = [];
  readonly #schedule: ScheduleEvent[] = [];
  readonly #preimages: Preimage[] = [];

  event(event: ScheduleEvent): void {
    this.#schedule.push(event);
  }

  preimages(preimages: readonly Preimage[]): void {
    this.#preimages.push(...preimages);
  }

  /** The next transaction of the block. @param valueOf what a cell held for it. */
  committed({ reads, writes, deltas, frames }: Effects, valueOf: (key: CellKey) => CellValue): void {
    const seen = reads.map(({ key, value }) => ({ key, value: value ?? valueOf(key) }));
    this.#effects.push({ reads: seen, writes, deltas, frames });
  }

  /** @param count transactions in the block; of others nothing is told. */
  trace(count = Infinity): BlockTrace {
    const schedule = count < Infinity ? this.#schedule.filter(({ index }) => index < count) : this.#schedule;
    return { effects: this.#effects, schedule, preimages: this.#preimages };
  }
}
