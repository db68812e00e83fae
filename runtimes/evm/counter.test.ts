import { join } from 'node:path';
import { encodeFunctionData, parseAbi } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storageCell, type AccountId } from '../core/cell.ts';
import { fromHex } from '../core/hex.ts';
import { LaneLedger, type Ran } from '../rules/test-ledger.testkit.ts';
import { createSlotNamer } from '../rules/storage-layout.ts';
import { createSolidityCompiler } from './compiler.ts';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { createLane } from './executor.ts';
import { RUNTIME } from './manifest.ts';

const SHOP = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
import {Counter, CounterLib} from "interleave/Counter.sol";
contract Shop {
    using CounterLib for Counter;
    uint256 public first;
    Counter internal sold;
    function buy(uint256 n) external { sold.add(n); }
    function undo(uint256 n) external { sold.sub(n); }
    function fail(uint256 n) external { sold.add(n); revert("no"); }
    function total() external view returns (int256) { return sold.get(); }
    function peek() external view returns (int256) { (bool ok, bytes memory out) = address(this).staticcall(abi.encodeCall(this.total, ())); return ok ? abi.decode(out, (int256)) : -99; }
    function cheat() external view returns (bool ok) { (ok, ) = address(uint160(0x696c0001)).staticcall(abi.encodeWithSignature("add(bytes32,uint256)", bytes32(0), 1)); }
}`;
const abi = parseAbi([
  'function buy(uint256)',
  'function undo(uint256)',
  'function fail(uint256)',
  'function total() view returns (int256)',
  'function peek() view returns (int256)',
  'function cheat() view returns (bool)',
]);

const workspaces = testWorkspaces();
const compiler = createSolidityCompiler();
const ledger = new LaneLedger({ createLane }, RUNTIME, 'osaka');
let shop: AccountId;
let layout: unknown;

beforeAll(async () => {
  const workspace = await workspaces.create({ 'Shop.sol': SHOP });
  const compiled = await compiler.compile({ file: join(workspace, 'Shop.sol'), workspace });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  const artifact = compiled.value.artifacts.find(({ contract }) => contract === 'Shop');
  if (artifact === undefined) throw new Error('no Shop');
  layout = artifact.storageLayout;
  const { outcome } = await ledger.send({ to: null, data: artifact.code });
  shop = (outcome as { created: AccountId }).created;
}, 60_000);
afterAll(async () => {
  await compiler.close();
  await workspaces.removeAll();
});

type Name = (typeof abi)[number]['name'];
const call = (name: Name, ...args: bigint[]): Promise<Ran> =>
  ledger.send({ to: shop, data: fromHex(encodeFunctionData({ abi, functionName: name, args } as never)) });
const word = (n: bigint): Uint8Array => fromHex(BigInt.asUintN(256, n).toString(16).padStart(64, '0'));
const SOLD = '1'.padStart(64, '0');

describe("Solidity's Counter", () => {
  test('is changed without being read, and named', async () => {
    const ran = await call('buy', 7n);
    expect(ran.outcome.status).toBe('success');
    expect(ran.deltas).toContainEqual({ key: storageCell(shop, '', `${SOLD}2b`), amount: 7n });
    expect(ran.reads.filter(({ key }) => key.includes('/s/'))).toEqual([]);
    const name = createSlotNamer(layout, new Map());
    expect([name?.(`${SOLD}2b`), name?.(`${SOLD}2d`), name?.('0'.repeat(64))]).toEqual([
      'sold (added)',
      'sold (subtracted)',
      'first',
    ]);
  });

  test('has the sum of all changes, below zero too', async () => {
    await call('undo', 9n);
    expect((await call('total')).outcome).toEqual({ status: 'success', output: word(-2n) });
    expect((await call('peek')).outcome).toEqual({ status: 'success', output: word(-2n) });
  });

  test('is undone with its frame', async () => {
    const ran = await call('fail', 5n);
    expect(ran.outcome.status).toBe('revert');
    expect((await call('total')).outcome).toMatchObject({ output: word(-2n) });
  });

  test('is not changed in a static call, nor by too much', async () => {
    expect((await call('cheat')).outcome).toEqual({ status: 'success', output: word(0n) });
    expect((await call('buy', 2n ** 128n)).outcome.status).toBe('revert');
  });

  test('costs the same whoever changed it before', async () => {
    expect((await call('buy', 1n)).gasUsed).toBe((await call('buy', 1n)).gasUsed);
  });
});
