/** One lane of a simulation: the product's lane, inbox, journal and replica; what it does takes virtual time. */
import type { LedgerConfig } from '../core/block.ts';
import { decodeToExecutor, encodeToExecutor } from '../core/wire.ts';
import type { FetchAnswer, FromExecutor, TaskResult, ToExecutor } from '../core/wire.ts';
import { LaneInbox } from '../executor/lane-inbox.ts';
import { Lane, type FrameNews } from '../executor/lane.ts';
import type { PoolLane } from '../kernel/executor-pool.ts';
import type { ReplicaFeed } from '../kernel/replica-feed.ts';
import type { VirtualClock } from '../scheduler/sim/virtual-clock.ts';
import type { ExecutorModule } from '../sdk/runtime.ts';

/** What a lane needs of the simulation around it. */
export interface LaneWorld {
  readonly clock: VirtualClock;
  /** How long what comes next takes, in ms; asked each time that something begins. */
  duration(lane: SimulatedLane): number;
  /** Whether finished results are sent now although the batch goes on. */
  flushes(): boolean;
  /** To the kernel, after the delay of the channel. */
  send(lane: SimulatedLane, message: FromExecutor): void;
  /** To the kernel, which answers at once. */
  ask(lane: SimulatedLane, message: FromExecutor): void;
}

/** The same for all: a channel keeps its order. What varies is when its messages are sent. */
export const DELAY = 0.1;

export class SimulatedLane {
  readonly pool: PoolLane;
  feed: ReplicaFeed;
  alive = true;
  readonly #world: LaneWorld;
  readonly #lane: Lane;
  readonly #inbox: LaneInbox;
  readonly #mail: ToExecutor[] = [];
  #results: TaskResult[] = [];
  #reporting = -1;
  #answer: FetchAnswer | undefined;
  #code: Uint8Array | undefined;
  /** Goes on where the lane waits for mail. */
  #heard: (() => void) | undefined;
  /** Tells whoever woke the lane that it sleeps or waits again. */
  #rests: () => void = () => undefined;
  #blocked = 0;

  constructor(pool: PoolLane, deterministic: boolean, feed: ReplicaFeed, config: LedgerConfig, world: LaneWorld) {
    this.pool = pool;
    this.feed = feed;
    this.#world = world;
    const { lane } = pool.ref;
    this.#lane = new Lane(
      { id: pool.runtime, deterministic },
      config,
      {
        fetch: (key, index) => {
          world.ask(this, { kind: 'fetch', lane, key, index });
          return this.#answer as FetchAnswer;
        },
        fetchCode: (hash) => {
          world.ask(this, { kind: 'fetchCode', lane, hash });
          return this.#code;
        },
        call: (call) => {
          this.#report();
          world.send(this, { kind: 'call', lane, ...call });
        },
        answer: (answer) => world.send(this, { kind: 'return', lane, ...answer }),
        begin: (ref) => world.send(this, { kind: 'begin', lane, ...ref }),
        next: (ref) => this.#next(ref),
      },
      () => world.clock.now,
    );
    this.#inbox = new LaneInbox(this.#lane);
  }

  /** Resolves when the lane waits for its first message. */
  async start(module: ExecutorModule): Promise<void> {
    await this.#lane.load(module);
    await this.#rouse(() => void this.#work());
  }

  /** What it still has to do with a block that is over, in words. */
  leftovers(): string[] {
    const left: string[] = [];
    const name = `${this.pool.ref.executor}/${this.pool.ref.lane}`;
    if (this.#blocked > 0) left.push(`${name} waits for a frame`);
    if (!this.#inbox.isEmpty || this.#mail.length > 0) left.push(`${name} has mail`);
    if (this.#lane.guests > 0) left.push(`${name} keeps ${this.#lane.guests} journals`);
    return left;
  }

  /** After the delay of the channel; answers to what it asked come at once. */
  deliver(sent: ToExecutor): void {
    const message = decodeToExecutor(encodeToExecutor(sent));
    if (message.kind === 'answer') this.#answer = message.answer;
    else if (message.kind === 'code') this.#code = message.code;
    else {
      this.#world.clock.after(DELAY, () => {
        if (!this.alive) return undefined;
        this.#mail.push(message);
        const heard = this.#heard;
        this.#heard = undefined;
        return heard && this.#rouse(heard);
      });
    }
  }

  /** As `lane-worker.ts` does it. */
  async #work(): Promise<void> {
    for (;;) {
      while (this.#inbox.isEmpty || this.#mail.length > 0) {
        const message = this.#mail.shift();
        if (message === undefined) {
          await this.#silence();
          // It may find several messages when it wakes.
          if (this.#world.flushes()) await this.#sleep();
        } else this.#inbox.take(message);
      }
      const frame = this.#inbox.takeFrame();
      if (frame !== undefined) {
        this.#report();
        await this.#sleep();
        await this.#lane.serve(frame);
        continue;
      }
      const next = this.#inbox.takeTask();
      if (next === undefined) continue;
      if (next.batch !== this.#reporting) {
        this.#reporting = next.batch;
        this.#lane.begin();
      }
      const duration = await this.#sleep();
      const result = await this.#lane.run(next.task);
      this.#results.push({ ...result, end: result.end + duration });
      if (this.#world.flushes() || this.#inbox.nextBatch !== this.#reporting) this.#report();
    }
  }

  async #next(ref: { readonly index: number; readonly incarnation: number }): Promise<FrameNews> {
    this.#blocked++;
    for (;;) {
      const message = this.#mail.shift();
      const news = message && this.#inbox.take(message, ref);
      if (message === undefined) await this.#silence();
      else if (news !== undefined) {
        this.#blocked--;
        await this.#sleep();
        return news;
      }
    }
  }

  #report(): void {
    const { lane } = this.pool.ref;
    const results = this.#results;
    if (results.length > 0) this.#world.send(this, { kind: 'results', lane, batch: this.#reporting, results });
    this.#results = [];
  }

  /** Until a message comes. */
  #silence(): Promise<void> {
    return new Promise((heard) => {
      this.#heard = heard;
      this.#rests();
    });
  }

  /** As long as what comes next takes. */
  #sleep(): Promise<number> {
    const duration = this.#world.duration(this);
    return new Promise((resolve) => {
      this.#world.clock.after(duration, () => (this.alive ? this.#rouse(() => resolve(duration)) : undefined));
      this.#rests();
    });
  }

  /** Resolves when the lane sleeps or waits again: until then no time passes. */
  #rouse(wake: () => void): Promise<void> {
    return new Promise((rests) => {
      this.#rests = rests;
      wake();
    });
  }
}
