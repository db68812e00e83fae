/** Runs single transactions on ledgers of their own through real executor processes: what conformance suites drive. */
import { MAX_BLOCK } from '../../core/version.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { createMemoryLedger } from '../../ledger/memory-ledger.ts';
import { launchProcess } from '../../process/launch.ts';
import { installed } from '../../registry.ts';
import type { ConformanceExecute } from '../../sdk/conformance.ts';

export interface ConformanceKernelOptions {
  readonly runtime: string;
  readonly onExecutor?: (executor: string, pid: number | undefined) => void;
}

export interface ConformanceKernel {
  /** @throws Error where the kernel fails, which is no outcome. */
  readonly execute: ConformanceExecute;
  close(): void;
}

const ENTRY = new URL('../../executor/main.ts', import.meta.url).href;

export function createConformanceKernel({ runtime, onExecutor }: ConformanceKernelOptions): ConformanceKernel {
  const module = installed.byId(runtime);
  if (module === undefined) throw new RangeError(`unknown runtime ${runtime}`);
  // An executor is configured for one set of rules: one kernel for each that the suite asks for.
  const kernels = new Map<string, Kernel>();
  return {
    execute: async ({ cells, codes, block, config, tx }) => {
      if (block.number < 1 || block.number > MAX_BLOCK)
        throw new Error(`block number ${block.number} is out of this ledger's range`);
      const ledger = createMemoryLedger({ config, genesis: { cells, codes, number: block.number - 1 } });
      const key = `${config.chainId} ${config.hardfork}`;
      let kernel = kernels.get(key);
      if (kernel === undefined) {
        const { version, deterministic } = module.manifest;
        const host = { runtime, version, deterministic, module: module.executor, executors: 1, lanes: 1 };
        kernel = new Kernel({
          ledger,
          hosts: [host],
          launch: launchProcess,
          entry: ENTRY,
          now: () => performance.now(),
          ...(onExecutor && { onExecutor }),
        });
        kernels.set(key, kernel);
      } else {
        const used = await kernel.useLedger(ledger);
        if (!used.ok) throw new Error(used.error.message);
      }
      const result = await kernel.runBlock({ context: block, transactions: [tx], policy: 'optimistic' });
      if (!result.ok) throw new Error(result.error.message);
      const [receipt] = result.value.receipts;
      if (receipt === undefined) throw new Error('the block has no receipt');
      const after = [...ledger.cells()].map(([cell, { value }]) => [cell, value] as const);
      return { cells: after, events: receipt.events, outcome: receipt.outcome };
    },
    close: () => {
      for (const kernel of kernels.values()) kernel.close();
    },
  };
}
