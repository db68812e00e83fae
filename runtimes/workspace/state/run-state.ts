import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import type { BlockContext } from '../../core/block.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { breath } from '../../ledger/breath.ts';
import type { CommittedBlock } from '../../ledger/ledger.ts';
import { CANCELLED } from '../../ledger/store/diff-blocks.ts';
import type { Registry } from '../../registry.ts';
import type { Chain } from '../run/chain.ts';
import type { Named } from '../run/name-cells.ts';
import type { ScheduleRecorder } from '../schedule/schedule-recorder.ts';
import type {
  Accesses,
  CellDifference,
  CellVersion,
  DiffFailure,
  DiffWork,
  StatePoint,
  StateSource,
  StateTransaction,
} from './state-source.ts';
import { byKey, SortedKeys } from './sorted-keys.ts';

/** Changes that are gone through before others have their turn. */
const AT_ONCE = 4_096;

/** What is known of a run beside its ledger; it comes as the run goes on. */
export interface RunKnowledge {
  readonly named: Named;
  readonly recorder: ScheduleRecorder;
  readonly label: (transaction: Transaction, receipt: Receipt) => string;
  readonly sender: (account: AccountId) => string;
}

interface Block {
  readonly context: Pick<BlockContext, 'number' | 'timestamp'>;
  readonly transactions: readonly Transaction[];
  readonly receipts: readonly Receipt[];
  readonly changed: readonly CellKey[];
}

/**
 * The state of a run in memory, with its past. While the run goes on its blocks are only put aside; they are taken in when somebody asks for
 * the state.
 */
export class RunState implements StateSource {
  readonly registry: Registry;
  readonly #first: number;
  readonly #known: () => RunKnowledge | undefined;
  readonly #waiting: CommittedBlock[] = [];
  /** By number less that of the first. */
  readonly #blocks: Block[] = [];
  /** What cells hold at the head. */
  readonly #now: Map<CellKey, CellValue>;
  readonly #changes = new Map<CellKey, CellVersion[]>();
  readonly #keys = new SortedKeys();
  /** Rows of the incarnations that were committed, by transaction; as of so many changes of the schedule. */
  #committed: { readonly changes: number; readonly rows: readonly number[] } = { changes: -1, rows: [] };

