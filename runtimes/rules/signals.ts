/** How a host function ends the contract that called it: thrown through its code, which cannot catch it. */
import type { FrameResult } from '../core/frame.ts';

/** The frame is over, by the contract's own will or for want of gas. */
export class Stop {
  readonly status: FrameResult['status'];
  readonly output: Uint8Array;
  readonly reason: string;

  constructor(status: FrameResult['status'], output: Uint8Array, reason = '') {
    this.status = status;
    this.output = output;
    this.reason = reason;
  }
}

export const NOTHING = new Uint8Array(0);
export const OUT_OF_GAS = new Stop('outOfGas', NOTHING);

/** Stops the contract: it did what it must not. `reason` is a stable word. */
export function trap(reason: string): never {
  // Not an Error: where it was thrown is of no interest, and a stack trace costs more than the frame.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw new Stop('trap', NOTHING, reason);
}

export function stop(signal: Stop): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw signal;
}
