/**
 * What every ledger must do, as a test suite: call `describeLedger` from a test file with a function that creates yours.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { describe, expect, it } from 'vitest';
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import { accountId, balanceCell, codeCell, codeValue, nonceCell, storageCell } from '../core/cell.ts';
import type { CellKey, CellValue } from '../core/cell.ts';
import type { CodeBlob } from '../core/effects.ts';
import { toHex } from '../core/hex.ts';
import type { Receipt } from '../core/receipt.ts';
import type { TransactionRecord } from '../core/record.ts';
import type { Transaction } from '../core/transaction.ts';
import { GENESIS, version } from '../core/version.ts';
import { blockId } from './block-id.ts';
import type { BlockCommit, CommittedBlock, CommittedCell, Genesis, Ledger } from './ledger.ts';
import { verifyProof } from './proof.ts';
import { rootOf, valueOf } from './value-of.testkit.ts';

export type CreateLedger = (options: { config: LedgerConfig; genesis: Genesis }) => Ledger | Promise<Ledger>;

export const TEST_CONFIG: LedgerConfig = { chainId: 1337n, hardfork: 'cancun' };
export const ALICE = accountId('a1'.repeat(20));
export const BOB = accountId('b0'.repeat(32));
const TOKEN = accountId('70'.repeat(20));

export const codeBlob = (bytes: Uint8Array): CodeBlob => ({ hash: toHex(keccak_256(bytes)), bytes });
export const slotCell = (slot: number): CellKey => storageCell(TOKEN, '', slot.toString(16).padStart(64, '0'));

export const testContext = (number: number): BlockContext => ({
  number,
  timestamp: 1_700_000_000n + BigInt(number),
  coinbase: ALICE,
  gasLimit: 30_000_000n,
  baseFee: 7n,
  prevRandao: '0'.repeat(64),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: [],
});

export const testTransaction = (nonce: number): Transaction => ({
  from: ALICE,
  to: BOB,
  runtime: 'evm',
  nonce: BigInt(nonce),
  value: 5n,
  data: new Uint8Array(),
  gasLimit: 21_000n,
  maxFeePerGas: 10n,
  maxPriorityFeePerGas: 1n,
  type: 2,
});

export const testReceipt = (index: number): Receipt => ({
  index,
  outcome: { status: 'success', output: new Uint8Array() },
  gasUsed: 21_000n,
  events: [],
  runtime: 'evm@0',
});

/** A block of one transaction that leaves the cells with these values. */
export function testCommit(
  number: number,
  cells: Iterable<readonly [CellKey, CellValue]>,
  codes: CodeBlob[] = [],
): BlockCommit {
  const writes = new Map<CellKey, CommittedCell>();
  for (const [key, value] of cells) writes.set(key, { value, version: version(number, 0, 0) });
  return {
    context: testContext(number),
    policy: 'optimistic',
    transactions: [testTransaction(number)],
    receipts: [testReceipt(0)],
    records: [],
    writes,
    codes,
  };
}

/** Block 1 with a recorded transaction: it read ALICE's balance and whether BOB has one, paid BOB 1 and installed code. */
export function testRecordedCommit(changes: Partial<TransactionRecord> = {}): BlockCommit {
  const code = codeBlob(Uint8Array.of(7));
  const record: TransactionRecord = {
    index: 0,
    reads: [
      { key: balanceCell(ALICE), value: '5' },
      { key: balanceCell(BOB), zero: true },
    ],
    writes: [
      { key: codeCell(TOKEN), value: codeValue('cil', code.hash) },
      { key: balanceCell(ALICE), value: '4' },
    ],
    deltas: [{ key: balanceCell(BOB), amount: 1n }],
    codes: [code],
    ...changes,
  };
  const cells = [...record.writes.map(({ key, value }) => [key, value] as const), [balanceCell(BOB), '1'] as const];
  return { ...testCommit(1, cells, [code]), records: [record] };
}

