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

/** Of the events of one frame, without nested ones; `until`: how many of them. */
export function replay(events: readonly StepEvent[], until = events.length): Replayed {
  let memory = new Uint8Array();
  const calls: { fn: number; locals: Map<number, Uint8Array> }[] = [];
  for (const event of events.slice(0, until)) {
    if (event.kind === 'size') {
      const larger = new Uint8Array(event.bytes);
      larger.set(memory);
      memory = larger;
    } else if (event.kind === 'memory') memory.set(event.bytes, event.offset);
    else if (event.kind === 'call') calls.push({ fn: event.function, locals: new Map() });
    else if (event.kind === 'return') calls.pop();
    else if (event.kind === 'local') calls.at(-1)?.locals.set(event.slot, event.value);
  }
  return { memory, calls };
}
