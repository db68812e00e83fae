import { afterEach, describe, expect, it } from 'vitest';
import type { BlockContext } from '../core/block.ts';
import { addQuantity, balanceCell, nonceCell, parseCell } from '../core/cell.ts';
import { integer, quantity } from '../core/hex.ts';
import { seeded } from '../core/random.ts';
import { POLICIES, type ScheduleEvent } from '../core/schedule.ts';
import type { Transaction } from '../core/transaction.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import type { BlockTrace, Ledger } from '../ledger/ledger.ts';
import { launchNodeChild } from '../process/node-child.ts';
import { account } from '../testkit/script-block.ts';
import { encodeProgram, type Program } from '../testkit/script-program.ts';
import { SCRIPT } from '../testkit/script-runtime.ts';
import { Kernel, type KernelOptions } from './kernel.ts';
import { rootOf } from '../ledger/value-of.testkit.ts';

const ENTRY = new URL('../executor/main.ts', import.meta.url).href;
const MODULE = new URL('../testkit/script-runtime.ts', import.meta.url).href;
const PEOPLE = 40;

const context = (number: number): BlockContext => ({
  number,
  timestamp: 1n,
  coinbase: account(99),
  gasLimit: 10n ** 12n,
  baseFee: 0n,
  prevRandao: '00'.repeat(32),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: [],
});

const open: Kernel[] = [];
afterEach(() => {
  for (const kernel of open.splice(0)) kernel.close();
});

function start(
  executors: number,
  lanes: number,
  options: Partial<KernelOptions> = {},
): { kernel: Kernel; ledger: Ledger; pids: Map<string, number[]> } {
  const genesis = Array.from({ length: PEOPLE }, (_, n) => [balanceCell(account(n)), quantity(10n ** 9n)] as const);
  const ledger = createMemoryLedger({
    config: { chainId: 1n, hardfork: 'cancun' },
    genesis: { cells: genesis, codes: [] },
  });
  const pids = new Map<string, number[]>();
  const kernel = new Kernel({
    ledger,
    hosts: [{ runtime: SCRIPT, version: '1', deterministic: true, module: MODULE, executors, lanes }],
    launch: launchNodeChild,
    entry: ENTRY,
    now: () => performance.now(),
    onExecutor: (id, pid) => pids.set(id, [...(pids.get(id) ?? []), pid ?? -1]),
    ...options,
  });
  open.push(kernel);
  return { kernel, ledger, pids };
}

function block(count: number, program: (index: number) => Program, nonces: Map<number, number>): Transaction[] {
  const random = seeded(5);
  return Array.from({ length: count }, (_, index) => {
    const from = random.below(PEOPLE);
    const nonce = nonces.get(from) ?? 0;
    nonces.set(from, nonce + 1);
    return {
      from: account(from),
      to: account(200),
      runtime: SCRIPT,
      nonce: BigInt(nonce),
      value: 0n,
      data: encodeProgram(program(index)),
      gasLimit: 100n,
      maxFeePerGas: 1n,
      maxPriorityFeePerGas: 1n,
      type: 2,
    };
  });
}

const contended: Program = [
  { op: 'read', slot: 0 },
  { op: 'write', slot: 0, add: 7 },
];

async function serialRoot(count: number, program: (index: number) => Program): Promise<string> {
  const { kernel, ledger } = start(1, 1);
  const result = await kernel.runBlock({
    context: context(1),
    transactions: block(count, program, new Map()),
    policy: 'serial',
  });
  expect(result.ok).toBe(true);
  return rootOf(ledger);
}

