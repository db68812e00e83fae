/** Takes the steps of the frames that a lane runs, in their order (core/step-trace.ts says what each means). */
import type { StepEvent, TracedFrame } from '../core/step-trace.ts';

type Leaving = Omit<Extract<StepEvent, { kind: 'leave' }>, 'kind'>;

export interface Tracer {
  enter(frame: TracedFrame): void;
  step(offset: number, opcode: number, used: bigint): void;
  cost(gas: bigint): void;
  stack(popped: number, pushed: readonly bigint[]): void;
  /** The bytes are copied. */
  memory(offset: number, bytes: Uint8Array): void;
  size(bytes: number): void;
  call(fn: number): void;
  return(): void;
  /** The bytes are copied. */
  local(slot: number, value: Uint8Array): void;
  /** Nothing more is told of this transaction's instructions. */
  cut(): void;
  leave(how: Leaving): void;
}
