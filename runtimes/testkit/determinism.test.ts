/** The check of determinism, on real executors whose code depends on just one thing that it should not. */
import { afterAll, describe, expect, it } from 'vitest';
import type { RuntimeManifest } from '../core/manifest.ts';
import type { Transaction } from '../core/transaction.ts';
import { installed, Registry } from '../registry.ts';
import type { RuntimeModule } from '../sdk/runtime-module.ts';
import { checkChain } from '../workspace/determinism/check-determinism.ts';
import { CONDITIONS } from '../workspace/determinism/conditions.ts';
import type { DeterminismReport } from '../workspace/determinism/report.ts';
import { LedgerBase } from '../workspace/lasting/run-ledger.ts';
import { Chain } from '../workspace/run/chain.ts';
import { beginRun } from '../workspace/run/run-base.ts';
import { scenarioAccount } from '../workspace/scenario/account.ts';
import { scenario as scenarioOf } from '../workspace/scenario/plan.testkit.ts';
import { CLOCKED } from './clocked-runtime.ts';
import { account } from './script-block.ts';
import { encodeProgram, type Program } from './script-program.ts';
import { SCRIPT } from './script-runtime.ts';
import { SCRIPT_B } from './script-b-runtime.ts';
import { ZONED } from './zoned-runtime.ts';

const evm = installed.byId('evm') as RuntimeModule;
const runtime = (id: string, file: string, changes: Partial<RuntimeManifest> = {}): RuntimeModule => ({
  ...evm,
  manifest: { ...evm.manifest, id, languages: [], ...changes },
  executor: new URL(`./${file}.ts`, import.meta.url).href,
  compilers: [],
});
const registry = new Registry([
  runtime(SCRIPT, 'script-runtime'),
  runtime(SCRIPT_B, 'script-b-runtime', { deterministic: false }),
  runtime(CLOCKED, 'clocked-runtime'),
  runtime(ZONED, 'zoned-runtime'),
]);

const scenario = {
  ...scenarioOf('name: draws\naccounts: { count: 5, balance: 1 ether }\ntraffic: []\ncontracts: {}\n'),
  baseFee: 0n,
};
const BUSY: Program = [{ op: 'read', slot: 1 }, { op: 'write', slot: 1, add: 3 }, { op: 'emit' }];
const HIDDEN: Program = [{ op: 'entropy', hidden: true }, ...BUSY];
const DRAWN: Program = [{ op: 'entropy' }, ...BUSY];

type Call = readonly [runtime: string, from: number, program: Program];

const chains: Chain[] = [];
afterAll(() => chains.forEach((chain) => chain.close()));

async function check(calls: readonly Call[]): Promise<DeterminismReport> {
  const base = await LedgerBase.open({}, registry);
  const begun = base.ok && (await beginRun(scenario, base.value, registry.ledgerConfig(1n, 'osaka'), []));
  if (!begun || !begun.ok) throw new Error('a ledger in memory is always there');
  const runtimes = [...new Set(calls.map(([id]) => id))];
  const chain = new Chain({
    registry,
    scenario,
    seed: 1,
    base: begun.value,
    executors: new Map(runtimes.map((id) => [id, 1])),
    lanes: 2,
    onExecutor: () => undefined,
    trace: true,
  });
  chains.push(chain);
  const nonces = new Map<number, bigint>();
  const transactions = calls.map(([id, from, program]): Transaction => {
    const nonce = nonces.get(from) ?? 0n;
    nonces.set(from, nonce + 1n);
    return {
      from: scenarioAccount(from),
      to: account(Number(id === SCRIPT_B)),
      runtime: id,
      nonce,
      value: 0n,
      data: encodeProgram(program),
      gasLimit: 1_000_000n,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
      type: 0,
    };
  });
  const ran = await chain.run(transactions, 'optimistic');
  if (!ran.ok) throw new Error(ran.error.message);
  chain.close();
  const names = { cell: String, call: ({ runtime: id, nonce }: Transaction) => `${id} ${String(nonce)}` };
  const deployed = ['steady', 'drawn'].map((name, i) => ({
    name,
    contract: name,
    runtime: i === 0 ? SCRIPT : SCRIPT_B,
    compiler: '',
    address: account(i),
    codeBytes: 0,
    gasUsed: '0',
    functions: [],
  }));
  const checked = await checkChain(
    chain,
    names,
    { scenario: 'draws', seed: 1, contracts: deployed },
    { runs: CONDITIONS },
  );
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value;
}

const steady = (count: number, from = 0): Call[] => Array.from({ length: count }, () => [SCRIPT, from, BUSY]);
const differing = ({ runs }: DeterminismReport): readonly string[] =>
  runs.flatMap(({ condition, difference }) => (difference === null ? [] : [condition]));

describe('a check of determinism', () => {
  it('finds nothing in what does the same', { timeout: 240_000 }, async () => {
    const report = await check([...steady(6), ...steady(3, 1)]);
    expect(report).toMatchObject({ deterministic: true, contracts: [{ verdict: 'same' }, { verdict: 'not called' }] });
    expect(report.runs.map(({ same }) => same)).toEqual(Array.from({ length: CONDITIONS }, () => 9));
  });

  it('names the first call that hides its randomness, under whatever condition', { timeout: 240_000 }, async () => {
    const report = await check([...steady(3), [SCRIPT, 0, HIDDEN], ...steady(3), [SCRIPT, 0, HIDDEN]]);
    expect(report.deterministic).toBe(false);
    expect(differing(report)).toHaveLength(CONDITIONS);
    expect(report.runs[0]).toMatchObject({
      same: 3,
      difference: { call: 'script 3', contract: 'steady', transaction: 3, marked: false, what: 'written' },
    });
    expect(report.contracts[0]).toMatchObject({ verdict: 'differs', first: { call: 'script 3' } });
  });

  it(
    'finds what depends on the clock by another clock, on the zone by another zone, and nothing else',
    { timeout: 240_000 },
    async () => {
      expect(differing(await check([...steady(2), [CLOCKED, 1, HIDDEN]]))).toEqual(['clock']);
      expect(differing(await check([...steady(2), [ZONED, 1, HIDDEN]]))).toEqual(['culture']);
    },
  );

  it(
    'leaves be what is marked, says that it differs, and meets the same state behind it',
    { timeout: 240_000 },
    async () => {
      const report = await check([
        ...steady(2),
        [SCRIPT_B, 1, BUSY],
        [SCRIPT_B, 1, DRAWN],
        ...steady(2),
        [SCRIPT_B, 1, DRAWN],
      ]);
      expect(report.deterministic).toBe(true);
      expect(report.runs.map(({ same }) => same)).toEqual(Array.from({ length: CONDITIONS }, () => 4));
      expect(report.contracts).toMatchObject([
        { name: 'steady', recorded: 0, verdict: 'same' },
        {
          name: 'drawn',
          transactions: 3,
          recorded: 3,
          verdict: 'differs',
          first: { call: 'script-b 1', marked: true },
        },
      ]);
    },
  );
});
