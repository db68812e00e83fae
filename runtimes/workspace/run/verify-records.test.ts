/** Replays of blocks whose transactions were recorded, through real executors: EVM transfers, of an EVM that calls itself not deterministic. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balanceCell, codeCell, codeValue, nonceCell, type CellKey } from '../../core/cell.ts';
import { quantity } from '../../core/hex.ts';
import type { TransactionRecord } from '../../core/record.ts';
import type { PolicyName } from '../../core/schedule.ts';
import type { Transaction } from '../../core/transaction.ts';
import { installed, Registry } from '../../registry.ts';
import type { RuntimeModule } from '../../sdk/runtime-module.ts';
import { scenarioAccount } from '../scenario/account.ts';
import { scenario as scenarioOf } from '../scenario/plan.testkit.ts';
import { Chain, type RecordedBlock } from './chain.ts';
import { LedgerBase, type RunLedger } from '../lasting/run-ledger.ts';
import { beginRun } from './run-base.ts';
import { createCallNamer } from './name-calls.ts';
import { createCellNamer } from './name-cells.ts';
import { hasGrounds } from './record-grounds.ts';
import { replaySerially, type Replay } from './replay.ts';

const evm = installed.byId('evm') as RuntimeModule;
const recording = new Registry([{ ...evm, manifest: { ...evm.manifest, deterministic: false } }]);

const scenario = scenarioOf(`
name: transfers
accounts: { count: 5, balance: 1000 wei, names: [alice, bob, carol, dave, erin] }
traffic: []
contracts: {}
`);

const transfer = (from: number, to: number, nonce: number, gasLimit = 21_000n): Transaction => ({
  from: scenarioAccount(from),
  to: scenarioAccount(to),
  runtime: 'evm',
  nonce: BigInt(nonce),
  value: 3n,
  data: new Uint8Array(),
  gasLimit,
  maxFeePerGas: 0n,
  maxPriorityFeePerGas: 0n,
  type: 0,
});

async function startingBase(): Promise<RunLedger> {
  const base = await LedgerBase.open({}, recording);
  const begun = base.ok && (await beginRun(scenario, base.value, recording.ledgerConfig(1n, 'osaka'), []));
  if (!begun || !begun.ok) throw new Error('a ledger in memory is always there');
  return begun.value;
}

const chains: Chain[] = [];
async function ran(policy: PolicyName): Promise<Chain> {
  const chain = new Chain({
    registry: recording,
    scenario: { ...scenario, baseFee: 0n },
    seed: 1,
    base: await startingBase(),
    executors: new Map([['evm', 1]]),
    lanes: 2,
    onExecutor: () => undefined,
  });
  chains.push(chain);
  const transactions = Array.from({ length: 24 }, (_, n) => transfer(n % 4, (n % 4) + 1, Math.floor(n / 4)));
  // One that is refused where it runs, and so has nothing but reads.
  const result = await chain.run([...transactions, transfer(4, 0, 7)], policy);
  if (!result.ok) throw new Error(result.error.message);
  return chain;
}
afterAll(() => chains.forEach((chain) => chain.close()));

async function replay(chain: Chain): Promise<Replay> {
  const resolve = new Map();
  const cell = createCellNamer(chain.registry, scenario, new Map(), resolve, chain.preimages);
  const result = await replaySerially(chain, { cell, call: createCallNamer(resolve) }, {}, undefined);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe.each(['optimistic', 'first-committer-wins'] as const)('recorded transactions, %s', (policy) => {
  it('are verified by their records, and decisions by being repeated', async () => {
    const chain = await ran(policy);
    const { differences, verification } = await replay(chain);
    expect(differences).toEqual([]);
    const invalidated = chain.blocks[0]?.decisions.size ?? 0;
    expect(verification).toEqual({
      executed: 0,
      byRecord: 25 - invalidated,
      byDecision: invalidated,
      recordProblems: [],
    });
    expect(invalidated > 0).toBe(policy === 'first-committer-wins');
  });
});

describe('what is wrong with records', () => {
  let chain: Chain;
  let block: RecordedBlock;
  beforeAll(async () => {
    chain = await ran('optimistic');
    block = chain.blocks[0] as RecordedBlock;
  });

  /** The run, with records that somebody has changed. */
  async function replayWith(change: (record: TransactionRecord) => TransactionRecord | undefined): Promise<Replay> {
    const records = block.result.records.flatMap((record) => change(record) ?? []);
    chain.blocks[0] = { ...block, result: { ...block.result, records } };
    return replay(chain);
  }

  it('a read that does not fit is named: transaction, cell, what was recorded and what is there', async () => {
    const key = balanceCell(scenarioAccount(0));
    const { verification, differences } = await replayWith((record) =>
      record.index === 8
        ? { ...record, reads: record.reads.map((read) => (read.key === key ? { key, value: quantity(990n) } : read)) }
        : record,
    );
    expect(verification.recordProblems).toEqual([
      {
        block: 1,
        transaction: 8,
        call: `transfer to 0x${scenarioAccount(1)}`,
        problem: 'mismatch',
        cell: 'alice.@balance',
        expected: quantity(990n),
        found: quantity(994n),
      },
    ]);
    expect(differences[0]).toBe(
      `block 1, transaction 8 (transfer to 0x${scenarioAccount(1)}): recorded as having read 3de in alice.@balance, which serially holds 3e2`,
    );
  });

  it('a record that is missing is named; the transaction is executed instead', async () => {
    const { verification } = await replayWith((record) => (record.index === 3 ? undefined : record));
    expect(verification).toMatchObject({ executed: 1, byRecord: 24 });
    expect(verification.recordProblems).toMatchObject([{ transaction: 3, problem: 'missing' }]);
  });

  it('what it wrote is compared with what was read after it', async () => {
    const key = balanceCell(scenarioAccount(0));
    const { verification } = await replayWith((record) =>
      record.index === 0
        ? { ...record, writes: record.writes.map((one) => (one.key === key ? { key, value: '7' } : one)) }
        : record,
    );
    expect(verification.recordProblems[0]).toMatchObject({ transaction: 4, cell: 'alice.@balance', found: '7' });
  });
});

