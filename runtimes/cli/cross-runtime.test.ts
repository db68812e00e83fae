/** Contracts of several runtimes in one scenario, and contracts given instead of a scenario: real compilers, executors and ledger. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICIES } from '../core/schedule.ts';
import type { RunReport, VerifyReport } from '../workspace/run/report.ts';
import type { TraceReport } from '../workspace/trace/trace-scenario.ts';
import { oneObject, runCli, type Ended } from './command-line.testkit.ts';
import { ADDER_WAT, BRIDGE_SOL, CROSS_YAML } from './cross-runtime.testkit.ts';

/** Refuses to be deployed with what a scenario that is made for it passes. */
const PICKY_SOL = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Picky { constructor(uint256 x) { require(x == 7, "seven"); } function f() external {} }
`;
const PAIR_SOL = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Shop { Till public till; constructor(Till t) { till = t; } function buy() external { till.pay(3); } }
contract Till { uint256 public sum; function pay(uint256 x) external { sum += x; } }
`;

const FILES: Readonly<Record<string, string>> = {
  'cross.yaml': CROSS_YAML,
  'contracts/adder.wat': ADDER_WAT,
  'contracts/Bridge.sol': BRIDGE_SOL,
  'Picky.sol': PICKY_SOL,
  'Pair.sol': PAIR_SOL,
  'Gate.sol':
    '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\ncontract Gate { error Shut(uint256 until); function pass() external pure { revert Shut(7); } }',
  'gate.yaml': 'contracts: { gate: { source: Gate.sol } }\ntraffic: [{ to: gate, call: pass }]\n',
  'broken.wat': '(module\n  (func $call i32.ad))',
  'large.wat': `(module (memory (export "memory") 2) (data (i32.const 0) "${'a'.repeat(90_000)}") (func (export "call")))`,
  'large.yaml': 'contracts: { large: { source: large.wat } }\ntraffic: [{ to: large, value: 1 }]\n',
  'large-prague.yaml':
    'hardfork: prague\ncontracts: { large: { source: large.wat, gas: 22000000 } }\ntraffic: [{ to: large, value: 1 }]\n',
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-cli-'));
  await mkdir(path.join(folder, 'contracts'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const report = (ended: Ended): RunReport => oneObject(ended) as unknown as RunReport;

describe('a scenario with contracts of two runtimes that call each other', () => {
  it.each(POLICIES)(
    'equals serial execution under %s',
    async (policy) => {
      const ended = await runCli(['verify', 'cross.yaml', '--policy', policy, '--lanes', '2', '--json'], folder);
      const found = oneObject(ended) as unknown as VerifyReport;
      expect(found.differences).toEqual([]);
      expect(ended.exitCode).toBe(0);
      const { submitted, committed, reverted, invalidated } = found.transactions;
      expect(committed + reverted + invalidated).toBe(submitted);
      expect(found.executors.map(({ id }) => id)).toEqual(['evm#0', 'evm#1', 'wasm#0', 'wasm#1']);
      if (policy !== 'first-committer-wins') expect(found.expectations.every(({ ok }) => ok)).toBe(true);
      // What the module says of its storage names its cells.
      if (policy === 'first-committer-wins') expect(found.conflicts.map(({ cell }) => cell)).toContain('adder.total');
    },
    60_000,
  );

  it('has the same root whatever the executors', async () => {
    const roots = ['evm=1,wasm=1', 'evm=1,wasm=3'].map(async (executors) =>
      report(await runCli(['run', 'cross.yaml', '--executors', executors, '--json'], folder)),
    );
    const [one, other] = await Promise.all(roots);
    expect(one?.stateRoot).toMatch(/^[0-9a-f]{64}$/);
    expect(other?.stateRoot).toBe(one?.stateRoot);
  }, 60_000);
});

describe('the gas of a deployment', () => {
  it('is said where it is too little, and can be more where the hardfork allows it', async () => {
    const [capped, uncapped] = await Promise.all([
      runCli(['run', 'large.yaml'], folder),
      runCli(['run', 'large-prague.yaml', '--json'], folder),
    ]);
    expect(capped.exitCode).toBe(1);
    expect(capped.stderr).toMatch(/deploying large failed: out of gas: it had 16777216 gas, for 90\d{3} bytes of code/);
    expect(uncapped.exitCode).toBe(0);
    expect(Number(report(uncapped).contracts[0]?.gasUsed)).toBeGreaterThan(16_777_216);
  }, 60_000);
});

describe('a contract instead of a scenario', () => {
  it('is deployed and called, and the scenario is there to go on from', async () => {
    const ended = await runCli(['verify', 'contracts/adder.wat'], folder);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(/^adder {2}wasm · wabt/);
    expect(ended.stdout).toMatch(
      /gas to deploy · 3 functions\n {2}add\(uint256\)\n {2}total\(\) view returns \(uint256\)/,
    );
    expect(ended.stdout).toContain('✓ EQUIVALENT');
    const text = /^name: adder\n[^]*?(?=\n\nState root)/m.exec(ended.stdout)?.[0] ?? '';
    expect(text).toContain('to: adder, call: add, args: [{ int: [1, 100] }]');
    await writeFile(path.join(folder, 'saved.yaml'), text);
    const [saved, direct] = await Promise.all([
      runCli(['run', 'saved.yaml', '--json'], folder),
      runCli(['run', 'contracts/adder.wat', '--json'], folder),
    ]);
    expect(report(saved).stateRoot).toBe(report(direct).stateRoot);
    expect(report(saved).starter).toBeUndefined();
    expect(report(direct)).toMatchObject({
      starter: expect.stringContaining('name: adder'),
      contracts: [
        { name: 'adder', runtime: 'wasm', functions: ['add(uint256)', expect.anything(), expect.anything()] },
      ],
    });
  }, 60_000);

  it('of several in a file deploys first what the others need', async () => {
    const ended = await runCli(['run', 'Pair.sol', '--json'], folder);
    const { contracts, transactions, starter } = report(ended);
    expect(contracts.map(({ name }) => name)).toEqual(['till', 'shop']);
    expect(starter).toContain('shop: { source: Pair.sol, contract: Shop, args: [$till] }');
    expect(transactions).toMatchObject({ submitted: 40, committed: 40 });
  }, 60_000);

  it('may be the ABI and code of other tools, and a scenario may be JSON', async () => {
    // Its code is one STOP.
    const artifact = {
      contractName: 'Box',
      abi: [{ type: 'function', name: 'f', inputs: [] }],
      bytecode: '0x60016000f3',
    };
    await writeFile(path.join(folder, 'Box.json'), JSON.stringify(artifact));
    const scenario = {
      name: 'as-json',
      contracts: { box: { source: 'Box.json' } },
      traffic: [{ to: 'box', call: 'f' }],
    };
    await writeFile(path.join(folder, 'scenario.json'), JSON.stringify(scenario));
    const [box, json] = await Promise.all([
      runCli(['run', 'Box.json', '--json'], folder),
      runCli(['run', 'scenario.json', '--json'], folder),
    ]);
    expect(report(box).transactions).toMatchObject({ submitted: 20, committed: 20 });
    expect(report(json)).toMatchObject({ scenario: 'as-json', transactions: { committed: 1 } });
  }, 30_000);

  it('that does not compile is an error at its place', async () => {
    const ended = await runCli(['run', 'broken.wat', '--json'], folder);
    expect(ended.exitCode).toBe(2);
    expect(oneObject(ended)).toMatchObject({ error: { file: 'broken.wat', line: 2, column: 15 } });
  });

  it('that refuses its arguments leaves the user with a scenario to correct', async () => {
    const ended = await runCli(['run', 'Picky.sol'], folder);
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('deploying picky failed: reverted: seven');
    expect(ended.stderr).toContain('  picky: { source: Picky.sol, args: [1000] }');
  }, 30_000);
});

describe('a trace of one of its transactions', () => {
  it('goes through both runtimes, with the EVM’s steps as struct logs', async () => {
    const ended = await runCli(['trace', 'cross.yaml', '--tx', '0', '--json'], folder);
    expect(ended.exitCode, ended.stderr).toBe(0);
    const found = oneObject(ended) as unknown as TraceReport;
    expect(new Set(found.frames.map(({ runtime }) => runtime))).toEqual(new Set(['evm', 'wasm']));
    expect(found.frames.every(({ status }) => status === 'success')).toBe(true);
    expect(found.cells.map(({ name }) => name)).toContain('adder.total');
    const inEvm = found.frames.filter(({ runtime }) => runtime === 'evm').reduce((sum, { steps }) => sum + steps, 0);
    expect(inEvm).toBeGreaterThan(0);
    expect(found.structLogs).toHaveLength(inEvm);
  }, 60_000);

  it('says in the contract’s own words why it reverted', async () => {
    const ended = await runCli(['trace', 'gate.yaml', '--tx', '0', '--json'], folder);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect((oneObject(ended) as unknown as TraceReport).outcome).toBe('reverted: Shut(until: 7)');
  }, 60_000);

  it('says which transactions there are where it is asked for another', async () => {
    const ended = await runCli(['trace', 'cross.yaml', '--tx', '99999', '--json'], folder);
    expect(ended.exitCode).toBe(2);
    expect(JSON.stringify(oneObject(ended))).toMatch(/--tx: the traffic has transactions 0 to \d+/);
    expect(JSON.stringify(oneObject(ended))).not.toContain('Nothing was run');
    expect((await runCli(['trace', 'cross.yaml', '--tx', 'x'], folder)).exitCode).toBe(2);
    expect((await runCli(['trace', 'cross.yaml'], folder)).exitCode).toBe(2);
  }, 60_000);
});
