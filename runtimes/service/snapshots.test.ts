import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { installed } from '../registry.ts';
import { channelPair } from './channel-pair.testkit.ts';
import { ServiceClient } from './client/service-client.ts';
import type { Method, Params, ResultOf } from './contract/methods.ts';
import type { FileRef } from './contract/snapshots.ts';
import { ServiceHost } from './host/service-host.ts';

const COUNTER = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Counter {
  mapping(address => uint256) public steps;
  function step() external { steps[msg.sender] += 1; }
}
`;

const workspaces = testWorkspaces();
const bugs: unknown[] = [];
const faults: string[] = [];
let root = '';
let host: ServiceHost;
let client: ServiceClient;
let counter = '';

function connect(): ServiceClient {
  const [near, far] = channelPair();
  host.connect(far);
  return new ServiceClient(near, (fault) => faults.push(fault));
}

async function ask<M extends Method>(method: M, params: Params<M>): Promise<ResultOf<M>> {
  const answer = await client.request(method, params);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
  return answer.value;
}

const refused = async <M extends Method>(method: M, params: Params<M>): Promise<unknown> =>
  ((await client.request(method, params)) as { error?: unknown }).error;

const pay = () => ask('accounts.transfer', { from: 'alice', to: 'bob', value: '1 ether' });
const stateRoot = async (): Promise<string> => (await ask('ledger.describe', {})).head.stateRoot;
const step = () => ask('contracts.send', { to: counter, signature: 'step()', args: [], from: 'alice' });
const steps = async (): Promise<unknown> =>
  (await ask('contracts.call', { to: counter, signature: 'steps(address)', args: ['alice'], from: 'bob' })).outputs[0]
    ?.value;

async function send(bytes: Uint8Array, name: string): Promise<FileRef> {
  const { upload } = await ask('snapshots.upload', { name, size: bytes.length });
  const half = Math.floor(bytes.length / 2);
  for (const [from, to] of [
    [0, half],
    [half, bytes.length],
  ] as const)
    await ask('snapshots.piece', {
      upload,
      offset: from,
      data: Buffer.from(bytes.subarray(from, to)).toString('base64'),
    });
  return { upload };
}

beforeAll(async () => {
  root = join(await workspaces.create({ 'ws/contracts/Counter.sol': COUNTER }), 'ws');
  host = new ServiceHost({
    version: '0.0.0',
    registry: installed,
    examples: fileURLToPath(new URL('../../resources/examples/', import.meta.url)),
    home: dirname(root),
    recent: undefined,
    now: () => Date.now(),
    onBug: (error) => bugs.push(error),
  });
  client = connect();
  await ask('host.open', { path: root });
  const { contract } = await ask('contracts.deploy', {
    path: 'contracts/Counter.sol',
    contract: 'Counter',
    args: [],
    from: 'alice',
  });
  counter = contract?.address ?? '';
});
afterAll(async () => {
  await host.close();
  await workspaces.removeAll();
  expect({ bugs, faults }).toEqual({ bugs: [], faults: [] });
});

describe('history', () => {
  it('goes back to a block and forward again; executors, contracts and all windows with it', async () => {
    await step();
    await step();
    const [newest, before, deployed, genesis] = await ask('history.blocks', { limit: 10 });
    expect([newest?.label, deployed?.label]).toEqual(['Counter.step()', 'Counter.constructor']);
    expect(newest?.parent).toBe(before?.id);
    const other = connect();
    const told = new Promise((resolve) => other.on('history.changed', resolve));
    const back = await ask('history.revert', { block: before?.id ?? 0 });
    expect(await told).toEqual({ moved: true });
    other.close();
    expect(back).toMatchObject({ branch: 'main', at: before?.id, redo: null });
    expect(back.undo).toBe(`take main from block ${before?.number} to block ${newest?.number}`);
    expect(await steps()).toBe('1');
    await ask('history.revert', { block: genesis?.id ?? 0 });
    expect(await ask('contracts.list', {})).toEqual([]);
    expect(await ask('ledger.transactions', { limit: 10 })).toEqual([]);
    await ask('history.undo', {});
    const again = await ask('history.undo', {});
    expect(again).toMatchObject({ at: newest?.id, undo: null });
    expect(again.redo).toBe(`take main from block ${newest?.number} to block ${before?.number}`);
    expect(await steps()).toBe('2');
    expect((await ask('contracts.list', {})).map(({ name }) => name)).toEqual(['Counter']);
    expect(await refused('history.revert', { block: 9_999 })).toMatchObject({ code: 'ledger' });
    expect(await refused('history.revert', { block: -1 })).toMatchObject({ code: 'invalid' });
  });

  it('branches, goes between them, compares them by names, and drops them', async () => {
    const { at } = await ask('history.describe', {});
    await ask('history.branch', { name: 'try', block: at, go: true });
    await step();
    expect(await steps()).toBe('3');
    expect(await refused('history.branch', { name: 'try', block: at, go: false })).toMatchObject({ code: 'ledger' });
    expect(await refused('history.branch', { name: '../x', block: at, go: false })).toMatchObject({ code: 'ledger' });
    const found = await ask('snapshots.diff', { before: { branch: 'main' }, after: { branch: 'try' }, limit: 100 });
    expect(found.cells).toContainEqual(
      expect.objectContaining({ cell: 'Counter.steps[alice]', before: '2', after: '3' }),
    );
    expect((await ask('snapshots.diff', { before: { block: at }, after: { branch: 'main' }, limit: 5 })).cells).toEqual(
      [],
    );
    expect(await refused('history.drop', { name: 'try' })).toMatchObject({ code: 'ledger' });
    expect(await ask('history.switch', { name: 'main' })).toMatchObject({ branch: 'main', undo: 'go to try' });
    expect(await steps()).toBe('2');
    const dropped = await ask('history.drop', { name: 'try' });
    expect(dropped.branches.map(({ name }) => name)).toEqual(['main']);
    expect(dropped.undo).toMatch(/^bring try back at block \d+$/);
  });
});

describe('snapshots', () => {
  it('export, change, import: the same root again, and undo brings back what was replaced', async () => {
    const before = await stateRoot();
    const done = await ask('snapshots.export', { name: 'a.ilsnap', format: 'snapshot', history: true });
    expect(done.stateRoot).toBe(before);
    expect(await refused('snapshots.export', { name: 'a.ilsnap', format: 'snapshot', history: true })).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('there is such a file already') as string,
    });
    const [listed] = await ask('snapshots.list', {});
    expect(listed).toMatchObject({ name: 'a.ilsnap', size: done.size, flaw: '', known: { stateRoot: before } });
    expect(listed?.known?.cells).toBeGreaterThan(10);
    await step();
    const changed = await stateRoot();
    expect(changed).not.toBe(before);
    const { verdict } = await ask('snapshots.import', { file: { name: 'a.ilsnap' }, how: 'replace' });
    expect(verdict.flaw).toBeNull();
    expect(verdict.checks.every(({ status }) => status === 'passed')).toBe(true);
    expect(await stateRoot()).toBe(before);
    expect(await steps()).toBe('2');
    expect(await ask('history.undo', {})).toMatchObject({ redo: 'do the import of a.ilsnap again' });
    expect(await stateRoot()).toBe(changed);
    expect(await steps()).toBe('3');
    const redone = await ask('history.redo', {});
    expect(redone).toMatchObject({ undo: 'take back the import of a.ilsnap', redo: null });
    expect(await stateRoot()).toBe(before);
    await ask('history.undo', {});
  });

  it('a file that was cut, altered, or is something else is refused with its checks, and nothing changes', async () => {
    const [there, kept] = [await stateRoot(), await readdir(join(root, '.interleave/ledgers'))];
    const whole = await readFile(join(root, 'snapshots/a.ilsnap'));
    const cut = await send(whole.subarray(0, whole.length - 40), '../evil/cut.ilsnap');
    for (const method of ['snapshots.inspect', 'snapshots.import'] as const) {
      const answer = await ask(method, { file: cut, how: 'replace' } as Params<typeof method>);
      const verdict = 'verdict' in answer ? answer.verdict : answer;
      expect(verdict.carried).toBeNull();
      expect(verdict.flaw?.message).not.toContain(root);
      const status = verdict.checks.map((check) => check.status);
      expect(status.filter((one) => one === 'failed')).toHaveLength(1);
      expect(status.at(-1)).toBe('not reached');
    }
    const text = await send(Buffer.from('hello, world'), 'text.txt');
    const none = await ask('snapshots.inspect', { file: text });
    expect(none.flaw?.message).toContain('none of the kinds of files');
    expect(await stateRoot()).toBe(there);
    expect(await readdir(join(root, '.interleave/ledgers'))).toEqual(kept);
    await ask('snapshots.discard', cut as { upload: string });
    expect(await refused('snapshots.inspect', { file: cut })).toMatchObject({ code: 'notFound' });
    await writeFile(join(root, 'snapshots/bad.ilsnap'), whole.subarray(0, 300));
    const bad = (await ask('snapshots.list', {})).find(({ name }) => name === 'bad.ilsnap');
    expect(bad).toMatchObject({ known: null, flaw: expect.stringMatching(/./) as string });
  });

  it('what is sent comes in order and as large as was said; names lead nowhere else', async () => {
    const { upload } = await ask('snapshots.upload', { name: 'x.ilsnap', size: 4 });
    const data = Buffer.from('abc').toString('base64');
    expect(await refused('snapshots.piece', { upload, offset: 1, data })).toMatchObject({ code: 'io' });
    await ask('snapshots.piece', { upload, offset: 0, data });
    expect(await refused('snapshots.piece', { upload, offset: 3, data })).toMatchObject({ code: 'io' });
    expect(await refused('snapshots.inspect', { file: { upload } })).toMatchObject({ code: 'notFound' });
    await ask('snapshots.discard', { upload });
    for (const name of ['../a.ilsnap', 'a/b.ilsnap', '.hidden', 'a\\b'])
      expect(await refused('snapshots.read', { name, offset: 0 })).toMatchObject({ code: 'invalid' });
    expect(await refused('snapshots.upload', { name: 'x', size: 2 ** 40 })).toMatchObject({ code: 'refused' });
  });

  it('is read back in pieces, byte by byte as it is', async () => {
    const whole = await readFile(join(root, 'snapshots/a.ilsnap'));
    const { data, size } = await ask('snapshots.read', { name: 'a.ilsnap', offset: 10 });
    expect(size).toBe(whole.length);
    expect(Buffer.from(data, 'base64').equals(whole.subarray(10))).toBe(true);
    expect((await ask('snapshots.read', { name: 'a.ilsnap', offset: size })).data).toBe('');
  });

  it('chosen accounts, an earlier block, other formats, what they leave out', async () => {
    const [newest] = await ask('history.blocks', { limit: 1 });
    const block = newest?.parent ?? 0;
    const done = await ask('snapshots.export', {
      name: 'part.ilsnap',
      format: 'snapshot',
      history: false,
      accounts: ['Counter', 'alice'],
      block,
    });
    expect(done.block).toBe((newest?.number ?? 0) - 1);
    const foreign = await ask('snapshots.export', { name: 'g-genesis.json', format: 'genesis', history: false });
    expect(foreign.omitted.length).toBeGreaterThan(0);
    const inspected = await ask('snapshots.inspect', { file: { name: 'g-genesis.json' } });
    expect(inspected.carried).toMatchObject({ format: 'genesis', hasHistory: false });
    expect(await refused('snapshots.export', { name: 'n.csv', format: 'csv', history: true })).toMatchObject({
      code: 'refused',
    });
  });

  it('a fork has the files and the state, and this workspace stays as it is', async () => {
    const there = await stateRoot();
    await mkdir(join(root, '.git'), { recursive: true });
    await appendFile(join(root, '.git/config'), 'x');
    const { workspace } = await ask('snapshots.import', { file: { name: 'a.ilsnap' }, how: 'fork' });
    expect(basename(workspace ?? '')).toBe('ws-fork');
    expect(await stateRoot()).toBe(there);
    expect((await readdir(workspace ?? '')).sort()).toEqual(['.interleave', 'contracts']);
    await ask('host.open', { path: workspace ?? '' });
    expect(await steps()).toBe('2');
    await ask('host.open', { path: root });
    expect(await steps()).toBe('3');
  });

  it('is cancelled, and has changed nothing', async () => {
    const there = await stateRoot();
    const cancel = new AbortController();
    const answer = client.request(
      'snapshots.import',
      { file: { name: 'a.ilsnap' }, how: 'replace' },
      { signal: cancel.signal },
    );
    cancel.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await stateRoot()).toBe(there);
    await pay();
  });
});
