/** Blocks that run while those before them are made durable: one after the other all the same, and none on top of one that was refused. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { BlockContext } from '../core/block.ts';
import { balanceCell, nonceCell } from '../core/cell.ts';
import { integer, quantity } from '../core/hex.ts';
import type { Result } from '../core/result.ts';
import { POLICIES, type PolicyName } from '../core/schedule.ts';
import type { Transaction } from '../core/transaction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import { openSqliteLedger, type SqliteLedger } from '../ledger/sqlite-ledger.ts';
import { rootOf, valueOf } from '../ledger/value-of.testkit.ts';
import { launchNodeChild } from '../process/node-child.ts';
import { account } from '../testkit/script-block.ts';
import { encodeProgram, type Program } from '../testkit/script-program.ts';
import { SCRIPT } from '../testkit/script-runtime.ts';
import type { BlockResult, KernelError } from './block-request.ts';
import { Kernel } from './kernel.ts';

const ENTRY = new URL('../executor/main.ts', import.meta.url).href;
const MODULE = new URL('../testkit/script-runtime.ts', import.meta.url).href;
const PEOPLE = 8;
const BEGINNING = {
  config: { chainId: 1n, hardfork: 'cancun' },
  genesis: {
    cells: Array.from({ length: PEOPLE }, (_, n) => [balanceCell(account(n)), quantity(10n ** 9n)] as const),
    codes: [],
  },
};

const folder = mkdtempSync(join(tmpdir(), 'interleave-pipeline-'));
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function open(): Promise<SqliteLedger> {
  const ledger = valueOf(await openSqliteLedger({ file: join(folder, `${files++}`), create: BEGINNING }));
  closing.push(() => ledger.close());
  return ledger;
}

function kernelOn(ledger: Ledger): Kernel {
  const kernel = new Kernel({
    ledger,
    hosts: [{ runtime: SCRIPT, version: '1', deterministic: true, module: MODULE, executors: 2, lanes: 1 }],
    launch: launchNodeChild,
    entry: ENTRY,
    now: () => performance.now(),
  });
  closing.push(() => kernel.close());
  return kernel;
}

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

/** Every block adds to one cell that all write, and to one that is new in each: what a block leaves shows in the next. */
const program = (block: number): Program => [
  { op: 'read', slot: 0 },
  { op: 'write', slot: 0, add: 1 },
  { op: 'read', slot: block },
  { op: 'write', slot: block, add: block },
];
/** Everybody once. */
const transactions = (block: number): Transaction[] =>
  Array.from({ length: PEOPLE }, (_, n) => ({
    from: account(n),
    to: account(200),
    runtime: SCRIPT,
    nonce: BigInt(block - 1),
    value: 0n,
    data: encodeProgram(program(block)),
    gasLimit: 100n,
    maxFeePerGas: 1n,
    maxPriorityFeePerGas: 1n,
    type: 2,
  }));

type Answer = Promise<Result<BlockResult, KernelError>>;

/** Gives blocks one by one, each as soon as the one before has been handed over. */
async function pipeline(kernel: Kernel, from: number, to: number, policy: PolicyName): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let number = from; number <= to; number++) {
    const { promise: handedOver, resolve } = Promise.withResolvers<undefined>();
    const request = {
      context: context(number),
      transactions: transactions(number),
      policy,
      onHandedOver: () => resolve(undefined),
    };
    const answer = kernel.runBlock(request);
    answers.push(answer);
    await Promise.race([handedOver, answer]);
  }
  return answers;
}

async function serialRoot(blocks: number): Promise<string> {
  const ledger = createMemoryLedger(BEGINNING);
  for (const answer of await pipeline(kernelOn(ledger), 1, blocks, 'serial')) valueOf(await answer);
  return rootOf(ledger);
}

describe('kernel: blocks in a row', () => {
  it.each(POLICIES.filter((policy) => policy !== 'first-committer-wins'))(
    'leave what they leave one after the other, %s',
    async (policy) => {
      const ledger = await open();
      const kernel = kernelOn(ledger);
      const heard: number[] = [];
      ledger.subscribe(({ head }) => heard.push(head.number));
      const answers = await pipeline(kernel, 1, 12, policy);
      // A call sees what is acknowledged: it waits for all of them.
      const [first] = transactions(13);
      valueOf(await kernel.call(first as Transaction, context(13)));
      expect(ledger.head().number).toBe(12);
      for (const [at, answer] of answers.entries()) expect(valueOf(await answer).head.number).toBe(at + 1);
      expect(heard).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
      expect(await rootOf(ledger)).toBe(await serialRoot(12));
    },
  );

  it('are shown only once they are durable, and run on those that are not yet', async () => {
    const inner = createMemoryLedger(BEGINNING);
    const gates: (() => void)[] = [];
    const shown: number[] = [];
    const gated: Ledger = {
      ...inner,
      commit: async (block) => {
        const committed = inner.commit(block);
        await new Promise<void>((resolve) => gates.push(resolve));
        return committed;
      },
    };
    const kernel = kernelOn(gated);
    const answers = await pipeline(kernel, 1, 3, 'optimistic');
    for (const [at, answer] of answers.entries()) void answer.then(() => shown.push(at + 1));
    // All three have run, each on what the one before left, and nobody has been told.
    expect(integer(gated.ahead.read(nonceCell(account(0))).value)).toBe(3n);
    expect([gates.length, shown]).toEqual([3, []]);
    for (const open of gates) open();
    expect((await Promise.all(answers)).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(shown).toEqual([1, 2, 3]);
  });

  it('fail together from the first that the disk refuses, and go on from the last that is safe', async () => {
    const ledger = await open();
    const kernel = kernelOn(ledger);
    const saboteur = new DatabaseSync(ledger.file, { timeout: 60_000 });
    saboteur.exec(`CREATE TRIGGER full BEFORE INSERT ON block WHEN NEW.number = 3
      BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
    const results = await Promise.all(await pipeline(kernel, 1, 6, 'optimistic'));
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false, false, false, false]);
    const errors = results.map((result) => (result.ok ? '' : result.error.message));
    expect(errors[2]).toContain('the disk is full');
    expect(ledger.head().number).toBe(2);
    expect(integer(ledger.ahead.read(nonceCell(account(0))).value)).toBe(2n);
    saboteur.exec('DROP TRIGGER full');
    saboteur.close();
    for (const answer of await pipeline(kernel, 3, 6, 'optimistic')) valueOf(await answer);
    expect(await rootOf(ledger)).toBe(await serialRoot(6));
  });
});
