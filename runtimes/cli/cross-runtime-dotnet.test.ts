/** C# beside Solidity and WebAssembly in one transaction: real compilers, executor processes and ledger. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunReport } from '../workspace/run/report.ts';
import { runScenario, verifyScenario } from '../workspace/run/run-scenario.ts';
import { DOTNET_FILES } from './cross-runtime-dotnet.testkit.ts';

const SLOW = 240_000;
let folder = '';
let file = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-cli-'));
  file = path.join(folder, 'scenario.yaml');
  for (const [name, text] of Object.entries(DOTNET_FILES)) await writeFile(path.join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const ran = async (options: Partial<Parameters<typeof runScenario>[0]> = {}): Promise<RunReport> => {
  const result = await runScenario({ file, ...options });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

it('equals serial execution, whoever calls whom', { timeout: SLOW }, async () => {
  const result = await verifyScenario({ file, lanes: 2 });
  if (!result.ok) throw new Error(result.error.message);
  const { differences, expectations, outcomes, reasons, executors } = result.value;
  expect(differences).toEqual([]);
  expect(expectations.filter(({ ok }) => !ok)).toEqual([]);
  // Sixty-four changes of runtime are the most.
  expect(outcomes).toEqual({ success: 109, revert: 1 });
  expect(reasons).toMatchObject([{ outcome: 'revert', function: 'hub.bounce', reason: 'reverted: the ring broke' }]);
  expect(executors.map(({ id }) => id)).toEqual(['evm#0', 'wasm#0', 'cil#0', 'cil#1']);
});

it('has the same root when executors of C# are killed in the middle', { timeout: SLOW }, async () => {
  const undisturbed = await ran({ executors: new Map([['cil', 1]]) });
  const pids = new Map<string, number>();
  let kills = 0;
  const report = await ran({
    observer: {
      onExecutor: (id, pid) => {
        if (pid !== undefined) pids.set(id, pid);
      },
      onProgress: (done) => {
        if (done < 20 * (kills + 1) || kills === 3) return;
        const pid = pids.get(`cil#${kills % 2}`);
        if (pid === undefined) return;
        kills++;
        process.kill(pid, 'SIGKILL');
      },
    },
  });
  expect(kills).toBe(3);
  expect(
    report.executors.filter(({ runtime }) => runtime === 'cil').reduce((sum, { restarts }) => sum + restarts, 0),
  ).toBeGreaterThan(0);
  expect(report.expectations.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.stateRoot).toBe(undisturbed.stateRoot);
  expect(report.gasUsed).toBe(undisturbed.gasUsed);
});
