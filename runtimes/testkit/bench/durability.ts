/** What it costs that a ledger lasts: the same blocks on a ledger in memory, in a file, and in a file whose blocks are synced one by one. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLedger, type SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { valueOf } from '../../ledger/value-of.testkit.ts';
import { measure, type MeasureOptions, type Measurement } from './measure.ts';
import { tokenTransfers } from './workloads.ts';

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

interface Side {
  readonly name: string;
  readonly synced?: boolean;
  readonly trace?: boolean;
}

const SIDES: readonly Side[] = [
  { name: 'in memory' },
  { name: 'in a file, not synced', synced: false },
  { name: 'in a file, durable', synced: true },
  { name: 'the same, with traces', synced: true, trace: true },
];

/** @param count transactions of a run. */
export async function durability(count: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-bench-'));
  let files = 0;
  try {
    for (const blockSize of [50, 1_000]) {
      console.log(
        `\n${count} uncontended ERC-20 transfers in blocks of ${blockSize}, optimistic, 2 executors (aim: durable 0.8x):`,
      );
      const workload = await tokenTransfers(count);
      const runs = SIDES.map((): Measurement[] => []);
      const bytes: number[] = [];
      for (let round = 0; round < rounds; round++)
        for (const [at, { synced, trace = false }] of SIDES.entries()) {
          const file = join(folder, `${files++}.ledger`);
          let opened: SqliteLedger | undefined;
          const options: MeasureOptions = {
            blockSize,
            trace,
            ...(synced !== undefined && {
              ledger: async (create) =>
                (opened = valueOf(await openSqliteLedger({ file, create, tuning: { synced } }))),
            }),
          };
          runs[at]?.push(await measure(workload, 'optimistic', 2, options));
          await opened?.close();
          if (opened !== undefined) bytes[at] = statSync(file).size;
        }
      const memory = runs[0] ?? [];
      for (const [at, { name }] of SIDES.entries()) {
        const of = runs[at] ?? [];
        const ratio = median(of.map((run, round) => (memory[round]?.wallMs ?? Number.NaN) / run.wallMs));
        const perSecond = median(of.map((run) => (run.transactions / run.wallMs) * 1000));
        const size =
          bytes[at] === undefined ? '' : ` · file ${Math.round(bytes[at] / (2 * count))} bytes per transaction`;
        const cpu = median(of.map((run) => (run.kernelCpuMs * 1000) / count));
        console.log(
          `  ${name.padEnd(22)} ${ratio.toFixed(2)}x  ${Math.round(perSecond).toString().padStart(6)} tx/s · kernel's process ${Math.round(cpu)} us CPU each${size}`,
        );
      }
      const roots = new Set(runs.flat().map((run) => run.stateRoot));
      console.log(`  same state root in all runs: ${roots.size === 1 ? 'yes' : 'NO'}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
