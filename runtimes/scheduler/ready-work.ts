/** What waits to be dispatched, by runtime, the lowest index first. */
import type { RuntimeId } from '../core/transaction.ts';
import { ReadyQueue } from './ready-queue.ts';

export class ReadyWork {
  readonly #queues: Map<RuntimeId, ReadyQueue>;

  /** @param ready indices by runtime, ascending. */
  constructor(ready: ReadonlyMap<RuntimeId, readonly number[]>) {
    this.#queues = new Map([...ready].map(([runtime, list]) => [runtime, new ReadyQueue(list)]));
  }

  /** Runtimes for which something waits. */
  waitingRuntimes(): RuntimeId[] {
    return [...this.#queues].filter(([, queue]) => queue.size > 0).map(([runtime]) => runtime);
  }

  /** Whether transactions of several runtimes were ever about. */
  get isMixed(): boolean {
    return this.#queues.size > 1;
  }

  peek(runtime: RuntimeId): number | undefined {
    return this.#queues.get(runtime)?.peek();
  }

  take(runtime: RuntimeId): number | undefined {
    return this.#queues.get(runtime)?.pop();
  }

  put(runtime: RuntimeId, index: number): void {
    let queue = this.#queues.get(runtime);
    if (queue === undefined) this.#queues.set(runtime, (queue = new ReadyQueue()));
    queue.push(index);
  }

  /** Of all runtimes. */
  lowest(): { readonly index: number; readonly runtime: RuntimeId } | undefined {
    let found: { index: number; runtime: RuntimeId } | undefined;
    for (const [runtime, queue] of this.#queues) {
      const index = queue.peek();
      if (index !== undefined && (found === undefined || index < found.index)) found = { index, runtime };
    }
    return found;
  }
}
