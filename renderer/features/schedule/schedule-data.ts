/** A run's schedule as the window holds it: typed columns that grow with each page, and per lane the rows in order of their start. */
import { INCARNATION_STATUSES, statusNumber } from '../../../runtimes/core/incarnation-status.ts';
import type {
  Known,
  ScheduleBlock,
  ScheduleLane,
  ScheduleOutage,
  SchedulePage,
} from '../../../runtimes/service/contract/runs.ts';
import { Column, decodeColumn } from './column.ts';
import { LaneOrder, type LaneIndex } from './lane-order.ts';

export type { LaneIndex } from './lane-order.ts';

const COMMITTED = statusNumber('committed');
const REVERTED = statusNumber('reverted');
const ABORTED = statusNumber('aborted');
const INVALIDATED = statusNumber('invalidated');

export interface RowFilter {
  (data: ScheduleData, row: number): boolean;
}

const NOTHING: Known = { changes: 0, frames: 0, cells: 0, transactions: 0, labels: 0, senders: 0 };

export class ScheduleData {
  known: Known = NOTHING;
  lanes: readonly ScheduleLane[] = [];
  blocks: readonly ScheduleBlock[] = [];
  /** Times without an executor. */
  outages: readonly ScheduleOutage[] = [];
  readonly cells: string[] = [];
  readonly labels: string[] = [];
  readonly senders: string[] = [];
  readonly tx = new Column(Uint32Array);
  readonly incarnation = new Column(Uint8Array);
  readonly status = new Column(Uint8Array);
  readonly withdrawn = new Column(Uint8Array);
  readonly lane = new Column(Uint16Array);
  readonly start = new Column(Float64Array);
  readonly end = new Column(Float64Array);
  readonly settled = new Column(Float64Array);
  readonly cause = new Column(Int32Array);
  readonly cell = new Column(Int32Array);
  readonly read = new Column(Float64Array);
  readonly found = new Column(Float64Array);
  readonly frameRow = new Column(Uint32Array);
  readonly frameLane = new Column(Uint16Array);
  readonly frameStart = new Column(Float64Array);
  readonly frameEnd = new Column(Float64Array);
  readonly txLabel = new Column(Uint32Array);
  readonly txSender = new Column(Uint32Array);
  /** Grows with every change. */
  version = 0;
  /** Of what is there, ms. */
  until = 0;
  #index: { version: number; filter: RowFilter | undefined; lanes: readonly LaneIndex[] } | undefined;
  #frames: { version: number; byRow: ReadonlyMap<number, readonly number[]> } | undefined;
  readonly #facts = {
    start: (row: number): number => this.start.at(row),
    isConflict: (row: number): boolean => this.isConflict(row),
  };
  readonly #orders: LaneOrder[] = [];
  readonly #places = new Column(Uint32Array);
  /** Rows that came or changed, and are not in the order of their lane yet, nor counted as committed. */
  readonly #unplaced: number[] = [];
  readonly #uncounted: number[] = [];
  readonly #counted = new Column(Uint8Array);
  readonly #commits = new Column(Float64Array);
  #events: { version: number; times: Float64Array } | undefined;

  get count(): number {
    return this.tx.length;
  }

  take(page: SchedulePage): void {
    this.known = page.next;
    this.lanes = page.lanes;
    this.blocks = page.blocks;
    this.outages = page.outages;
    for (const { from, to } of page.outages) this.until = Math.max(this.until, to ?? from);
    for (const cell of page.cells) this.cells.push(cell);
    for (const label of page.labels) this.labels.push(label);
    for (const sender of page.senders) this.senders.push(sender);
    const rows = decodeColumn(Uint32Array, page.rows.row);
    for (const name of ROW_COLUMNS) {
      const column = this[name];
      const values = decodeColumn(column.type, page.rows[name]);
      for (let n = 0; n < rows.length; n++) column.set(rows[n] ?? 0, values[n] ?? 0);
    }
    for (let n = 0; n < rows.length; n++) {
      const row = rows[n] ?? 0;
      const settled = this.settled.at(row);
      const end = Number.isNaN(settled) ? this.end.at(row) : settled;
      if (end > this.until) this.until = end;
      this.changed(row);
    }
    this.frameRow.append(decodeColumn(Uint32Array, page.frames.row));
    this.frameLane.append(decodeColumn(Uint16Array, page.frames.lane));
    this.frameStart.append(decodeColumn(Float64Array, page.frames.start));
    this.frameEnd.append(decodeColumn(Float64Array, page.frames.end));
    this.txLabel.append(decodeColumn(Uint32Array, page.transactions.label));
    this.txSender.append(decodeColumn(Uint32Array, page.transactions.sender));
    this.version++;
  }

  /** A row came, or something of it changed. */
  changed(row: number): void {
    this.#unplaced.push(row);
    this.#uncounted.push(row);
  }

  label(row: number): string {
    return this.labels[this.txLabel.at(this.tx.at(row))] ?? '';
  }

  sender(row: number): string {
    return this.senders[this.txSender.at(this.tx.at(row))] ?? '';
  }

  runtime(row: number): string {
    return this.lanes[this.lane.at(row)]?.runtime ?? '';
  }

  statusName(row: number): (typeof INCARNATION_STATUSES)[number] {
    return INCARNATION_STATUSES[this.status.at(row)] ?? 'queued';
  }

  block(tx: number): ScheduleBlock | undefined {
    const { blocks } = this;
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((blocks[middle]?.first ?? 0) <= tx) low = middle;
      else high = middle - 1;
    }
    return blocks[low];
  }

  /** `32`, or `5:32` where there are several blocks. */
  txName(tx: number): string {
    const block = this.block(tx);
    const index = tx - (block?.first ?? 0);
    return this.blocks.length > 1 ? `${block?.number ?? 0}:${index}` : String(index);
  }

  /** Where it is drawn to; what has not ended goes on. */
  endOf(row: number): number {
    const end = this.end.at(row);
    return Number.isNaN(end) ? Math.max(this.until, this.start.at(row)) : end;
  }

  isConflict(row: number): boolean {
    const status = this.status.at(row);
    return status === ABORTED || status === INVALIDATED;
  }

  rowsOf(tx: number): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.count; row++) if (this.tx.at(row) === tx) rows.push(row);
    return rows.sort((a, b) => this.incarnation.at(a) - this.incarnation.at(b));
  }

  /** By lane; the filter must be the same object while it filters the same. */
  index(filter?: RowFilter): readonly LaneIndex[] {
    if (this.#index?.version === this.version && this.#index.filter === filter) return this.#index.lanes;
    const orders = filter === undefined ? this.#order() : this.#filtered(filter);
    const lanes = orders.map((order) => order.index());
    this.#index = { version: this.version, filter, lanes };
    return lanes;
  }

  #order(): readonly LaneOrder[] {
    for (; this.#orders.length < this.lanes.length;) this.#orders.push(new LaneOrder(this.#facts, this.#places));
    for (const row of this.#unplaced.splice(0))
      if (!Number.isNaN(this.start.at(row))) this.#orders[this.lane.at(row)]?.put(row);
    return this.#orders;
  }

  #filtered(filter: RowFilter): readonly LaneOrder[] {
    const places = new Column(Uint32Array);
    const orders = this.lanes.map(() => new LaneOrder(this.#facts, places));
    for (let row = 0; row < this.count; row++)
      if (!Number.isNaN(this.start.at(row)) && filter(this, row)) orders[this.lane.at(row)]?.put(row);
    return orders;
  }

  /** Frames of other runtimes inside a row, as indices. */
  framesOf(row: number): readonly number[] {
    if (this.#frames?.version !== this.version) {
      const byRow = new Map<number, number[]>();
      for (let n = 0; n < this.frameRow.length; n++) {
        const list = byRow.get(this.frameRow.at(n));
        if (list === undefined) byRow.set(this.frameRow.at(n), [n]);
        else list.push(n);
      }
      this.#frames = { version: this.version, byRow };
    }
    return this.#frames.byRow.get(row) ?? [];
  }

  /** Times at which something begins, ends or is settled, ascending. */
  events(): Float64Array {
    if (this.#events?.version === this.version) return this.#events.times;
    const all = new Float64Array(this.count * 3);
    let length = 0;
    for (const column of [this.start, this.end, this.settled])
      for (let row = 0; row < this.count; row++) {
        const time = column.at(row);
        if (!Number.isNaN(time)) all[length++] = time;
      }
    const times = all.subarray(0, length).sort();
    this.#events = { version: this.version, times };
    return times;
  }

  /** When the n-th transaction was committed: ascending, as commits are in order. */
  commits(): Float64Array {
    let isSorted = true;
    for (const row of this.#uncounted.splice(0)) {
      const status = this.status.at(row);
      if (status !== COMMITTED && status !== REVERTED && status !== INVALIDATED) continue;
      if (this.#counted.at(row) === 1) continue;
      this.#counted.set(row, 1);
      const { length } = this.#commits;
      const time = this.settled.at(row);
      if (length > 0 && time < this.#commits.at(length - 1)) isSorted = false;
      this.#commits.set(length, time);
    }
    const times = this.#commits.view() as Float64Array;
    return isSorted ? times : times.sort();
  }
}

const ROW_COLUMNS = [
  'tx',
  'incarnation',
  'status',
  'withdrawn',
  'lane',
  'start',
  'end',
  'settled',
  'cause',
  'cell',
  'read',
  'found',
] as const;

/** How many of the sorted values are below `value`. */
export function lowerBound(values: Float64Array, value: number, from = 0): number {
  let low = from;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
