/** Runs one workload on fresh executors and says what it took. */
import { readFileSync } from 'node:fs';
import type { BlockContext } from '../../core/block.ts';
import { balanceCell, type AccountId } from '../../core/cell.ts';
import { quantity } from '../../core/hex.ts';
import type { PolicyName } from '../../core/schedule.ts';
import type { Transaction } from '../../core/transaction.ts';
import { Kernel, type KernelOptions } from '../../kernel/kernel.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createMemoryLedger } from '../../ledger/memory-ledger.ts';
import { launchNodeChild } from '../../process/node-child.ts';
import { rootOf } from '../../ledger/value-of.testkit.ts';

export interface Workload {
  readonly runtime: string;
  readonly version: string;
  readonly module: string;
  readonly accounts: readonly AccountId[];
  /** Blocks that prepare, run serially; not measured. */
  readonly prepare: readonly (readonly Transaction[])[];
  readonly measured: readonly Transaction[];
  /** Filled while it runs. */
  readonly preimages: Map<string, Uint8Array>;
  readonly forecast?: KernelOptions['forecast'];
}

export interface Measurement {
  readonly transactions: number;
  readonly wallMs: number;
  /** User and system time of the kernel's process. */
  readonly kernelCpuMs: number;
  /** Of the executors' processes; undefined where the system does not tell (it is read from /proc). */
  readonly executorCpuMs: number | undefined;
  /** ms inside the runtime, over all lanes. */
  readonly busyMs: number;
  readonly aborts: number;
  readonly failed: number;
  readonly stateRoot: string;
}

/** Blocks that are made durable while the next one runs. */
const AHEAD = 8;

const ENTRY = new URL('../../executor/main.ts', import.meta.url).href;

const contextOf = (number: number): BlockContext => ({
  number,
  timestamp: BigInt(number),
  coinbase: 'c0'.repeat(20) as AccountId,
  gasLimit: 10n ** 13n,
  baseFee: 1n,
  prevRandao: '00'.repeat(32),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: [],
});

/** What a ledger begins with. */
export type Beginning = Pick<Parameters<typeof createMemoryLedger>[0], 'config' | 'genesis'>;

export interface MeasureOptions {
  /** In memory unless given. */
  readonly ledger?: (beginning: Beginning) => Promise<Ledger>;
  /** Transactions of a block; all in one unless given. */
  readonly blockSize?: number;
  /** Whether schedule and effects are kept as well. */
  readonly trace?: boolean;
}

export async function measure(
  workload: Workload,
  policy: PolicyName,
  executors: number,
  { ledger: create, blockSize = workload.measured.length, trace = false }: MeasureOptions = {},
): Promise<Measurement> {
  const cells = workload.accounts.map((account) => [balanceCell(account), quantity(10n ** 21n)] as const);
  const beginning: Beginning = { config: { chainId: 1n, hardfork: 'osaka' }, genesis: { cells, codes: [] } };
  const ledger = create === undefined ? createMemoryLedger(beginning) : await create(beginning);
  const { runtime, version, module, forecast } = workload;
  const kernel = new Kernel({
    ledger,
    hosts: [{ runtime, version, deterministic: true, module, executors, lanes: 1 }],
    launch: launchNodeChild,
    entry: ENTRY,
    now: () => performance.now(),
    ...(forecast && { forecast }),
  });
  try {
    const ready = await kernel.ready();
    if (!ready.ok) throw new Error(ready.error.message);
    let number = 0;
    let failed = 0;
    const run = async (
      transactions: readonly Transaction[],
      how: PolicyName,
      onEvent?: (kind: string) => void,
      onHandedOver: () => void = () => undefined,
    ): Promise<void> => {
      const result = await kernel.runBlock({
        context: contextOf(++number),
        transactions,
        policy: how,
        trace,
        onHandedOver,
        onPreimages: (noted) => {
          for (const { hash, preimage } of noted) workload.preimages.set(hash, preimage);
        },
        ...(onEvent && { onEvent: (event) => onEvent(event.kind) }),
      });
      if (!result.ok) throw new Error(result.error.message);
      failed += result.value.receipts.filter((receipt) => receipt.outcome.status !== 'success').length;
    };
    // Warm lanes alike: what is measured is the steady state, not the first compilation of the engine's code.
    for (const block of workload.prepare) await run(block, executors > 1 ? 'optimistic' : 'serial');
    const busy = (): number => kernel.executors.reduce((sum, executor) => sum + executor.busyMs, 0);
    const pids = kernel.executors.map((executor) => executor.pid ?? -1);
    const before = { busy: busy(), kernel: process.cpuUsage(), executors: cpuOf(pids) };
    let aborts = 0;
    failed = 0;
    const began = performance.now();
    const underway: Promise<void>[] = [];
    for (let from = 0; from < workload.measured.length; from += blockSize) {
      const { promise: handedOver, resolve } = Promise.withResolvers<undefined>();
      const count = (kind: string): unknown => (kind === 'abort' ? aborts++ : undefined);
      underway.push(run(workload.measured.slice(from, from + blockSize), policy, count, () => resolve(undefined)));
      // As a run does it: the next block meanwhile.
      await Promise.race([handedOver, underway.at(-1)]);
      if (underway.length > AHEAD) await underway.shift();
    }
    await Promise.all(underway);
    const wallMs = performance.now() - began;
    const { user, system } = process.cpuUsage(before.kernel);
    const after = cpuOf(pids);
    return {
      transactions: workload.measured.length,
      wallMs,
      kernelCpuMs: (user + system) / 1000,
      executorCpuMs: after === undefined || before.executors === undefined ? undefined : after - before.executors,
      busyMs: busy() - before.busy,
      aborts,
      failed,
      stateRoot: await rootOf(ledger),
    };
  } finally {
    kernel.close();
  }
}

/** Linux counts in ticks of 10 ms. */
function cpuOf(pids: readonly number[]): number | undefined {
  try {
    let ms = 0;
    for (const pid of pids) {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      ms += (Number(fields[11]) + Number(fields[12])) * 10;
    }
    return ms;
  } catch {
    return undefined;
  }
}
