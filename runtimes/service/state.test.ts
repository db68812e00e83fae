import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import type { CellPage, StateCell, StateChanges, VersionPage } from './contract/state.ts';
import { startService, type TestService } from './service.testkit.ts';

const workspaces = testWorkspaces();
let service: TestService;
let run = 0;
const ask: TestService['ask'] = (method, params) => service.ask(method, params);

beforeAll(async () => {
  const home = await workspaces.create({});
  service = startService(home);
  await ask('host.create', { example: 'erc20-rush', path: join(home, 'rush') });
  const started = await ask('run.start', { path: 'scenario.yaml', lanes: 2 });
  run = started.id;
  const end = await service.ended(started.id);
  expect(end).toMatchObject({ state: 'done' });
}, 120_000);

afterAll(async () => {
  await service.host.close();
  await workspaces.removeAll();
  expect(service.faults).toEqual([]);
});

async function cellsOf(account: string, of: number | null, limit = 50): Promise<StateCell[]> {
  const cells: StateCell[] = [];
  for (let after: string | undefined; ;) {
    const page: CellPage = await ask('state.cells', {
      run: of,
      account,
      limit,
      ...(after !== undefined && { after }),
    });
    expect(page.cells.length).toBeLessThanOrEqual(limit);
    cells.push(...page.cells);
    if (page.next === null) return cells;
    after = page.next;
  }
}

async function historyOf(key: string, of: number | null): Promise<VersionPage['versions']> {
  const versions: VersionPage['versions'][number][] = [];
  for (let before: VersionPage['next'] = null; ;) {
    const page: VersionPage = await ask('state.versions', {
      run: of,
      key,
      limit: 5,
      ...(before !== null && { before }),
    });
    versions.push(...page.versions);
    if (page.next === null) return versions;
    before = page.next;
  }
}

describe('the state of a run', () => {
  it('is one of those that can be looked at', async () => {
    const sources = await ask('state.sources', {});
    expect(sources.map((one) => [one.run, one.isRunning])).toEqual([
      [null, false],
      [run, false],
    ]);
  });

  it('has balances by name, and who wrote each of them', async () => {
    const { accounts, block } = await ask('state.accounts', { run, limit: 500 });
    const [token] = accounts;
    expect(token).toMatchObject({ name: 'token', runtime: 'evm', hasStorage: true });
    const parts = (await cellsOf(token?.address ?? '', run)).flatMap((cell) =>
      cell.parts.map((part) => ({ cell, part })),
    );
    const balances = parts.filter(({ part }) => part.variable === '_balances');
    expect(balances.length).toBeGreaterThan(10);
    for (const { part } of balances) expect(part.name).toMatch(/^_balances\[accounts\[\d+\]\]$/);
    for (const { part } of balances) expect(part.type).toBe('uint256');
    const { cell, part } = balances[3] as (typeof balances)[number];
    const versions = await historyOf(cell.key, run);
    expect(versions[0]?.after).toEqual(cell.parts);
    for (const [n, { before, by, block: at }] of versions.entries()) {
      expect(before.map(({ value }) => value)).toEqual((versions[n + 1]?.after ?? before).map(({ value }) => value));
      expect(at.number).toBeLessThanOrEqual(block.number);
      expect(by?.label).toMatch(/^token\./);
      const touched = await ask('state.transaction', { run, block: at.id, index: by?.index ?? -1 });
      expect(touched.label).toBe(by?.label);
      expect(touched.cells?.find(({ key }) => key === cell.key)).toMatchObject({ isWritten: true, before });
    }
    const found = await ask('state.find', { run, text: `Token.${part.name}` });
    expect(found.found.map((one) => one.cell?.key)).toEqual([cell.key]);
  });

  it('is compared between any two blocks, page by page', async () => {
    const blocks = await ask('state.blocks', { run, limit: 100 });
    const [last, first] = [blocks[0]?.id ?? 0, blocks.at(-1)?.id ?? 0];
    const keys: string[] = [];
    let total = 0;
    for (let from: string | undefined; ;) {
      const page: StateChanges = await ask('state.diff', {
        run,
        before: first,
        after: last,
        limit: 40,
        ...(from !== undefined && { from }),
      });
      keys.push(...page.cells.map(({ key }) => key));
      total = page.total;
      if (page.next === null) break;
      from = page.next;
    }
    expect(keys).toHaveLength(total);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(await ask('state.diff', { run, before: last, after: last, limit: 1 })).toMatchObject({
      total: 0,
      next: null,
    });
  });

  it('refuses what is not there', async () => {
    await expect(ask('state.accounts', { run: 99, limit: 1 })).rejects.toThrow('no longer kept');
    await expect(ask('state.accounts', { run, block: 9_999, limit: 1 })).rejects.toThrow('block');
    await expect(ask('state.find', { run, text: 'nobody.knows' })).rejects.toThrow('names no cell');
    await expect(ask('state.cells', { run, account: '0x12', limit: 1 })).rejects.toThrow('account');
  });
});

describe('the state of the live ledger', () => {
  it('changes with its blocks, and has what transactions found and left', async () => {
    const before = await ask('state.accounts', { run: null, limit: 100 });
    await ask('accounts.transfer', { from: 'alice', to: 'bob', value: '1 ether' });
    const after = await ask('state.accounts', { run: null, limit: 100 });
    expect(after.block.number).toBe(before.block.number + 1);
    const changes = await ask('state.diff', { run: null, before: before.block.id, after: after.block.id, limit: 100 });
    const bob = changes.cells.find(({ owner, after: [part] }) => owner === 'bob' && part?.name === '@balance');
    expect(BigInt(bob?.after[0]?.value ?? 0) - BigInt(bob?.before[0]?.value ?? 0)).toBe(10n ** 18n);
    const past = await ask('state.find', { run: null, block: before.block.id, text: 'bob.@balance' });
    expect(past.found[0]?.cell?.parts[0]?.value).toBe(bob?.before[0]?.value);
    const touched = await ask('state.transaction', { run: null, block: after.block.id, index: 0 });
    expect(touched).toMatchObject({ label: 'transfer to bob', sender: 'alice' });
    const [write] = await historyOf(bob?.key ?? '', null);
    expect(write).toMatchObject({ by: { label: 'transfer to bob', sender: 'alice', row: null }, after: bob?.after });
  });
});
