/** What is done to a ledger that is going to crash: operations that follow from a seed, and what the ledger must be after each. */
import { storageCell, type CellKey, type CellValue } from '../../../core/cell.ts';
import { seeded, type Random } from '../../../core/random.ts';
import { blockId, genesisId } from '../../block-id.ts';
import {
  ALICE,
  codeBlob,
  testCommit,
  testContext,
  testTransaction,
  TEST_CONFIG,
} from '../../ledger-contract.testkit.ts';
import type { BlockCommit, BlockHead } from '../../ledger.ts';
import { createMemoryLedger } from '../../memory-ledger.ts';
import type { SqliteLedger } from '../../sqlite-ledger.ts';
import { rootOf } from '../../value-of.testkit.ts';
import type { ContractNote } from '../store-protocol.ts';
import { FRESH } from '../store.testkit.ts';

/** A block as the file must have it; its id is its place among all blocks ever committed, from 1. */
export interface ModelBlock {
  readonly id: number;
  readonly parent: number | undefined;
  readonly head: BlockHead;
  readonly cells: ReadonlyMap<CellKey, CellValue>;
}

export type Operation =
  | { readonly kind: 'commit'; readonly block: BlockCommit }
  | { readonly kind: 'move'; readonly branch: string; readonly block: number }
  | { readonly kind: 'branch'; readonly branch: string; readonly block: number }
  | { readonly kind: 'note'; readonly contract: ContractNote };

const CELLS = 60;
const MOST_CODE = 9_000;

/** The ledger as it must be, in memory. Each operation adds one row to the file: a block, a move or a contract. */
export class Model {
  readonly #random: Random;
  readonly blocks: ModelBlock[];
  readonly branches = new Map<string, number>([['main', 1]]);
  branch = 'main';
  operations = 0;

  constructor(seed: number) {
    this.#random = seeded(seed);
    const head = { number: 0, id: genesisId(TEST_CONFIG, 0) };
    this.blocks = [{ id: 1, parent: undefined, head, cells: new Map(FRESH.genesis.cells) }];
  }

  /** The model after a number of operations. */
  static after(seed: number, operations: number): Model {
    const model = new Model(seed);
    while (model.operations < operations) model.next();
    return model;
  }

  get at(): ModelBlock {
    return this.#block(this.branches.get(this.branch) as number);
  }

  /** From the newest block to the first. */
  line(): ModelBlock[] {
    const line = [this.at];
    for (let block = this.at; block.parent !== undefined; line.push(block)) block = this.#block(block.parent);
    return line;
  }

  root(): Promise<string> {
    return rootOf(createMemoryLedger({ config: TEST_CONFIG, genesis: { cells: this.at.cells, codes: [] } }));
  }

  /** The next operation; the model shows what it leaves. */
  next(): Operation {
    this.operations++;
    const kind = this.#random.below(20);
    const anywhere = 1 + this.#random.below(this.blocks.length);
    if (kind === 0) {
      const line = this.line();
      const block = (line[this.#random.below(line.length)] as ModelBlock).id;
      return this.#move(this.branch, block);
    }
    if (kind === 1) return this.#move(`b${this.operations}`, anywhere);
    if (kind === 2) {
      this.branches.set(`b${this.operations}`, anywhere);
      return { kind: 'branch', branch: `b${this.operations}`, block: anywhere };
    }
    if (kind === 3) return { kind: 'note', contract: noteOf(this.operations) };
    return this.#commit(kind === 4 ? CELLS : 1 + this.#random.below(8), kind < 8);
  }

  #move(branch: string, block: number): Operation {
    this.branches.set(branch, block);
    this.branch = branch;
    return { kind: 'move', branch, block };
  }

  #commit(count: number, withCode: boolean): Operation {
    const { at } = this;
    const writes = new Map<CellKey, CellValue>();
    for (let n = 0; n < count; n++) {
      const value = this.#random.below(5) === 0 ? '' : (1 + this.#random.below(2 ** 32)).toString(16);
      writes.set(storageCell(ALICE, '', this.#random.below(CELLS).toString(16).padStart(64, '0')), value);
    }
    const codes = withCode ? [codeBlob(this.#random.bytes(1 + this.#random.below(MOST_CODE)))] : [];
    const number = at.head.number + 1;
    const block: BlockCommit = {
      ...testCommit(number, writes, codes),
      transactions: [testTransaction(this.operations)],
      trace: { effects: [{ reads: [], writes: [], deltas: [], frames: [] }], schedule: [], preimages: [] },
    };
    const cells = new Map(at.cells);
    for (const [key, value] of writes) {
      if (value === '') cells.delete(key);
      else cells.set(key, value);
    }
    const head = { number, id: blockId(at.head.id, testContext(number), block.transactions) };
    this.blocks.push({ id: this.blocks.length + 1, parent: at.id, head, cells });
    this.branches.set(this.branch, this.blocks.length);
    return { kind: 'commit', block };
  }

  #block(id: number): ModelBlock {
    return this.blocks[id - 1] as ModelBlock;
  }
}

const noteOf = (n: number): ContractNote => ({
  account: n.toString(16).padStart(64, '0'),
  name: `c${n}`,
  runtime: 'evm',
  contract: 'C',
  source: 'C.sol',
  compiler: 'none',
  json: JSON.stringify({ n }),
});

/** Does it to a ledger. @throws Error where it is refused. */
export async function perform(ledger: SqliteLedger, operation: Operation): Promise<void> {
  const result = await (operation.kind === 'commit'
    ? ledger.commit(operation.block)
    : operation.kind === 'move'
      ? ledger.move(operation.branch, operation.block, 'test')
      : operation.kind === 'branch'
        ? ledger.addBranch(operation.branch, operation.block)
        : ledger.note(operation.contract));
  if (!result.ok) throw new Error(result.error.message);
}
