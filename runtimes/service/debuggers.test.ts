import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { INCARNATION_STATUSES } from '../core/incarnation-status.ts';
import type { DebugEvent, DebugTargetChoice } from './contract/debug.ts';
import type { RunView } from './contract/runs.ts';
import { startService, type TestService } from './service.testkit.ts';

const workspaces = testWorkspaces();
let service: TestService;
let root: string;
const events: DebugEvent[] = [];

const ask: TestService['ask'] = (method, params) => service.ask(method, params);

/** A debugger of a test: requests of the protocol, and where it stops. */
async function open(target: DebugTargetChoice) {
  const { session, title } = await ask('debug.open', { target });
  const request = async <T>(command: string, args?: object): Promise<T> =>
    (await ask('debug.ask', { session, command, ...(args && { arguments: args }) })).body as T;
  const stopped = (): { reason: string } | undefined =>
    events.findLast((one) => one.session === session && one.event === 'stopped')?.body as
      { reason: string } | undefined;
  const value = async (expression: string): Promise<string> =>
    (await request<{ result: string }>('evaluate', { expression })).result;
  const top = async (): Promise<{ name: string; line: number; source?: { path: string } } | undefined> =>
    (await request<{ stackFrames: { name: string; line: number }[] }>('stackTrace', { threadId: 1 })).stackFrames[0];
  return { session, title, request, stopped, value, top };
}

beforeAll(async () => {
  const home = await workspaces.create({});
  root = join(home, 'amm');
  service = startService(home);
  service.client.on('debug.event', (one) => void events.push(one));
  await ask('host.create', { example: 'amm-swaps', path: root });
}, 120_000);

afterAll(async () => {
  await service.host.close();
  await workspaces.removeAll();
  expect(service.faults).toEqual([]);
});

it('a transaction of the ledger is stepped through by requests of the protocol', async () => {
  await ask('files.create', { path: 'Jar.sol', kind: 'file' });
  await ask('files.write', {
    path: 'Jar.sol',
    text: `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Jar {
  uint256 public sum;
  function put(uint256 amount) external {
    require(amount < 100, "too much");
    sum += amount;
  }
}
`,
  });
  const { contract } = await ask('contracts.deploy', {
    path: 'Jar.sol',
    contract: 'Jar',
    args: [],
    from: 'alice',
    value: '',
    gas: '',
  });
  const sent = async (amount: string) =>
    ask('contracts.send', {
      to: contract?.address ?? '',
      signature: 'put(uint256)',
      args: [amount],
      from: 'alice',
      value: '',
      gas: '',
    });
  await sent('7');
  const { block, index } = await sent('5');
  const own = await open({ kind: 'live', block, index });
  expect(own.title).toBe('Jar.put(amount: 5)');
  expect(own.stopped()).toBeUndefined();
  await own.request('setBreakpoints', { source: { path: join(root, 'Jar.sol') }, breakpoints: [{ line: 7 }] });
  await own.request('configurationDone');
  expect(own.stopped()).toMatchObject({ reason: 'entry' });
  await own.request('continue', { threadId: 1 });
  expect(await own.top()).toMatchObject({ line: 7, source: { path: join(root, 'Jar.sol') } });
  expect([await own.value('amount'), await own.value('sum')]).toEqual(['5', '7']);
  await own.request('continue', { threadId: 1 });
  expect(own.stopped()).toMatchObject({ reason: 'end' });
  expect(await own.value('sum')).toBe('12');
  await own.request('stepBack', { threadId: 1 });
  expect((await own.top())?.line).toBe(7);

  const failed = await sent('500');
  const other = await open({ kind: 'live', block: failed.block, index: failed.index });
  await other.request('setExceptionBreakpoints', { filters: ['failure'] });
  await other.request('configurationDone');
  await other.request('continue', { threadId: 1 });
  expect(other.stopped()).toMatchObject({ reason: 'exception', text: expect.stringContaining('too much') as string });

  // A call that nobody has sent: on the state as it is, and nothing of it is kept.
  const call = { to: contract?.address ?? '', signature: 'put(uint256)', from: 'alice', value: '', gas: '' };
  const head = async () => (await ask('ledger.describe', {})).head;
  const before = await head();
  const planned = await open({ kind: 'call', ...call, args: ['30'] });
  await planned.request('setBreakpoints', { source: { path: join(root, 'Jar.sol') }, breakpoints: [{ line: 7 }] });
  await planned.request('configurationDone');
  await planned.request('continue', { threadId: 1 });
  expect(planned.stopped()).toMatchObject({ reason: 'breakpoint' });
  expect([await planned.value('amount'), await planned.value('sum')]).toEqual(['30', '12']);
  await planned.request('continue', { threadId: 1 });
  expect(await planned.value('sum')).toBe('42');
  const { notes } = await planned.request<{ notes: string[] }>('interleave/summary');
  expect(notes[0]).toMatch(/This call is planned/);
  expect(await head()).toEqual(before);
  await expect(open({ kind: 'call', ...call, args: ['x'] })).rejects.toThrow(/amount/);

  await ask('debug.close', { session: own.session });
  await expect(own.request('threads')).rejects.toThrow(/was closed/);
  await expect(other.request('dance')).rejects.toThrow(/no "dance"/);
  await expect(open({ kind: 'live', block: 900, index: 0 })).rejects.toThrow(/no transaction/);
}, 60_000);

