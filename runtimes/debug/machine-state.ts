/** The frames that are open at a step of a trace, with what their machines hold. Made by following the events from a checkpoint on. */
import type { StepEvent } from '../core/step-trace.ts';
import { PagedMemory, type MemorySnapshot } from './paged-memory.ts';

type Locals = Map<number, Uint8Array>;

interface FrameSnapshot {
  readonly index: number;
  readonly stack: readonly bigint[];
  readonly memory: MemorySnapshot;
  readonly calls: readonly ReadonlyMap<number, Uint8Array>[];
}

/** Not to be changed. */
export interface MachineSnapshot {
  readonly entered: number;
  readonly frames: readonly FrameSnapshot[];
}

export const EMPTY: MachineSnapshot = { entered: 0, frames: [] };

export class OpenFrame {
  /** Of all frames of the trace, in the order in which they begin. */
  readonly index: number;
  readonly stack: bigint[];
  readonly memory: PagedMemory;
  /** Locals of its functions that tell calls, outermost first; the first are the frame's own. */
  readonly calls: Locals[];
  /** As it was copied last, unless it has changed. */
  #copy: FrameSnapshot | undefined;

  constructor({ index, stack, memory, calls }: FrameSnapshot, copy?: FrameSnapshot) {
    this.index = index;
    this.stack = [...stack];
    this.memory = PagedMemory.from(memory);
    this.calls = calls.map((locals) => new Map(locals));
    this.#copy = copy;
  }

  static begin(index: number): OpenFrame {
    return new OpenFrame({ index, stack: [], memory: { size: 0, pages: [] }, calls: [new Map()] });
  }

  follow(event: StepEvent): void {
    switch (event.kind) {
      case 'stack':
        this.stack.length -= Math.min(event.popped, this.stack.length);
        this.stack.push(...event.pushed);
        break;
      case 'size':
        this.memory.resize(event.bytes);
        break;
      case 'memory':
        this.memory.write(event.offset, event.bytes);
        break;
      case 'call':
        this.calls.push(new Map());
        break;
      case 'return':
        if (this.calls.length > 1) this.calls.pop();
        break;
      case 'local':
        this.calls.at(-1)?.set(event.slot, event.value);
        break;
      default:
        return;
    }
    this.#copy = undefined;
  }

  snapshot(): FrameSnapshot {
    return (this.#copy ??= {
      index: this.index,
      stack: [...this.stack],
      memory: this.memory.snapshot(),
      calls: this.calls.map((locals) => new Map(locals)),
    });
  }
}

export class MachineState {
  /** Outermost first. */
  readonly open: OpenFrame[];
  #entered: number;

  constructor({ entered, frames }: MachineSnapshot = EMPTY) {
    this.#entered = entered;
    this.open = frames.map((frame) => new OpenFrame(frame, frame));
  }

  get top(): OpenFrame | undefined {
    return this.open.at(-1);
  }

  follow(event: StepEvent): void {
    if (event.kind === 'enter') this.open.push(OpenFrame.begin(this.#entered++));
    else if (event.kind === 'leave') this.open.pop();
    else this.top?.follow(event);
  }

  /** Frames that have not changed since the last one are shared with it. */
  snapshot(): MachineSnapshot {
    return { entered: this.#entered, frames: this.open.map((frame) => frame.snapshot()) };
  }
}
