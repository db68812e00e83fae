/** Whole sessions through main's own wiring: windows and dialogs are fakes, processes and ports are real. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWorkspaces } from '../runtimes/compiling/workspace.testkit.ts';
import { ServiceClient } from '../runtimes/service/client/service-client.ts';
import type { Channel } from '../runtimes/service/contract/message.ts';
import type { Method, Params, ResultOf } from '../runtimes/service/contract/methods.ts';
import { createProgramHost } from '../runtimes/service/host/program-host.ts';
import { FakeElectron, type FakeOptions, type FakeWindow } from './fake-electron.testkit.ts';
import { startDesktop } from './start-desktop.ts';

const COUNTER = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Counter {
  uint256 public count;
  function add(uint256 n) external { require(n > 0, "add more"); count += n; }
}
`;

const workspaces = testWorkspaces();
const started = new Set<FakeElectron>();
const clients: ServiceClient[] = [];
let [root, other, state] = ['', '', ''];

beforeAll(async () => {
  // Compiled by nobody before.
  root = await workspaces.create({ 'contracts/Counter.sol': `${COUNTER}// ${process.pid} ${Date.now()}\n` });
  other = await workspaces.create({ 'notes.md': 'other' });
  state = await workspaces.create({});
});
afterAll(async () => {
  for (const client of clients) client.close();
  await Promise.all([...started].map(quit));
  await workspaces.removeAll();
});

interface Start extends Partial<FakeOptions> {
  readonly args?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

async function start({ args = [], platform = 'linux', ...options }: Start = {}): Promise<FakeElectron> {
  const userData = options.userData ?? (await workspaces.create({}));
  const fake = new FakeElectron({ userData, ...options });
  started.add(fake);
  await startDesktop(fake.api, {
    env: { ...process.env, INTERLEAVE_STATE: state },
    args,
    platform,
    page: join(root, 'nowhere'),
    preload: '/preload.cjs',
    loadHost: () => Promise.resolve(createProgramHost),
    onOpen: () => fake.order.push('open'),
  });
  return fake;
}

/** As when the last window is closed. */
async function quit(fake: FakeElectron): Promise<void> {
  for (const window of fake.windows) if (!window.destroyed) window.close();
  const before = fake.quits;
  fake.app.emit('will-quit', { preventDefault: () => undefined });
  await until(() => fake.quits > before);
  started.delete(fake);
}

/** What the page does with its port. */
function clientOf(fake: FakeElectron, window = fake.windows[0] as FakeWindow): ServiceClient {
  const port = fake.connect(window);
  if (port === undefined) throw new Error('no port came');
  const channel: Channel = {
    send: (text) => port.postMessage(text),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
  const client = new ServiceClient(channel, (fault) => {
    throw new Error(fault);
  });
  clients.push(client);
  return client;
}

async function ask<M extends Method>(client: ServiceClient, method: M, params: Params<M>): Promise<ResultOf<M>> {
  const answer = await client.request(method, params);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
  return answer.value;
}

const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await done())) await pause(20);
};

it('opens, compiles, deploys, calls; an executor that is killed in between changes nothing', async () => {
  const fake = await start({ args: ['--workspace', root] });
  const client = clientOf(fake);
  await until(async () => (await ask(client, 'host.describe', {})).workspace?.path === root);
  const compiled = await ask(client, 'code.compile', { path: 'contracts/Counter.sol' });
  expect(compiled).toMatchObject({ succeeded: true });
  const { contract } = await ask(client, 'contracts.deploy', {
    path: 'contracts/Counter.sol',
    contract: 'Counter',
    args: [],
    from: 'alice',
    value: '0',
  });
  const to = contract?.address ?? '';
  const add = (n: string): Params<'contracts.send'> => ({
    to,
    signature: 'add(uint256)',
    args: [n],
    from: 'alice',
    value: '0',
  });
  expect(await ask(client, 'contracts.send', add('2'))).toMatchObject({ status: 'committed' });
  expect(await ask(client, 'contracts.send', add('0'))).toMatchObject({ status: 'reverted' });

  const [executor] = (await ask(client, 'ledger.executors', {})).filter(({ pid }) => pid !== null);
  expect(fake.processes.map(({ serviceName }) => serviceName)).toContain(`Interleave executor: ${executor?.runtime}`);
  expect(fake.processes.map(({ serviceName }) => serviceName)).toContainEqual(expect.stringMatching(/compiler: solc/));
  process.kill(executor?.pid ?? 0, 'SIGKILL');
  expect(await ask(client, 'contracts.send', add('40'))).toMatchObject({ status: 'committed' });
  const called = await ask(client, 'contracts.call', { to, signature: 'count()', args: [], from: 'alice', value: '0' });
  expect(JSON.stringify(called)).toContain('42');
  expect(fake.boxes).toEqual([]);
});

