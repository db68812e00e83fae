/** The thread in which incarnations are run once more (`executor/access-probe.ts`): made when it is needed, ended when it is not. */
import { Worker } from 'node:worker_threads';
import type { ProbeAnswer, ProbeTask } from '../../core/probe.ts';

/** ms; a transaction may use all the gas there is, a runtime has to start before. */
const LONGEST = 20_000;
/** ms without a task, after which the thread ends: .NET in it takes 250 MB. */
const IDLE = 30_000;
/** Loaded by the thread; its folder is none of ours. */
const ENTRY = new URL('../../executor/probe-worker.ts', import.meta.url);

export class ProbeThread {
  #worker: Worker | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  /** One after the other. Never throws. */
  run(task: ProbeTask): Promise<ProbeAnswer> {
    const answer = this.#turn.then(() => this.#run(task));
    this.#turn = answer;
    return answer;
  }

  close(): void {
    clearTimeout(this.#idle);
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #run(task: ProbeTask): Promise<ProbeAnswer> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    const { promise, resolve } = Promise.withResolvers<ProbeAnswer>();
    const failed = (message: string): void => {
      this.close();
      resolve({ kind: 'failed', message });
    };
    const late = setTimeout(() => failed('it took too long'), LONGEST);
    const onExit = (): void => failed('its thread ended');
    worker.once('message', resolve);
    worker.once('error', onExit);
    worker.once('exit', onExit);
    worker.postMessage(task);
    const answer = await promise;
    clearTimeout(late);
    worker.removeListener('message', resolve);
    worker.removeListener('error', onExit);
    worker.removeListener('exit', onExit);
    this.#idle = setTimeout(() => this.close(), IDLE).unref();
    return answer;
  }

  #start(): Worker {
    // The stack has room for the deepest call tree, as a lane's.
    const worker = new Worker(ENTRY, { resourceLimits: { stackSizeMb: 64 }, stdout: true });
    worker.unref();
    // What a library prints is of no interest, and an error is told to whoever waits.
    worker.stdout.resume();
    worker.on('error', () => undefined);
    return worker;
  }
}