export function describeLedger(name: string, create: CreateLedger): void {
  const open = async (cells: (readonly [CellKey, CellValue])[] = [], codes: CodeBlob[] = []): Promise<Ledger> =>
    await create({ config: TEST_CONFIG, genesis: { cells, codes } });
  const committed = async (ledger: Ledger, block: BlockCommit): Promise<void> => {
    const result = await ledger.commit(block);
    if (!result.ok) throw new Error(result.error.message);
  };

  describe(`${name}: reading`, () => {
    it('starts at block 0 with what genesis gave', async () => {
      const ledger = await open([[balanceCell(ALICE), 'ff']]);
      expect(ledger.head().number).toBe(0);
      expect(ledger.config).toEqual(TEST_CONFIG);
      expect(ledger.read(balanceCell(ALICE))).toEqual({ value: 'ff', version: GENESIS });
      expect(ledger.read(balanceCell(BOB))).toEqual({ value: '', version: GENESIS });
    });

    it('takes the last of two values for a genesis cell, and none for an empty one', async () => {
      const key = balanceCell(ALICE);
      const ledger = await open([
        [key, 'ff'],
        [key, '1'],
        [balanceCell(BOB), '1'],
        [balanceCell(BOB), ''],
      ]);
      expect([...ledger.cells()]).toEqual([[key, { value: '1', version: GENESIS }]]);
    });

    it('shows a block as a whole once it is committed', async () => {
      const ledger = await open();
      await committed(
        ledger,
        testCommit(1, [
          [balanceCell(ALICE), '1'],
          [nonceCell(ALICE), '2'],
        ]),
      );
      expect(ledger.read(balanceCell(ALICE))).toEqual({ value: '1', version: version(1, 0, 0) });
      expect(ledger.read(nonceCell(ALICE))).toEqual({ value: '2', version: version(1, 0, 0) });
    });

    it('keeps the version of the write that cleared a cell, and lists the cell no more', async () => {
      const ledger = await open([[balanceCell(ALICE), '1']]);
      await committed(ledger, testCommit(1, [[balanceCell(ALICE), '']]));
      expect(ledger.read(balanceCell(ALICE))).toEqual({ value: '', version: version(1, 0, 0) });
      expect([...ledger.cells()]).toEqual([]);
    });

    it('gives the cells of one account, cleared ones included, and says whether that is all', async () => {
      const ledger = await open([
        [balanceCell(TOKEN), '1'],
        [slotCell(1), 'a'],
        [balanceCell(ALICE), '1'],
      ]);
      await committed(
        ledger,
        testCommit(1, [
          [slotCell(2), 'b'],
          [slotCell(1), ''],
        ]),
      );
      const all = ledger.cellsOf(TOKEN, 10);
      expect(all.complete).toBe(true);
      expect(all.cells).toEqual([
        [balanceCell(TOKEN), { value: '1', version: GENESIS }],
        [slotCell(1), { value: '', version: version(1, 0, 0) }],
        [slotCell(2), { value: 'b', version: version(1, 0, 0) }],
      ]);
      expect(ledger.cellsOf(TOKEN, 3).complete).toBe(true);
      expect(ledger.cellsOf(TOKEN, 2)).toEqual({ cells: all.cells.slice(0, 2), complete: false });
      expect(ledger.cellsOf(TOKEN, 0)).toEqual({ cells: [], complete: false });
      expect(ledger.cellsOf(BOB, 0)).toEqual({ cells: [], complete: true });
    });
  });

  describe(`${name}: committing`, () => {
    it('moves the head, whose id depends on parent, context and transactions only', async () => {
      const ledger = await open();
      const parent = ledger.head().id;
      const block = testCommit(1, [[balanceCell(ALICE), '1']]);
      await committed(ledger, block);
      expect(ledger.head()).toEqual({ number: 1, id: blockId(parent, block.context, block.transactions) });
      const other = await open();
      await committed(other, { ...testCommit(1, []), policy: 'serial' });
      expect(other.head()).toEqual(ledger.head());
    });

    it('keeps the block', async () => {
      const ledger = await open();
      const { writes, codes, ...kept } = testRecordedCommit();
      const decisions = new Map([[0, 'runtimeLost' as const]]);
      await committed(ledger, { ...kept, decisions, writes, codes });
      expect(ledger.block(1)).toEqual({ head: ledger.head(), ...kept, decisions });
      expect(ledger.block(0)).toBeUndefined();
      expect(ledger.block(2)).toBeUndefined();
    });

    it('stores code, and takes what it already has again', async () => {
      const [first, second] = [codeBlob(Uint8Array.of(1)), codeBlob(Uint8Array.of(2))];
      const ledger = await open([[codeCell(ALICE), codeValue('evm', first.hash)]], [first]);
      await committed(ledger, testCommit(1, [[codeCell(TOKEN), codeValue('evm', second.hash)]], [first, second]));
      expect(ledger.code(first.hash)).toEqual(first.bytes);
      expect(ledger.code(second.hash)).toEqual(second.bytes);
      expect(ledger.code('0'.repeat(64))).toBeUndefined();
      expect([...ledger.codes()]).toHaveLength(2);
    });

    const good = testCommit(1, [[balanceCell(ALICE), '1']]);
    const write = (key: string, cell: CommittedCell): BlockCommit => ({
      ...good,
      writes: new Map([...good.writes, [key as CellKey, cell]]),
    });
    const now = version(1, 0, 0);
    const refusals: [string, string, BlockCommit][] = [
      ['a block that leaves a gap', 'number', testCommit(2, [[balanceCell(ALICE), '1']])],
      ['a block that is there already', 'number', testCommit(0, [[balanceCell(ALICE), '1']])],
      ['a missing receipt', 'receipts', { ...good, receipts: [] }],
      ['a receipt out of place', 'receipts', { ...good, receipts: [testReceipt(1)] }],
      ['a malformed cell key', 'cell', write('nonsense', { value: '1', version: now })],
      ['a number with leading zeros', 'value', write(balanceCell(BOB), { value: '01', version: now })],
      ['text that is not ASCII', 'value', write(slotCell(1), { value: 'é', version: now })],
      ['a code cell without a runtime', 'value', write(codeCell(TOKEN), { value: 'a'.repeat(64), version: now })],
      [
        'code that nobody has',
        'code',
        write(codeCell(TOKEN), { value: codeValue('evm', 'a'.repeat(64)), version: now }),
      ],
      ['a version of another block', 'version', write(balanceCell(BOB), { value: '1', version: version(2, 0, 0) })],
      ['code under a wrong hash', 'code', { ...good, codes: [{ hash: 'a'.repeat(64), bytes: Uint8Array.of(1) }] }],
      ['a malformed code hash', 'code', { ...good, codes: [{ hash: '0x12', bytes: Uint8Array.of(1) }] }],
    ];
    const recorded = testRecordedCommit();
    const [reads, writes] = [recorded.records[0]?.reads ?? [], recorded.records[0]?.writes ?? []];
    const recordOf = (changes: Partial<TransactionRecord>): BlockCommit => {
      const [record] = recorded.records;
      return { ...recorded, records: [{ ...(record as TransactionRecord), ...changes }] };
    };
    refusals.push(
      ['a record of no transaction', 'record', recordOf({ index: 1 })],
      ['a record of a place that is no place', 'record', recordOf({ index: -1 })],
      ['two records of a transaction', 'record', { ...recorded, records: [...recorded.records, ...recorded.records] }],
      [
        'a record of a decision',
        'record',
        { ...recorded, receipts: [{ ...testReceipt(0), outcome: { status: 'invalidated' } }] },
      ],
      ['recorded reads out of order', 'record', recordOf({ reads: [...reads].reverse() })],
      ['a cell recorded as written twice', 'record', recordOf({ writes: writes.flatMap((one) => [one, one]) })],
      ['a recorded read of no cell', 'cell', recordOf({ reads: [{ key: 'nonsense' as CellKey, zero: true }] })],
      [
        'a recorded read of what a cell cannot hold',
        'value',
        recordOf({ reads: [{ key: balanceCell(ALICE), value: '05' }] }),
      ],
      [
        'a recorded write of what a cell cannot hold',
        'value',
        recordOf({ writes: [{ key: balanceCell(ALICE), value: '04' }] }),
      ],
      ['a recorded write that left no trace', 'record', recordOf({ writes: [{ key: nonceCell(ALICE), value: '1' }] })],
      [
        'a recorded write other than what it left',
        'record',
        recordOf({ writes: [{ key: balanceCell(ALICE), value: '3' }] }),
      ],
      ['a recorded delta that left no trace', 'record', recordOf({ deltas: [{ key: nonceCell(ALICE), amount: 1n }] })],
      ['a recorded delta of nothing', 'record', recordOf({ deltas: [{ key: balanceCell(BOB), amount: 0n }] })],
      ['a recorded delta of what is no number', 'record', recordOf({ deltas: [{ key: codeCell(TOKEN), amount: 1n }] })],
      ['a cell both written and added to', 'record', recordOf({ deltas: [{ key: balanceCell(ALICE), amount: 1n }] })],
      [
        'recorded code under a wrong hash',
        'code',
        recordOf({ codes: [{ hash: 'a'.repeat(64), bytes: Uint8Array.of(1) }] }),
      ],
      [
        'a record of what an earlier transaction wrote last',
        'record',
        {
          ...recorded,
          transactions: [testTransaction(0), testTransaction(1)],
          receipts: [testReceipt(0), testReceipt(1)],
          records: [{ index: 1, reads: [], writes: [{ key: balanceCell(ALICE), value: '4' }], deltas: [], codes: [] }],
          writes: new Map([[balanceCell(ALICE), { value: '4', version: now }]]),
        },
      ],
    );
    it.each(refusals)('refuses %s and changes nothing', async (_what, code, block) => {
      const ledger = await open([[nonceCell(ALICE), '1']]);
      const before = [ledger.head(), await rootOf(ledger), [...ledger.cells()]];
      let told = 0;
      ledger.subscribe(() => told++);
      const result = await ledger.commit(block);
      expect(result).toMatchObject({ ok: false, error: { code } });
      expect([ledger.head(), await rootOf(ledger), [...ledger.cells()]]).toEqual(before);
      expect(told).toBe(0);
    });

    it('takes one of two rival blocks', async () => {
      const ledger = await open();
      const rivals = [testCommit(1, [[balanceCell(ALICE), '1']]), testCommit(1, [[balanceCell(BOB), '1']])];
      const results = await Promise.all(rivals.map((block) => ledger.commit(block)));
      expect(results.map((result) => result.ok)).toEqual([true, false]);
      expect(ledger.read(balanceCell(BOB)).value).toBe('');
    });
  });

  describe(`${name}: subscribers`, () => {
    it('hear of each commit in order, until they leave', async () => {
      const ledger = await open();
      const heard: CommittedBlock[] = [];
      const leave = ledger.subscribe((block) => heard.push(block));
      const blocks = [1, 2, 3].map((number) => testCommit(number, [[balanceCell(ALICE), `${number}`]]));
      await committed(ledger, blocks[0] as BlockCommit);
      await committed(ledger, blocks[1] as BlockCommit);
      leave();
      leave();
      await committed(ledger, blocks[2] as BlockCommit);
      expect(heard.map((block) => block.head.number)).toEqual([1, 2]);
      expect(heard.map((block) => block.commit)).toEqual(blocks.slice(0, 2));
    });

    it('see the new state, and cannot break a commit or each other', async () => {
      const ledger = await open();
      const heard: string[] = [];
      ledger.subscribe(() => {
        throw new Error('a listener that fails on purpose');
      });
      ledger.subscribe(({ head }) => heard.push(`${head.number}:${ledger.read(balanceCell(ALICE)).value}`));
      await committed(ledger, testCommit(1, [[balanceCell(ALICE), '7']]));
      expect(heard).toEqual(['1:7']);
    });
  });

  describe(`${name}: state root`, () => {
    it('depends on what the cells hold, not on how they came to hold it', async () => {
      const straight = await open([
        [balanceCell(ALICE), '1'],
        [slotCell(3), 'abc'],
      ]);
      const roundabout = await open([[balanceCell(BOB), '9']]);
      await committed(
        roundabout,
        testCommit(1, [
          [slotCell(3), 'abc'],
          [balanceCell(ALICE), '2'],
          [slotCell(4), '1'],
        ]),
      );
      expect(await rootOf(roundabout)).not.toBe(await rootOf(straight));
      await committed(
        roundabout,
        testCommit(2, [
          [balanceCell(BOB), ''],
          [balanceCell(ALICE), '1'],
          [slotCell(4), ''],
        ]),
      );
      expect(await rootOf(roundabout)).toBe(await rootOf(straight));
      expect(await rootOf(straight)).toMatch(/^[0-9a-f]{64}$/);
    });

    it('depends on the configuration', async () => {
      const genesis = { cells: [], codes: [] };
      const shanghai = await create({ config: { ...TEST_CONFIG, hardfork: 'shanghai' }, genesis });
      expect(await rootOf(shanghai)).not.toBe(await rootOf(await open()));
    });

    it('is of the moment it was asked for, whatever is committed meanwhile', async () => {
      const ledger = await open([[balanceCell(ALICE), '1']]);
      const expected = await rootOf(await open([[balanceCell(ALICE), '1']]));
      const asked = rootOf(ledger);
      await committed(ledger, testCommit(1, [[balanceCell(ALICE), '2']]));
      const later = rootOf(ledger);
      expect(await asked).toBe(expected);
      expect(await later).toBe(await rootOf(await open([[balanceCell(ALICE), '2']])));
    });

    it('proves what a cell holds, and that a cell is absent', async () => {
      const ledger = await open(Array.from({ length: 40 }, (_, slot) => [slotCell(slot), 'a1'] as const));
      const root = await rootOf(ledger);
      for (const key of [slotCell(0), slotCell(39), slotCell(77), balanceCell(ALICE)]) {
        const proof = valueOf(await ledger.prove(key));
        expect(proof.value).toBe(ledger.read(key).value);
        expect(verifyProof(root, proof)).toBe(true);
        expect(verifyProof(root, { ...proof, value: 'a2' })).toBe(false);
      }
    });
  });
}
