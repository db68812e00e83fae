/** On the ledger of a run in four languages, which is a sample of the store's. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountOfCell, parseCell, type AccountId, type CellKey } from '../../core/cell.ts';
import { History } from '../../ledger/store/history.ts';
import type { SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { LedgerFolder } from '../../ledger/store/store.testkit.ts';
import { installed } from '../../registry.ts';
import { cellHistory } from './cell-history.ts';
import { cellDecoder } from './decode-cell.ts';
import { FileState } from './file-state.ts';
import { findInState } from './find-in-state.ts';
import { listAccounts, type StateAccount } from './list-accounts.ts';
import { transactionCells } from './transaction-cells.ts';

const SAMPLE = join(import.meta.dirname, '../../ledger/store/samples/schema-3.ledger.zst');
const folder = new LedgerFolder();
let ledger: SqliteLedger;
let history: History;
let state: FileState;
beforeAll(async () => {
  const file = folder.file();
  writeFileSync(file, zstdDecompressSync(readFileSync(SAMPLE)));
  ledger = await folder.open({}, file);
  history = new History(ledger.reader);
  state = new FileState({
    db: ledger.reader,
    registry: installed,
    labels: () => new Map(),
    label: ({ nonce }) => `number ${nonce}`,
  });
});
afterAll(() => folder.leave());

const contract = (name: string): AccountId => {
  const found = [...state.named(state.head).labels].find(([, label]) => label === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found[0];
};

describe('state of a ledger file', () => {
  it('names and reads the variables of contracts in every language', () => {
    const decode = cellDecoder(installed, state.named(state.head));
    for (const name of ['token', 'oracle', 'market', 'points']) {
      const cells = [...state.cellsOf(state.head, contract(name), undefined)].map(([key, raw]) => decode(key, raw));
      const storage = cells.filter(({ key }) => parseCell(key)?.field.kind === 'storage');
      expect(storage.length, name).toBeGreaterThan(0);
      for (const { parts, owner } of storage) {
        expect(owner).toBe(name);
        for (const part of parts) expect([part.variable, part.type], part.name).not.toContain('');
      }
    }
    const balances = findInState(state, state.head, 'balances[accounts[1]]');
    expect(balances).toMatchObject({ ok: true, value: [{ account: contract('token') }] });
  });

  it('gives the cells of an account page by page, after any block', () => {
    for (const position of ['main', '@20', '@3', '@0']) {
      const found = history.resolve(position);
      const id = found.ok ? found.value : 0;
      const all = [...history.cells(id)].filter(([key]) => accountOfCell(key) === contract('token'));
      const paged: (readonly [CellKey, string])[] = [];
      for (let after: CellKey | undefined; ;) {
        const page: typeof paged = [];
        for (const cell of state.cellsOf(id, contract('token'), after)) if (page.push(cell) >= 3) break;
        if (page.length === 0) break;
        paged.push(...page);
        after = page.at(-1)?.[0];
      }
      expect(paged).toEqual(all);
      for (const [key, value] of all) expect(state.read(id, key)).toBe(value);
    }
    expect(state.read(state.head, 'ab/b' as CellKey)).toBe('');
  });

  it('lists every account once: contracts first, page by page', () => {
    const listed: StateAccount[] = [];
    for (let after: string | undefined; ;) {
      const page = listAccounts(state, state.head, after, 7);
      expect(page.accounts.length).toBeLessThanOrEqual(7);
      listed.push(...page.accounts);
      after = page.next;
      if (after === undefined) break;
    }
    const accounts = new Set([...history.cells(state.head)].map(([key]) => accountOfCell(key)));
    expect(listed.map(({ account }) => account).sort()).toEqual([...accounts].sort());
    expect(listed.slice(0, 4).map(({ name }) => name)).toEqual(['market', 'oracle', 'points', 'token']);
    expect(listed.slice(0, 4).map(({ runtime }) => runtime)).toEqual(['evm', 'cil', 'wasm', 'wasm']);
    const token = listed.find(({ name }) => name === 'token');
    expect(token?.hasStorage).toBe(true);
    // Before anything was deployed.
    expect(listAccounts(state, state.line(undefined, 100).at(-1)?.id ?? 0, undefined, 500).accounts).not.toContainEqual(
      expect.objectContaining({ name: 'token' }),
    );
  });

  it('has every change of a cell, one after the other, with the transaction that made it', () => {
    for (const [key] of [...history.cells(state.head)].filter((_, n) => n % 5 === 0)) {
      const writes = [...cellHistory(state, state.head, key, undefined)];
      expect(writes[0]?.after).toBe(state.read(state.head, key));
      for (const [n, { before }] of writes.entries()) expect(before).toBe(writes[n + 1]?.after ?? '');
      for (const { block, index } of writes.filter(({ index }) => index !== undefined)) {
        const { writes: wrote = [], deltas = [] } = state.accesses(block)?.[index ?? -1] ?? {};
        expect([...wrote, ...deltas].map((one) => one.key)).toContain(key);
        expect(state.transaction(block, index ?? -1)?.label).toMatch(/^number \d+$/);
      }
      // Going on where a page ended.
      const third = writes[2];
      if (third === undefined) continue;
      const place = { block: third.block, index: third.index };
      expect([...cellHistory(state, state.head, key, place)]).toEqual(writes.slice(3));
    }
  });

  it('says what a transaction found and left: what it read is what it found', () => {
    let read = 0;
    for (const { id, transactions } of state.line(undefined, 100)) {
      for (let index = 0; index < transactions; index++) {
        const cells = new Map(transactionCells(state, id, index)?.map((cell) => [cell.key, cell]));
        for (const { key, value } of history.effects(id)?.[index]?.reads ?? []) {
          expect(cells.get(key)).toMatchObject({ before: value, isRead: true });
          read++;
        }
      }
      // The last one that wrote a cell left what the block left.
      const left = new Map<CellKey, string>();
      for (let index = 0; index < transactions; index++)
        for (const { key, after, isWritten } of transactionCells(state, id, index) ?? [])
          if (isWritten) left.set(key, after);
      for (const [key, after] of left) expect(state.read(id, key)).toBe(after);
    }
    expect(read).toBeGreaterThan(500);
  });

  it('finds accounts and cells by address, name in any case and key', () => {
    const token = contract('token');
    const find = (text: string): unknown => findInState(state, state.head, text);
    const [key] = [...state.cellsOf(state.head, token, undefined)].at(-1) ?? [''];
    expect(find(`0x${token}`)).toEqual({ ok: true, value: [{ account: token, key: undefined }] });
    expect(find(' Token ')).toEqual({ ok: true, value: [{ account: token, key: undefined }] });
    expect(find(key)).toEqual({ ok: true, value: [{ account: token, key }] });
    expect(find('token.@balance')).toEqual({ ok: true, value: [{ account: token, key: `${token}/b` }] });
    expect(find('TOKEN.balances[accounts[1]]')).toEqual(find('token.balances[accounts[1]]'));
    expect(find('tokn.balances')).toMatchObject({ ok: false, error: expect.stringContaining('token') as string });
  });

  it('knows the blocks that led to the head', () => {
    const line = state.line(undefined, 5);
    expect(line.map(({ number }) => number)).toEqual([23, 22, 21, 20, 19]);
    expect(state.line(line[1]?.id, 2)).toEqual(line.slice(2, 4));
    expect(state.point(0)).toBeUndefined();
  });
});
