/** Runs one block: joins the scheduler, the lanes and the committed state, and hands the result to the ledger. */
import type { AccountId } from '../core/cell.ts';
import type { Effects, Preimage } from '../core/effects.ts';
import type { Receipt } from '../core/receipt.ts';
import { recordOf, type TransactionRecord } from '../core/record.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Decision, ScheduleEvent } from '../core/schedule.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { FromExecutor, Notice, ShippedCell, TaskResult } from '../core/wire.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AccessForecast } from '../scheduler/declared.ts';
import { createPolicy } from '../scheduler/create-policy.ts';
import type { Pace } from '../scheduler/pace.ts';
import { Scheduler, type Commit, type Settlement } from '../scheduler/scheduler.ts';
import type { BlockRequest, BlockResult, KernelError, LaneAccess } from './block-request.ts';
import type { BlockSteps } from './block-steps.ts';
import { BlockTracer } from './block-tracer.ts';
import { decisionEffects } from './decision-effects.ts';
import type { PoolEvents, PoolLane } from './executor-pool.ts';
import { FrameRouter, type TakenBack } from './frame-router.ts';
import { GatedSteps } from './gated-steps.ts';
import type { HeadState } from './head-state.ts';
import { LaneNews } from './lane-news.ts';
import { recordedEffects, type RecordedTransaction, type RecordMismatch } from './recorded-effects.ts';
import { targetRuntime } from './target-runtime.ts';

export type { BlockRequest, BlockResult, KernelError, LaneAccess } from './block-request.ts';

export interface BlockRunnerOptions {
  readonly ledger: Ledger;
  /** The committed state, as it stands before the block. */
  readonly head: HeadState;
  readonly access: LaneAccess;
  readonly request: BlockRequest;
  readonly forecast: AccessForecast | undefined;
  readonly pace: Pace;
  /** Where lanes record. */
  readonly steps?: BlockSteps | undefined;
}

export class BlockRunner {
  readonly #ledger: Ledger;
  readonly #access: LaneAccess;
  readonly #request: BlockRequest;
  readonly #head: HeadState;
  readonly #scheduler: Scheduler;
  readonly #snapshot: boolean;
  readonly #news: LaneNews;
  readonly #forecast: AccessForecast | undefined;
  readonly #tracer: BlockTracer | undefined;
  readonly #recordings: BlockSteps | undefined;
  readonly #receipts: Receipt[] = [];
  readonly #records: TransactionRecord[] = [];
  readonly #mismatches: RecordMismatch[] = [];
  readonly #decisions = new Map<number, Decision>();
  readonly #losses = new Map<number, string>();
  readonly #lanes = new Map<number, PoolLane>();
  readonly #pending = new Map<number, number[]>();
  readonly #router: FrameRouter;
  readonly #settle: (result: Result<BlockResult, KernelError>) => void;
  readonly #hand: () => void;
  isHandedOver = false;
  /** Resolves when the ledger has been given the block, or there is none to give. */
  readonly handedOver: Promise<void>;
  /** Resolves when the ledger has it for good. */
  readonly done: Promise<Result<BlockResult, KernelError>>;
  /** Where a gate is asked. */
  readonly #steps: GatedSteps | undefined;
  #over = false;
  /** Stopped before all of it was committed: what lanes still do is void. */
  isCut = false;

