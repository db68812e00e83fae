/** A recorded schedule on its way to a window: what has come or changed since it last asked, as columns. */
import type { ScheduleRecorder } from '../../workspace/schedule/schedule-recorder.ts';
import type { Known, SchedulePage } from '../contract/runs.ts';
import type { CellNamer } from '../../workspace/run/name-cells.ts';
import { base64, Dictionary } from './columns.ts';

/** Changes in a page, some 400 kilobytes: more at once would hold up whoever takes them in. */
const PAGE = 5_000;

export class SchedulePages {
  readonly #recorder: ScheduleRecorder;
  readonly #labels = new Dictionary();
  readonly #senders = new Dictionary();
  #taken = 0;

  constructor(recorder: ScheduleRecorder) {
    this.#recorder = recorder;
  }

  page(since: Known, name: CellNamer): SchedulePage {
    const { rows, frames, lanes, blocks, outages, changes, cells, transactions } = this.#recorder;
    for (; this.#taken < transactions.length; this.#taken++) {
      this.#labels.add(transactions[this.#taken]?.label ?? '');
      this.#senders.add(transactions[this.#taken]?.sender ?? '');
    }
    const until = Math.min(changes.length, since.changes + PAGE);
    const changed = Uint32Array.from(new Set(changes.slice(since.changes, until)));
    const more = until < changes.length;
    // The rest comes with the last page: rows before what refers to them.
    const framesUntil = more ? since.frames : frames.row.length;
    const of = (column: readonly number[]): number[] => Array.from(changed, (row) => column[row] ?? 0);
    const frame = (column: readonly number[]): number[] => column.slice(since.frames, framesUntil);
    return {
      next: {
        changes: Math.max(until, since.changes),
        frames: framesUntil,
        cells: cells.length,
        transactions: this.#taken,
        labels: this.#labels.names.length,
        senders: this.#senders.names.length,
      },
      more,
      lanes: [...lanes],
      blocks: [...blocks],
      outages: outages.map((outage) => ({ ...outage, to: Number.isNaN(outage.to) ? null : outage.to })),
      rows: {
        row: base64(changed),
        tx: base64(Uint32Array.from(of(rows.tx))),
        incarnation: base64(Uint8Array.from(of(rows.incarnation))),
        status: base64(Uint8Array.from(of(rows.status))),
        withdrawn: base64(Uint8Array.from(of(rows.withdrawn))),
        lane: base64(Uint16Array.from(of(rows.lane))),
        start: base64(Float64Array.from(of(rows.start))),
        end: base64(Float64Array.from(of(rows.end))),
        settled: base64(Float64Array.from(of(rows.settled))),
        cause: base64(Int32Array.from(of(rows.cause))),
        cell: base64(Int32Array.from(of(rows.cell))),
        read: base64(Float64Array.from(of(rows.read))),
        found: base64(Float64Array.from(of(rows.found))),
      },
      frames: {
        row: base64(Uint32Array.from(frame(frames.row))),
        lane: base64(Uint16Array.from(frame(frames.lane))),
        start: base64(Float64Array.from(frame(frames.start))),
        end: base64(Float64Array.from(frame(frames.end))),
      },
      cells: cells.slice(since.cells).map(name),
      labels: this.#labels.names.slice(since.labels),
      senders: this.#senders.names.slice(since.senders),
      transactions: {
        label: base64(Uint32Array.from(this.#labels.indices.slice(since.transactions))),
        sender: base64(Uint32Array.from(this.#senders.indices.slice(since.transactions))),
      },
    };
  }
}