describe('grounds for a record', () => {
  const code = Uint8Array.of(1, 2, 3);
  const [hash, other] = ['ab'.repeat(32), 'cd'.repeat(32)];
  const target = scenarioAccount(77);
  const odd: RuntimeModule = {
    ...evm,
    manifest: { ...evm.manifest, id: 'odd' },
    isDeterministic: (bytes, form) => bytes[0] !== (form === 'code' ? 1 : 9),
  };
  const dice: RuntimeModule = { ...evm, manifest: { ...evm.manifest, id: 'dice', deterministic: false } };
  const registry = new Registry([evm, odd, dice]);
  const around = {
    registry,
    config: { chainId: 1n, hardfork: 'osaka', builtins: { [scenarioAccount(5)]: 'dice' } },
    code: (asked: string) => (asked === hash ? code : asked === other ? Uint8Array.of(5) : undefined),
  };
  const empty: TransactionRecord = { index: 0, reads: [], writes: [], deltas: [], codes: [] };
  const reading = (key: CellKey, value: string): TransactionRecord => ({ ...empty, reads: [{ key, value }] });
  const tx = transfer(0, 77, 0);

  it.each<[string, boolean, Transaction, TransactionRecord]>([
    ['code of a runtime that is not deterministic', true, tx, reading(codeCell(target), codeValue('dice', other))],
    ['code that is not, of a runtime that is', true, tx, reading(codeCell(target), codeValue('odd', hash))],
    [
      'code that it put itself',
      true,
      tx,
      { ...empty, writes: [{ key: codeCell(target), value: codeValue('odd', hash) }] },
    ],
    ['what it deploys, whatever came of it', true, { ...tx, to: null, runtime: 'odd', data: Uint8Array.of(9) }, empty],
    ['the runtime that it was sent to', true, { ...tx, runtime: 'dice' }, empty],
    ['an account that such a runtime answers for', true, tx, reading(codeCell(scenarioAccount(5)), '')],
    ['nothing at all', false, tx, empty],
    ['deterministic code', false, tx, reading(codeCell(target), codeValue('odd', other))],
    ['deterministic code of another runtime', false, tx, reading(codeCell(target), codeValue('evm', hash))],
    ['a deterministic deployment', false, { ...tx, to: null, runtime: 'odd', data: Uint8Array.of(1) }, empty],
    ['other cells', false, tx, reading(nonceCell(target), '1')],
  ])('%s: %s', (_what, expected, transaction, record) => {
    expect(hasGrounds(transaction, record, around)).toBe(expected);
  });
});
