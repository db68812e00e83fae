import type { Tracer } from '../../sdk/tracer.ts';
import type { RunState } from './library-frame.ts';
import { memoryWritten, wordsTaken } from './stack-use.ts';

/** Tells a debugger what each instruction of one frame changes. */
export class FrameTracer {
  readonly #tracer: Tracer;
  readonly #state: RunState;
  /** Gas that the frame began with. */
  readonly #gas: bigint;
  #height = 0;
  #words = 0n;
  #written: ReturnType<typeof memoryWritten>;

  constructor(tracer: Tracer, state: RunState, gas: bigint) {
    this.#tracer = tracer;
    this.#state = state;
    this.#gas = gas;
  }

  before(opcode: number): void {
    const { stack, programCounter, gasLeft } = this.#state;
    this.#height = stack.length;
    this.#tracer.step(programCounter, opcode, this.#gas - gasLeft);
  }

  /** Its price is known and paid; the arguments still are on the stack. */
  paid(opcode: number, price: bigint): void {
    const { stack } = this.#state;
    this.#tracer.cost(price);
    const has = stack.length;
    this.#written = memoryWritten(opcode, (count) => (count > has ? [] : stack.peek(count)));
  }

  after(opcode: number): void {
    const { stack, memory, memoryWordCount } = this.#state;
    const taken = Math.min(wordsTaken(opcode), this.#height);
    const more = stack.length - this.#height + taken;
    if (taken > 0 || more > 0) this.#tracer.stack(taken, more > 0 ? stack.peek(more).reverse() : []);
    if (memoryWordCount !== this.#words) {
      this.#words = memoryWordCount;
      this.#tracer.size(Number(memoryWordCount) * 32);
    }
    const written = this.#written;
    if (written !== undefined) this.#tracer.memory(written.offset, memory.read(written.offset, written.length, true));
  }
}
