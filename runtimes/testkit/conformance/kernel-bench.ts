/** The probe under the kernel: a ledger that begins as the lab's is now, with executor processes of the runtime and of the script runtime. */
import { accountId, balanceCell, type AccountId } from '../../core/cell.ts';
import { quantity } from '../../core/hex.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { BlockRequest, BlockResult } from '../../kernel/block-request.ts';
import { Kernel } from '../../kernel/kernel.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createMemoryLedger } from '../../ledger/memory-ledger.ts';
import { launchNodeChild } from '../../process/node-child.ts';
import { SCRIPT } from '../script-runtime.ts';
import { BLOCK, ETHER, type ProbeLab } from './probe-lab.ts';
import { rootOf } from '../../ledger/value-of.testkit.ts';

const ENTRY = new URL('../../executor/main.ts', import.meta.url).href;
const SCRIPT_MODULE = new URL('../script-runtime.ts', import.meta.url).href;

export const SENDERS: readonly AccountId[] = Array.from({ length: 24 }, (_, n) =>
  accountId(`5e${n.toString(16).padStart(38, '0')}`),
);
/** A block may have as much gas as its transactions want. */
const CONTEXT = { ...BLOCK, number: 1, gasLimit: 10n ** 12n };

export type Told = Pick<Receipt, 'outcome' | 'gasUsed' | 'events'>;

export const toldBy = ({ outcome, gasUsed, events }: Told): Told => ({ outcome, gasUsed, events });

const ledgerOf = (lab: ProbeLab): Ledger => {
  const codes = [...lab.ledger.codes].map(([hash, bytes]) => ({ hash, bytes }));
  return createMemoryLedger({ config: lab.ledger.config, genesis: { cells: [...lab.ledger.cells], codes } });
};

export class KernelBench {
  readonly ledger: Ledger;
  readonly #kernel: Kernel;
  readonly #pids = new Map<string, number>();

  /** The senders have money from now on, also in the lab. */
  constructor(lab: ProbeLab, executors: number) {
    const { manifest, executor } = lab.adapter.runtime;
    for (const sender of SENDERS) lab.ledger.cells.set(balanceCell(sender), quantity(ETHER));
    this.ledger = ledgerOf(lab);
    const { id, version, deterministic } = manifest;
    const { deadlineMs } = lab.adapter;
    this.#kernel = new Kernel({
      ledger: this.ledger,
      hosts: [
        { runtime: id, version, deterministic, module: executor, executors, lanes: 1 },
        { runtime: SCRIPT, version: '1', deterministic: true, module: SCRIPT_MODULE, executors: 1, lanes: 2 },
      ],
      launch: launchNodeChild,
      entry: ENTRY,
      now: () => performance.now(),
      onExecutor: (name, pid) => {
        if (pid !== undefined) this.#pids.set(name, pid);
      },
      ...(deadlineMs === undefined ? {} : { deadline: () => deadlineMs }),
    });
  }

  /** @throws Error where the block does not come about. */
  async run(
    transactions: readonly Transaction[],
    request: Pick<BlockRequest, 'policy' | 'onEvent' | 'onProgress'>,
  ): Promise<BlockResult> {
    const ready = await this.#kernel.ready();
    if (!ready.ok) throw new Error(ready.error.message);
    const result = await this.#kernel.runBlock({ context: CONTEXT, transactions, ...request });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }

  /** By the executor's name, such as `evm#0`; one that is not there yet stays unharmed. */
  kill(executor: string): boolean {
    const pid = this.#pids.get(executor);
    return pid !== undefined && process.kill(pid, 'SIGKILL');
  }

  close(): void {
    this.#kernel.close();
  }
}

/** One after the other on the lanes in this process, with the state root at the end. */
export async function serially(
  lab: ProbeLab,
  transactions: readonly Transaction[],
): Promise<{ readonly told: readonly Told[]; readonly root: string }> {
  const told: Told[] = [];
  for (const tx of transactions) told.push(toldBy(await lab.ledger.send(tx, CONTEXT)));
  return { told, root: await rootOf(ledgerOf(lab)) };
}
