import type { CellKey, CellValue } from '../core/cell.ts';
import type { ContractEvent } from '../core/effects.ts';
import type { LaneTracer } from './lane-tracer.ts';
import { TransactionJournal, type StateView } from './transaction-journal.ts';

/** A journal that tells of each cell that is touched and of each event, between the steps that did it. */
export class TracedJournal extends TransactionJournal {
  readonly #tracer: LaneTracer;

  constructor(view: StateView, tracer: LaneTracer) {
    super(view);
    this.#tracer = tracer;
  }

  override read(key: CellKey): CellValue {
    const value = super.read(key);
    this.#tracer.tell({ kind: 'cell', access: 'read', key, value });
    return value;
  }

  override write(key: CellKey, value: CellValue): void {
    this.#tracer.tell({ kind: 'cell', access: 'write', key, value });
    super.write(key, value);
  }

  override credit(key: CellKey, amount: bigint): void {
    if (amount !== 0n) this.#tracer.tell({ kind: 'cell', access: 'credit', key, value: amount.toString() });
    super.credit(key, amount);
  }

  override emit(event: ContractEvent): void {
    this.#tracer.tell({ kind: 'event', event });
    super.emit(event);
  }
}
