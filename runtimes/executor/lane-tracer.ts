import { Writer } from '../core/codec.ts';
import { writeStepEvent, type StepEvent, type TracedFrame } from '../core/step-trace.ts';
import type { Tracer } from '../sdk/tracer.ts';

/** Bytes after which steps are sent although nothing else is: a lane must not keep all of a long transaction. */
const CHUNK = 1 << 20;

/** Writes the steps of a lane, and sends them on before whatever follows from them leaves the lane. */
export class LaneTracer implements Tracer {
  readonly #send: (steps: Uint8Array<ArrayBuffer>) => void;
  #writer = new Writer();
  #sent = 0;

  constructor(send: (steps: Uint8Array<ArrayBuffer>) => void) {
    this.#send = send;
  }

  enter(frame: TracedFrame): void {
    this.tell({ kind: 'enter', frame });
  }

  step(offset: number, opcode: number, used: bigint): void {
    this.tell({ kind: 'step', offset, opcode, used });
  }

  cost(gas: bigint): void {
    this.tell({ kind: 'cost', gas });
  }

  stack(popped: number, pushed: readonly bigint[]): void {
    this.tell({ kind: 'stack', popped, pushed });
  }

  memory(offset: number, bytes: Uint8Array): void {
    this.tell({ kind: 'memory', offset, bytes });
  }

  size(bytes: number): void {
    this.tell({ kind: 'size', bytes });
  }

  call(fn: number): void {
    this.tell({ kind: 'call', function: fn });
  }

  return(): void {
    this.tell({ kind: 'return' });
  }

  local(slot: number, value: Uint8Array): void {
    this.tell({ kind: 'local', slot, value });
  }

  cut(): void {
    this.tell({ kind: 'cut' });
  }

  leave(how: Parameters<Tracer['leave']>[0]): void {
    this.tell({ kind: 'leave', ...how });
  }

  /** Bytes so far, of what was forgotten too. */
  protected get written(): number {
    return this.#sent + this.#writer.length;
  }

  tell(event: StepEvent): void {
    writeStepEvent(this.#writer, event);
    if (this.#writer.length >= CHUNK) this.flush();
  }

  flush(): void {
    if (this.#writer.length === 0) return;
    this.#send(this.takeRest());
  }

  /** What has not been sent, which now is not going to be. */
  protected takeRest(): Uint8Array<ArrayBuffer> {
    this.#sent += this.#writer.length;
    const steps = this.#writer.finish();
    this.#writer = new Writer();
    return steps;
  }
}
