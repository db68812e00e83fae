/** Whether the blocks of a snapshot follow each other: numbers, ids that are worked out again, transactions and changes in order. */
import { genesisId, blockId } from '../block-id.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { BlockRecord, HistoryHeader, SnapshotHeader, SnapshotRecord } from './format.ts';
import type { Flaw } from './verifier.ts';

type HistoryRecord = Extract<SnapshotRecord, { kind: 'first' | 'block' | 'tx' | 'record' | 'change' | 'trace' }>;

const flaw = (message: string): Flaw => ({ check: 'history', message });

export class HistoryVerifier {
  readonly #header: SnapshotHeader;
  readonly #history: HistoryHeader;
  #block: BlockRecord | undefined;
  #transactions: Transaction[] = [];
  #lastChange = '';
  #lastRecord = -1;
  #parent: { readonly number: number; readonly id: string } | undefined;
  /** The newest block's, and that of the block before it. */
  #root: string | undefined;

  constructor(header: SnapshotHeader, history: HistoryHeader) {
    this.#header = header;
    this.#history = history;
  }

  take(record: HistoryRecord): Flaw | undefined {
    switch (record.kind) {
      case 'first':
        if (this.#parent !== undefined) return flaw('a second first block');
        if (record.number !== this.#history.first)
          return flaw(`the first block is ${record.number}: the header says ${this.#history.first}`);
        if (record.id !== genesisId(this.#header.config, record.number))
          return flaw(`the id of block ${record.number} is not that of the first block of such a ledger`);
        this.#parent = record;
        this.#root = record.stateRoot;
        return undefined;
      case 'block': {
        const incomplete = this.#endBlock();
        if (incomplete !== undefined) return incomplete;
        if (this.#parent === undefined) return flaw(`block ${record.number} comes before the first`);
        if (record.number !== this.#parent.number + 1)
          return flaw(`block ${record.number} does not follow block ${this.#parent.number}`);
        this.#block = record;
        this.#transactions = [];
        this.#lastChange = '';
        this.#lastRecord = -1;
        this.#root = record.stateRoot;
        return undefined;
      }
      case 'tx':
        if (this.#block === undefined) return flaw('a transaction without a block');
        this.#transactions.push(record.transaction);
        return undefined;
      case 'change': {
        if (this.#block === undefined) return flaw(`a change of ${record.key} without a block`);
        if (record.before === record.after) return flaw(`${record.key} changes from a value to the same one`);
        if (record.key <= this.#lastChange) return flaw(`the change of ${record.key} is out of order or there twice`);
        this.#lastChange = record.key;
        return undefined;
      }
      case 'record': {
        const last = this.#lastRecord;
        this.#lastRecord = record.index;
        if (this.#block === undefined || record.index >= this.#transactions.length)
          return flaw(`a record of transaction ${record.index}, which there is not`);
        return record.index > last
          ? undefined
          : flaw(`the record of transaction ${record.index} is out of order or there twice`);
      }
      case 'trace':
        return this.#block === undefined ? flaw('a trace without a block') : undefined;
    }
  }

  end(): Flaw | undefined {
    const incomplete = this.#endBlock();
    if (incomplete !== undefined) return incomplete;
    if (this.#parent?.number !== this.#header.block)
      return flaw(`the blocks end at ${this.#parent?.number ?? 'none'}: the header says ${this.#header.block}`);
    if (this.#root !== undefined && this.#root !== this.#header.stateRoot)
      return flaw(`block ${this.#parent.number} has another state root than the header`);
    return undefined;
  }

  /** The block that was read is whole now: its id follows from what is in it. */
  #endBlock(): Flaw | undefined {
    if (this.#block === undefined || this.#parent === undefined) return undefined;
    const { number, id, context, decisions } = this.#block;
    const [unplaced] =
      decisions.find(([index], at) => index >= this.#transactions.length || index <= (decisions[at - 1]?.[0] ?? -1)) ??
      [];
    if (unplaced !== undefined) return flaw(`block ${number} has a decision on transaction ${unplaced}, out of place`);
    if (blockId(this.#parent.id, context, this.#transactions) !== id)
      return flaw(`the id of block ${number} does not follow from its parent, context and transactions`);
    this.#parent = this.#block;
    return undefined;
  }
}