describe('kernel with executor processes', () => {
  it.each(POLICIES)('hands over what each transaction saw and did, %s', async (policy) => {
    const { kernel, ledger } = start(2, 2);
    const before = new Map([...ledger.cells()].map(([key, { value }]) => [key, value]));
    const traces: (BlockTrace | undefined)[] = [];
    ledger.subscribe(({ commit }) => traces.push(commit.trace));
    const transactions = block(200, (index) => (index % 2 === 0 ? contended : [{ op: 'emit' }]), new Map());
    const events: ScheduleEvent[] = [];
    const onEvent = (event: ScheduleEvent): void => void events.push(event);
    const result = await kernel.runBlock({ context: context(1), transactions, policy, onEvent, trace: true });
    if (!result.ok) throw new Error(result.error.message);
    const [trace] = traces;
    expect(trace?.schedule).toEqual(events);
    expect(trace?.effects).toHaveLength(200);
    // Whoever takes the transactions one by one sees what they saw, and ends where the block ended.
    const state = new Map(before);
    for (const [index, { reads, writes, deltas }] of (trace?.effects ?? []).entries()) {
      const ran = result.value.receipts[index]?.outcome.status !== 'invalidated';
      const snapshot = policy === 'first-committer-wins' && ran;
      for (const { key, value } of reads) {
        // Of a sender's transactions each takes the nonce that the one before leaves, whatever the policy.
        const isNonce = parseCell(key)?.field.kind === 'nonce';
        expect(value).toBe((snapshot && !isNonce ? before : state).get(key) ?? '');
      }
      for (const { key, value } of writes) state.set(key, value);
      for (const { key, amount } of deltas) state.set(key, addQuantity(state.get(key) ?? '', amount));
    }
    const left = new Map([...ledger.cells()].map(([key, { value }]) => [key, value]));
    expect(new Map([...state].filter(([, value]) => value !== ''))).toEqual(left);
    const untraced = await kernel.runBlock({ context: context(2), transactions: [], policy });
    expect(untraced.ok).toBe(true);
    expect(traces[1]).toBeUndefined();
  });

  it('runs blocks on two executors to the state of serial execution', async () => {
    const { kernel, ledger, pids } = start(2, 2);
    expect(await kernel.ready()).toEqual({ ok: true, value: undefined });
    const nonces = new Map<number, number>();
    const program = (index: number): Program =>
      index % 3 === 0 ? contended : [{ op: 'write', slot: index, add: 1 }, { op: 'emit' }];
    const result = await kernel.runBlock({
      context: context(1),
      transactions: block(600, program, nonces),
      policy: 'optimistic',
    });
    expect(result.ok && result.value.receipts.length).toBe(600);
    expect(new Set([...pids.values()].flat()).size).toBe(2);
    expect(await rootOf(ledger)).toBe(await serialRoot(600, program));
    expect(kernel.executors.every((executor) => executor.transactions > 0)).toBe(true);
  }, 30_000);

  it('loses nothing when executors are killed in the middle', async () => {
    const { kernel, ledger, pids } = start(2, 1);
    await kernel.ready();
    let kills = 0;
    const events: ScheduleEvent[] = [];
    const program = (): Program => contended;
    const result = await kernel.runBlock({
      context: context(1),
      transactions: block(1500, program, new Map()),
      policy: 'optimistic',
      onEvent: (event) => events.push(event),
      onProgress: (done) => {
        if (done < 300 * (kills + 1) || kills === 3) return;
        kills++;
        const [executor] = [...pids.values()][kills % 2]?.slice(-1) ?? [];
        if (executor !== undefined) process.kill(executor, 'SIGKILL');
      },
    });
    expect(kills).toBe(3);
    expect(result.ok && result.value.decisions.size).toBe(0);
    expect(result.ok && result.value.receipts.every((receipt) => receipt.outcome.status === 'success')).toBe(true);
    expect(await rootOf(ledger)).toBe(await serialRoot(1500, program));
  }, 30_000);

  it('replaces lanes that are spent, in blocks and in calls, and blames nobody', async () => {
    const module = new URL('../testkit/spent-runtime.ts', import.meta.url).href;
    const hosts = [{ runtime: SCRIPT, version: '1', deterministic: true, module, executors: 2, lanes: 1 }];
    const { kernel, ledger, pids } = start(2, 1, { hosts });
    const program = (): Program => contended;
    const transactions = block(300, program, new Map());
    const result = await kernel.runBlock({ context: context(1), transactions, policy: 'optimistic' });
    expect(result.ok && result.value.decisions.size).toBe(0);
    expect(await rootOf(ledger)).toBe(await serialRoot(300, program));
    expect([...pids.values()].flat().length).toBeGreaterThan(2 + 300 / 40 / 2);
    const [call] = block(1, program, new Map());
    for (let i = 0; i < 100; i++)
      expect(await kernel.call({ ...(call as Transaction), nonce: 0n }, context(2))).toMatchObject({ ok: true });
  }, 60_000);

  it('decides RuntimeLost for what no executor survives, and goes on', async () => {
    const { kernel, ledger } = start(2, 1, { deadline: () => 150 });
    await kernel.ready();
    const nonces = new Map<number, number>();
    const transactions = block(
      30,
      (index) => (index === 11 ? [{ op: 'hang' }] : [{ op: 'write', slot: index, add: 1 }]),
      nonces,
    );
    const result = await kernel.runBlock({ context: context(1), transactions, policy: 'optimistic' });
    if (!result.ok) throw new Error(result.error.message);
    expect([...result.value.decisions]).toEqual([[11, 'runtimeLost']]);
    expect(
      result.value.receipts.map((receipt) => receipt.outcome.status).filter((status) => status !== 'success'),
    ).toEqual(['runtimeLost']);
    const lost = transactions[11] as Transaction;
    const after = transactions.filter((tx) => tx.from === lost.from).length;
    expect(integer(ledger.read(nonceCell(lost.from)).value)).toBe(BigInt(after));
  }, 30_000);

  it('says which executor does not start, and why', async () => {
    const { kernel } = start(1, 1, {
      hosts: [
        {
          runtime: SCRIPT,
          version: '1',
          deterministic: true,
          module: 'file:///nowhere/runtime.ts',
          executors: 1,
          lanes: 1,
        },
      ],
    });
    const ready = await kernel.ready();
    expect(ready.ok ? '' : ready.error.message).toMatch(/script#0 does not start: .*nowhere/s);
    const run = await kernel.runBlock({ context: context(1), transactions: [], policy: 'serial' });
    expect(run.ok).toBe(false);
  }, 30_000);

  it('cancels a block and can run the next one', async () => {
    const { kernel, ledger } = start(1, 1);
    await kernel.ready();
    const controller = new AbortController();
    const cancelled = await kernel.runBlock({
      context: context(1),
      transactions: block(2000, () => contended, new Map()),
      policy: 'optimistic',
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(cancelled.ok ? '' : cancelled.error.code).toBe('cancelled');
    expect(ledger.head().number).toBe(0);
    const next = await kernel.runBlock({
      context: context(1),
      transactions: block(50, () => contended, new Map()),
      policy: 'optimistic',
    });
    expect(next.ok && next.value.receipts.length).toBe(50);
  }, 30_000);

  it('answers calls between blocks without leaving a trace', async () => {
    const { kernel, ledger } = start(1, 1);
    const nonces = new Map<number, number>();
    await kernel.runBlock({
      context: context(1),
      transactions: block(5, () => contended, nonces),
      policy: 'optimistic',
    });
    const root = await rootOf(ledger);
    const [call] = block(1, () => [{ op: 'read', slot: 0 }], nonces);
    const result = await kernel.call(call as Transaction, context(2));
    expect(result.ok && result.value.outcome.status).toBe('success');
    expect(await rootOf(ledger)).toBe(root);
    const after = await kernel.runBlock({
      context: context(2),
      transactions: block(5, () => contended, nonces),
      policy: 'optimistic',
    });
    expect(after.ok && after.value.receipts.map((receipt) => receipt.outcome.status)).toContain('success');
  }, 30_000);

  it('repeats a call whose executor is killed', async () => {
    const { kernel, pids } = start(1, 1);
    await kernel.ready();
    const [hanging] = block(1, () => [{ op: 'hang' }], new Map());
    const result = kernel.call(hanging as Transaction, context(1));
    const started = (): number[] => [...pids.values()].flat();
    for (let kills = 1; kills <= 3; kills++) {
      await kernel.ready();
      const before = started().length;
      process.kill(started().at(-1) as number, 'SIGKILL');
      while (started().length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const lost = await result;
    expect(lost.ok ? '' : lost.error.message).toMatch(/script#0: killed by SIGKILL/);
    expect(started().length).toBe(4);
    const [call] = block(1, () => [{ op: 'read', slot: 0 }], new Map());
    expect((await kernel.call(call as Transaction, context(1))).ok).toBe(true);
  }, 30_000);
});
