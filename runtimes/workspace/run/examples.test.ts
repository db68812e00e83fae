import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csharpCache } from '../../cil/dotnet/cache.testkit.ts';
import type { PolicyName } from '../../core/schedule.ts';
import { examine } from '../doctor/doctor.ts';
import { makeBinding } from '../bindings/make-binding.ts';
import { verifyScenario } from './run-scenario.ts';

process.env['INTERLEAVE_CACHE'] = await csharpCache();
const EXAMPLES = fileURLToPath(new URL('../../../resources/examples/', import.meta.url));

describe('examples', () => {
  it.each(['hot-counter', 'box-office', 'erc20-rush', 'amm-swaps', 'mint-rush'])(
    '%s equals serial execution on two executors and meets its expectations',
    async (name) => {
      const file = join(EXAMPLES, name, 'scenario.yaml');
      const result = await verifyScenario({ file, executors: new Map([['evm', 2]]) });
      if (!result.ok) throw new Error(result.error.message);
      const { equivalent, differences, expectations, executors, transactions } = result.value;
      expect(differences).toEqual([]);
      expect(equivalent).toBe(true);
      expect(expectations.filter((expectation) => !expectation.ok)).toEqual([]);
      expect(new Set(executors.map((executor) => executor.pid)).size).toBe(2);
      const { submitted, committed, reverted, invalidated, rejected } = transactions;
      expect(committed + reverted + invalidated + rejected).toBe(submitted);
    },
    60_000,
  );
});

// Rust contracts come compiled (`.artifacts`) or need a compiler.
const hasRust = async (name: string): Promise<boolean> =>
  existsSync(join(EXAMPLES, name, '.artifacts')) ||
  (await examine(EXAMPLES)).languages.some(({ id, available }) => id === 'rust' && available);

describe('examples of several runtimes', () => {
  it.for<readonly [string, PolicyName, number]>([
    ['tokens', 'optimistic', 3],
    ['hot-counters', 'declared', 3],
    ['cross-swap', 'optimistic', 2],
    ['precompiled', 'optimistic', 3],
    ['three-way-swap', 'optimistic', 3],
    ['three-way-swap', 'serial', 3],
    ['market-race', 'optimistic', 3],
    ['market-race', 'declared', 3],
    ['market-race', 'first-committer-wins', 3],
  ])(
    '%s equals serial execution under %s and meets its expectations',
    { timeout: 120_000 },
    async ([name, policy, runtimes], { skip }) => {
      skip(!(await hasRust(name)), 'no Rust compiler, and no compiled contract');
      const file = join(EXAMPLES, name, 'scenario.yaml');
      const three = [
        ['evm', 2],
        ['wasm', 2],
        ['cil', 1],
      ] as const;
      const result = await verifyScenario({ file, policy, executors: new Map(three.slice(0, runtimes)) });
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.equivalent).toBe(true);
      expect(result.value.differences).toEqual([]);
      // What first-committer-wins drops is missing in the end.
      if (policy !== 'first-committer-wins')
        expect(result.value.expectations.filter((expectation) => !expectation.ok)).toEqual([]);
      expect(new Set(result.value.executors.map(({ runtime }) => runtime)).size).toBe(runtimes);
    },
  );

  it('market-race equals serial execution with another number of lanes for each runtime', async () => {
    const file = join(EXAMPLES, 'market-race', 'scenario.yaml');
    const lanes = new Map([
      ['evm', 4],
      ['wasm', 2],
    ]);
    const counts: Record<string, number> = {};
    const result = await verifyScenario({
      file,
      lanes,
      observer: {
        onTraffic: (about) => {
          for (const { runtime } of about.lanes) counts[runtime] = (counts[runtime] ?? 0) + 1;
        },
      },
    });
    if (!result.ok) throw new Error(result.error.message);
    // Its file has two executors of the EVM; the default of what is not named is one.
    expect(counts).toEqual({ evm: 2 * 4, wasm: 2, cil: 1 });
    expect(result.value).toMatchObject({ equivalent: true, differences: [] });
    expect(result.value.expectations.filter((expectation) => !expectation.ok)).toEqual([]);
  }, 60_000);

  it.each(['optimistic', 'declared'] as const)(
    'weather-oracle under %s: the record of what the station did is what verification applies',
    { timeout: 120_000 },
    async (policy) => {
      const file = join(EXAMPLES, 'weather-oracle', 'scenario.yaml');
      const executors = new Map([
        ['evm', 2],
        ['cil', 1],
      ]);
      const result = await verifyScenario({ file, policy, executors });
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value).toMatchObject({ equivalent: true, differences: [] });
      expect(result.value.expectations.filter((expectation) => !expectation.ok)).toEqual([]);
      expect(result.value.recorded).toBe(12);
    },
  );

  // Where this fails, a contract has changed: its README says how its interfaces are made anew.
  it.each([
    ['Market.sol', 'csharp', 'oracle/IMarket.cs'],
    ['Market.sol', 'rust', 'token/src/i_market.rs'],
    ['oracle/Oracle.cs', 'rust', 'token/src/i_oracle.rs'],
    ['oracle/Oracle.cs', 'solidity', 'IOracle.sol'],
    ['token/src/lib.rs', 'solidity', 'IToken.sol'],
  ] as const)('market-race: what %s is called through in %s is what the tool makes', async (source, to, binding) => {
    const workspace = join(EXAMPLES, 'market-race');
    const contracts = join(workspace, 'contracts');
    const made = await makeBinding({ file: join(contracts, source), workspace, to });
    if (!made.ok) throw new Error(made.error.message);
    expect(made.value.text).toBe(readFileSync(join(contracts, binding), 'utf8'));
  });
});

describe('credits', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interleave-credits-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('payments to one account and fees to the coinbase conflict on neither', async () => {
    const recipient = '0x00000000000000000000000000000000000fee00';
    const file = join(folder, 'scenario.yaml');
    await writeFile(
      file,
      `name: payments
accounts: { count: 300, balance: 10 ether }
coinbase: "0x00000000000000000000000000000000c01ba5e0"
traffic:
  - { to: "${recipient}", value: 1 gwei, count: 600, from: random, fee: 1 gwei }
expect:
  - { read: "balance(${recipient})", equals: 600 gwei }
  - { read: "balance(0x00000000000000000000000000000000c01ba5e0)", equals: 12600000 gwei }
`,
    );
    const result = await verifyScenario({ file, policy: 'optimistic', executors: new Map([['evm', 2]]) });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.equivalent).toBe(true);
    expect(result.value.expectations.filter((expectation) => !expectation.ok)).toEqual([]);
    // Conflicts of one sender's own transactions are right; there are no others.
    const others = result.value.conflicts.filter(({ cell }) => !cell.startsWith('accounts['));
    expect(others).toEqual([]);
  }, 60_000);
});
