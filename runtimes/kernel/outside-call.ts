/** A call from outside (eth_call): one transaction on committed state, whose effects are thrown away. It may use several lanes. */
import type { BlockContext } from '../core/block.ts';
import type { Effects } from '../core/effects.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { FromExecutor, Notice, Task, ToExecutor } from '../core/wire.ts';
import type { KernelError } from './block-runner.ts';
import type { PoolLane } from './executor-pool.ts';
import { FrameRouter } from './frame-router.ts';
import type { HeadState } from './head-state.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** `lost`: an executor that it ran on is gone; why, in words. `misrouted`: the code belongs to another runtime. */
export type CallAnswer = Result<Effects, KernelError> | { readonly lost: string } | { readonly misrouted: RuntimeId };

export interface OutsideCallOptions {
  readonly lane: PoolLane;
  readonly transaction: Transaction;
  readonly context: BlockContext;
  readonly head: HeadState;
  readonly lanes: () => readonly PoolLane[];
  readonly feed: (lane: PoolLane) => ReplicaFeed;
  readonly send: (lane: PoolLane, message: ToExecutor) => void;
  readonly watch: (lane: PoolLane, task: Transaction | undefined) => void;
  readonly demand: (runtime: RuntimeId) => boolean;
  readonly recycle: (lane: PoolLane) => void;
}

export class OutsideCall {
  readonly #options: OutsideCallOptions;
  readonly #router: FrameRouter;
  readonly #entered = new Set<number>();
  readonly answer: Promise<CallAnswer>;
  #settle: (answer: CallAnswer) => void = () => undefined;

  constructor(options: OutsideCallOptions) {
    this.#options = options;
    this.answer = new Promise((settle) => (this.#settle = settle));
    const { transaction, send, watch } = options;
    this.#router = new FrameRouter({
      lanes: options.lanes,
      load: () => 0,
      send,
      brief: (lane) => ({ notice: this.#notice(lane), shipped: [] }),
      transaction: () => ({ transaction, mode: 'call' }),
      watch: (lane) => watch(lane, typeof this.#router.worksFor(lane) === 'number' ? transaction : undefined),
      demand: options.demand,
      emit: () => undefined,
      notePreimages: () => undefined,
      fail: (message) => this.settle(err({ code: 'executor', message })),
    });
  }

  start(): void {
    const { lane, transaction, send, watch } = this.#options;
    const notice = this.#notice(lane);
    const task: Task = { index: 0, incarnation: 0, mode: 'call', transaction, shipped: [] };
    watch(lane, transaction);
    send(lane, { kind: 'batch', lane: lane.ref.lane, batch: { id: 0, notice, tasks: [task] } });
  }

  settle(answer: CallAnswer): void {
    this.#settle(answer);
    // Where it ends before its time, lanes may still run or wait.
    for (const id of this.#router.engaged()) {
      const lane = this.#options.lanes().find((one) => one.id === id);
      if (lane !== undefined) this.#options.recycle(lane);
    }
  }

  laneUp(lane: PoolLane): void {
    this.#router.laneUp(lane);
  }

  laneDown(lane: PoolLane, cause: 'lost' | 'deadline', reason: string): void {
    this.#router.laneDown(lane, cause, reason);
    if (lane === this.#options.lane) this.settle({ lost: `${lane.ref.executor}: ${reason}` });
  }

  message(lane: PoolLane, message: FromExecutor): void {
    const { head, feed, send } = this.#options;
    const to = lane.ref.lane;
    if (message.kind === 'fetch') {
      const answer = feed(lane).answer(head.table.cell(message.key), head, (key) => head.table.cell(key));
      send(lane, { kind: 'answer', lane: to, answer });
    } else if (message.kind === 'fetchCode') send(lane, { kind: 'code', lane: to, code: head.code(message.hash) });
    else if (message.kind === 'call') {
      head.offerCodes(message.sync.codes);
      this.#router.call(lane, message);
    } else if (message.kind === 'return') this.#router.answer(lane, message);
    else if (message.kind === 'begin') this.#router.begin(lane, message);
    else if (message.kind === 'results' && lane === this.#options.lane) this.#result(lane, message);
  }

  #result(lane: PoolLane, { results: [result] }: Extract<FromExecutor, { kind: 'results' }>): void {
    const taken = this.#router.finished(0, lane);
    if (result?.kind === 'done') this.settle(ok(result.effects));
    else if (result?.kind === 'fault') this.settle(err({ code: 'executor', message: result.message }));
    else if (result?.kind === 'misrouted') this.settle({ misrouted: result.runtime });
    else if (taken?.cause === 'fault') this.settle(err({ code: 'executor', message: taken.message }));
    else if (result !== undefined) this.settle({ lost: taken?.message ?? 'taken back' });
  }

  #notice(lane: PoolLane): Notice {
    const { context, send, feed } = this.#options;
    if (!this.#entered.has(lane.id)) {
      this.#entered.add(lane.id);
      send(lane, { kind: 'block', lane: lane.ref.lane, context });
    }
    return { block: context.number, horizon: -1, chained: true, ...feed(lane).take() };
  }
}
