import { statSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storageCell, type CellKey } from '../../core/cell.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';
import { version } from '../../core/version.ts';
import { ALICE, BOB, slotCell, testCommit, testReceipt, testTransaction } from '../ledger-contract.testkit.ts';
import type { TracedEffects } from '../ledger.ts';
import type { SqliteLedger } from '../sqlite-ledger.ts';
import { History } from './history.ts';
import { openForReading } from './open-database.ts';
import { A, B, FRESH, grow, LedgerFolder } from './store.testkit.ts';
import { rootOf } from '../value-of.testkit.ts';

const folder = new LedgerFolder();
let ledger: SqliteLedger;
let history: History;
beforeEach(async () => {
  ledger = await folder.open({ create: FRESH });
  history = new History(ledger.reader);
});
afterEach(() => folder.closeAll());
afterAll(() => folder.leave());

const id = (position: string): number => {
  const found = history.resolve(position);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};

describe('history', () => {
  it('gives back every kind of outcome and event', async () => {
    const outcomes: Outcome[] = [
      { status: 'success', output: Uint8Array.of(1), created: BOB },
      { status: 'success', output: new Uint8Array() },
      { status: 'revert', output: Uint8Array.of(2, 3) },
      { status: 'outOfGas' },
      { status: 'trap', reason: 'stack' },
      { status: 'invalid', reason: 'nonce' },
      { status: 'runtimeLost', reason: 'lost' },
      { status: 'invalidated' },
    ];
    const event = { account: ALICE, topics: ['1'.repeat(64), '2'.repeat(64)], data: Uint8Array.of(9) };
    const receipts = outcomes.map((outcome, index) => ({
      ...testReceipt(index),
      outcome,
      events: index % 2 ? [event, { ...event, topics: [] }] : [],
      gasUsed: index === 6 ? 2n ** 64n : 21_000n,
    }));
    const transactions = outcomes.map((_, index) => testTransaction(index));
    const block = { ...testCommit(1, []), transactions, receipts, decisions: new Map([[6, 'runtimeLost' as const]]) };
    expect(await ledger.commit(block)).toMatchObject({ ok: true });
    expect(ledger.block(1)).toMatchObject({ transactions, receipts, decisions: block.decisions });
  });

  it('finds blocks by branch, number, distance and hash', async () => {
    await grow(ledger, [A, '1']);
    await grow(ledger, [A, '2']);
    const [first, second] = [id('main~1'), id('main')];
    expect(id('@1')).toBe(first);
    expect(id('1')).toBe(first);
    expect(id('main@1')).toBe(first);
    expect(id(history.block(first).hash.slice(0, 10))).toBe(first);
    expect(await ledger.addBranch('spare/1', first)).toMatchObject({ ok: true });
    expect(id('spare/1')).toBe(first);
    expect(history.branches.map(({ name, number, current }) => [name, number, current])).toEqual([
      ['main', 2, true],
      ['spare/1', 1, false],
    ]);
    expect(history.log(second, 10).map(({ number }) => number)).toEqual([2, 1, 0]);
    expect(history.log(second, 2).map(({ number }) => number)).toEqual([2, 1]);
    for (const [text, message] of [
      ['main@7', /main has no block 7: its history goes from block 0 to 2/],
      ['main~9', /main has no block -7/],
      ['nowhere', /no branch or block nowhere; branches: main, spare/],
      ['', /names no block/],
      ['a b', /names no block/],
    ] as const)
      expect(history.resolve(text)).toMatchObject({
        ok: false,
        error: { message: expect.stringMatching(message) as string },
      });
    expect(await ledger.addBranch('spare/1', second)).toMatchObject({ ok: false });
    expect(await ledger.addBranch('no good', second)).toMatchObject({ ok: false });
    expect(await ledger.dropBranch('main')).toMatchObject({ ok: false });
    expect(await ledger.dropBranch('spare/1')).toMatchObject({ ok: true });
  });

  it('knows the state after any block, and what differs between two', async () => {
    await grow(ledger, [A, '1'], [slotCell(1), 'aa']);
    await grow(ledger, [A, '2'], [slotCell(1), '']);
    await ledger.move('other', id('@1'), 'branch');
    await grow(ledger, [B, '5']);
    expect([...history.cells(id('main'))]).toEqual([[A, '2']]);
    expect([...history.cells(id('other'))].toSorted()).toEqual(
      [
        [A, '1'],
        [B, '5'],
        [slotCell(1), 'aa'],
      ].toSorted(),
    );
    expect([...history.cells(id('@0'))]).toEqual([[A, 'ff']]);
    expect(history.cell(id('main'), slotCell(1))).toBe('');
    expect(history.cell(id('main@1'), slotCell(1))).toBe('aa');
    expect(history.diff(id('main'), id('other')).toSorted((x, y) => (x.after < y.after ? -1 : 1))).toEqual([
      { key: A, before: '2', after: '1' },
      { key: B, before: '', after: '5' },
      { key: slotCell(1), before: '', after: 'aa' },
    ]);
  });

  it('keeps what the newest runs left, and contracts with the block they came with', async () => {
    const effects: TracedEffects[] = [
      {
        reads: [{ key: A, value: 'ff' }],
        writes: [{ key: A, value: '1' }],
        deltas: [{ key: B, amount: -5n }],
        frames: [
          {
            runtime: 'wasm',
            depth: 1,
            kind: 'call',
            caller: ALICE,
            account: BOB,
            code: BOB,
            value: 1n,
            selector: Uint8Array.of(1, 2, 3, 4),
            gas: 9n,
            gasUsed: 3n,
            status: 'success',
          },
        ],
      },
    ];
    const lane = { executor: 'evm#0', lane: 0 };
    const schedule: ScheduleEvent[] = [
      { kind: 'dispatch', index: 0, incarnation: 0, lane, batch: 1, horizon: -1 },
      {
        kind: 'execute',
        index: 0,
        incarnation: 0,
        lane,
        start: 0.5,
        end: 1,
        reads: [{ key: A, version: version(0, 0, 0) }],
        writes: [{ key: A, value: '1' }],
        deltas: [{ key: B, amount: 7n }],
        outcome: 'success',
      },
      { kind: 'commit', index: 0, incarnation: 0, outcome: 'success' },
    ];
    const preimages = [{ hash: 'ab'.repeat(32), preimage: Uint8Array.of(1) }];
    expect(
      await ledger.commit({ ...testCommit(1, [[A, '1']]), trace: { effects, schedule, preimages } }),
    ).toMatchObject({ ok: true });
    expect(history.effects(ledger.at)).toEqual(effects);
    expect(history.schedule(ledger.at)).toEqual(schedule);

    const note = {
      account: BOB,
      name: 'token',
      runtime: 'evm',
      contract: 'Token',
      source: 't.sol',
      compiler: 'solc',
      json: '{"abi":[]}',
    };
    expect(await ledger.note(note)).toMatchObject({ ok: true });
    await grow(ledger, [A, '2']);
    expect(history.contracts(ledger.at)).toMatchObject([{ account: BOB, name: 'token', block: 1 }]);
    expect(history.artifact(ledger.at, BOB)).toBe(note.json);
    expect(history.contracts(id('@0'))).toEqual([]);
  });

  it('keeps no more traces than it was told, however long it runs', async () => {
    const kept = await folder.open({ create: FRESH, keep: { traces: 4 }, tuning: { logPages: 20 } });
    const frames = Array.from({ length: 20 }, () => ({ key: A, value: '1' }));
    const trace = { effects: [{ reads: frames, writes: [], deltas: [], frames: [] }], schedule: [], preimages: [] };
    const sizes: number[] = [];
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 40; n++)
        await kept.commit({ ...testCommit(kept.head().number + 1, [[A, (n + 1).toString(16)]]), trace });
      const traces = kept.reader.prepare('SELECT count(*) AS n, min(block) AS oldest FROM trace').get();
      expect(traces).toEqual({ n: 4, oldest: kept.at - 3 });
      sizes.push(statSync(`${kept.file}-wal`).size);
    }
    // The log is written anew from its beginning once it is folded in.
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    expect(new History(kept.reader).effects(kept.at - 4)).toBeUndefined();
    expect(await kept.prune(1)).toMatchObject({ ok: true, value: { traces: 3 } });
  });

  it('forgets for good only what is pruned', async () => {
    await grow(ledger, [A, '1']);
    await grow(ledger, [A, '2']);
    const lost = id('main');
    const root = await rootOf(ledger);
    await ledger.move('main', id('@1'), 'revert');
    expect(history.moves[0]).toMatchObject({ branch: 'main', was: lost, now: id('main'), what: 'revert' });
    expect(await ledger.prune(0)).toEqual({ ok: true, value: { blocks: 1, traces: 0 } });
    expect(history.moves).toEqual([]);
    expect(await ledger.move('main', lost, 'undo')).toMatchObject({ ok: false, error: { code: 'number' } });
    await grow(ledger, [A, '2']);
    expect(await rootOf(ledger)).toBe(root);
  });

  it('has the versions of a cell on the way to a block, none of another branch', async () => {
    await grow(ledger, [A, '1']);
    const fork = id('main');
    await grow(ledger, [A, '2'], [B, '7']);
    const left = id('main');
    await ledger.move('other', fork, 'branch');
    await grow(ledger, [B, '8']);
    await grow(ledger, [A, '3']);
    const of = (at: number, key: typeof A): string[] => [...history.versions(at, key)].map(({ after }) => after);
    expect([of(id('other'), A), of(left, A), of(fork, A)]).toEqual([
      ['3', '1', 'ff'],
      ['2', '1', 'ff'],
      ['1', 'ff'],
    ]);
    expect([of(id('other'), B), of(fork, B)]).toEqual([['8'], []]);
  });

  it('gives the cells of one account, and the keys from one on', async () => {
    const slot = (digit: string): CellKey => storageCell(ALICE, '', digit.repeat(64));
    const [first, second] = [slot('1'), slot('2')];
    await grow(ledger, [first, '1'], [second, '2'], [B, '7']);
    await grow(ledger, [first, '']);
    const at = id('main');
    expect([...history.cells(at, ALICE)]).toEqual([
      [A, 'ff'],
      [second, '2'],
    ]);
    expect([...history.cells(id('@1'), ALICE)].map(([key]) => key)).toEqual([A, first, second]);
    expect([...history.keysFrom(second, `${ALICE}0`)]).toEqual([[second, '2']]);
  });

  it('finds a preimage by its hash, and the next one below a slot', async () => {
    const noted = ['1', '3'].map((digit, n) => ({ hash: digit.repeat(64), preimage: Uint8Array.of(n) }));
    await ledger.commit({ ...testCommit(1, [[A, '1']]), trace: { effects: [], schedule: [], preimages: noted } });
    const table = history.preimageTable();
    const [one, three] = noted.map(({ hash }) => hash);
    expect([table.get(one ?? ''), table.get('2'.repeat(64))]).toEqual([Uint8Array.of(0), undefined]);
    expect(['0', '1', '2', '3', 'f'].map((digit) => table.floor(digit.repeat(64)))).toEqual([
      undefined,
      one,
      one,
      three,
      three,
    ]);
  });

  it('is read while the ledger is written', async () => {
    const other = new History(openForReading(ledger.file));
    await grow(ledger, [A, '1']);
    expect(other.current.number).toBe(1);
  });
});
