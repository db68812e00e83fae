import { afterEach, describe, expect, it } from 'vitest';
import type { BlockContext } from '../core/block.ts';
import type { AccountId } from '../core/cell.ts';
import type { PolicyName, ScheduleEvent } from '../core/schedule.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { launchNodeChild } from '../process/node-child.ts';
import { SCRIPT_B } from '../testkit/script-b-runtime.ts';
import { account, contract } from '../testkit/script-block.ts';
import { encodeProgram, type Op, type Program } from '../testkit/script-program.ts';
import { SCRIPT } from '../testkit/script-runtime.ts';
import { genesisLedger } from '../testkit/serial-equivalence.ts';
import type { BlockResult } from './block-runner.ts';
import { Kernel, type KernelOptions } from './kernel.ts';
import { rootOf } from '../ledger/value-of.testkit.ts';

const ENTRY = new URL('../executor/main.ts', import.meta.url).href;
const moduleOf = (file: string): string => new URL(`../testkit/${file}`, import.meta.url).href;
const PEOPLE = 40;

const invoke = (n: number, more: object = {}): Op => ({ op: 'invoke', account: contract(n), passOn: true, ...more });

/** By number; even ones are of `script`, odd ones of `script-b`. */
const CONTRACTS: readonly Program[] = [
  [{ op: 'read', slot: 0 }, { op: 'write', slot: 0, add: 7 }, { op: 'emit' }],
  [{ op: 'read', slot: 0 }, { op: 'write', slot: 0, add: 5 }, invoke(0, { value: 1 }), { op: 'emit' }],
  [{ op: 'poke', slot: 1, add: 3 }, invoke(1), { op: 'write', slot: 2, add: 1 }],
  [invoke(2), { op: 'credit', slot: 3, amount: 2 }],
  [
    { op: 'wait', ms: 4 },
    { op: 'credit', slot: 0, amount: 1 },
  ],
  [{ op: 'wait', ms: 4 }, invoke(4), { op: 'credit', slot: 0, amount: 1 }],
  [{ op: 'hang' }],
  [{ op: 'hang' }],
  [{ op: 'fault' }],
  [{ op: 'fault' }],
];
/** Its code is of a runtime that nobody has. */
const NOWHERE = CONTRACTS.length;

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

interface Bench {
  readonly kernel: Kernel;
  readonly ledger: Ledger;
  /** Process ids by executor, the newest last. */
  readonly pids: ReadonlyMap<string, number[]>;
}

function start(executors: readonly [number, number], lanes: number, options: Partial<KernelOptions> = {}): Bench {
  const runtimes = [SCRIPT, SCRIPT_B];
  const contracts = CONTRACTS.map((program, n) => ({ runtime: runtimes[n % 2] as RuntimeId, program }));
  const ledger = genesisLedger({
    funds: 10n ** 9n,
    accounts: PEOPLE,
    contracts: [...contracts, { runtime: 'nowhere', program: [] }],
  });
  const pids = new Map<string, number[]>();
  const files = ['script-runtime.ts', 'script-b-runtime.ts'];
  const kernel = new Kernel({
    ledger,
    hosts: runtimes.map((runtime, n) => ({
      runtime,
      version: '1',
      deterministic: true,
      module: moduleOf(files[n] ?? ''),
      executors: executors[n] ?? 0,
      lanes,
    })),
    launch: launchNodeChild,
    entry: ENTRY,
    now: () => performance.now(),
    onExecutor: (id, pid) => pids.set(id, [...(pids.get(id) ?? []), pid ?? -1]),
    ...options,
  });
  open.push(kernel);
  return { kernel, ledger, pids };
}

interface Sent {
  readonly runtime?: RuntimeId;
  readonly to?: AccountId;
  readonly program: Program;
}

