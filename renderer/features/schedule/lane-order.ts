/** Rows of one lane by start. It grows with each page at the cost of what the page changed, not of what there is. */
import { Column } from './column.ts';

/** Rows of a lane by start; `conflicts[n]`: how many of the first n were aborted or invalidated. */
export interface LaneIndex {
  readonly rows: Uint32Array;
  readonly starts: Float64Array;
  readonly conflicts: Uint32Array;
}

/** What is known of a row. */
export interface RowFacts {
  /** ms. */
  start(row: number): number;
  isConflict(row: number): boolean;
}

export class LaneOrder {
  readonly #facts: RowFacts;
  readonly #rows = new Column(Uint32Array);
  readonly #starts = new Column(Float64Array);
  readonly #conflicts = new Column(Uint32Array);
  /** By row of the schedule, shared by all lanes: where it stands here, from 1; 0: nowhere yet. */
  readonly #places: Column;
  /** From here on something has changed. */
  #changed = Infinity;

  constructor(facts: RowFacts, places: Column) {
    this.#facts = facts;
    this.#places = places;
    this.#conflicts.set(0, 0);
  }

  /** The row is new here, or something of it has changed. */
  put(row: number): void {
    const place = this.#places.at(row) - 1;
    if (place >= 0) {
      this.#starts.set(place, this.#facts.start(row));
      this.#changed = Math.min(this.#changed, place);
      return;
    }
    this.#changed = Math.min(this.#changed, this.#rows.length);
    this.#places.set(row, this.#rows.length + 1);
    this.#starts.set(this.#rows.length, this.#facts.start(row));
    this.#rows.set(this.#rows.length, row);
  }

  /** Views that hold until the next row is put. */
  index(): LaneIndex {
    if (this.#changed < Infinity) this.#settle();
    return {
      rows: this.#rows.view() as Uint32Array,
      starts: this.#starts.view() as Float64Array,
      conflicts: this.#conflicts.view() as Uint32Array,
    };
  }

  /** They come nearly in order, as a lane runs what it was sent one after the other: each goes back a few places at most. */
  #settle(): void {
    const rows = this.#rows;
    const starts = this.#starts;
    let lowest = this.#changed;
    for (let n = Math.max(1, this.#changed); n < rows.length; n++) {
      const [row, start] = [rows.at(n), starts.at(n)];
      let at = n;
      for (; at > 0 && start < starts.at(at - 1); at--) {
        rows.set(at, rows.at(at - 1));
        starts.set(at, starts.at(at - 1));
      }
      rows.set(at, row);
      starts.set(at, start);
      if (at < lowest) lowest = at;
    }
    for (let n = lowest; n < rows.length; n++) {
      const row = rows.at(n);
      this.#places.set(row, n + 1);
      this.#conflicts.set(n + 1, this.#conflicts.at(n) + (this.#facts.isConflict(row) ? 1 : 0));
    }
    this.#changed = Infinity;
  }
}
