/** Steps as the lane tells them, against those of the library's own loop and against anvil's. */
import { join } from 'node:path';
import { Common, Hardfork, Mainnet } from '@ethereumjs/common';
import { createEVM } from '@ethereumjs/evm';
import { SimpleStateManager } from '@ethereumjs/statemanager';
import { Address, createAccount } from '@ethereumjs/util';
import { encodeFunctionData, parseAbi, type Hex } from 'viem';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseCell, parseCode, type AccountId } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import { readStepEvents } from '../../core/step-trace.ts';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { LaneTracer } from '../../executor/lane-tracer.ts';
import { createSolidityCompiler } from '../compiler.ts';
import { ALICE, BLOCK, TestLedger } from '../execution/lane.testkit.ts';
import { Anvil, needAnvil } from '../state/anvil.testkit.ts';
import { structLogs, type StructLog } from './struct-logs.ts';

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
library Sums { function sum(uint256[] memory a) external pure returns (uint256 s) { for (uint256 i; i < a.length; i++) s += a[i]; } }
contract Leaf {
    uint256 public value;
    constructor(uint256 v) payable { value = v; }
    function fail(uint256 n) external pure { require(n < 3, "too much"); revert(); }
    function spin() external { for (uint256 i; ; i++) value = i; }
    function get() external view returns (uint256) { return value; }
}
contract Mill {
    struct Row { uint64 a; uint128 b; string name; uint256[] list; }
    event Ground(address indexed who, uint256 amount, string text);
    mapping(address => Row) rows;
    Leaf public leaf;
    bytes32 public hash;
    function grind(uint256 n, string calldata name) external payable returns (uint256 total) {
        Row storage row = rows[msg.sender];
        row.a = uint64(n); row.b += uint128(n * n); row.name = name;
        for (uint256 i; i < n; i++) { row.list.push(i * 3); total += row.list[i]; }
        hash = keccak256(abi.encode(name, total, block.chainid == 1, msg.sender));
        emit Ground(msg.sender, total, name);
        assembly { tstore(5, total) mstore(0x200, tload(5)) mcopy(0x240, 0x200, 64) total := add(total, mul(0, mload(0x240))) }
    }
    function plant(uint256 v) external payable { leaf = new Leaf{value: msg.value, salt: bytes32(v)}(v); leaf = new Leaf(v + 1); }
    function shake(uint256 n) external returns (uint256 got) {
        try leaf.fail(n) { } catch Error(string memory why) { got = bytes(why).length; } catch { got = 99; }
        try leaf.spin{gas: 60000}() { } catch { got += 1000; }
        (bool ok, bytes memory out) = address(leaf).staticcall(abi.encodeCall(Leaf.get, ()));
        if (ok) got += abi.decode(out, (uint256));
        (ok, out) = address(4).staticcall(abi.encode(got, n)); (ok, ) = address(0xdead).call{value: 0}("");
        require(ok && out.length == 64 && ecrecover(hash, 27, hash, hash) != address(1));
    }
    function boom() external pure { uint256[] memory a = new uint256[](2); a[uint256(keccak256("x"))] = 1; }
}`;

const ABI = parseAbi([
  'function grind(uint256 n, string name) payable returns (uint256)',
  'function plant(uint256 v) payable',
  'function shake(uint256 n) returns (uint256)',
  'function boom()',
]);

const call = (data: Hex): Uint8Array => fromHex(data.slice(2));
const LONG = 'a name that is longer than one word of storage is kept elsewhere';
const CALLS: readonly { readonly name: string; readonly data: Uint8Array; readonly value?: bigint }[] = [
  { name: 'grind', data: call(encodeFunctionData({ abi: ABI, functionName: 'grind', args: [7n, 'short'] })) },
  {
    name: 'grind again',
    data: call(encodeFunctionData({ abi: ABI, functionName: 'grind', args: [12n, LONG] })),
    value: 5n,
  },
  { name: 'plant', data: call(encodeFunctionData({ abi: ABI, functionName: 'plant', args: [4n] })), value: 3n },
  { name: 'shake', data: call(encodeFunctionData({ abi: ABI, functionName: 'shake', args: [1n] })) },
  { name: 'shake and fail', data: call(encodeFunctionData({ abi: ABI, functionName: 'shake', args: [9n] })) },
  { name: 'boom', data: call(encodeFunctionData({ abi: ABI, functionName: 'boom', args: [] })) },
  { name: 'nothing like it', data: Uint8Array.of(1, 2, 3, 4) },
];

const workspaces = testWorkspaces();
let initCode: Uint8Array;

beforeAll(async () => {
  const workspace = await workspaces.create({ 'Mill.sol': SOURCE });
  const compiler = createSolidityCompiler();
  const compiled = await compiler.compile({ file: join(workspace, 'Mill.sol'), workspace });
  await compiler.close();
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  initCode = compiled.value.artifacts.find(({ contract }) => contract === 'Mill')?.code ?? new Uint8Array(0);
}, 60_000);

/** A lane that keeps the steps of its last transaction. */
class TracedLedger extends TestLedger {
  #chunks: Uint8Array[] = [];

  constructor() {
    super('osaka');
    this.tracer = new LaneTracer((steps) => this.#chunks.push(steps));
  }

  async logsOf(tx: Parameters<TestLedger['send']>[0]): Promise<readonly StructLog[]> {
    this.tracer?.flush();
    this.#chunks = [];
    await this.send(tx);
    this.tracer?.flush();
    return structLogs(readStepEvents(this.#chunks), { memory: true });
  }
}

const GAS = 3_000_000n;
const deployed = async (ledger: TestLedger): Promise<AccountId> => {
  const { outcome } = await ledger.send({ to: null, data: initCode, gasLimit: GAS });
  return (outcome as { readonly created: AccountId }).created;
};

describe('steps', () => {
  test('are those of the library, with its stack and its memory', async () => {
    const ledger = new TracedLedger();
    const mill = await deployed(ledger);
    for (const { name, data, value = 0n } of CALLS) {
      const state = stateOf(ledger);
      const logs = await ledger.logsOf({ to: mill, data, value, gasLimit: GAS });
      const expected = await libraryLogs(await state, mill, data, value, BigInt(logs[0]?.gas ?? 0));
      expect(logs.length, name).toBeGreaterThan(20);
      for (const [n, log] of logs.entries()) {
        const { pc, op, gas, depth, stack, memory } = log;
        expect(
          { pc, op, gas, depth, stack, memory },
          `${name}, step ${n}, after ${logs[n - 1]?.op ?? 'nothing'}`,
        ).toEqual(expected[n]);
      }
      expect(logs.length, name).toBe(expected.length);
    }
  }, 60_000);

  test('are those of anvil in pc, op, gas and depth', async (context) => {
    needAnvil((why) => context.skip(why));
    const anvil = await Anvil.start('--chain-id', '1', '--hardfork', 'osaka', '--steps-tracing', '--base-fee', '7');
    try {
      const ledger = new TracedLedger();
      const from = `0x${ALICE}`;
      await anvil.rpc('anvil_setBalance', from, '0x56bc75e2d63100000');
      await anvil.rpc('anvil_impersonateAccount', from);
      const send = async (tx: Readonly<Record<string, unknown>>): Promise<string> => {
        const fees = { maxFeePerGas: '0xa', maxPriorityFeePerGas: '0x2', gas: `0x${GAS.toString(16)}` };
        return anvil.send({ from, ...fees, ...tx });
      };
      await send({ data: `0x${toHex(initCode)}` });
      const mill = await deployed(ledger);
      for (const { name, data, value = 0n } of CALLS) {
        const hash = await send({ to: `0x${mill}`, data: `0x${toHex(data)}`, value: `0x${value.toString(16)}` });
        const trace = await anvil.rpc<{ readonly structLogs: readonly StructLog[] }>(
          'debug_traceTransaction',
          hash,
          {},
        );
        const logs = await ledger.logsOf({ to: mill, data, value, gasLimit: GAS });
        const same = ({ pc, op, gas, depth }: StructLog): object => ({ pc, op, gas, depth });
        expect(trace.structLogs.length, name).toBeGreaterThan(20);
        expect(logs.map(same), name).toEqual(trace.structLogs.map(same));
      }
    } finally {
      await anvil.stop();
    }
  }, 60_000);
});

/** What the lane's ledger holds, in the library's own state. */
async function stateOf(ledger: TestLedger): Promise<SimpleStateManager> {
  const state = new SimpleStateManager();
  const cells = [...ledger.cells].map(([key, value]) => ({ cell: parseCell(key), value }));
  const at = (account: AccountId): Address => new Address(fromHex(account));
  for (const account of new Set(cells.map(({ cell }) => cell?.account))) {
    if (account === undefined) continue;
    const plain = (kind: string): string =>
      cells.find(({ cell }) => cell?.account === account && cell.field.kind === kind)?.value ?? '';
    await state.putAccount(
      at(account),
      createAccount({ balance: BigInt(`0x0${plain('balance')}`), nonce: BigInt(`0x0${plain('nonce')}`) }),
    );
    const code = parseCode(plain('code'));
    if (code !== undefined) await state.putCode(at(account), ledger.codes.get(code.hash) ?? new Uint8Array(0));
  }
  for (const { cell, value } of cells)
    if (cell?.field.kind === 'storage')
      await state.putStorage(
        at(cell.account),
        fromHex(cell.field.slot),
        fromHex(value.length % 2 === 0 ? value : `0${value}`),
      );
  return state;
}

/** The same call by the library alone. */
async function libraryLogs(
  stateManager: SimpleStateManager,
  to: AccountId,
  data: Uint8Array,
  value: bigint,
  gasLimit: bigint,
): Promise<readonly object[]> {
  const common = new Common({ chain: Mainnet, hardfork: Hardfork.Osaka });
  const evm = await createEVM({ common, stateManager });
  const logs: object[] = [];
  evm.events.on('step', ({ pc, opcode, gasLeft, depth, stack, memory, memoryWordCount }, resume) => {
    const bytes = new Uint8Array(Number(memoryWordCount) * 32);
    bytes.set(memory.subarray(0, bytes.length));
    logs.push({
      pc,
      op: opcode.name,
      gas: Number(gasLeft),
      depth: depth + 1,
      stack: stack.map((word) => `0x${word.toString(16)}`),
      memory: Buffer.from(bytes).toString('hex').match(/.{64}/g) ?? [],
    });
    resume?.();
  });
  for (const account of [ALICE, to, BLOCK.coinbase]) evm.journal.addAlwaysWarmAddress(`0x${account}`);
  for (const account of evm.precompiles.keys()) evm.journal.addAlwaysWarmAddress(`0x${account}`);
  await evm.journal.checkpoint();
  await evm.runCall({ caller: new Address(fromHex(ALICE)), to: new Address(fromHex(to)), data, value, gasLimit });
  return logs;
}
