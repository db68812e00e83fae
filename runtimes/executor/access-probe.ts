/** Runs one transaction by itself, all runtimes in this thread, and notes where it touches a cell. Nothing of it is kept. */
import type { CellKey, CellValue } from '../core/cell.ts';
import { MAX_HOPS, type FrameCall, type FrameResult } from '../core/frame.ts';
import type { CellAccess, ProbeAnswer, ProbeTask } from '../core/probe.ts';
import type { RuntimeId } from '../core/transaction.ts';
import { GENESIS } from '../core/version.ts';
import type { FrameScene } from '../sdk/frame-scene.ts';
import type { ExecutorModule, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { TransactionJournal } from './transaction-journal.ts';

/** Accesses noted of one incarnation; a loop may touch the cell any number of times. */
const MOST = 256;

/** A journal that tells of one cell. */
class WatchedJournal extends TransactionJournal {
  readonly #key: CellKey;
  readonly #onAccess: (kind: CellAccess['kind']) => void;

  constructor({ key, cells }: ProbeTask, onAccess: (kind: CellAccess['kind']) => void) {
    super((wanted) => ({ value: cells.get(wanted) ?? '', version: GENESIS, byValue: false }));
    this.#key = key;
    this.#onAccess = onAccess;
  }

  override read(key: CellKey): CellValue {
    if (key === this.#key) this.#onAccess('read');
    return super.read(key);
  }

  override isZero(key: CellKey): boolean {
    if (key === this.#key) this.#onAccess('read');
    return super.isZero(key);
  }

  override write(key: CellKey, value: CellValue): void {
    if (key === this.#key) this.#onAccess('write');
    super.write(key, value);
  }

  override credit(key: CellKey, amount: bigint): void {
    if (key === this.#key) this.#onAccess('write');
    super.credit(key, amount);
  }
}

export class AccessProbe {
  /** Of one ledger configuration, by runtime: they are slow to make. */
  readonly #lanes = new Map<RuntimeId, LaneRuntime>();
  #task: ProbeTask | undefined;
  #scene: FrameScene | undefined;
  /** Runtimes that frames of the transaction have entered and not left. */
  #entered: RuntimeId[] = [];

  async run(task: ProbeTask): Promise<ProbeAnswer> {
    this.#task = task;
    const accesses: CellAccess[] = [];
    try {
      for (const { id, module } of task.runtimes)
        if (!this.#lanes.has(id))
          this.#lanes.set(id, await ((await import(module)) as ExecutorModule).createLane(this.#host(task)));
      await this.#execute(task, accesses);
      return { kind: 'done', accesses, isWhole: true };
    } catch (error) {
      // What it did until then, it has done.
      if (accesses.length > 0) return { kind: 'done', accesses, isWhole: false };
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #execute(task: ProbeTask, accesses: CellAccess[]): Promise<void> {
    let runtime: RuntimeId | undefined = task.transaction.runtime;
    const tried = new Set<RuntimeId>();
    while (runtime !== undefined && !tried.has(runtime)) {
      tried.add(runtime);
      const lane = this.#lane(runtime);
      this.#entered = [runtime];
      accesses.length = 0;
      const journal = new WatchedJournal(task, (kind) => {
        const place = this.#lanes.get(this.#entered.at(-1) ?? '')?.place?.();
        if (accesses.length < MOST) accesses.push({ kind, place });
      });
      const { transaction: tx, block } = task;
      this.#scene = { tx, block, journal, mode: 'transaction' };
      const execution = await lane.execute(tx, block, journal, 'transaction');
      runtime = execution.kind === 'misrouted' ? execution.runtime : undefined;
    }
  }

  #lane(runtime: RuntimeId): LaneRuntime {
    const lane = this.#lanes.get(runtime);
    if (lane === undefined) throw new Error(`a frame went to ${runtime}, where the incarnation had none`);
    return lane;
  }

  #host({ config }: ProbeTask): LaneHost {
    return {
      config,
      code: (hash) => {
        const code = this.#task?.codes.get(hash);
        if (code === undefined) throw new Error(`code ${hash} is not kept`);
        return code;
      },
      notePreimage: () => undefined,
      call: (runtime, call) => this.#call(runtime, call),
    };
  }

  #call(runtime: RuntimeId, call: FrameCall): FrameResult | Promise<FrameResult> {
    const hops = call.hops + 1;
    const { gas: gasLeft, refund } = call;
    if (hops > MAX_HOPS)
      return { status: 'trap', output: new Uint8Array(0), gasLeft, refund, reason: 'too many changes of runtime' };
    if (this.#scene === undefined) throw new Error('a frame without a transaction');
    this.#entered.push(runtime);
    const result = this.#lane(runtime).frame({ ...call, hops }, this.#scene);
    const left = (one: FrameResult): FrameResult => {
      this.#entered.pop();
      return one;
    };
    return result instanceof Promise ? result.then(left) : left(result);
  }
}
