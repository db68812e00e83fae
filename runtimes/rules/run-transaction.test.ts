import { beforeEach, describe, expect, test } from 'vitest';
import { balanceCell, codeCell, nonceCell, type AccountId, type CellKey } from '../core/cell.ts';
import { fromHex, quantity } from '../core/hex.ts';
import type { Transaction } from '../core/transaction.ts';
import { GENESIS } from '../core/version.ts';
import { TransactionJournal } from '../executor/transaction-journal.ts';
import type { ExecutionMode, ExecutorModule } from '../sdk/runtime.ts';
import { Accounts } from './accounts.ts';
import { delegationTo } from './delegation.ts';
import type { HardforkName } from './hardforks.ts';
import { rulesOf } from './rules.ts';
import { runTransaction, type TargetResult, type TransactionRun } from './run-transaction.ts';
import { ALICE, BLOCK, BOB, CAROL, COINBASE, ETHER, keysOf, LaneLedger, TARGET } from './test-ledger.testkit.ts';
import { WarmSet } from './warm-set.ts';

type Target = (run: Omit<TransactionRun, 'run'>, gas: bigint) => TargetResult;

const OURS = 'ours';
const OUTPUT = fromHex('c0de');
const BUILTIN = '09'.padStart(40, '0') as AccountId;
const succeed =
  (gasUsed = 0n, refund = 0n): Target =>
  () => ({ outcome: { status: 'success', output: OUTPUT }, gasUsed, refund });

/** A runtime whose contracts all do what `target` says. */
const runtimeOf = (
  hardfork: HardforkName,
  target: Target,
  isLate = false,
  flaw?: TransactionRun['flaw'],
): ExecutorModule => ({
  createLane: (host) => {
    const rules = rulesOf(hardfork);
    const accounts = new Accounts(host, !rules.sweepsEmpty);
    const warmSet = new WarmSet(accounts, new Set());
    const { config } = host;
    return Promise.resolve({
      execute: (tx, block, journal, mode) => {
        const isBuiltin = (account: AccountId): boolean => account === BUILTIN;
        const scene = { runtime: OURS, accounts, warmSet, rules, config, tx, block, journal, isBuiltin };
        const run = (gas: bigint): TargetResult | Promise<TargetResult> =>
          isLate ? Promise.resolve().then(() => target(scene, gas)) : target(scene, gas);
        return runTransaction({ ...scene, run, ...(flaw && { flaw }) }, mode);
      },
      frame: () => {
        throw new Error('no frames');
      },
    });
  },
});

const ledgerOf = (
  target: Target = succeed(),
  hardfork: HardforkName = 'osaka',
  ...more: [boolean?, TransactionRun['flaw']?]
): LaneLedger => {
  const ledger = new LaneLedger(runtimeOf(hardfork, target, ...more), OURS, hardfork);
  ledger.install(TARGET, '00');
  return ledger;
};

describe('dispatch', () => {
  test('code of another runtime: misrouted, with nothing read but the code', async () => {
    const ledger = ledgerOf();
    ledger.install(TARGET, '00', 'theirs');
    const ran = await ledger.run({});
    expect(ran.execution).toEqual({ kind: 'misrouted', runtime: 'theirs' });
    expect(keysOf(ran.reads)).toEqual([codeCell(TARGET)]);
    expect(ran.writes).toEqual([]);
  });

  test('a deployment belongs to the runtime that it names', async () => {
    const { execution } = await ledgerOf().run({ to: null, runtime: 'theirs' });
    expect(execution).toEqual({ kind: 'misrouted', runtime: 'theirs' });
  });

  test('accounts without code are paid by whichever runtime it is, and the target does not run', async () => {
    const ledger = ledgerOf(() => {
      throw new Error('ran');
    });
    const ran = await ledger.run({ to: CAROL, value: 5n, runtime: 'theirs' });
    expect(ran.outcome).toMatchObject({ status: 'success', output: new Uint8Array(0) });
    expect(ran.gasUsed).toBe(21_000n);
    expect(ran.deltas).toContainEqual({ key: balanceCell(CAROL), amount: 5n });
    // Nobody else's payment to them is a conflict.
    expect(keysOf(ran.reads)).not.toContain(balanceCell(CAROL));
    expect(keysOf(ran.reads)).not.toContain(balanceCell(COINBASE));
  });

  test('an account with 32 bytes of its own is paid, but never runs code', async () => {
    const wide = 'ab'.repeat(32) as AccountId;
    const ledger = ledgerOf();
    expect((await ledger.run({ to: wide, value: 1n })).outcome.status).toBe('success');
    ledger.install(wide, '00');
    expect((await ledger.run({ to: wide })).outcome).toMatchObject({
      status: 'invalid',
      reason: 'contracts live in accounts with a 20-byte address',
    });
  });

  test('a builtin runs without code', async () => {
    expect((await ledgerOf().run({ to: BUILTIN })).outcome).toEqual({ status: 'success', output: OUTPUT });
  });
});

