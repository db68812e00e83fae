import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { POLICIES } from '../../core/policy.ts';
import { installed } from '../../registry.ts';
import { compareRuns, type ComparedRun, type Variant } from './compare-runs.ts';
import { comparisonReport } from './comparison-report.ts';

const FILE = fileURLToPath(new URL('../../../resources/examples/hot-counter/scenario.yaml', import.meta.url));
const variant = (policy: Variant['policy'], lanes: number): Variant => ({
  source: 'as written',
  file: FILE,
  policy,
  lanes,
  seed: undefined,
});
const SIMULATED = [...POLICIES.map((policy) => variant(policy, 4)), variant('optimistic', 1)];

async function compare(clock: 'measured' | 'simulated', variants: readonly Variant[]): Promise<readonly ComparedRun[]> {
  const compared = await compareRuns({ registry: installed, clock, variants });
  if (!compared.ok) throw new Error(compared.error.message);
  return compared.value;
}

describe('a simulated comparison', () => {
  let runs: readonly ComparedRun[];
  beforeAll(async () => {
    runs = await compare('simulated', SIMULATED);
  }, 120_000);
  const of = (policy: string, lanes = 8): ComparedRun => {
    const run = runs.find(({ variant: one, figures }) => one.policy === policy && figures.lanes === lanes);
    if (run === undefined) throw new Error(`${policy} on ${lanes} lanes was not run`);
    return run;
  };

  it('commits every transaction once under each policy, but for what first-committer-wins invalidates', () => {
    for (const { figures, variant: one } of runs) {
      expect(figures.submitted).toBe(600);
      expect(figures.committed + figures.reverted + figures.invalidated).toBe(600);
      if (one.policy !== 'first-committer-wins') expect(figures.invalidated).toBe(0);
    }
    const { figures: wins, bounds } = of('first-committer-wins');
    expect(wins.invalidated).toBeGreaterThan(100);
    expect(wins.throughput * wins.elapsedMs).toBeCloseTo(1000 * (600 - wins.invalidated));
    expect(wins.speedup).toBeCloseTo(wins.throughput / of('serial').figures.throughput);
    expect(bounds.text[0]).toContain(`${wins.invalidated} of 600 transactions were invalidated`);
    expect(of('serial').figures).toMatchObject({ aborts: 0, speedup: 1 });
    expect(of('serial').figures.elapsedMs).toBeGreaterThan(of('optimistic').figures.elapsedMs);
  });

  it('never beats its bound, and has the counter as its hottest cell', () => {
    for (const { figures, bounds, variant: one } of runs) {
      expect(figures.elapsedMs).toBeGreaterThanOrEqual(bounds.floorMs - 1e-6);
      const { floorMs, wastedMs, overheadMs } = bounds.parts;
      expect(floorMs + wastedMs + overheadMs).toBeCloseTo(figures.elapsedMs);
      expect(Math.min(wastedMs, overheadMs)).toBeGreaterThanOrEqual(-1e-9);
      if (one.policy === 'optimistic') expect(bounds.text.join(' ')).toContain('counter.count: 300 transactions');
    }
  });

  it('is exactly the same the second time', async () => {
    const again = await compare('simulated', SIMULATED);
    expect(comparisonReport('simulated', again)).toEqual(comparisonReport('simulated', runs));
    for (const [n, { recorder }] of again.entries()) expect(recorder.rows).toEqual(runs[n]?.recorder.rows);
  }, 120_000);
});

it('a measured comparison ends in the same state whatever the policy, and says what it measured', async () => {
  const told: string[] = [];
  const compared = await compareRuns({
    registry: installed,
    clock: 'measured',
    variants: [variant('serial', 1), variant('optimistic', 2)],
    observer: { onRun: (n, total, { policy }) => void told.push(`${n + 1} of ${total}: ${policy}`) },
  });
  if (!compared.ok) throw new Error(compared.error.message);
  const [serial, optimistic] = compared.value;
  expect(told).toEqual(['1 of 2: serial', '2 of 2: optimistic']);
  expect(optimistic?.stateRoot).toBe(serial?.stateRoot);
  expect(optimistic?.graph.edges).toEqual(serial?.graph.edges);
  expect(serial?.figures.speedup).toBe(1);
  expect(optimistic?.figures.elapsedMs).toBeGreaterThan(0);
}, 120_000);

it('stops where it is cancelled', async () => {
  const cancel = new AbortController();
  const compared = await compareRuns({
    registry: installed,
    clock: 'simulated',
    variants: SIMULATED,
    signal: cancel.signal,
    observer: { onDone: () => cancel.abort() },
  });
  expect(compared).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
}, 120_000);