it('compilers that answer later, and lanes of other runtimes, work as utility processes too', async () => {
  const source = `using Interleave;\n// ${process.pid} ${Date.now()}\npublic class Small : Contract { public UInt256 Two() => 2; }\n`;
  const folder = await workspaces.create({ 'Small.cs': source });
  const fake = await start({ args: ['--workspace', folder] });
  const client = clientOf(fake);
  await until(async () => (await ask(client, 'host.describe', {})).workspace?.path === folder);
  expect(await ask(client, 'code.compile', { path: 'Small.cs' })).toMatchObject({ succeeded: true });
  const from = { from: 'alice', value: '0', args: [] };
  const { contract } = await ask(client, 'contracts.deploy', { path: 'Small.cs', contract: 'Small', ...from });
  const called = await ask(client, 'contracts.call', { to: contract?.address ?? '', signature: 'two()', ...from });
  expect(JSON.stringify(called)).toContain('"2"');
  const names = fake.processes.map(({ serviceName }) => serviceName);
  expect(names).toContainEqual(expect.stringMatching(/compiler: .*C#/));
});

it('two windows on one workspace see the same live state; another start of the program leads to them', async () => {
  const fake = await start();
  const [first] = fake.windows;
  const client = clientOf(fake);
  await ask(client, 'host.open', { path: other });
  fake.click('New Window');
  const second = clientOf(fake, fake.windows[1]);
  expect((await ask(second, 'host.describe', {})).workspace?.path).toBe(other);
  const told = new Promise((resolve) => second.on('files.changed', resolve));
  await ask(client, 'files.write', { path: 'new.md', text: 'x' });
  await told;

  fake.app.emit('second-instance', {}, [], other, { workspace: other });
  await until(() => first?.calls.at(-1) === 'focus');
  expect(fake.windows).toHaveLength(2);
  // A workspace of its own gets a window and a service of its own.
  const third = await workspaces.create({});
  fake.app.emit('second-instance', {}, [], third, { workspace: third });
  await until(() => fake.windows.length === 3);
  const its = clientOf(fake, fake.windows[2]);
  await until(async () => (await ask(its, 'host.describe', {})).workspace?.path === third);
  expect((await ask(client, 'host.describe', {})).workspace?.path).toBe(other);

  // Its last window takes a service along; then the folder is free for others.
  fake.windows[2]?.close();
  const later = await start();
  const free = clientOf(later);
  await until(async () => (await free.request('host.open', { path: third })).ok);
  const taken = await free.request('host.open', { path: other });
  expect(taken).toMatchObject({
    error: { code: 'inUse', message: expect.stringContaining('close it there first') as string },
  });
});

it('a folder that is open elsewhere is said to be, and what to do', async () => {
  const first = await start();
  const folder = await workspaces.create({});
  await ask(clientOf(first), 'host.open', { path: folder });
  const second = await start({ args: [`--workspace=${folder}`] });
  await until(() => second.boxes.length > 0);
  expect(second.boxes[0]).toMatchObject({
    detail: expect.stringMatching(/open in another Interleave already/) as string,
  });
});

it('an instance that is not the first hands over what it was asked for, and ends', async () => {
  const fake = await start({ first: false, args: ['--workspace', 'here'] });
  expect(fake.lockData).toMatchObject({ workspace: join(process.env['INIT_CWD'] ?? process.cwd(), 'here') });
  expect([fake.quits, fake.windows.length]).toEqual([1, 0]);
  started.delete(fake);
});

it('the next start opens what was open, where it was', async () => {
  const userData = await workspaces.create({});
  const folder = await workspaces.create({});
  const fake = await start({ userData, choose: () => [folder] });
  fake.click('Open Folder…');
  const client = clientOf(fake);
  await until(async () => (await ask(client, 'host.describe', {})).workspace !== null);
  await until(() => JSON.stringify(fake.menu).includes(folder));
  await quit(fake);
  const again = await start({ userData });
  expect(again.windows[0]?.options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
  const next = clientOf(again);
  await until(async () => (await ask(next, 'host.describe', {})).workspace?.path === folder);
});