  /** @param chain stands where the run begins from. `known`: undefined until the traffic begins. */
  constructor({ ledger, registry }: Chain, known: () => RunKnowledge | undefined) {
    this.registry = registry;
    this.#known = known;
    this.#first = ledger.head().number;
    this.#now = new Map([...ledger.cells()].map(([key, { value }]) => [key, value]));
    for (const key of this.#now.keys()) this.#keys.add(key);
    ledger.subscribe((block) => this.#waiting.push(block));
  }

  /** Whether anything of it can be named yet. */
  get isReady(): boolean {
    return this.#known() !== undefined;
  }

  get head(): number {
    this.#catchUp();
    return this.#first + this.#blocks.length;
  }

  point(id: number): StatePoint | undefined {
    if (id === this.#first) return { id, number: id, timestamp: undefined, transactions: 0 };
    const block = this.#block(id);
    if (block === undefined) return undefined;
    const { context, transactions } = block;
    return { id, number: id, timestamp: Number(context.timestamp), transactions: transactions.length };
  }

  line(before: number | undefined, limit: number): readonly StatePoint[] {
    const newest = before === undefined ? this.head : Math.min(before - 1, this.head);
    const count = Math.max(0, Math.min(limit, newest - this.#first + 1));
    return Array.from({ length: count }, (_, n) => this.point(newest - n)).filter((point) => point !== undefined);
  }

  named(): Named {
    return this.#known()?.named ?? { labels: new Map(), layouts: new Map(), preimages: new Map() };
  }

  read(id: number, key: CellKey): CellValue {
    const { head } = this;
    const now = this.#now.get(key) ?? '';
    if (id >= head) return now;
    const changes = this.#changes.get(key) ?? [];
    const next = changes.find(({ block }) => block > id);
    return next?.before ?? now;
  }

  *cellsOf(
    id: number,
    account: AccountId,
    after: CellKey | undefined,
  ): Generator<readonly [CellKey, CellValue], void, undefined> {
    this.#catchUp();
    for (const key of this.#keys.of(account, after)) {
      const value = this.read(id, key);
      if (value !== '') yield [key, value];
    }
  }

  accounts(after: AccountId | undefined): Iterable<AccountId> {
    this.#catchUp();
    return this.#keys.accounts(after);
  }

  async differences(
    from: number,
    to: number,
    { signal, onProgress }: DiffWork = {},
  ): Promise<Result<readonly CellDifference[], DiffFailure>> {
    this.#catchUp();
    const [low, high] = from < to ? [from, to] : [to, from];
    const keys = new Set<CellKey>();
    const found: CellDifference[] = [];
    let changes = 0;
    for (let id = low + 1; id <= high; id++)
      for (const key of this.#block(id)?.changed ?? []) {
        if (++changes % AT_ONCE === 0) {
          await breath();
          if (signal?.aborted === true) return err(CANCELLED);
          onProgress?.(changes);
        }
        if (keys.has(key)) continue;
        keys.add(key);
        // What two blocks hold does not change while others come.
        const [before, after] = [this.read(from, key), this.read(to, key)];
        if (before !== after) found.push({ key, before, after });
      }
    return ok(found.sort((a, b) => byKey(a.key, b.key)));
  }

  *versions(id: number, key: CellKey): Generator<CellVersion, void, undefined> {
    this.#catchUp();
    const changes = this.#changes.get(key) ?? [];
    for (let n = changes.length - 1; n >= 0; n--) {
      const change = changes[n];
      if (change !== undefined && change.block <= id) yield change;
    }
    const first = changes[0]?.before ?? this.#now.get(key) ?? '';
    if (first !== '') yield { block: this.#first, before: '', after: first };
  }

  accesses(id: number): readonly Accesses[] | undefined {
    const block = this.#block(id);
    const recorder = this.#known()?.recorder;
    if (block === undefined) return undefined;
    const traffic = recorder?.blocks.find(({ number }) => number === id);
    if (recorder === undefined || traffic === undefined) {
      // Deployments and setup have no schedule; whatever a block of one changed, that one changed.
      if (block.transactions.length !== 1) return undefined;
      const writes = block.changed.map((key) => ({ key, value: this.read(id, key) }));
      return [{ reads: [], writes, deltas: [] }];
    }
    const rows = this.#rows(recorder);
    return block.transactions.map((_, index) => {
      const row = rows[traffic.first + index];
      if (row === undefined) return { reads: [], writes: [], deltas: [] };
      return { reads: recorder.accesses.reads(row), ...recorder.accesses.changed(row) };
    });
  }

  transaction(id: number, index: number): StateTransaction | undefined {
    const block = this.#block(id);
    const [transaction, receipt] = [block?.transactions[index], block?.receipts[index]];
    if (transaction === undefined || receipt === undefined) return undefined;
    const known = this.#known();
    const { from } = transaction;
    const first = known?.recorder.blocks.find(({ number }) => number === id)?.first;
    return {
      index,
      from,
      sender: known?.sender(from) ?? `0x${from}`,
      label: known?.label(transaction, receipt) ?? '',
      runtime: receipt.runtime.split('@', 1)[0] ?? '',
      row: known === undefined || first === undefined ? undefined : this.#rows(known.recorder)[first + index],
    };
  }

  #block(id: number): Block | undefined {
    this.#catchUp();
    return this.#blocks[id - this.#first - 1];
  }

  #rows(recorder: ScheduleRecorder): readonly number[] {
    if (this.#committed.changes !== recorder.changes.length) {
      const rows: number[] = [];
      for (const [row, tx] of recorder.rows.tx.entries()) {
        const status = statusOf(recorder.rows.status[row] ?? 0);
        if (status === 'committed' || status === 'reverted') rows[tx] = row;
      }
      this.#committed = { changes: recorder.changes.length, rows };
    }
    return this.#committed.rows;
  }

  #catchUp(): void {
    for (const { commit } of this.#waiting.splice(0)) {
      const { context, transactions, receipts, writes } = commit;
      const changed: CellKey[] = [];
      for (const [key, { value }] of writes) {
        const before = this.#now.get(key) ?? '';
        if (before === value) continue;
        if (!this.#now.has(key)) this.#keys.add(key);
        this.#now.set(key, value);
        changed.push(key);
        const change = { block: context.number, before, after: value };
        const changes = this.#changes.get(key);
        if (changes === undefined) this.#changes.set(key, [change]);
        else changes.push(change);
      }
      this.#blocks.push({ context, transactions, receipts, changed });
    }
  }
}
