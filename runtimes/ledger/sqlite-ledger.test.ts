import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { GENESIS } from '../core/version.ts';
import { codeBlob, describeLedger, slotCell, testCommit, TEST_CONFIG } from './ledger-contract.testkit.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { A, B, FRESH, grow, LedgerFolder } from './store/store.testkit.ts';
import { rootOf } from './value-of.testkit.ts';

const folder = new LedgerFolder();
afterEach(() => folder.closeAll());
afterAll(() => folder.leave());

describeLedger('sqlite ledger', (create) => folder.open({ create }));

describe('sqlite ledger: a file', () => {
  it('is opened again with its head, cells, code, blocks and root', async () => {
    const first = await folder.open({ create: FRESH });
    const code = codeBlob(Uint8Array.of(1, 2, 3));
    const blocks = [
      testCommit(
        1,
        [
          [A, '1'],
          [slotCell(1), 'aa'],
        ],
        [code],
      ),
      testCommit(2, [
        [B, '2'],
        [slotCell(1), ''],
      ]),
    ];
    for (const block of blocks) expect(await first.commit(block)).toMatchObject({ ok: true });
    const root = await rootOf(first);
    const [head, block] = [first.head(), first.block(1)];
    await first.close();

    const second = await folder.open({}, first.file);
    expect(second.head()).toEqual(head);
    expect(second.config).toEqual(TEST_CONFIG);
    expect(second.block(1)).toEqual(block);
    expect(second.code(code.hash)).toEqual(code.bytes);
    expect(second.read(B)).toEqual({ value: '2', version: GENESIS });
    expect([...second.cells()].map(([key]) => key).toSorted()).toEqual([A, B].toSorted());
    expect(await rootOf(second)).toBe(root);
    await grow(second, [A, '3']);
    expect(second.block(3)?.head.number).toBe(3);
  });

  it('takes blocks and goes to others while its cells are still compared with the root', async () => {
    const genesis = { cells: Array.from({ length: 6_000 }, (_, n) => [slotCell(n), 'aa'] as const), codes: [] };
    const first = await folder.open({ create: { config: TEST_CONFIG, genesis } });
    await grow(first, [slotCell(1), '1']);
    await first.close();
    // Not even begun, and given up in the midst.
    const early = await folder.open({}, first.file);
    const root = early.stateRoot();
    await early.close();
    expect(await root).toMatchObject({ ok: false });

    const ledger = await folder.open({}, first.file);
    await grow(ledger, [slotCell(2), '2']);
    const at = ledger.at;
    await grow(ledger, [slotCell(3), '3']);
    expect(await ledger.move('main', at, 'revert')).toMatchObject({ ok: true });
    await grow(ledger, [slotCell(3), '']);
    const memory = createMemoryLedger({ config: TEST_CONFIG, genesis });
    for (const [n, value] of ['1', '2', ''].entries())
      await memory.commit(testCommit(n + 1, [[slotCell(n + 1), value]]));
    expect(await rootOf(ledger)).toBe(await rootOf(memory));
  });

  it('takes blocks that follow each other without waiting', async () => {
    const ledger = await folder.open({ create: FRESH });
    const memory = createMemoryLedger(FRESH);
    const blocks = Array.from({ length: 50 }, (_, n) => testCommit(n + 1, [[n % 2 ? A : B, (n + 1).toString(16)]]));
    const results = await Promise.all(blocks.map((block) => ledger.commit(block)));
    for (const block of blocks) await memory.commit(block);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(ledger.head()).toEqual(memory.head());
    expect(await rootOf(ledger)).toBe(await rootOf(memory));
  });

  it('goes on after a block was refused while others were under way', async () => {
    const ledger = await folder.open({ create: FRESH });
    const saboteur = new DatabaseSync(ledger.file, { timeout: 60_000 });
    saboteur.exec(`CREATE TRIGGER full BEFORE INSERT ON block WHEN NEW.number = 3
      BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
    const code = codeBlob(Uint8Array.of(1, 2, 3));
    const blocks = [1, 2, 3, 4, 5, 6].map((n) => testCommit(n, [[A, n.toString(16)]], n === 3 ? [code] : []));
    const sent = blocks.map((block) => ledger.commit(block));
    expect(await sent[2]).toMatchObject({ ok: false, error: { message: expect.stringContaining('the disk is full') } });
    expect(ledger.head().number).toBe(2);
    expect(ledger.code(code.hash)).toBeUndefined();
    saboteur.exec('DROP TRIGGER full');
    saboteur.close();
    // At once: the others have not been answered yet.
    const again = blocks.slice(2).map((block) => ledger.commit(block));
    expect((await Promise.all(sent)).map(({ ok }) => ok)).toEqual([true, true, false, false, false, false]);
    expect((await Promise.all(again)).map(({ ok }) => ok)).toEqual([true, true, true, true]);
    await grow(ledger, [A, '7']);
    expect(ledger.head().number).toBe(7);
    expect(ledger.code(code.hash)).toEqual(code.bytes);
  });

  it('has one writer at a time', async () => {
    const ledger = await folder.open({ create: FRESH });
    await expect(folder.open({}, ledger.file)).rejects.toThrow(
      /in use: this process has had it open for writing since \d{4}-/,
    );
    await ledger.close();
    await expect(folder.open({}, ledger.file)).resolves.toBeDefined();
  });

  it('keeps its configuration', async () => {
    const ledger = await folder.open({ create: FRESH });
    await ledger.close();
    const other = { ...FRESH, config: { ...TEST_CONFIG, hardfork: 'prague' } };
    await expect(folder.open({ create: other }, ledger.file)).rejects.toThrow(/hardfork cancun instead of prague/);
  });
});

describe('sqlite ledger: going elsewhere', () => {
  it('reverts to a block, goes on from there, and comes back', async () => {
    const ledger = await folder.open({ create: FRESH });
    await grow(ledger, [A, '1']);
    const first = { block: ledger.at, root: await rootOf(ledger) };
    await grow(ledger, [A, '2'], [B, '1']);
    await grow(ledger, [A, ''], [slotCell(7), 'aa']);
    const last = { block: ledger.at, head: ledger.head(), root: await rootOf(ledger) };

    expect(await ledger.move('main', first.block, 'revert')).toMatchObject({ ok: true, value: { number: 1 } });
    expect(ledger.head().number).toBe(1);
    expect([...ledger.cells()]).toEqual([[A, { value: '1', version: GENESIS }]]);
    expect(await rootOf(ledger)).toBe(first.root);
    expect(ledger.block(2)).toBeUndefined();

    await grow(ledger, [B, '9']);
    expect(ledger.block(2)?.head).toEqual(ledger.head());
    const other = { block: ledger.at, root: await rootOf(ledger) };
    expect(other.root).not.toBe(last.root);

    expect(await ledger.move('main', last.block, 'undo')).toMatchObject({ ok: true, value: last.head });
    expect(await rootOf(ledger)).toBe(last.root);
    expect(ledger.read(slotCell(7)).value).toBe('aa');

    await ledger.close();
    const again = await folder.open({}, ledger.file);
    expect(again.head()).toEqual(last.head);
    expect(await again.move('other', other.block, 'branch')).toMatchObject({ ok: true });
    expect(await rootOf(again)).toBe(other.root);
    expect(again.branch).toBe('other');
  });
});
