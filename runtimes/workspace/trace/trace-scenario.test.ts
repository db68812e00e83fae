import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { installed, Registry } from '../../registry.ts';
import type { RuntimeModule } from '../../sdk/runtime-module.ts';
import { traceScenario } from './trace-scenario.ts';

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

const evm = installed.byId('evm') as RuntimeModule;
/** An EVM that calls itself not deterministic. */
const recording = new Registry([{ ...evm, manifest: { ...evm.manifest, deterministic: false } }]);

const FILES = {
  'Jar.sol': `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Jar {
  uint256 public sum;
  event Put(uint256 amount);
  function put(uint256 amount) external { sum += amount; emit Put(amount); }
}
`,
  'jar.yaml': `name: jar
accounts: { count: 2, balance: 10 ether }
contracts: { jar: { source: Jar.sol } }
traffic: [{ to: jar, call: put, args: [5] }]
`,
};

it('of what is not deterministic the record is shown: frames and effects, labelled, without steps', async () => {
  const folder = await workspaces.create(FILES);
  const file = join(folder, 'jar.yaml');
  const of = async (registry: Registry) => {
    const traced = await traceScenario({ file, registry }, { index: 0 }, { memory: false });
    if (!traced.ok) throw new Error(traced.error.message);
    return traced.value;
  };
  const recorded = await of(recording);
  expect(recorded).toMatchObject({ isRecorded: true, failed: false, structLogs: [] });
  expect(recorded.frames).toMatchObject([{ runtime: 'evm', status: 'success', steps: 0 }]);
  const played = await of(new Registry([evm]));
  expect(played.isRecorded).toBe(false);
  expect(played.structLogs.length).toBeGreaterThan(50);
  // Run once more or recorded: the same cells, to the same values, for the same gas.
  const sum = ({ cells }: typeof played) => cells.find(({ name }) => name === 'jar.sum');
  expect(sum(recorded)).toEqual(sum(played));
  expect(sum(recorded)?.written).toBe('5');
  expect(recorded.events).toEqual(played.events);
  expect(recorded.gas).toBe(played.gas);
}, 60_000);
