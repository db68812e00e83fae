import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ComparisonReport } from '../workspace/compare/comparison-report.ts';
import { oneObject, runCli, runInProcess } from './command-line.testkit.ts';

const SCENARIO = fileURLToPath(new URL('../../resources/examples/hot-counter/scenario.yaml', import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-compare-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('compares policies and lanes, the same each time, and leaves a trace of each run', async () => {
  const flags = ['--policies', 'optimistic,serial', '--lanes', '1,4', '--json'];
  const ended = await runCli(['compare', SCENARIO, ...flags, '--traces', 'traces'], folder);
  expect(ended).toMatchObject({ exitCode: 0 });
  const { runs, clock } = oneObject(ended) as unknown as ComparisonReport;
  expect(clock).toBe('simulated');
  expect(runs.map(({ policy, figures }) => `${policy} ${figures.lanes}`)).toEqual([
    'optimistic 2',
    'serial 2',
    'optimistic 8',
    'serial 8',
  ]);
  expect(runs[1]?.figures.speedup).toBe(1);
  expect(runs[0]?.bounds.text.join(' ')).toContain('counter.count');
  const traces = (await readdir(path.join(folder, 'traces'))).sort();
  expect(traces).toHaveLength(4);
  const first = JSON.parse(await readFile(path.join(folder, 'traces', traces[0] ?? ''), 'utf8')) as {
    traceEvents: { cat?: string }[];
  };
  expect(first.traceEvents.filter(({ cat }) => cat === 'committed')).toHaveLength(600);
  const again = await runCli(['compare', SCENARIO, ...flags], folder);
  expect(again.stdout).toBe(ended.stdout);
}, 120_000);

it('says what is wrong with what it is given', async () => {
  for (const [flags, message] of [
    [['--policies', 'optimistic,sloppy'], 'There are: optimistic'],
    [['--lanes', '0'], 'integer from 1'],
    [['--time', 'felt'], 'Allowed choices'],
    [['--seeds', Array.from({ length: 20 }, (_, n) => n).join(',')], 'at most 64'],
  ] as const) {
    const { exitCode, err } = await runInProcess(['compare', SCENARIO, ...flags], folder);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  }
});
