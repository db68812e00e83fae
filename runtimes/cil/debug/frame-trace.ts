/** Tells a debugger what one frame does, as the hooks in its assembly report it (csharp/host/Trace.cs). */
import type { Tracer } from '../../sdk/tracer.ts';
import type { Ahead } from './trace-hooks.ts';
import { UNITS_PER_GAS } from '../execution/frame.ts';

/** In the place of a question: what hooks have reported. */
export const TOLD = 0xff;

const RECORD = { step: 1, enter: 2, leave: 3, local: 4 } as const;

const GAS_UNITS = Number(UNITS_PER_GAS);

export class FrameTrace {
  readonly #tracer: Tracer;
  readonly #ahead: Ahead;
  readonly #units: bigint;
  /** Of calls that are open: what the meter has taken for the rest of the callers' blocks; and the same of the last statement. */
  readonly #callers: number[] = [];
  #last = 0;

  /** `ahead`: as `createHooks` has it; `units`: what the frame begins with. */
  constructor(tracer: Tracer, ahead: Ahead, units: bigint) {
    this.#tracer = tracer;
    this.#ahead = ahead;
    this.#units = units;
  }

  /** `message`: with its first byte. */
  take(message: Uint8Array): void {
    const records = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
    for (let at = 1; at < records.length;) {
      switch (records.readUInt8(at++)) {
        case RECORD.step: {
          const site = records.readInt32LE(at);
          const left = records.readBigInt64LE(at + 4);
          const callers = this.#callers.at(-1) ?? 0;
          this.#last = callers + (this.#ahead.within[site] ?? 0);
          const ahead = callers + (this.#ahead.atStart[site] ?? 0);
          const used = Math.floor((Number(this.#units - left) - ahead) / GAS_UNITS);
          this.#tracer.step(site, 0, BigInt(Math.max(0, used)));
          at += 12;
          break;
        }
        case RECORD.enter:
          this.#callers.push(this.#last);
          this.#tracer.call(records.readInt32LE(at));
          at += 4;
          break;
        case RECORD.leave:
          this.#callers.pop();
          this.#last = this.#callers.at(-1) ?? 0;
          this.#tracer.return();
          break;
        case RECORD.local: {
          const length = records.readInt32LE(at + 4);
          this.#tracer.local(records.readInt32LE(at), records.subarray(at + 8, at + 8 + length));
          at += 8 + length;
          break;
        }
        default:
          throw new Error('.NET: an unknown record of a hook');
      }
    }
  }
}
