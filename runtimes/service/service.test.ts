import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { installed } from '../registry.ts';
import { channelPair } from './channel-pair.testkit.ts';
import { ServiceClient } from './client/service-client.ts';
import type { EventData, EventName, Method, Params, ResultOf } from './contract/methods.ts';
import { ServiceHost } from './host/service-host.ts';

const TOKEN = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Token {
  mapping(address => uint256) public balanceOf;
  event Transfer(address indexed from, address indexed to, uint256 value);
  constructor(uint256 supply) { balanceOf[msg.sender] = supply; }
  function transfer(address to, uint256 value) external returns (bool) {
    require(balanceOf[msg.sender] >= value, "not enough");
    balanceOf[msg.sender] -= value;
    balanceOf[to] += value;
    emit Transfer(msg.sender, to, value);
    return true;
  }
  receive() external payable { require(msg.value > 1, "too little"); }
  enum Mood { Calm, Happy }
  Mood public mood;
  event Felt(Mood now);
  function feel(Mood[] calldata moods) external returns (Mood[] memory) { mood = moods[0]; emit Felt(mood); return moods; }
  fallback(bytes calldata data) external payable returns (bytes memory) { return bytes.concat(hex"ff", data); }
}
`;

const workspaces = testWorkspaces();
const bugs: unknown[] = [];
const faults: string[] = [];
let [root, home] = ['', ''];
let host: ServiceHost;
let client: ServiceClient;

const newHost = (): ServiceHost =>
  new ServiceHost({
    version: '0.0.0',
    registry: installed,
    examples: fileURLToPath(new URL('../../resources/examples/', import.meta.url)),
    templates: fileURLToPath(new URL('../../resources/templates/', import.meta.url)),
    home,
    recent: join(home, 'recent.json'),
    now: () => Date.now(),
    onBug: (error) => bugs.push(error),
  });

function connect(to: ServiceHost): ServiceClient {
  const [near, far] = channelPair();
  to.connect(far);
  return new ServiceClient(near, (fault) => faults.push(fault));
}

async function ask<M extends Method>(method: M, params: Params<M>): Promise<ResultOf<M>> {
  const answer = await client.request(method, params);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
  return answer.value;
}

const refused = async <M extends Method>(method: M, params: Params<M>): Promise<unknown> =>
  ((await client.request(method, params)) as { error?: unknown }).error;

const next = <E extends EventName>(name: E, of = client): Promise<EventData<E>> =>
  new Promise((resolve) => {
    const stop = of.on(name, (data) => {
      stop();
      resolve(data);
    });
  });

beforeAll(async () => {
  root = await workspaces.create({ 'contracts/Token.sol': TOKEN });
  home = await workspaces.create({});
  host = newHost();
  client = connect(host);
});
afterAll(async () => {
  await host.close();
  await workspaces.removeAll();
  // Whatever the tests below did: no handler threw, and every answer was as the contract says.
  expect({ bugs, faults }).toEqual({ bugs: [], faults: [] });
});

describe('before a workspace is open', () => {
  it('says what there is, and that nothing is open', async () => {
    const info = await ask('host.describe', {});
    expect(info.workspace).toBeNull();
    expect(info.examples.find(({ id }) => id === 'market-race')?.runtimes).toEqual(installed.ids);
    expect(await refused('files.tree', {})).toEqual({ code: 'noWorkspace', message: 'no workspace is open' });
    expect(await refused('host.open', { path: 'relative' })).toMatchObject({ code: 'invalid' });
    expect(await refused('host.open', { path: '/no/such/parent/x' })).toMatchObject({ code: 'notFound' });
  });

  it('refuses what is no request, by name', async () => {
    expect(await refused('files.read', { path: 5 } as unknown as Params<'files.read'>)).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('path') as string,
    });
    expect(await refused('toString' as Method, {})).toMatchObject({ code: 'invalid' });
    const [near, far] = channelPair();
    host.connect(far);
    const closed = new Promise<void>((resolve) => near.onClose(resolve));
    near.send('{"kind":');
    await closed;
  });
});

describe('a workspace', () => {
  it('opens for all windows', async () => {
    const other = connect(host);
    const told = next('host.workspace', other);
    const opened = await ask('host.open', { path: root });
    expect(await told).toEqual({ workspace: opened });
    expect((await ask('host.describe', {})).recent.map(({ path }) => path)).toEqual([root]);
    expect((await ask('files.tree', {})).entries).toEqual([
      { path: 'contracts', kind: 'folder' },
      { path: 'contracts/Token.sol', kind: 'file' },
    ]);
    other.close();
  });

  it('tells changes from outside, and keeps what somebody else wrote', async () => {
    const { version } = await ask('files.read', { path: 'contracts/Token.sol' });
    const told = next('files.changed');
    await writeFile(join(root, 'contracts/Token.sol'), `${TOKEN}\n`);
    expect(await told).toEqual({ changes: [{ path: 'contracts/Token.sol', kind: 'file', what: 'changed' }] });
    expect(await refused('files.write', { path: 'contracts/Token.sol', text: 'mine', seen: version })).toMatchObject({
      code: 'conflict',
    });
    expect(await readFile(join(root, 'contracts/Token.sol'), 'utf8')).toBe(`${TOKEN}\n`);
  });

  it('trusts a workspace when it is told to, and tells every window', { timeout: 300_000 }, async () => {
    process.env['INTERLEAVE_TRUST'] = join(home, 'trusted');
    await writeFile(join(root, 'Box.dll'), 'MZ');
    const compiled = (): Promise<ResultOf<'code.compile'>> => ask('code.compile', { path: 'Box.dll' });
    expect(await ask('workspace.trust', {})).toEqual({ trusted: false });
    expect((await compiled()).diagnostics).toMatchObject([{ message: expect.stringContaining('that you trust') }]);
    const told = next('workspace.trust');
    expect(await ask('workspace.setTrust', { trusted: true })).toEqual({ trusted: true });
    expect(await told).toEqual({ trusted: true });
    expect((await compiled()).diagnostics).toMatchObject([{ message: expect.stringContaining('no .NET assembly') }]);
    expect(await ask('workspace.setTrust', { trusted: false })).toEqual({ trusted: false });
    await rm(join(root, 'Box.dll'));
    delete process.env['INTERLEAVE_TRUST'];
  });

  it('compiles: an error with its place, then the contracts', async () => {
    await ask('files.write', { path: 'contracts/Token.sol', text: TOKEN.replace('uint256 supply', 'uint257 supply') });
    const broken = await ask('code.compile', { path: 'contracts/Token.sol' });
    expect(broken.succeeded).toBe(false);
    expect(broken.diagnostics[0]).toMatchObject({
      severity: 'error',
      file: 'contracts/Token.sol',
      line: 6,
      column: 15,
    });
    expect(
      await refused('contracts.deploy', { path: 'contracts/Token.sol', contract: 'Token', args: ['1'], from: 'alice' }),
    ).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('does not compile') as string,
    });
    await ask('files.write', { path: 'contracts/Token.sol', text: TOKEN });
    const fixed = await ask('code.compile', { path: 'contracts/Token.sol' });
    expect(fixed).toMatchObject({ succeeded: true, contracts: [{ contract: 'Token', deployable: true }] });
    expect(fixed.contracts[0]?.constructor).toMatchObject({
      inputs: [{ name: 'supply', type: { text: 'uint256' } }],
      payable: false,
    });
  });

  it('says what a file depends on, and what is missing where it is missing', async () => {
    await ask('files.write', {
      path: 'contracts/Coin.sol',
      text: 'pragma solidity ^0.8.20; import "./Token.sol"; import "@openzeppelin/contracts/utils/Context.sol"; contract Coin {}',
    });
    const compiled = await ask('code.compile', { path: 'contracts/Coin.sol' });
    expect(compiled.reads?.toSorted()).toEqual(['contracts/Coin.sol', 'contracts/Token.sol']);
    const none = { path: 'contracts/None.sol', contract: 'None', args: [], from: 'alice' };
    expect(await refused('contracts.deploy', none)).toMatchObject({
      message: 'there is no file contracts/None.sol: create it, or correct the path',
    });
    await ask('files.trash', { path: 'contracts/Coin.sol' });
  });

  it('writes what another language needs to call a contract, and replaces nothing else', async () => {
    const wanted = { path: 'contracts/Token.sol', contract: 'Token', to: 'assemblyscript', file: 'IToken.ts' } as const;
    for (let n = 0; n < 2; n++)
      expect(await ask('bindings.make', wanted)).toMatchObject({ file: 'IToken.ts', name: 'IToken' });
    expect((await ask('files.read', { path: 'IToken.ts' })).text).toContain('class IToken');
    await ask('files.write', { path: 'IToken.ts', text: 'mine' });
    expect(await refused('bindings.make', wanted)).toMatchObject({ code: 'exists' });
    expect(await refused('bindings.make', { ...wanted, file: '../x.ts' })).toMatchObject({ code: 'outside' });
    expect(await refused('bindings.make', { ...wanted, contract: 'None' })).toMatchObject({ code: 'refused' });
    await ask('files.trash', { path: 'IToken.ts' });
  });

  it('does not deploy a precompile', { timeout: 300_000 }, async () => {
    const text =
      'using Interleave; public static class A { [Precompile] public static byte[] Echo(byte[] input) => input; }';
    await writeFile(join(root, 'contracts/Echo.cs'), text);
    expect(await ask('code.compile', { path: 'contracts/Echo.cs' })).toMatchObject({
      succeeded: true,
      contracts: [{ contract: 'Echo', deployable: false }],
    });
    expect(
      await refused('contracts.deploy', { path: 'contracts/Echo.cs', contract: 'Echo', args: [], from: 'alice' }),
    ).toMatchObject({ code: 'refused', message: expect.stringContaining('is a precompile') as string });
    await rm(join(root, 'contracts/Echo.cs'));
  });

  it('deploys, calls and sends; every window hears of it', async () => {
    const other = connect(host);
    const told = next('ledger.block', other);
    const { contract, transaction } = await ask('contracts.deploy', {
      path: 'contracts/Token.sol',
      contract: 'Token',
      args: ['1000 ether'],
      from: 'alice',
    });
    expect(transaction).toMatchObject({
      status: 'committed',
      label: 'Token.constructor(supply: 1000000000000000000000)',
      fromName: 'alice',
    });
    expect((await told).transactions[0]).toEqual(transaction);
    if (contract === null) throw new Error('not deployed');
    const to = contract.address;
    const sent = await ask('contracts.send', {
      to,
      signature: 'transfer(address,uint256)',
      args: ['bob', '1.5 ether'],
      from: 'alice',
    });
    expect(sent).toMatchObject({
      status: 'committed',
      label: 'Token.transfer(to: bob, value: 1500000000000000000)',
      outputs: [{ name: '', type: 'bool', value: true }],
      events: [
        {
          emitter: 'Token',
          name: 'Transfer',
          args: [{ name: 'from' }, { name: 'to' }, { value: '1500000000000000000' }],
        },
      ],
    });
    const balance = await ask('contracts.call', { to, signature: 'balanceOf(address)', args: ['bob'], from: 'carol' });
    expect(balance).toMatchObject({
      status: 'committed',
      outputs: [{ type: 'uint256', value: '1500000000000000000' }],
    });
    const reverted = await ask('contracts.send', {
      to,
      signature: 'transfer(address,uint256)',
      args: ['bob', '1'],
      from: 'carol',
    });
    expect(reverted).toMatchObject({ status: 'reverted', reason: 'not enough' });
    expect(contract.bare).toMatchObject([
      { signature: 'fallback', mutability: 'payable', inputs: [{ name: 'data' }] },
      { signature: 'receive', mutability: 'payable', inputs: [] },
    ]);
    const mood = { kind: 'uint', text: 'uint8', enum: { name: 'Mood', members: ['Calm', 'Happy'] } };
    const signature = 'feel(uint8[])';
    expect(contract.functions.find((one) => one.signature === signature)).toMatchObject({
      inputs: [{ type: { kind: 'array', item: mood } }],
    });
    const felt = await ask('contracts.send', { to, signature, args: [['Happy', 'Mood.Calm', '1']], from: 'bob' });
    expect(felt).toMatchObject({
      label: 'Token.feel(moods: [Mood.Happy, Mood.Calm, Mood.Happy])',
      outputs: [{ type: 'uint8[]', value: ['Mood.Happy', 'Mood.Calm', 'Mood.Happy'] }],
      events: [{ text: 'Felt(now: Mood.Happy)', args: [{ value: 'Mood.Happy' }] }],
    });
    expect(await refused('contracts.send', { to, signature, args: [['Sad']], from: 'bob' })).toMatchObject({
      code: 'argument',
      argument: 0,
    });
    const paid = { to, signature: 'receive', args: [], from: 'alice' };
    expect(await ask('contracts.send', { ...paid, value: '5' })).toMatchObject({
      status: 'committed',
      label: 'Token receive',
      outputs: [],
      value: '5',
    });
    expect(await ask('contracts.send', { ...paid, value: '1' })).toMatchObject({
      status: 'reverted',
      reason: 'too little',
    });
    const raw = { to, signature: 'fallback', args: ['0xabc123'], from: 'alice' };
    const returned = { outputs: [{ name: 'data', type: 'bytes', value: '0xffabc123' }] };
    expect(await ask('contracts.call', raw)).toMatchObject(returned);
    expect(await ask('contracts.send', { ...raw, value: '3' })).toMatchObject({
      ...returned,
      label: 'Token fallback',
      status: 'committed',
    });
    expect(await refused('contracts.send', { ...raw, args: ['0xabc'] })).toMatchObject({
      code: 'argument',
      argument: 0,
    });
    expect(
      await refused('contracts.send', {
        to,
        signature: 'transfer(address,uint256)',
        args: ['nobody', '1'],
        from: 'carol',
      }),
    ).toMatchObject({
      code: 'argument',
      argument: 0,
    });
    other.close();
  });

  it('knows people by name, and gives them what they need', async () => {
    const address = `0x${'ab'.repeat(20)}`;
    await ask('accounts.name', { address, name: 'zoe' });
    expect(await refused('accounts.name', { address, name: 'alice' })).toMatchObject({ code: 'invalid' });
    await ask('accounts.fund', { address: 'zoe', amount: '2 ether' });
    const zoe = (await ask('accounts.list', {})).find(({ name }) => name === 'zoe');
    expect(zoe).toEqual({ address, name: 'zoe', balance: '2000000000000000000', nonce: '0', own: false });
    const paid = await ask('accounts.transfer', { to: 'bob', from: 'zoe', value: '1 ether' });
    expect(paid).toMatchObject({ label: 'transfer to bob', status: 'committed', value: '1000000000000000000' });
    expect(await refused('accounts.fund', { address: 'zoe', amount: 'lots' })).toMatchObject({ code: 'invalid' });
  });

  it('is as it was when the program comes back', async () => {
    const before = [
      await ask('contracts.list', {}),
      await ask('ledger.transactions', { limit: 100 }),
      await ask('ledger.describe', {}),
    ];
    await host.close();
    host = newHost();
    client = connect(host);
    await ask('host.open', { path: root });
    expect([
      await ask('contracts.list', {}),
      await ask('ledger.transactions', { limit: 100 }),
      await ask('ledger.describe', {}),
    ]).toEqual(before);
  });
});

it('an example is copied and opened, and the copy is one’s own', async () => {
  const opened = await ask('host.create', { example: 'hot-counters' });
  expect(opened.path).toBe(join(home, 'hot-counters'));
  expect((await ask('files.tree', {})).entries.map(({ path }) => path)).toContain('contracts/HotCounter.sol');
  expect(await refused('host.create', { example: '../..' })).toMatchObject({ code: 'notFound' });
  const again = join(home, 'mine');
  await mkdir(again);
  expect(await refused('host.create', { example: 'hot-counters', path: again })).toMatchObject({ code: 'exists' });
  await rm(again, { recursive: true });
});

it('a workspace whose folder is deleted says so, and what is saved makes the folder again', async () => {
  const folder = join(home, 'hot-counters');
  const told = next('workspace.gone');
  await rm(folder, { recursive: true });
  expect(await told).toEqual({ path: folder });
  expect(await refused('files.read', { path: 'contracts/A.sol' })).toMatchObject({ code: 'notFound' });
  await ask('files.write', { path: 'contracts/A.sol', text: 'kept' });
  expect(await readFile(join(folder, 'contracts/A.sol'), 'utf8')).toBe('kept');
});

it('a connection that is lost answers whoever waits', async () => {
  const lost = connect(host);
  const waiting = lost.request('code.toolchains', {});
  lost.close();
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await lost.request('files.tree', {})).toMatchObject({ ok: false });
});