  constructor({ ledger, head, access, request, forecast, pace, steps }: BlockRunnerOptions) {
    this.#recordings = steps;
    this.#ledger = ledger;
    this.#access = access;
    this.#request = request;
    const { context, transactions } = request;
    this.#head = head;
    let settle: (result: Result<BlockResult, KernelError>) => void = () => undefined;
    this.done = new Promise((resolve) => (settle = resolve));
    this.#settle = settle;
    let hand = (): void => undefined;
    this.handedOver = new Promise((resolve) => (hand = resolve));
    this.#hand = hand;
    const tasks = transactions.map((tx) => ({
      runtime: this.#target(tx),
      sender: tx.from,
      nonce: tx.nonce,
    }));
    const policy = createPolicy(request.policy, { block: context.number, tasks, forecast, pace });
    this.#snapshot = policy.snapshot;
    this.#forecast = forecast;
    this.#tracer = request.trace === true ? new BlockTracer() : undefined;
    this.#news = new LaneNews({ access, head, ledger, snapshot: this.#snapshot, transactions, forecast });
    this.#router = new FrameRouter({
      lanes: () => [...this.#lanes.values()],
      load: (lane) => this.#pending.get(lane.id)?.length ?? 0,
      send: (lane, message) => access.send(lane, message),
      brief: (lane, index, account) => this.#brief(lane, index, account),
      transaction: (index) => ({ transaction: transactions[index] as Transaction, mode: 'transaction' }),
      watch: (lane) => this.#watch(lane),
      demand: (runtime) => access.demand(runtime),
      emit: (event) => this.#emit(event),
      notePreimages: (preimages) => this.#notePreimages(preimages),
      fail: (message) => this.fail({ code: 'executor', message }),
    });
    this.#scheduler = new Scheduler({
      block: context.number,
      tasks,
      policy,
      table: head.table,
      settled: settledIn(request),
      ...(request.validate !== undefined && { validate: request.validate }),
      host: {
        commit: (commit) => this.#commit(commit),
        withdraw: (id, index, incarnation) => {
          const lane = this.#lanes.get(id);
          if (lane !== undefined) this.#access.feed(lane).onWithdraw(index, incarnation);
        },
        settle: (index, how) => (how === 'recorded' ? this.#replayRecord(index) : this.#decide(index, how)),
        emit: (event) => this.#emit(event),
      },
    });
    const { gate } = request;
    if (gate !== undefined)
      this.#steps = new GatedSteps({
        gate,
        block: context.number,
        scheduler: this.#scheduler,
        lanes: () => [...this.#lanes.values()],
        dispatch: (lane) => this.#dispatch(lane, 1),
        report: (lane, result, taken) => this.#report(lane, result, taken),
        works: (lane) => (this.#pending.get(lane.id)?.length ?? 0) > 0,
        pump: () => {
          this.#pump();
          request.onProgress?.(this.#scheduler.commitIndex);
        },
      });
  }

  start(): void {
    this.#steps?.begin();
    for (const lane of this.#access.lanes()) this.#enter(lane);
    this.#pump();
  }

  laneUp(lane: PoolLane): void {
    this.#enter(lane);
    this.#router.laneUp(lane);
    this.#pump();
  }

  /** All lanes of an executor at once: nothing is sent to one that is about to be reported too. */
  lanesDown(...[lanes, cause, reason, blameless]: Parameters<PoolEvents['lanesDown']>): void {
    if (this.#over) {
      // Nobody is left to be told anything when the block ends.
      for (const lane of lanes) this.#lanes.delete(lane.id);
      return;
    }
    for (const lane of lanes) if (this.#lanes.has(lane.id)) this.#laneDown(lane, cause, reason, blameless);
    this.#pump();
  }

  #laneDown(lane: PoolLane, cause: 'lost' | 'deadline', reason: string, blameless: boolean): void {
    // What it had reported counts.
    this.#steps?.letThrough(lane);
    const served = this.#router.laneDown(lane, cause, reason, blameless);
    const running = served ? undefined : this.#pending.get(lane.id)?.[0];
    if (running !== undefined) this.#losses.set(running, `${lane.ref.executor}: ${reason}`);
    // Before its tasks are taken back: there is nobody left to be told.
    this.#lanes.delete(lane.id);
    this.#pending.delete(lane.id);
    this.#scheduler.lost(lane.id, cause, served);
  }

  message(lane: PoolLane, message: FromExecutor): void {
    if (message.kind === 'results') this.#results(lane, message.results);
    else if (message.kind === 'fetch') {
      this.#access.send(lane, { kind: 'answer', lane: lane.ref.lane, answer: this.#news.answer(lane, message.key) });
    } else if (message.kind === 'fetchCode') {
      this.#access.send(lane, { kind: 'code', lane: lane.ref.lane, code: this.#head.code(message.hash) });
    } else if (message.kind === 'call' || message.kind === 'return' || message.kind === 'begin') {
      this.#frame(lane, message);
    } else if (message.kind === 'recording' && !this.#over) this.#recordings?.take(message);
  }

  #frame(lane: PoolLane, message: Extract<FromExecutor, { kind: 'call' | 'return' | 'begin' }>): void {
    if (this.#over || !this.#lanes.has(lane.id)) return;
    if (message.kind === 'return') this.#router.answer(lane, message);
    else if (message.kind === 'begin') this.#router.begin(lane, message);
    else {
      // Code that the transaction has just put may be run by the other lane.
      this.#head.offerCodes(message.sync.codes);
      this.#router.call(lane, message);
    }
  }

  /** What a lane must be told before it runs a frame of the transaction that begins in `account`. */
  #brief(
    lane: PoolLane,
    index: number,
    account: AccountId,
  ): { readonly notice: Notice; readonly shipped: readonly ShippedCell[] } {
    const { told, expected } = this.#news.withFrame(lane, index, account);
    const horizon = this.#snapshot ? -1 : this.#scheduler.commitIndex - 1;
    const notice = { block: this.#request.context.number, horizon, chained: !this.#snapshot, ...told };
    return { notice, shipped: this.#scheduler.shipped(index, expected) };
  }

  /** Gives the block up; nothing of it is committed. */
  fail(error: KernelError): void {
    if (this.#over) return;
    this.#end();
    this.#settle(err(error));
    this.#hand();
  }

  #end(): void {
    this.#over = true;
    this.#steps?.end();
    this.#recordings?.end();
  }

  /** The block is what has been committed. */
  #cut(): void {
    if (this.#scheduler.commitIndex === 0) {
      this.fail({ code: 'stopped', message: 'stopped before anything of the block was committed' });
      return;
    }
    this.isCut = true;
    this.#end();
    void this.#finish();
  }

  #enter(lane: PoolLane): void {
    this.#lanes.set(lane.id, lane);
    this.#scheduler.addLane(lane);
    this.#news.enter(lane);
    this.#access.send(lane, { kind: 'block', lane: lane.ref.lane, context: this.#request.context });
  }

  #pump(): void {
    if (this.#over) return;
    for (const lane of this.#lanes.values()) {
      const idle = (this.#pending.get(lane.id)?.length ?? 0) === 0;
      if (idle) this.#news.idle(lane);
    }
    if (this.#steps === undefined || this.#steps.passAll()) {
      for (let sent = true; sent;) {
        sent = false;
        for (const lane of this.#lanes.values()) if (this.#dispatch(lane)) sent = true;
      }
    }
    if (this.#over) return;
    if (this.#scheduler.done) {
      this.#end();
      void this.#finish();
    } else if (this.#request.gate?.isStopped) this.#cut();
  }

  /** @param most transactions at once. */
  #dispatch(lane: PoolLane, most?: number): boolean {
    const assignment = this.#scheduler.assign(lane.id, most);
    if (assignment === undefined) return false;
    const { transactions, context } = this.#request;
    const { horizon, chained } = assignment;
    const told = this.#news.withBatch(lane, assignment.batch, assignment.tasks);
    const notice = { block: context.number, horizon, chained, ...told };
    const tasks = assignment.tasks.map(({ index, incarnation, shipped }) => ({
      index,
      incarnation,
      shipped,
      mode: 'transaction' as const,
      transaction: transactions[index] as Transaction,
    }));
    this.#access.send(lane, { kind: 'batch', lane: lane.ref.lane, batch: { id: assignment.batch, notice, tasks } });
    const pending = this.#pending.get(lane.id) ?? [];
    const idle = pending.length === 0;
    for (const { index } of tasks) pending.push(index);
    this.#pending.set(lane.id, pending);
    if (idle) this.#watch(lane);
    return true;
  }

  #watch(lane: PoolLane): void {
    const work = this.#router.worksFor(lane);
    const index = work === 'own' ? this.#pending.get(lane.id)?.[0] : work;
    this.#access.watch(lane, typeof index === 'number' ? this.#request.transactions[index] : undefined);
  }

  #results(lane: PoolLane, results: readonly TaskResult[]): void {
    if (this.#over || !this.#lanes.has(lane.id)) return;
    const pending = this.#pending.get(lane.id) ?? [];
    for (const result of results) {
      const at = pending.indexOf(result.index);
      if (at >= 0) pending.splice(at, 1);
      const taken = this.#router.finished(result.index, lane);
      if (result.kind === 'done') this.#head.offerCodes(result.effects.codes);
      if (this.#steps?.hold(lane, result, taken) === true) continue;
      if (!this.#report(lane, result, taken)) return;
    }
    this.#watch(lane);
    this.#request.onProgress?.(this.#scheduler.commitIndex);
    this.#pump();
  }

  /** Has the scheduler take in a result. @returns whether the block goes on. */
  #report(lane: PoolLane, result: TaskResult, taken: TakenBack | undefined): boolean {
    if (result.kind === 'done') {
      this.#forecast?.observe(result.index, result.effects);
      this.#notePreimages(result.effects.preimages);
    } else if (result.kind === 'fault') {
      this.#losses.set(result.index, `${lane.ref.executor}: ${result.message}`);
    } else if (result.kind === 'misrouted' && !this.#access.demand(result.runtime)) {
      this.fail({ code: 'executor', message: `no executor for runtime ${result.runtime}` });
    } else if (taken !== undefined && taken.cause !== 'lane') {
      this.#losses.set(result.index, taken.message);
    }
    if (this.#over) return false;
    try {
      this.#scheduler.report(lane.id, result, taken);
    } catch (error) {
      this.fail({ code: 'executor', message: error instanceof Error ? error.message : String(error) });
    }
    return !this.#over;
  }

  #commit({ index, incarnation, runtime, lane, batch, bound }: Commit): void {
    // Before its own writes are applied the cells hold what it read; decisions are taken on them whatever the policy.
    const seen = lane === undefined ? this.#head : this.#news.source;
    this.#tracer?.committed(bound.effects, (key) => seen.read(key).value);
    this.#head.apply(this.#request.context.number, index, incarnation, bound);
    this.#news.committed(bound, lane === undefined ? undefined : this.#lanes.get(lane), batch);
    const { outcome, gasUsed, events, recorded } = bound.effects;
    const given = this.#request.recorded?.get(index)?.receipt;
    // Where a decision was taken on the way must not show in the receipt: it may have been misrouted by then, or not.
    const ranIn = lane === undefined ? this.#target(this.#request.transactions[index] as Transaction) : runtime;
    this.#receipts.push(given ?? { index, outcome, gasUsed, events, runtime: this.#access.version(ranIn) });
    if (!recorded) return;
    this.#records.push(recordOf(index, bound.effects));
    this.#recordings?.commit(index, incarnation);
  }

  /** Of which runtime the transaction would be now. */
  #target(tx: Transaction): RuntimeId {
    return targetRuntime(tx, this.#ledger.config, (key) => this.#head.read(key));
  }

  #replayRecord(index: number): Effects {
    const recorded = this.#request.recorded?.get(index) as RecordedTransaction;
    const { effects, mismatches } = recordedEffects(recorded, (key) => this.#head.read(key));
    this.#mismatches.push(...mismatches);
    this.#head.offerCodes(effects.codes);
    return effects;
  }

  #decide(index: number, decision: Decision): Effects {
    this.#decisions.set(index, decision);
    const tx = this.#request.transactions[index] as Transaction;
    const reason = 'no executor survived it';
    return decisionEffects(tx, this.#request.context, decision, reason, (key) => this.#head.read(key));
  }

  #emit(event: ScheduleEvent): void {
    this.#tracer?.event(event);
    this.#steps?.event(event);
    this.#request.onEvent?.(event);
  }

  #notePreimages(preimages: readonly Preimage[]): void {
    if (preimages.length === 0) return;
    this.#tracer?.preimages(preimages);
    this.#request.onPreimages?.(preimages);
  }

  async #finish(): Promise<void> {
    const { context, policy } = this.#request;
    const transactions = this.isCut
      ? this.#request.transactions.slice(0, this.#receipts.length)
      : this.#request.transactions;
    const receipts = this.#receipts;
    // What still runs there is void, and would be taken for the next block's.
    for (const id of this.#router.engaged()) {
      const lane = this.#lanes.get(id);
      if (lane !== undefined) this.#access.recycle(lane);
    }
    this.#news.end(this.#lanes);
    const traced = this.#tracer && { trace: this.#tracer.trace(this.isCut ? receipts.length : undefined) };
    const committing = this.#ledger.commit({
      context,
      policy,
      transactions,
      receipts,
      records: this.#records,
      writes: this.#head.changed(),
      codes: this.#head.codes,
      decisions: this.#decisions,
      ...traced,
    });
    this.#head.seal();
    const sent = this.#ledger.ahead.head();
    if (sent.number === context.number) this.#request.onHandedOver?.(sent);
    this.isHandedOver = true;
    this.#hand();
    const committed = await committing;
    if (!committed.ok) {
      const { code, message } = committed.error;
      this.#settle(err({ code: code === 'storage' || code === 'file' ? 'storage' : 'ledger', message }));
      return;
    }
    const head = committed.value;
    const [records, mismatches] = [this.#records, this.#mismatches];
    const recorded = this.#recordings && { steps: this.#recordings };
    this.#settle(
      ok({
        head,
        receipts,
        decisions: this.#decisions,
        records,
        mismatches,
        losses: this.#losses,
        ...traced,
        ...recorded,
      }),
    );
  }
}

/** What an earlier run of the block has settled, and how. */
function settledIn({ decisions, recorded }: BlockRequest): ReadonlyMap<number, Settlement> {
  const settled = new Map<number, Settlement>(decisions);
  for (const index of recorded?.keys() ?? []) settled.set(index, 'recorded');
  return settled;
}
