/**
 * `npm run bench`: prints ratios of figures taken side by side in one run. Machines differ and are noisy, so absolute figures are
 * for orientation only, and nothing here passes or fails.
 */
import { durability } from './durability.ts';
import { measure, type MeasureOptions, type Measurement, type Workload } from './measure.ts';
import { precompiles } from './precompiles.ts';
import { reopening } from './reopening.ts';
import { snapshots } from './snapshots.ts';
import { counterIncrements, noops, tokenMints, tokenTransfers } from './workloads.ts';
import type { PolicyName } from '../../core/schedule.ts';

const ROUNDS = Number(process.env['INTERLEAVE_BENCH_ROUNDS'] ?? 3);
const COUNT = Number(process.env['INTERLEAVE_BENCH_COUNT'] ?? 10_000);
/** Transactions of the ledger that is opened again. */
const LARGE = Number(process.env['INTERLEAVE_BENCH_LARGE'] ?? 100_000);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const perSecond = (runs: readonly Measurement[]): number =>
  median(runs.map((run) => run.transactions / (run.wallMs / 1000)));

interface Side {
  readonly name: string;
  readonly policy: PolicyName;
  readonly executors: number;
}

/** A and B in turn, so that a machine that slows down slows both. */
async function compare(
  title: string,
  workload: Workload,
  a: Side,
  b: Side,
  aim: string,
  options: MeasureOptions = {},
): Promise<void> {
  const runs: [Measurement[], Measurement[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    runs[0].push(await measure(workload, a.policy, a.executors, options));
    runs[1].push(await measure(workload, b.policy, b.executors, options));
  }
  const ratios = runs[0].map((run, round) => (runs[1][round]?.wallMs ?? Number.NaN) / run.wallMs);
  const roots = new Set(runs.flat().map((run) => run.stateRoot));
  const spread = `${Math.min(...ratios).toFixed(2)}..${Math.max(...ratios).toFixed(2)}`;
  console.log(
    `\n${title}: ${a.name} / ${b.name} = ${median(ratios).toFixed(2)}x  (${spread} over ${ROUNDS} rounds; aim ${aim})`,
  );
  for (const [side, list] of [
    [a, runs[0]],
    [b, runs[1]],
  ] as const) {
    const per = (pick: (run: Measurement) => number | undefined): string => {
      const values = list.map((run) => pick(run)).filter((value) => value !== undefined);
      return values.length === 0 ? 'n/a' : `${Math.round(median(values.map((value) => (value * 1000) / COUNT)))} us`;
    };
    console.log(
      `  ${side.name.padEnd(26)} ${Math.round(perSecond(list)).toString().padStart(6)} tx/s · CPU per transaction: kernel ${per((run) => run.kernelCpuMs)}, ` +
        `executors ${per((run) => run.executorCpuMs)}, of it in the runtime ${per((run) => run.busyMs)} · aborts ${median(list.map((run) => run.aborts))}`,
    );
  }
  const failed = runs.flat().reduce((sum, run) => sum + run.failed, 0);
  console.log(
    `  same state root in all runs: ${roots.size === 1 ? 'yes' : 'NO'}${failed > 0 ? `; ${failed} transactions FAILED` : ''}`,
  );
}

async function overhead(): Promise<void> {
  const workload = noops(COUNT);
  const runs: Measurement[] = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await measure(workload, 'serial', 1));
  const us = (pick: (run: Measurement) => number): string =>
    ((median(runs.map((run) => pick(run))) * 1000) / COUNT).toFixed(1);
  const kernel = us((run) => run.kernelCpuMs);
  const known = runs.every((run) => run.executorCpuMs !== undefined);
  const executor = known ? us((run) => run.executorCpuMs ?? 0) : 'n/a';
  const both = known ? us((run) => run.kernelCpuMs + (run.executorCpuMs ?? 0)) : 'n/a';
  console.log(
    `\nKernel and transport, no-op runtime, 5 reads and 4 writes each: ${both} us CPU per transaction (kernel ${kernel}, executor ${executor}; aim 30)`,
  );
}

async function memory(): Promise<void> {
  const count = 100_000;
  const before = process.memoryUsage().rss;
  const run = await measure(await tokenMints(count), 'optimistic', 2);
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `\nOne block of ${count} token mints: peak ${peak.toFixed(0)} MiB in the kernel's process (before it ${(before / 2 ** 20).toFixed(0)} MiB; aim under 1024), ` +
      `${Math.round(run.transactions / (run.wallMs / 1000))} tx/s, ${run.failed} failed`,
  );
}

const only = process.argv[2];
const optimistic: Side = { name: 'optimistic, 2 executors', policy: 'optimistic', executors: 2 };
const serial: Side = { name: 'serial, 1 executor', policy: 'serial', executors: 1 };
console.log(`${COUNT} transactions a run, ${ROUNDS} rounds; node ${process.version}`);
if (only === undefined || only === 'uncontended')
  await compare('Uncontended ERC-20 transfers', await tokenTransfers(COUNT), optimistic, serial, '1.6x');
if (only === undefined || only === 'contended') {
  const increments = await counterIncrements(COUNT);
  await compare('Total contention, one counter', increments, optimistic, serial, '0.9x');
  // As scenarios have it.
  const [title, many] = [
    'Total contention, blocks of 1,000',
    { ...optimistic, name: 'optimistic, 4 executors', executors: 4 },
  ];
  await compare(title, increments, many, serial, '0.9x', { blockSize: 1_000 });
}
if (only === undefined || only === 'overhead') await overhead();
if (only === undefined || only === 'memory') await memory();
if (only === undefined || only === 'durability') {
  await durability(COUNT, ROUNDS);
  reopening(LARGE, ROUNDS);
}
if (only === undefined || only === 'snapshots') snapshots([100_000, 1_000_000]);
if (only === undefined || only === 'precompiles') await precompiles(ROUNDS);
