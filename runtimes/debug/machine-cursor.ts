import { lastUpTo } from '../core/partition-point.ts';
import type { StepEvent } from '../core/step-trace.ts';
import { MachineState } from './machine-state.ts';
import type { Timeline } from './timeline.ts';

type Events = Generator<{ readonly event: StepEvent; readonly at: number }>;

/** The machine at any row: forwards from where it stands if that is near, else from a checkpoint. */
export class MachineCursor {
  readonly #timeline: Timeline;
  readonly #rows: readonly number[];
  #state = new MachineState();
  #position = 0;
  #events: Events;
  #ahead: IteratorResult<{ readonly event: StepEvent; readonly at: number }>;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#rows = timeline.checkpoints.map(({ row }) => row);
    this.#events = timeline.tape.from(0);
    this.#ahead = this.#events.next();
  }

  /** Before the row's step; until the next question. */
  at(row: number): MachineState {
    const target = this.#timeline.position.at(row);
    const checkpoint = this.#timeline.checkpoints[lastUpTo(this.#rows, row)];
    const from = checkpoint?.position ?? 0;
    if (target < this.#position || from > this.#position) {
      this.#state = new MachineState(checkpoint?.machine);
      this.#position = from;
      this.#events = this.#timeline.tape.from(from);
      this.#ahead = this.#events.next();
    }
    while (this.#ahead.done !== true && this.#ahead.value.at < target) {
      this.#state.follow(this.#ahead.value.event);
      this.#ahead = this.#events.next();
    }
    this.#position = target;
    return this.#state;
  }
}
