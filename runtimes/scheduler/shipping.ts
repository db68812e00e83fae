/** What is sent along with a transaction, so that its lane need not ask: the newest uncommitted values of what it will probably read. */
import { balanceCell, nonceCell, type CellKey } from '../core/cell.ts';
import type { ShippedCell } from '../core/wire.ts';
import type { Cell, CellTable } from './cell.ts';
import type { MultiVersionMemory } from './multi-version-memory.ts';
import type { Policy } from './policy.ts';
import type { BlockTask } from './scheduler-options.ts';
import type { TransactionState } from './transaction-state.ts';

type Known = Pick<TransactionState, 'bound' | 'blocker'>;

export class Shipping {
  readonly #memory: MultiVersionMemory;
  readonly #table: CellTable;
  readonly #policy: Policy;
  readonly #tasks: readonly BlockTask[];

  constructor(memory: MultiVersionMemory, table: CellTable, policy: Policy, tasks: readonly BlockTask[]) {
    this.#memory = memory;
    this.#table = table;
    this.#policy = policy;
    this.#tasks = tasks;
  }

  /** With a task: as its last incarnation read, or as the policy expects. @param commitIndex the lowest uncommitted index. */
  withTask(index: number, { bound, blocker }: Known, commitIndex: number): readonly ShippedCell[] {
    const predicted = this.#policy.ship?.(index) ?? [];
    if (this.#policy.snapshot) return predicted;
    const expected = [...(this.#policy.reads?.(index) ?? [])];
    if (bound === undefined && blocker !== undefined && blocker >= commitIndex) {
      const { sender } = this.#tasks[index] as BlockTask;
      expected.push(nonceCell(sender), balanceCell(sender));
    }
    return [...predicted, ...this.newest(index, bound, expected)];
  }

  /** Of what its last incarnation read, or else of `expected`. */
  newest(index: number, bound: Known['bound'], expected: readonly CellKey[]): ShippedCell[] {
    const cells = bound?.reads.map((read) => read.cell) ?? expected.map((key) => this.#table.cell(key));
    const shipped: ShippedCell[] = [];
    for (const cell of cells) if (cell.entries.length > 0) this.#one(cell, index, shipped);
    return shipped;
  }

  #one(cell: Cell, index: number, shipped: ShippedCell[]): void {
    const { committed, estimate, chain, value, version } = this.#memory.resolve(cell, index);
    if (!committed && !estimate) shipped.push({ key: cell.key, value, version, byValue: chain });
  }
}
