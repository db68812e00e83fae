import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import type { Artifact } from '../../core/artifact.ts';
import { accountId } from '../../core/cell.ts';
import { installed } from '../../registry.ts';
import { scenarioAccount } from '../scenario/account.ts';
import { describeOutcome } from '../run/outcome-text.ts';
import { compileFile } from '../run/compile-file.ts';
import { consoleText } from '../abi/console-text.ts';
import { decodeResult } from '../abi/decode-result.ts';
import { LiveLedger } from './live-ledger.ts';
import type { Calling } from './live-request.ts';
import { readLog } from './transaction-log.ts';

const VAULT = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
library Sums { function twice(uint256 a) external pure returns (uint256) { return 2 * a; } }
contract Vault {
  struct Line { address who; uint96 amount; }
  address public owner;
  Line[] public lines;
  event Added(address indexed who, uint96 amount);
  error NotYours(address who, uint256 amount);
  constructor(address owner_) payable { owner = owner_; }
  function add(Line[] calldata more) external {
    for (uint256 i = 0; i < more.length; i++) { lines.push(more[i]); emit Added(more[i].who, more[i].amount); }
  }
  function take(uint256 amount) external { if (msg.sender != owner) revert NotYours(msg.sender, amount); payable(msg.sender).transfer(amount); }
  function doubled(uint256 a) external pure returns (uint256) { return Sums.twice(a); }
  function talk(uint256 n) external view {
    (bool done, ) = address(0x000000000000000000636F6e736F6c652e6c6f67).staticcall(
      abi.encodeWithSignature("log(string,uint256)", "three is %d", n));
    require(done && n == 3, "not three");
  }
  function time() external view returns (uint256) { return block.timestamp; }
}`;

const workspaces = testWorkspaces();
const [alice, bob] = [scenarioAccount(0), scenarioAccount(1)];
let root = '';
let now = 1_790_000_000_000;
let live: LiveLedger;
let artifacts: readonly Artifact[] = [];

const open = async (): Promise<LiveLedger> => {
  const opened = await LiveLedger.open({ root, registry: installed, now: () => now });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
};

beforeAll(async () => {
  root = await workspaces.create({ 'Vault.sol': VAULT });
  const compiled = await compileFile(join(root, 'Vault.sol'), root, undefined);
  if (!compiled.ok) throw new Error(compiled.error.message);
  artifacts = compiled.value.output.artifacts;
  live = await open();
});
afterAll(async () => {
  await live.close();
  await workspaces.removeAll();
});

const vault = (): Artifact => artifacts.find(({ contract }) => contract === 'Vault') as Artifact;
const calling = (signature: string, args: Calling['args'] = []): Calling => {
  const to = live.contracts.all[0]?.address ?? alice;
  return { to, signature, args, from: alice, value: 0n };
};

describe('a live ledger', () => {
  it('deploys with names and units in place of addresses and wei, libraries first', async () => {
    const wrong = await live.deploy({
      artifact: vault(),
      siblings: artifacts,
      args: ['nobody'],
      from: alice,
      value: 0n,
    });
    const message = '"nobody" is not an address (0x and 40 hex digits); write 0x.. or a name: ';
    const said = expect.stringContaining(message) as string;
    expect(wrong).toMatchObject({ ok: false, error: { code: 'argument', argument: 0, message: said } });
    expect(live.file.head().number).toBe(0);
    const value = 3n * 10n ** 18n;
    const done = await live.deploy({ artifact: vault(), siblings: artifacts, args: ['bob'], from: alice, value });
    if (!done.ok) throw new Error(done.error.message);
    expect(done.value.contract).toMatchObject({ name: 'Vault' });
    expect(live.balance(done.value.contract?.address ?? alice)).toBe(value);
    expect(live.file.head().number).toBe(2);
    expect(done.value.sent).toMatchObject({ block: 2, index: 0, timestamp: 1_790_000_001 });
  });

  it('calls with tuples in arrays, and answers what the contract answered', async () => {
    const sent = await live.send(
      calling('add((address,uint96)[])', [[{ who: 'Vault', amount: '1.5 ether' }, ['bob', '7']]]),
    );
    expect(sent).toMatchObject({ ok: true, value: { receipt: { outcome: { status: 'success' } } } });
    const called = await live.call(calling('lines(uint256)', ['0']));
    if (!called.ok) throw new Error(called.error.message);
    const { outcome } = called.value.effects;
    if (outcome.status !== 'success') throw new Error(outcome.status);
    expect(decodeResult(called.value.function, outcome.output)).toEqual({
      ok: true,
      value: [`0x${live.contracts.all[0]?.address}`, 1_500_000_000_000_000_000n],
    });
    expect(await live.call(calling('doubled(uint256)', ['21']))).toMatchObject({
      value: { effects: { outcome: { status: 'success' } } },
    });
  });

  it('says why not: reverts by their custom error, refusals in words, bad arguments by their place', async () => {
    const reverted = await live.send(calling('take(uint256)', ['1 gwei']));
    if (!reverted.ok) throw new Error(reverted.error.message);
    expect(describeOutcome(reverted.value.receipt.outcome, live.contracts.all[0]?.abi)).toBe(
      `reverted: NotYours(who: 0x${alice}, amount: 1000000000)`,
    );
    const poor = accountId('ab'.repeat(20));
    expect(await live.send({ ...calling('take(uint256)', ['1']), from: poor })).toMatchObject({
      error: { code: 'refused', message: expect.stringContaining('needs') as string },
    });
    expect(await live.send(calling('take(uint256)', ['much']))).toMatchObject({
      error: { code: 'argument', argument: 0, message: expect.stringMatching(/^"much" is not/) as string },
    });
    expect(await live.send(calling('gone()'))).toMatchObject({ error: { message: 'Vault has no function gone()' } });
  });

  it('funds whom it is told to, and they can send', async () => {
    const poor = accountId('ab'.repeat(20));
    expect(await live.fund(poor, 10n ** 18n)).toEqual({ ok: true, value: undefined });
    expect(live.balance(poor)).toBe(10n ** 18n);
    const sent = await live.transfer(bob, { from: poor, value: 5n });
    expect(sent).toMatchObject({ ok: true, value: { receipt: { gasUsed: 21_000n } } });
    now += 100_000_000;
    const timed = await live.call(calling('time()'));
    expect(timed).toMatchObject({ ok: true, value: { effects: { outcome: { status: 'success' } } } });
  });

  it('says whether the code at an address is that of the source', async () => {
    const { address } = live.contracts.all[0] ?? { address: alice };
    expect(live.verify(address, vault())).toEqual({ ok: true, value: { kind: 'same' } });
    const changed = async (text: string): Promise<unknown> => {
      const folder = await workspaces.create({ 'Vault.sol': text });
      const again = await compileFile(join(folder, 'Vault.sol'), folder, undefined);
      const artifact = again.ok ? again.value.output.artifacts.find(({ contract }) => contract === 'Vault') : undefined;
      return artifact && live.verify(address, artifact);
    };
    expect(await changed(`${VAULT}\n// A comment.`)).toMatchObject({ value: { kind: 'metadata' } });
    expect(await changed(VAULT.replace('msg.sender != owner', 'msg.sender == owner'))).toMatchObject({
      value: { kind: 'differs', why: expect.stringMatching(/differs from byte \d+ on/) as string },
    });
    expect(live.verify(accountId('ab'.repeat(20)), vault())).toMatchObject({ error: { code: 'unknown' } });
  });

  it('puts the next block, and only that, at the time that it was told', async () => {
    const then = live.time + 1_000_000n;
    expect(live.setNextTime(live.time)).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(live.setNextTime(then).ok).toBe(true);
    expect(await live.call(calling('time()'))).toMatchObject({
      value: { effects: { outcome: { status: 'success' } } },
    });
    expect(await live.transfer(bob, { from: alice, value: 1n })).toMatchObject({ value: { timestamp: Number(then) } });
    expect(live.nextTime).toBeUndefined();
    expect(await live.transfer(bob, { from: alice, value: 1n })).toMatchObject({
      value: { timestamp: Number(then) + 1 },
    });
  });

  it('keeps what contracts write to the console with their calls, also where they revert', async () => {
    const sent = await live.send(calling('talk(uint256)', ['3']));
    if (!sent.ok) throw new Error(sent.error.message);
    const said = sent.value.frames.map((frame) => frame.said && consoleText(frame.said));
    expect(said).toEqual(['three is 3']);
    const reverted = await live.call(calling('talk(uint256)', ['4']));
    if (!reverted.ok) throw new Error(reverted.error.message);
    expect(reverted.value.effects.outcome.status).toBe('revert');
    expect(reverted.value.effects.frames.map(({ said: text }) => text && consoleText(text))).toEqual(['three is 4']);
  });

  it('is the same after it was closed and opened again', async () => {
    const log = readLog(live.file, undefined, 100);
    const before = { head: live.file.head(), log, root: await live.file.stateRoot() };
    await live.book.put(accountId('ab'.repeat(20)), 'poor', () => false);
    await live.close();
    live = await open();
    expect({
      head: live.file.head(),
      log: readLog(live.file, undefined, 100),
      root: await live.file.stateRoot(),
    }).toEqual(before);
    expect(live.contracts.all.map(({ name }) => name)).toEqual(['Vault']);
    expect(live.names.get('poor')).toBe('ab'.repeat(20));
    expect(await live.send(calling('add((address,uint96)[])', [[]]))).toMatchObject({ ok: true });
    const again = await live.deploy({ artifact: vault(), siblings: artifacts, args: ['alice'], from: bob, value: 0n });
    expect(again).toMatchObject({ value: { contract: { name: 'Vault2' } } });
  });

  it('gives its log page by page, the newest first', () => {
    const all = readLog(live.file, undefined, 100);
    const first = readLog(live.file, undefined, 2);
    const rest = readLog(live.file, first.at(-1), 100);
    expect([...first, ...rest]).toEqual(all);
    expect(all.map(({ block }) => block)).toEqual(all.map(({ block }) => block).sort((a, b) => b - a));
  });
});
