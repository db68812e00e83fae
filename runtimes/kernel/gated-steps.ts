/**
 * A block behind a gate. While it is closed, results that lanes report are held, and each step takes one decision: what is valid at the front
 * is committed first, then lanes that have room are given something, then a held result is validated, the oldest first. That is the order in which the
 * scheduler takes them by itself.
 */
import type { ScheduleEvent } from '../core/schedule.ts';
import type { TaskResult } from '../core/wire.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { PoolLane } from './executor-pool.ts';
import type { TakenBack } from './frame-router.ts';
import type { GateKeeper, RunGate, SchedulerStep, TakenStep } from './run-gate.ts';

export interface GatedStepsOptions {
  readonly gate: RunGate;
  readonly block: number;
  readonly scheduler: Scheduler;
  lanes(): readonly PoolLane[];
  /** Gives the lane one transaction. */
  dispatch(lane: PoolLane): void;
  /** Has the scheduler take in a result. @returns whether the block goes on. */
  report(lane: PoolLane, result: TaskResult, taken: TakenBack | undefined): boolean;
  /** Whether the lane has something to do. */
  works(lane: PoolLane): boolean;
  /** Goes on as far as the gate lets it. */
  pump(): void;
}

interface Held {
  readonly lane: PoolLane;
  readonly result: TaskResult;
  readonly taken: TakenBack | undefined;
  /** When it came, by the run's clock. */
  readonly at: number;
}

interface Chance {
  readonly step: SchedulerStep;
  take(): void;
}

export class GatedSteps implements GateKeeper {
  readonly block: number;
  readonly #options: GatedStepsOptions;
  #held: Held[] = [];
  /** Events of the decision that is being taken. */
  #events: ScheduleEvent[] | undefined;
  #isOver = false;

  constructor(options: GatedStepsOptions) {
    this.#options = options;
    this.block = options.block;
  }

  begin(): void {
    this.#options.gate.enter(this);
  }

  /** The block is over. */
  end(): void {
    this.#isOver = true;
    this.#held = [];
    this.#options.gate.leave(this);
  }

  gateChanged(): void {
    this.#options.pump();
  }

  event(event: ScheduleEvent): void {
    this.#events?.push(event);
  }

  /** @returns whether it waits for a step; else it is to be taken in now. */
  hold(lane: PoolLane, result: TaskResult, taken: TakenBack | undefined): boolean {
    const { gate } = this.#options;
    if (gate.isOpen) return false;
    this.#held.push({ lane, result, taken, at: gate.clock.now() });
    return true;
  }

  /** Results of a lane that is going down are taken in: later nobody would know the lane. */
  letThrough(lane: PoolLane): void {
    this.#takeIn((held) => held.lane.id === lane.id);
  }

  /** Takes the steps that were asked for. @returns whether the gate is open: then all that can be decided may be. */
  passAll(): boolean {
    const { gate, scheduler } = this.#options;
    if (gate.isStopped || this.#isOver) return false;
    if (gate.isOpen) {
      scheduler.holdCommits(false);
      this.#takeIn(() => true);
      return !this.#isOver;
    }
    scheduler.holdCommits(true);
    let chance = this.#next();
    while (chance !== undefined && gate.takeStep()) {
      this.#take(chance);
      chance = this.#isOver || scheduler.done ? undefined : this.#next();
    }
    const { lanes, works } = this.#options;
    if (!this.#isOver) gate.standsAt(chance?.step, lanes().some(works));
    return false;
  }

  #takeIn(which: (held: Held) => boolean): void {
    const taken = this.#held.filter(which);
    this.#held = this.#held.filter((held) => !which(held));
    for (const held of taken) {
      if (this.#isOver) return;
      this.#report(held);
    }
  }

  #report({ lane, result, taken, at }: Held): void {
    this.#options.gate.clock.as(at, () => this.#options.report(lane, result, taken));
  }

  #take({ step, take }: Chance): void {
    const events: ScheduleEvent[] = [];
    this.#events = events;
    take();
    this.#events = undefined;
    this.#options.gate.taken({ block: this.block, step, ...cameTo(step, events) });
  }

  #next(): Chance | undefined {
    const { scheduler, lanes, dispatch } = this.#options;
    const commit = scheduler.nextCommit;
    if (commit !== undefined) return { step: { kind: 'commit', ...commit }, take: () => scheduler.commitNext() };
    // All lanes get one before one gets two, as when they are given batches in turn.
    const outstanding = new Map(scheduler.lanes.map((lane) => [lane.id, lane.outstanding]));
    const has = ({ id }: PoolLane): number => outstanding.get(id) ?? 0;
    for (const lane of lanes().toSorted((a, b) => has(a) - has(b))) {
      const task = scheduler.nextFor(lane.id);
      if (task !== undefined)
        return { step: { kind: 'dispatch', ...task, lane: lane.ref }, take: () => dispatch(lane) };
    }
    const [held] = this.#held;
    if (held === undefined) return undefined;
    const { index, incarnation } = held.result;
    return {
      step: { kind: 'validate', index, incarnation, lane: held.lane.ref },
      take: () => this.#takeIn((one) => one === held),
    };
  }
}

function cameTo({ kind, index }: SchedulerStep, events: readonly ScheduleEvent[]): Omit<TakenStep, 'block' | 'step'> {
  const aborted = events.filter((event) => event.kind === 'abort').map((event) => event.index);
  const own = aborted.includes(index);
  const retried = kind === 'validate' && events.some((event) => event.kind === 'retry' && event.index === index);
  return {
    outcome: own ? 'aborted' : retried ? 'retried' : 'stands',
    aborted: [...new Set(aborted.filter((one) => one !== index))],
  };
}