/** One transaction of each person in turn. */
function block(count: number, sent: (index: number) => Sent): Transaction[] {
  return Array.from({ length: count }, (_, index) => {
    const { runtime = SCRIPT, to = account(200), program } = sent(index);
    return {
      from: account(index % PEOPLE),
      to,
      runtime,
      nonce: BigInt(Math.floor(index / PEOPLE)),
      value: 0n,
      data: encodeProgram(program),
      gasLimit: 10_000n,
      maxFeePerGas: 1n,
      maxPriorityFeePerGas: 1n,
      type: 2,
    };
  });
}

async function run(
  { kernel }: Bench,
  transactions: readonly Transaction[],
  onEvent: (event: ScheduleEvent) => void = () => undefined,
  policy: PolicyName = 'optimistic',
): Promise<BlockResult> {
  const result = await kernel.runBlock({ context: context(1), transactions, policy, onEvent });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function serially(transactions: readonly Transaction[]): Promise<{ root: string; receipts: object }> {
  const bench = start([1, 1], 1);
  const { receipts } = await run(bench, transactions, undefined, 'serial');
  bench.kernel.close();
  return { root: await rootOf(bench.ledger), receipts };
}

const statuses = ({ receipts }: BlockResult): string[] => receipts.map((receipt) => receipt.outcome.status);
/** Half of them begin in each runtime, and call the other. */
const crossing = (index: number): Sent =>
  index % 2 === 0 ? { program: [invoke(1)] } : { runtime: SCRIPT_B, program: [invoke(2)] };

describe('calls across runtimes, with executor processes', () => {
  it('go both ways and back, to the state of serial execution', async () => {
    const bench = start([2, 2], 2);
    const transactions = block(240, (index) =>
      index % 5 === 0
        ? crossing(index)
        : { program: [{ op: 'write', slot: index, add: 1 }, invoke(index % 4, { gas: 9 })] },
    );
    const result = await run(bench, transactions);
    const serial = await serially(transactions);
    expect(result.receipts).toEqual(serial.receipts);
    expect(statuses(result)).toContain('success');
    expect(await rootOf(bench.ledger)).toBe(serial.root);
    expect(result.decisions.size).toBe(0);
  }, 60_000);

  it('do not deadlock where both runtimes have one lane', async () => {
    const bench = start([1, 1], 1);
    const transactions = block(200, crossing);
    const causes = new Map<string, number>();
    const result = await run(bench, transactions, (event) => {
      if (event.kind === 'retry') causes.set(event.cause, (causes.get(event.cause) ?? 0) + 1);
    });
    expect(result.receipts).toEqual((await serially(transactions)).receipts);
    expect([...causes.keys()].filter((cause) => cause !== 'lane')).toEqual([]);
    expect(new Set(bench.pids.get(`${SCRIPT}#0`)).size).toBe(1);
  }, 60_000);

  it.each([
    ['the callee', SCRIPT_B],
    ['the caller', SCRIPT],
  ])(
    'survive the loss of %s in the middle',
    async (_, victim) => {
      const bench = start([1, 1], 2);
      const transactions = block(60, () => ({ program: [invoke(5)] }));
      let entered = 0;
      let kills = 0;
      const result = await run(bench, transactions, (event) => {
        // The frame waits for some ms: it is under way when the signal comes.
        if (event.kind !== 'enter' || event.hops !== 1 || ++entered % 15 !== 0 || kills === 3) return;
        kills++;
        setTimeout(() => {
          const pid = bench.pids.get(`${victim}#0`)?.at(-1);
          if (pid !== undefined) process.kill(pid, 'SIGKILL');
        }, 2);
      });
      expect(kills).toBe(3);
      expect(bench.pids.get(`${victim}#0`)?.length).toBeGreaterThan(1);
      expect(result.decisions.size).toBe(0);
      const serial = await serially(transactions);
      expect(result.receipts).toEqual(serial.receipts);
      expect(await rootOf(bench.ledger)).toBe(serial.root);
    },
    60_000,
  );

  it('answer calls from outside, and leave no trace', async () => {
    const bench = start([1, 1], 1);
    const root = await rootOf(bench.ledger);
    const [tx] = block(1, () => ({ program: [invoke(3)] }));
    const answer = await bench.kernel.call(tx as Transaction, context(1));
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value.outcome.status).toBe('success');
    expect(answer.value.events.map((event) => event.account)).toEqual([contract(0), contract(1)]);
    expect(answer.value.frames.map(({ runtime, depth, status }) => [runtime, depth, status])).toEqual([
      [SCRIPT, 4, 'success'],
      [SCRIPT_B, 3, 'success'],
      [SCRIPT, 2, 'success'],
      [SCRIPT_B, 1, 'success'],
    ]);
    expect(await rootOf(bench.ledger)).toBe(root);
  }, 60_000);

  it('repeat a call from outside whose callee is killed, and give up in the end', async () => {
    const bench = start([1, 1], 1, { deadline: () => 200 });
    const [tx] = block(1, () => ({ program: [invoke(7)] }));
    const answer = await bench.kernel.call(tx as Transaction, context(1));
    expect(answer.ok ? '' : answer.error.message).toMatch(/lost during a call: script-b#0/);
    expect(bench.pids.get(`${SCRIPT_B}#0`)?.length).toBe(4);
    expect(bench.pids.get(`${SCRIPT}#0`)?.length).toBe(1);
    const next = await run(bench, block(4, crossing));
    expect(statuses(next)).toEqual(['success', 'success', 'success', 'success']);
  }, 60_000);

  it('say which runtime is missing, and the executors can go on', async () => {
    const bench = start([1, 1], 1);
    const [tx] = block(1, () => ({ program: [invoke(NOWHERE)] }));
    const answer = await bench.kernel.call(tx as Transaction, context(1));
    expect(answer.ok ? '' : answer.error.message).toBe('no executor for runtime nowhere');
    const failed = await bench.kernel.runBlock({
      context: context(1),
      transactions: block(1, () => ({ program: [invoke(NOWHERE)] })),
      policy: 'optimistic',
    });
    expect(failed.ok ? '' : failed.error.message).toBe('no executor for runtime nowhere');
    expect(statuses(await run(bench, block(2, crossing)))).toEqual(['success', 'success']);
  }, 60_000);

  it('start an executor where the runtime has none', async () => {
    const bench = start([1, 0], 1);
    expect(await bench.kernel.ready()).toEqual({ ok: true, value: undefined });
    expect([...bench.pids.keys()]).toEqual([`${SCRIPT}#0`]);
    const result = await run(
      bench,
      block(20, () => ({ program: [invoke(1)] })),
    );
    expect(new Set(statuses(result))).toEqual(new Set(['success']));
    expect([...bench.pids.keys()]).toEqual([`${SCRIPT}#0`, `${SCRIPT_B}#0`]);
  }, 60_000);

  it('blame the transaction whose frame hangs, and no other', async () => {
    const bench = start([1, 1], 2, { deadline: () => 250 });
    const transactions = block(30, (index) => (index === 11 ? { program: [invoke(7)] } : crossing(index)));
    const result = await run(bench, transactions);
    expect([...result.decisions]).toEqual([[11, 'runtimeLost']]);
    expect(result.losses.get(11)).toMatch(/script-b#0/);
  }, 60_000);

  it('do not blame who waits behind a task that hangs', async () => {
    const bench = start([1, 1], 1, { deadline: () => 250 });
    const transactions = block(30, (index) =>
      index === 11 ? { runtime: SCRIPT_B, program: [{ op: 'hang' }] } : { program: [invoke(1)] },
    );
    const result = await run(bench, transactions);
    expect([...result.decisions]).toEqual([[11, 'runtimeLost']]);
  }, 60_000);

  it('make a bug of the callee a decision, not an outcome', async () => {
    const bench = start([1, 1], 1);
    const transactions = block(12, (index) => (index === 5 ? { program: [invoke(9)] } : crossing(index)));
    const result = await run(bench, transactions);
    expect([...result.decisions]).toEqual([[5, 'runtimeLost']]);
    expect(result.losses.get(5)).toMatch(/script-b#0: .*a scripted bug of the host/);
    expect(statuses(result).filter((status) => status !== 'success')).toEqual(['runtimeLost']);
  }, 60_000);
});