async function ran(): Promise<RunView> {
  const started = await ask('run.start', { path: 'scenario.yaml', lanes: 4 });
  return service.ended(started.id);
}

it('incarnations of a run are: those that were committed, and those that were taken back, on the stale values that they saw', async () => {
  let run = await ran();
  let page = await ask('run.schedule', { run: run.id, since: {} });
  // Four lanes on one pool do conflict, unless the machine lets one of them alone run.
  for (let left = 4; left > 0 && run.sums.aborts === 0; left--) {
    run = await ran();
    page = await ask('run.schedule', { run: run.id, since: {} });
  }
  const statuses = [...Buffer.from(page.rows.status, 'base64')].map((one) => INCARNATION_STATUSES[one]);
  const rows = [...new Uint32Array(Uint8Array.from(Buffer.from(page.rows.row, 'base64')).buffer)];
  const seen = new Set<string>();
  for (const wanted of ['committed', 'aborted'] as const) {
    const at = statuses.indexOf(wanted);
    if (at < 0) continue;
    seen.add(wanted);
    const own = await open({ kind: 'incarnation', run: run.id, row: rows[at] ?? -1 });
    await own.request('configurationDone');
    expect(own.stopped()).toMatchObject({ reason: 'entry' });
    expect((await own.top())?.source?.path).toMatch(/\.sol$/);
    const { notes } = await own.request<{ notes: string[] }>('interleave/summary');
    expect(notes.some((note) => note.includes('taken back'))).toBe(wanted === 'aborted');
    await own.request('continue', { threadId: 1 });
    expect(own.stopped()).toMatchObject({ reason: 'end' });
  }
  expect([...seen]).toEqual(['committed', 'aborted']);
  await expect(open({ kind: 'incarnation', run: run.id, row: 1_000_000 })).rejects.toThrow(/no incarnation/);
}, 60_000);

it('an expectation that does not hold leads to the transaction that last changed what it reads', async () => {
  await ask('files.create', { path: 'jar.yaml', kind: 'file' });
  await ask('files.write', {
    path: 'jar.yaml',
    text: `name: jar
accounts: { count: 2, balance: 10 ether }
contracts: { jar: { source: Jar.sol } }
traffic:
  - { to: jar, call: put, args: [3], from: 0 }
  - { to: jar, call: put, args: [4], from: 0 }
  - { to: { account: 1 }, value: 5, from: 0 }
expect:
  - { read: 'jar.sum()', equals: 8 }
  - { read: 'jar.sum()', equals: 7 }
`,
  });
  const started = await ask('run.start', { path: 'jar.yaml' });
  const run = await service.ended(started.id);
  const [failed, held] = run.report?.expectations ?? [];
  expect(failed).toMatchObject({ actual: '7', expected: '8', ok: false });
  expect(held).toMatchObject({ ok: true, row: null });
  const own = await open({ kind: 'incarnation', run: run.id, row: failed?.row ?? -1 });
  expect(own.title).toBe('jar.put(amount: 4)');
  await own.request('configurationDone');
  await own.request('continue', { threadId: 1 });
  expect(await own.value('sum')).toBe('7');
}, 60_000);

it('a debugger of the ledger ends when another ledger takes its place, and says why; one of a run goes on', async () => {
  const run = await ran();
  const other = await open({ kind: 'incarnation', run: run.id, row: 0 });
  const [{ address } = { address: '' }] = await ask('contracts.list', {});
  const call = { to: address, signature: 'put(uint256)', from: 'alice', value: '', gas: '' };
  const own = await open({ kind: 'call', ...call, args: ['1'] });
  expect(own.title).toBe('Jar.put(amount: 1)');
  await ask('snapshots.export', { name: 'now.ilsnap', format: 'snapshot', history: true });
  await ask('snapshots.import', { file: { name: 'now.ilsnap' }, how: 'replace' });
  const ended = events.filter(({ event }) => event === 'terminated').map(({ session, body }) => ({ session, body }));
  expect(ended.at(-1)).toEqual({
    session: own.session,
    body: { why: 'The ledger of the transaction that was debugged is closed.' },
  });
  await expect(own.request('threads')).rejects.toThrow(/was closed/);
  expect(await other.request('threads')).toMatchObject({ threads: [{ id: 1 }] });
}, 60_000);
