/** Counts who aborts whom over which cell, while a block runs. */
import type { CellKey } from '../../core/cell.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';

export interface TalliedConflict {
  readonly cell: CellKey;
  readonly writer: string;
  readonly victim: string;
  readonly count: number;
}

/** Labels of the transactions of a block by index. */
export type Labels = (index: number) => string;

const EARLIER = 'an earlier block';

export class ConflictTally {
  readonly #counts = new Map<string, { cell: CellKey; writer: string; victim: string; count: number }>();
  incarnations = 0;
  aborts = 0;

  /** @param labels of the block whose event it is. */
  add(event: ScheduleEvent, labels: Labels): void {
    if (event.kind === 'execute') this.incarnations++;
    if (event.kind !== 'abort' && event.kind !== 'invalidate') return;
    this.aborts++;
    const { cell, writer: index } = event.conflict;
    const writer = index < 0 ? EARLIER : labels(index);
    const victim = labels(event.index);
    const key = `${cell}\n${writer}\n${victim}`;
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { cell, writer, victim, count: 1 });
    else known.count++;
  }

  /** The cells with most aborts; equal ones by name, so that equal runs print equally. */
  top(count: number): TalliedConflict[] {
    return [...this.#counts.values()].sort((a, b) => b.count - a.count || (a.cell < b.cell ? -1 : 1)).slice(0, count);
  }
}
