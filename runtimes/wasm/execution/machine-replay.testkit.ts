/** What the steps of one frame come to: memory, locals and calls as a reader of the trace has them. */
import { LaneTracer } from '../../executor/lane-tracer.ts';
import { readStepEvents, type StepEvent } from '../../core/step-trace.ts';

export class StepRecorder extends LaneTracer {
  readonly chunks: Uint8Array[];

  constructor(chunks: Uint8Array[] = []) {
    super((steps) => chunks.push(steps));
    this.chunks = chunks;
  }

  /** All that was told so far; begins anew. */
  take(): readonly StepEvent[] {
    this.flush();
    return [...readStepEvents(this.chunks.splice(0))];
  }
}

export interface Replayed {
  readonly memory: Uint8Array;
  readonly calls: readonly { readonly fn: number; readonly locals: Map<number, Uint8Array> }[];
}

/** Follows the events of one frame, without nested ones. */
export class Replay implements Replayed {
  memory = new Uint8Array();
  readonly calls: { fn: number; locals: Map<number, Uint8Array> }[] = [];

  follow(event: StepEvent): void {
    if (event.kind === 'size') {
      const larger = new Uint8Array(event.bytes);
      larger.set(this.memory);
      this.memory = larger;
    } else if (event.kind === 'memory') this.memory.set(event.bytes, event.offset);
    else if (event.kind === 'call') this.calls.push({ fn: event.function, locals: new Map() });
    else if (event.kind === 'return') this.calls.pop();
    else if (event.kind === 'local') this.calls.at(-1)?.locals.set(event.slot, event.value);
  }
}

/** `until`: how many of the events. */
export function replay(events: readonly StepEvent[], until = events.length): Replayed {
  const state = new Replay();
  for (const event of events.slice(0, until)) state.follow(event);
  return state;
}
