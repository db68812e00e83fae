/** What a lane has been sent and not yet done: tasks in their order, frames of other lanes' transactions before them. */
import type { Batch, FrameTask, IncarnationRef, Task, ToExecutor } from '../core/wire.ts';
import type { FrameNews, Lane } from './lane.ts';

export interface QueuedTask {
  readonly batch: number;
  readonly task: Task;
}

const same = (a: IncarnationRef, b: IncarnationRef): boolean => a.index === b.index && a.incarnation === b.incarnation;

const rank = ({ announce, index }: FrameTask): number => (announce ? index : -1);

export class LaneInbox {
  readonly #lane: Lane;
  readonly #tasks: QueuedTask[] = [];
  readonly #frames: FrameTask[] = [];

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  get isEmpty(): boolean {
    return this.#tasks.length === 0 && this.#frames.length === 0;
  }

  /** The batch whose task is next. */
  get nextBatch(): number | undefined {
    return this.#tasks[0]?.batch;
  }

  takeTask(): QueuedTask | undefined {
    return this.#tasks.shift();
  }

  /**
   * Others wait for it, and it goes before the tasks: first the one of which the kernel takes for granted that it begins at once, then the
   * one of the lowest transaction.
   */
  takeFrame(): FrameTask | undefined {
    if (this.#frames.length === 0) return undefined;
    let lowest = 0;
    for (let i = 1; i < this.#frames.length; i++)
      if (rank(this.#frames[i] as FrameTask) < rank(this.#frames[lowest] as FrameTask)) lowest = i;
    return this.#frames.splice(lowest, 1)[0];
  }

  /**
   * Takes a message in. News of the incarnation that waits is handed back; everything else is queued. Notices are taken over
   * at once, because they must be in the order in which they were sent.
   */
  take(message: ToExecutor, waiting?: IncarnationRef): FrameNews | undefined {
    const lane = this.#lane;
    switch (message.kind) {
      case 'block':
        lane.enterBlock(message.context);
        return undefined;
      case 'batch':
        this.#takeBatch(message.batch);
        return undefined;
      case 'frame':
        lane.notice(message.frame.notice);
        if (waiting !== undefined && same(message.frame, waiting)) return message;
        this.#frames.push(message.frame);
        return undefined;
      case 'abandon':
      case 'release': {
        if (message.kind === 'abandon' && waiting !== undefined && same(message, waiting)) return message;
        const at = this.#frames.findIndex((frame) => same(frame, message));
        if (at >= 0) {
          this.#frames.splice(at, 1);
          lane.decline(message);
        }
        lane.forget(message);
        return undefined;
      }
      case 'resume':
        // Of an incarnation that was taken back meanwhile: nobody waits for it any more.
        return waiting !== undefined && same(message, waiting) ? message : undefined;
      default:
        return undefined;
    }
  }

  #takeBatch({ id, notice, tasks }: Batch): void {
    this.#lane.notice(notice);
    for (const task of tasks) this.#tasks.push({ batch: id, task });
  }
}
