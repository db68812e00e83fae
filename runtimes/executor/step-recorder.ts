import type { StepEvent } from '../core/step-trace.ts';
import type { FromExecutor, IncarnationRef, RecordingState } from '../core/wire.ts';
import { LaneTracer } from './lane-tracer.ts';

/** Bytes of steps that a lane tells of an incarnation, some 300,000 instructions. After that frames, calls, cells and events, as much again at most. */
const MOST = 4 << 20;

/** What frames, calls, cells and events need no longer. */
const STEPS: ReadonlySet<StepEvent['kind']> = new Set(['step', 'cost', 'stack', 'memory', 'size', 'local']);

type Recording = Omit<Extract<FromExecutor, { kind: 'recording' }>, 'kind' | 'lane'>;

/** Tells the steps of incarnations that turn out to be recorded: which these are is known when such code begins to run, or later. */
export class StepRecorder extends LaneTracer {
  readonly #send: (recording: Recording) => void;
  readonly #most: number;
  #ref: IncarnationRef = { index: 0, incarnation: 0 };
  #start = 0;
  #hasSent = false;
  #isCut = false;

  constructor(send: (recording: Recording) => void, most = MOST) {
    super(() => undefined);
    this.#send = send;
    this.#most = most;
  }

  /** From now on the lane runs this one. */
  begin({ index, incarnation }: IncarnationRef): void {
    this.takeRest();
    this.#ref = { index, incarnation };
    this.#start = this.written;
    this.#hasSent = this.#isCut = false;
  }

  /** The incarnation that began here is over. */
  end(isRecorded: boolean): void {
    const rest = this.takeRest();
    if (isRecorded) this.#pass('kept', rest);
    else if (this.#hasSent) this.#pass('dropped', new Uint8Array(0));
  }

  override tell(event: StepEvent): void {
    const bytes = this.written - this.#start;
    if (bytes < this.#most) return super.tell(event);
    if (!this.#isCut) {
      this.#isCut = true;
      super.tell({ kind: 'cut' });
    }
    if (bytes < 2 * this.#most && !STEPS.has(event.kind)) super.tell(event);
  }

  override flush(): void {
    const steps = this.takeRest();
    if (steps.length > 0) this.#pass('open', steps);
  }

  #pass(state: RecordingState, steps: Uint8Array<ArrayBuffer>): void {
    this.#hasSent = true;
    this.#send({ ...this.#ref, state, isCut: this.#isCut, steps });
  }
}
