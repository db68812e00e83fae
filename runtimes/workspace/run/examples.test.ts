import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../doctor/doctor.ts';
import { verifyScenario } from './run-scenario.ts';

process.env['INTERLEAVE_CACHE'] = '';
const EXAMPLES = fileURLToPath(new URL('../../../resources/examples/', import.meta.url));

describe('examples', () => {
  it.each(['hot-counter', 'erc20-rush', 'amm-swaps', 'mint-rush'])(
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
  it.for(['tokens', 'hot-counters', 'cross-swap', 'precompiled'])(
    '%s equals serial execution and meets its expectations',
    { timeout: 120_000 },
    async (name, { skip }) => {
      skip(!(await hasRust(name)), 'no Rust compiler, and no compiled contract');
      const file = join(EXAMPLES, name, 'scenario.yaml');
      const executors = new Map([
        ['evm', 2],
        ['wasm', 2],
      ]);
      const result = await verifyScenario({ file, policy: 'optimistic', executors });
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.differences).toEqual([]);
      expect(result.value.expectations.filter((expectation) => !expectation.ok)).toEqual([]);
      expect(new Set(result.value.executors.map(({ runtime }) => runtime)).size).toBe(2);
    },
  );
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
