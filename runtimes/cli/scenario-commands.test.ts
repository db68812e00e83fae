/** Whole runs from the command line: real compiler, executor processes and ledger. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICIES } from '../core/schedule.ts';
import type { RunReport, VerifyReport } from '../workspace/run/report.ts';
import { oneObject, runCli, type Ended } from './command-line.testkit.ts';

const COUNTER = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Counter {
    uint256 public count;

    constructor(bool works) {
        require(works, "not today");
    }

    function increment() external {
        count += 1;
    }

    function add(uint8 amount) external {
        count += amount;
    }

    function forever() external {
        while (true) count += 1;
    }
}
`;

const scenario = ({
  source = 'Counter',
  works = true,
  traffic = '{ to: counter, call: increment, count: 60 }',
  count = 60,
}): string => `
name: small
seed: 7
accounts: { count: 20 }
contracts:
  counter: { source: contracts/${source}.sol, contract: Counter, args: [${works}] }
traffic:
  - ${traffic}
  - { to: counter, call: forever, count: 2, gas: 100000, from: random }
expect:
  - { read: "counter.count()", equals: ${count} }
`;

const FILES: Readonly<Record<string, string>> = {
  'contracts/Counter.sol': COUNTER,
  'contracts/Broken.sol': COUNTER.replace('count += amount;', 'count += amount'),
  'small.yaml': scenario({ traffic: '{ to: counter, call: increment, count: 60, from: random }' }),
  'long.yaml': scenario({ traffic: '{ to: counter, call: increment, count: 100000, from: random }', count: 100_000 }),
  'disappointed.yaml': scenario({ count: 61 }),
  'broken.yaml': scenario({ source: 'Broken' }),
  'not-deployed.yaml': scenario({ works: false }),
  'unknown-function.yaml': scenario({ traffic: '{ to: counter, call: incremnt, count: 60 }' }),
  'out-of-range.yaml': scenario({ traffic: '{ to: counter, call: add, args: [256], count: 60 }' }),
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-cli-'));
  await mkdir(path.join(folder, 'contracts'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const report = (ended: Ended): RunReport => oneObject(ended) as unknown as RunReport;

const pidsIn = (stderr: string): string[] =>
  [...stderr.matchAll(/^executor evm#\d pid (\d+)$/gm)].map(([, pid]) => pid ?? '');

describe('run', () => {
  it('leaves its schedule as a file of trace events', async () => {
    const ended = await runCli(['run', 'small.yaml', '--trace', 'schedule.json', '--json'], folder);
    expect(ended).toMatchObject({ exitCode: 0 });
    const { traceEvents } = JSON.parse(await readFile(path.join(folder, 'schedule.json'), 'utf8')) as {
      traceEvents: { ph: string; cat?: string }[];
    };
    expect(traceEvents.filter(({ cat }) => cat === 'committed')).toHaveLength(60);
    expect(await runCli(['run', 'small.yaml', '--trace', 'no/such/folder.json'], folder)).toMatchObject({
      exitCode: 1,
    });
  }, 60_000);

  it('answers with the report, from as many processes as asked for', async () => {
    const ended = await runCli(['run', 'small.yaml', '--executors', 'evm=3', '--json'], folder);
    expect(ended).toMatchObject({ exitCode: 0 });
    const { transactions, outcomes, executors, expectations, stateRoot, scenario: name, policy, seed } = report(ended);
    expect({ name, policy, seed }).toEqual({ name: 'small', policy: 'optimistic', seed: 7 });
    // The endless loop ends where its gas does.
    expect(transactions).toEqual({ submitted: 62, committed: 60, reverted: 2, invalidated: 0, rejected: 0 });
    expect(outcomes).toEqual({ success: 60, outOfGas: 2 });
    expect(expectations).toEqual([{ read: 'counter.count()', expected: '60', actual: '60', ok: true }]);
    expect(stateRoot).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(executors.map(({ pid }) => pid)).size).toBe(3);
    expect(executors.map(({ pid }) => String(pid)).sort()).toEqual(pidsIn(ended.stderr).sort());
  });

  it('fails and says why where an expectation does not hold, except under first-committer-wins', async () => {
    const policy = ['--policy', 'first-committer-wins'];
    const [told, pardoned] = await Promise.all([
      runCli(['run', 'disappointed.yaml'], folder),
      runCli(['run', 'disappointed.yaml', ...policy, '--json'], folder),
    ]);
    expect(told.exitCode).toBe(1);
    expect(told.stdout).toContain('✗ counter.count() = 60, expected 61');
    expect(pardoned.exitCode).toBe(0);
    expect(report(pardoned).expectations).toMatchObject([{ ok: false }]);
  });

  it('ends its executors and says so when it is interrupted', async () => {
    const args = ['run', 'long.yaml', '--executors', 'evm=2', '--json'];
    let isRunning = false;
    const ended = await runCli(args, folder, (stderr, interrupt) => {
      if (!isRunning && stderr.includes('running traffic')) interrupt();
      isRunning ||= stderr.includes('running traffic');
    });
    expect(ended.exitCode).toBe(130);
    expect(oneObject(ended)).toMatchObject({ error: { message: 'cancelled by SIGINT; there is no result' } });
    const pids = pidsIn(ended.stderr);
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.filter(isAlive), { timeout: 30_000 }).toEqual([]);
  });
});

const isAlive = (pid: string): boolean => {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
};

describe('verify', () => {
  const verify = (policy: string, ...more: string[]): Promise<Ended> =>
    runCli(['verify', 'small.yaml', '--policy', policy, '--executors', 'evm=2', ...more], folder);

  it('finds every policy equivalent, and one state for those that keep the order', async () => {
    const roots: string[] = [];
    // In pairs: as many as a small machine has cores.
    for (const policies of [POLICIES.slice(0, 2), POLICIES.slice(2)]) {
      const ended = await Promise.all(policies.map((policy) => verify(policy, '--json')));
      for (const [i, one] of ended.entries()) {
        const { policy, equivalent, differences, serialStateRoot, stateRoot } = report(one) as VerifyReport;
        expect({ policy, equivalent, differences }).toEqual({ policy: policies[i], equivalent: true, differences: [] });
        expect(one.exitCode).toBe(0);
        expect(serialStateRoot).toBe(stateRoot);
        if (policy !== 'first-committer-wins') roots.push(stateRoot);
      }
    }
    expect(roots).toHaveLength(3);
    expect(new Set(roots).size).toBe(1);
  });
});

describe('bad input', () => {
  interface Refused {
    readonly message: string;
    readonly file: string | null;
    readonly line: number | null;
  }
  const refused = async (file: string): Promise<Refused & { exitCode: number | null }> => {
    const ended = await runCli(['run', file, '--json'], folder);
    return { exitCode: ended.exitCode, ...(oneObject(ended)['error'] as Refused) };
  };

  it('names file and line of broken Solidity and of what the contracts do not have', async () => {
    const [broken, unknown, range, deployment] = await Promise.all([
      refused('broken.yaml'),
      refused('unknown-function.yaml'),
      refused('out-of-range.yaml'),
      refused('not-deployed.yaml'),
    ]);
    expect(broken).toMatchObject({ exitCode: 2, file: 'contracts/Broken.sol', line: 17 });
    expect(broken.message).toContain("Expected ';'");
    expect(unknown).toMatchObject({ exitCode: 2, file: 'unknown-function.yaml', line: 8 });
    expect(unknown.message).toContain('Did you mean "increment"?');
    expect(range).toMatchObject({ exitCode: 2, file: 'out-of-range.yaml', line: 8 });
    expect(range.message).toContain('256 is out of range; uint8 goes from 0 to 255');
    expect(deployment).toMatchObject({ exitCode: 1, file: 'not-deployed.yaml', line: 6 });
    expect(deployment.message).toMatch(/deploying counter failed: .*not today/);
  });
});
