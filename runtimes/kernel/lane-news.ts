/** What lanes are told of cells while a block runs: with each batch and frame, when they ask, and after a commit. */
import type { AccountId, CellKey } from '../core/cell.ts';
import type { Transaction } from '../core/transaction.ts';
import type { ToExecutor } from '../core/wire.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AccountCells, BoundEffects, Cell } from '../scheduler/cell.ts';
import type { AccessForecast } from '../scheduler/declared.ts';
import type { LaneAccess } from './block-request.ts';
import type { PoolLane } from './executor-pool.ts';
import type { HeadState } from './head-state.ts';
import { announce, type CellSource, type ReplicaFeed, type Told } from './replica-feed.ts';

export interface LaneNewsOptions {
  readonly access: LaneAccess;
  readonly head: HeadState;
  /** Its newest state is the one that the block begins on. */
  readonly ledger: Ledger;
  /** Lanes see the start of the block, whatever is committed meanwhile. */
  readonly snapshot: boolean;
  readonly transactions: readonly Transaction[];
  readonly forecast: AccessForecast | undefined;
}

type Answer = Extract<ToExecutor, { kind: 'answer' }>['answer'];

export class LaneNews {
  /** What lanes are shown. */
  readonly source: CellSource;
  readonly #access: LaneAccess;
  readonly #head: HeadState;
  readonly #snapshot: boolean;
  readonly #transactions: readonly Transaction[];
  readonly #forecast: AccessForecast | undefined;
  /** Lanes that know the block; in a snapshot block with what they were told before it began. */
  readonly #entered = new Map<number, Told | 'told'>();
  /** Batches of a lane from this one on ran after its last reset: it still has what they wrote. */
  readonly #keptFrom = new Map<number, number>();
  #lastBatch = -1;

  constructor({ access, head, ledger, snapshot, transactions, forecast }: LaneNewsOptions) {
    this.#access = access;
    this.#head = head;
    this.#snapshot = snapshot;
    this.#transactions = transactions;
    this.#forecast = forecast;
    this.source = snapshot
      ? { read: (key) => ledger.ahead.read(key), page: (account, limit) => ledger.ahead.cellsOf(account.id, limit) }
      : head;
  }

  enter(lane: PoolLane): void {
    // Whoever reads the start of the block must not be told later what the block itself committed.
    this.#entered.set(lane.id, this.#snapshot ? this.#access.feed(lane).take() : 'told');
  }

  /** The lane has nothing to do: if it was away for long it forgets everything, instead of being told all that it missed. */
  idle(lane: PoolLane): void {
    if (!this.#snapshot && this.#access.feed(lane).isStale) this.#access.renewFeed(lane);
  }

  withBatch(
    lane: PoolLane,
    batch: number,
    tasks: readonly { readonly index: number; readonly incarnation: number }[],
  ): Told {
    this.#lastBatch = batch;
    this.#prefetch(lane, tasks);
    const told = this.#told(lane);
    if (told.reset) this.#keptFrom.set(lane.id, batch);
    return told;
  }

  /** With a frame of the transaction that begins in `account`. `expected`: what it will probably read. */
  withFrame(
    lane: PoolLane,
    index: number,
    account: AccountId,
  ): { readonly told: Told; readonly expected: readonly CellKey[] } {
    const expected = this.#forecast?.expect(index, () => true).reads ?? [];
    if (!this.#snapshot) {
      const feed = this.#access.feed(lane);
      const { table } = this.#head;
      feed.prefetchAccount(table.account(account), this.source, (key) => table.cell(key));
      for (const key of expected) feed.prefetchCell(table.cell(key));
    }
    const told = this.#told(lane);
    // What the lane was given before it runs before this frame or after it; to be safe it counts as forgotten.
    if (told.reset) this.#keptFrom.set(lane.id, this.#lastBatch + 1);
    return { told, expected };
  }

  answer(lane: PoolLane, key: CellKey): Answer {
    const feed = this.#access.feed(lane);
    const { table } = this.#head;
    const cell = table.cell(key);
    const answer = feed.answer(cell, this.source, (one) => table.cell(one));
    this.#remind(feed, cell.account);
    return answer;
  }

  /** After a commit: who follows its cells will be told. @param ran the lane whose batch it was, if that is still there. */
  committed({ writes }: BoundEffects, ran: PoolLane | undefined, batch: number): void {
    const writer = ran && this.#access.feed(ran);
    const stillHas = writer !== undefined && !writer.isFresh && batch >= (this.#keptFrom.get(ran?.id ?? -1) ?? 0);
    for (const { cell, value } of writes) {
      // A lane keeps its own full writes, unless it runs on the start of the block; deltas it learns folded.
      const keeps = stillHas && value !== undefined && !this.#snapshot;
      announce(cell, keeps ? writer : undefined);
      if (keeps) writer?.wrote(cell);
    }
  }

  /** The block is over. What a lane would have been told with its first batch, had it been given one. */
  end(lanes: ReadonlyMap<number, PoolLane>): void {
    for (const [id, told] of this.#entered) {
      const lane = lanes.get(id);
      if (lane !== undefined && told !== 'told' && tells(told)) this.#access.renewFeed(lane);
    }
  }

  #told(lane: PoolLane): Told {
    if (!this.#snapshot) return this.#access.feed(lane).take();
    const told = this.#entered.get(lane.id);
    this.#entered.set(lane.id, 'told');
    return told === undefined || told === 'told' ? { reset: false, dropped: [], updates: [], complete: [] } : told;
  }

  /** A lane that was just shown the start of the block hears of what has been committed since when the block is over. */
  #remind(feed: ReplicaFeed, account: AccountCells): void {
    if (!this.#snapshot) return;
    for (const cell of this.#head.changedOf(account))
      if (feed.holds(account) || cell.followers.includes(feed)) feed.changed(cell);
  }

  /** Has the lane told what its tasks will probably read, so that they need not ask one by one. */
  #prefetch(lane: PoolLane, tasks: readonly { readonly index: number; readonly incarnation: number }[]): void {
    // In a snapshot block only at its start: what is told later would already be newer.
    if (this.#snapshot) return;
    const feed = this.#access.feed(lane);
    const { table } = this.#head;
    const cellOf = (key: CellKey): Cell => table.cell(key);
    const wanted = (account: AccountId): boolean => !feed.holds(table.account(account));
    for (const { index, incarnation } of tasks) {
      // A further incarnation is shipped what its last one read.
      if (incarnation > 0) continue;
      const { from, to } = this.#transactions[index] as Transaction;
      feed.prefetchAccount(table.account(from), this.source, cellOf);
      if (to !== null) feed.prefetchAccount(table.account(to), this.source, cellOf);
      const expected = this.#forecast?.expect(index, wanted);
      for (const key of expected?.reads ?? []) feed.prefetchCell(cellOf(key));
    }
  }
}

const tells = ({ reset, dropped, updates, complete }: Told): boolean =>
  reset || dropped.length + updates.length + complete.length > 0;