describe('a transaction that cannot be', () => {
  test.each([
    ['nonce', { nonce: 7n }, 'nonce 7, expected 0'],
    ['funds', { value: 101n * ETHER }, /needs 101.*, has 100/],
    ['gas', { gasLimit: 20_999n }, 'gas limit 20999 is below the 21000 that the transaction costs in any case'],
    ['EIP-7825', { gasLimit: 2n ** 24n + 1n }, /EIP-7825/],
    ['EIP-1559', { maxFeePerGas: 6n }, 'the maximum fee per gas 6 is below the base fee 7'],
    ['EIP-2718', { type: 5 }, /transaction type 5 needs a later hardfork/],
    ['EIP-3607', { from: TARGET, maxFeePerGas: 7n }, 'the sender is a contract (EIP-3607)'],
  ] as [string, Partial<Transaction>, string | RegExp][])('%s', async (_, changes, reason) => {
    const ran = await ledgerOf().run(changes);
    expect(ran.outcome).toEqual({
      status: 'invalid',
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
    expect([ran.gasUsed, ran.writes, ran.deltas]).toEqual([0n, [], []]);
  });

  test('by what the runtime itself finds wrong', async () => {
    const ledger = ledgerOf(succeed(), 'osaka', false, ({ data }) => (data.length > 1 ? 'too long' : undefined));
    expect((await ledger.run({ data: fromHex('0000') })).outcome).toEqual({ status: 'invalid', reason: 'too long' });
    expect((await ledger.run({ data: fromHex('00') })).outcome.status).toBe('success');
  });

  test('in a call neither nonce, funds nor fees count, and what is sent is there', async () => {
    const ledger = ledgerOf();
    const changes = { from: CAROL, to: BOB, nonce: 9n, value: ETHER, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
    const ran = await ledger.run(changes, 'call');
    expect(ran.outcome.status).toBe('success');
    expect(keysOf(ran.deltas)).toEqual([balanceCell(BOB)]);
  });
});

describe('fees', () => {
  test.each([false, true])('are paid upfront and settled by the gas used (target answers late: %s)', async (isLate) => {
    let given = 0n;
    const target: Target = ({ accounts }, gas) => {
      given = gas;
      expect(accounts.balance(ALICE)).toBe(100n * ETHER - 100_000n * 9n);
      return succeed(5_000n)(undefined as never, gas);
    };
    const ledger = ledgerOf(target, 'osaka', isLate);
    const ran = await ledger.send({ gasLimit: 100_000n });
    expect([given, ran.gasUsed]).toEqual([79_000n, 26_000n]);
    // 7 of base fee is burnt, 2 of priority fee go to the coinbase.
    expect(ledger.cell(balanceCell(ALICE))).toBe(quantity(100n * ETHER - 26_000n * 9n));
    expect(ledger.cell(balanceCell(COINBASE))).toBe(quantity(26_000n * 2n));
    expect(ledger.cell(nonceCell(ALICE))).toBe('1');
  });

  test.each([
    ['berlin', 'up to half', 10_000n, 31_000n],
    ['berlin', 'to half', 50_000n, 20_500n],
    ['london', 'up to a fifth', 1_000n, 40_000n],
    ['london', 'to a fifth', 50_000n, 32_800n],
  ] as const)('%s: a refund counts %s of the gas used (EIP-3529): %s', async (hardfork, _, refund, gasUsed) => {
    expect((await ledgerOf(succeed(20_000n, refund), hardfork).run({})).gasUsed).toBe(gasUsed);
  });

  test.each(['revert', 'outOfGas', 'trap'] as const)(
    '%s earns no refund, and nonce and gas are paid',
    async (status) => {
      const outcome =
        status === 'revert'
          ? ({ status, output: OUTPUT } as const)
          : status === 'trap'
            ? ({ status, reason: 'unreachable' } as const)
            : ({ status } as const);
      const ledger = ledgerOf(() => ({ outcome, gasUsed: 20_000n, refund: 5_000n }));
      const ran = await ledger.send({});
      expect([ran.outcome, ran.gasUsed]).toEqual([outcome, 41_000n]);
      expect(ledger.cell(nonceCell(ALICE))).toBe('1');
    },
  );

  test('data has a floor (EIP-7623), also after the refund', async () => {
    const data = new Uint8Array(100).fill(1);
    const used = async (hardfork: HardforkName, gas: bigint): Promise<bigint> =>
      (await ledgerOf(succeed(gas), hardfork).run({ data })).gasUsed;
    expect(await used('cancun', 0n)).toBe(22_600n);
    expect(await used('prague', 0n)).toBe(25_000n);
    expect(await used('prague', 5_000n)).toBe(27_600n);
  });
});

test('accounts and slots of the access list are warm, and so are sender, target and coinbase (EIP-2930, EIP-3651)', async () => {
  const slot = '0'.repeat(64);
  const warm: unknown[] = [];
  const target: Target = ({ warmSet }, gas) => {
    warm.push(...[ALICE, TARGET, COINBASE, CAROL, BOB].map((account) => warmSet.isWarm(account)));
    warm.push(warmSet.isWarmSlot(CAROL, slot), warmSet.isWarmSlot(TARGET, slot));
    return succeed()(undefined as never, gas);
  };
  const ran = await ledgerOf(target).run({ type: 1, accessList: [{ account: CAROL, slots: [slot] }] });
  expect(warm).toEqual([true, true, true, true, false, true, false]);
  expect(ran.gasUsed).toBe(21_000n + 2_400n + 1_900n);
});

describe('authorizations (EIP-7702)', () => {
  const toTarget = { chainId: 1n, address: TARGET, nonce: 0n, authority: BOB };
  let ledger: LaneLedger;
  beforeEach(() => (ledger = ledgerOf()));

  test('are written with the runtime that applies them, and an authority that exists earns a refund', async () => {
    const ran = await ledger.send({ authorizations: [toTarget] });
    const [runtime, hash] = ledger.cell(codeCell(BOB)).split(':');
    expect([runtime, ledger.codes.get(hash ?? '')]).toEqual([OURS, delegationTo(TARGET)]);
    expect(ran.gasUsed).toBe(46_000n - 46_000n / 5n);
  });

  test('replace a delegation whatever runtime its cell names, and its account may still send', async () => {
    ledger.install(BOB, delegationTo(CAROL), 'theirs');
    const ran = await ledger.send({ authorizations: [toTarget] });
    expect(ran.outcome.status).toBe('success');
    expect(ledger.cell(codeCell(BOB))).toMatch(/^ours:/);
    expect((await ledger.run({ from: BOB })).outcome.status).toBe('success');
  });

  test('do not replace a contract', async () => {
    ledger.install(BOB, '00');
    const before = ledger.cell(codeCell(BOB));
    await ledger.send({ authorizations: [toTarget] });
    expect(ledger.cell(codeCell(BOB))).toBe(before);
  });
});

describe('waits only where the target does', () => {
  const cells = new Map<CellKey, string>([[balanceCell(ALICE), quantity(ETHER)]]);
  const executed = async (isLate: boolean, mode: ExecutionMode = 'transaction'): Promise<unknown> => {
    const lane = await runtimeOf('osaka', succeed(), isLate).createLane({
      config: { chainId: 1n, hardfork: 'osaka' },
      code: () => new Uint8Array(1),
      call: () => {
        throw new Error('no calls');
      },
      notePreimage: () => undefined,
    });
    const journal = new TransactionJournal((key) => ({
      value: cells.get(key) ?? '',
      version: GENESIS,
      byValue: false,
    }));
    const tx = new LaneLedger(runtimeOf('osaka', succeed()), OURS, 'osaka').transaction({ to: BUILTIN });
    // Not awaited: what is asked is whether it is a promise.
    return { execution: lane.execute(tx, BLOCK, journal, mode) };
  };

  test('at once', async () => {
    expect(await executed(false)).toMatchObject({ execution: { kind: 'done', gasUsed: 21_000n } });
    expect(await executed(false, 'call')).toMatchObject({ execution: { kind: 'done' } });
  });

  test('late', async () => {
    const { execution } = (await executed(true)) as { execution: Promise<unknown> };
    expect(execution).toBeInstanceOf(Promise);
    expect(await execution).toMatchObject({ kind: 'done', gasUsed: 21_000n });
  });
});
