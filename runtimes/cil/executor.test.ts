import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { balanceCell, codeCell, nonceCell, parseCode, storageCell, type AccountId } from '../core/cell.ts';
import { fromHex, toHex } from '../core/hex.ts';
import type { Result } from '../core/result.ts';
import { ALICE, BLOCK, BOB, CAROL, LaneLedger, type Ran } from '../rules/test-ledger.testkit.ts';
import { Abandoned } from '../sdk/runtime.ts';
import {
  callData,
  compileContracts,
  dataOf,
  deployment,
  deployTo,
  returned,
  type TestContract,
} from './contracts.testkit.ts';
import { packSource, unpackSource, unwrapSource, wrapSource, type ContractSource } from './envelope.ts';
import { createLane } from './executor.ts';
import { manifest } from './manifest.ts';
import { cil } from './module.ts';

let contracts: ReadonlyMap<string, TestContract>;
let ledger: LaneLedger;
let token: AccountId;
let caller: AccountId;
let wild: AccountId;
const contract = (name: string): TestContract => contracts.get(name) as TestContract;
const word = (n: bigint | number): string => n.toString(16).padStart(64, '0');

beforeAll(async () => {
  contracts = await compileContracts(readFileSync(join(import.meta.dirname, 'probes/Lane.cs'), 'utf8'));
  ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
  token = await deployTo(ledger, contract('Token'), [1000n], 5n);
  caller = await deployTo(ledger, contract('Caller'));
  wild = await deployTo(ledger, contract('Wild'));
}, 240_000);

const at = (name: string): AccountId => (name === 'Token' ? token : name === 'Wild' ? wild : caller);
const run = (name: string, method: string, args: readonly unknown[] = [], changes = {}): Promise<Ran> =>
  ledger.run({ to: at(name), data: callData(contract(name), method, args), ...changes });

const answer = async (name: string, method: string, args: readonly unknown[] = [], changes = {}): Promise<unknown> =>
  returned(contract(name), method, await run(name, method, args, changes));
/** As `Told` puts it: status, then output. */
const told = (status: number, output = ''): string => `0x${status.toString(16).padStart(2, '0')}${output}`;
/** @throws Error where it is an error. */
function opened<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
const hex = (bytes: Uint8Array): string => `0x${toHex(bytes)}`;

describe('a deployment', () => {
  test('keeps the source, runs the constructor with its arguments, moves the value, and pays for both', async () => {
    const { payload } = opened(unwrapSource(contract('Token').code));
    expect(parseCode(ledger.cell(codeCell(token)))?.runtime).toBe('cil');
    expect(ledger.codes.get(parseCode(ledger.cell(codeCell(token)))?.hash ?? '')).toEqual(payload);
    expect(ledger.cell(nonceCell(token))).toBe('1');
    expect(ledger.cell(balanceCell(token))).toBe('5');
    expect(await answer('Token', 'totalSupply')).toBe(1000n);
    const ran = await ledger.run({ to: null, data: deployment(contract('Token'), [1n]), gasLimit: 16_000_000n });
    expect(ran.gasUsed).toBeGreaterThan(53_000n + 200n * BigInt(payload.length));
    const poor = await ledger.run({ to: null, data: deployment(contract('Token'), [1n]), gasLimit: 300_000n });
    expect(poor.outcome).toEqual({ status: 'outOfGas' });
    expect(poor.codes).toEqual([]);
  });

  const sourceOf = (name: string): ContractSource =>
    opened(unpackSource(opened(unwrapSource(contract(name).code)).payload));
  const altered = (change: Partial<ContractSource>): Uint8Array =>
    wrapSource(packSource({ ...sourceOf('Token'), ...change }));
  test.each<readonly [string, () => Uint8Array, RegExp]>([
    ['no envelope', () => fromHex('6001'), /must begin with 00 69 6c 63/],
    ['an envelope cut short', () => contract('Token').code.subarray(0, 100), /ends early/],
    ['a payload that is no source', () => wrapSource(new Uint8Array(50)), /no deflated JSON/],
    ['source that does not compile', () => altered({ files: [['A.cs', 'public class {']] }), /^invalid deployment: ./],
    ['a source without the contract', () => altered({ contract: 'Nobody' }), /no contract Nobody/],
    ['source for another compiler', () => altered({ compiler: '0' }), /for the compiler 0/],
    ['source that is said to be marked', () => altered({ nonDeterministic: true }), /Token is said to be \[NonDet/],
    ['source that hides its mark', () => altered({ contract: 'Dice' }), /Dice is marked as \[NonDet.* does not say so/],
    [
      'a mark that is no mark',
      () => altered({ nonDeterministic: false as unknown as true }),
      /nonDeterministic in the source is true or not there/,
    ],
  ])('refuses %s, the same each time', async (_name, data, reason) => {
    const outcomes = [];
    for (let i = 0; i < 2; i++)
      outcomes.push((await ledger.run({ to: null, data: data(), gasLimit: 16_000_000n })).outcome);
    expect(outcomes[0]).toMatchObject({ status: 'trap', reason: expect.stringMatching(/^invalid deployment: /) });
    expect((outcomes[0] as { reason: string }).reason).toMatch(reason);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  test('with value for a constructor that takes none, or the wrong arguments, reverts and leaves no account', async () => {
    for (const [name, value, args] of [
      ['Caller', 1n, []],
      ['Token', 0n, []],
    ] as const) {
      const ran = await ledger.run({ to: null, data: deployment(contract(name), args), value, gasLimit: 16_000_000n });
      expect(ran.outcome.status).toBe('revert');
      expect(ran.codes).toEqual([]);
    }
  });
});

describe('a contract that is not deterministic', () => {
  test('is recorded: its constructor, calls of it by whatever way, and those that fail; others of its file are not', async () => {
    const deployed = await ledger.send({ to: null, data: deployment(contract('Dice')), gasLimit: 16_000_000n });
    const dice = (deployed.outcome as { created?: AccountId }).created as AccountId;
    expect(deployed.recorded).toBe(true);
    const data = (method: string): Uint8Array => callData(contract('Dice'), method);
    expect((await ledger.run({ to: dice, data: data('throw') })).recorded).toBe(true);
    expect(await ledger.run({ to: dice, data: data('drop') })).toMatchObject({
      recorded: true,
      outcome: { status: 'revert' },
    });
    const relayed = await run('Caller', 'relay', [`0x${dice}`, hex(data('throw'))]);
    expect(returned(contract('Caller'), 'relay', relayed)).toMatch(/^0x000{63}[1-7]$/);
    expect(relayed.recorded).toBe(true);
    expect((await run('Token', 'transfer', [`0x${BOB}`, 1n])).recorded).toBe(false);
    expect((await run('Caller', 'relay', [`0x${BOB}`, '0x'])).recorded).toBe(false);
  });

  test('says so in its code and in the data of its deployment', () => {
    for (const [name, deterministic] of [
      ['Token', true],
      ['Dice', false],
    ] as const) {
      const { code } = contract(name);
      expect(cil.isDeterministic?.(code, 'deployment')).toBe(deterministic);
      expect(cil.isDeterministic?.(opened(unwrapSource(code)).payload, 'code')).toBe(deterministic);
    }
    expect(cil.isDeterministic?.(fromHex('00'), 'code')).toBe(true);
    expect(cil.isDeterministic?.(fromHex('00'), 'deployment')).toBe(true);
  });
});

describe('a call', () => {
  test('changes storage as Solidity lays it out, and emits events', async () => {
    const ran = await run('Token', 'transfer', [`0x${BOB}`, 10n]);
    expect(returned(contract('Token'), 'transfer', ran)).toBe(true);
    expect(ran.events).toEqual([
      {
        account: token,
        topics: [expect.stringMatching(/^[0-9a-f]{64}$/), word(BigInt(`0x${ALICE}`)), word(BigInt(`0x${BOB}`))],
        data: fromHex(word(10)),
      },
    ]);
    const cell = [...ledger.preimages].find(([, preimage]) => preimage === word(BigInt(`0x${BOB}`)) + word(1));
    expect(ran.writes).toContainEqual({ key: storageCell(token, '', cell?.[0] ?? ''), value: 'a' });
    // The balance of a new holder, that of the sender, and what a transaction costs at least.
    expect(ran.gasUsed).toBeGreaterThan(21_000n + 22_100n + 5_000n);
    expect(ran.gasUsed).toBeLessThan(60_000n);
  });

  test('has helpers for calls, lists with large indexes, and records of all kinds', async () => {
    const helpers = await deployTo(ledger, contract('Helpers'));
    const ask = async (method: string, args: readonly unknown[]): Promise<unknown> =>
      returned(
        contract('Helpers'),
        method,
        await ledger.run({ to: helpers, data: callData(contract('Helpers'), method, args) }),
      );
    expect(await ask('put', [2n, 7n])).toBe(7n);
    for (const index of [3n, 2n ** 200n]) await expect(ask('put', [index, 7n])).rejects.toThrow('revert');
    // A record with required members, one that derives from it, and one that derives from a positional one.
    expect(await ask('turn', [{ a: 5n, b: 6 }])).toEqual({ a: 5n, b: 6 });
    expect(await ask('encoded', [`0x${BOB}`, 3n, 'text'])).toBe(
      hex(dataOf('f(address,uint256,string)', [`0x${BOB}`, 3n, 'text'])),
    );
    expect(await ask('answers', [`0x${token}`])).toBe(true);
    expect(await ask('answers', [`0x${BOB}`])).toBe(false);
  });

  test('changes counters without reading them', async () => {
    const ran = await run('Token', 'visit');
    expect(ran.deltas).toContainEqual({ key: `${token}/s/${word(2)}2b`, amount: 3n });
    expect(ran.deltas).toContainEqual({ key: `${token}/s/${word(2)}2d`, amount: 1n });
    expect(ran.reads.filter(({ key }) => key.includes('/s'))).toEqual([]);
  });

  test('knows where it is', async () => {
    expect(await answer('Token', 'where')).toBe(`0x${token} 0x${ALICE} 0x${ALICE}`);
    expect(await answer('Token', 'chain_')).toEqual([5n, 1000n, 7n, 1n, `0x${BLOCK.blockHashes[0]}`]);
    expect(await answer('Token', 'balanceAt', [`0x${token}`])).toBe(5n);
    expect(await answer('Token', 'balanceAt', [`0x${CAROL}`])).toBe(0n);
  });

  const panic = (code: number): string => `0x4e487b71${word(code)}`;
  const text = (words: string): string =>
    `0x08c379a0${word(32)}${word(words.length)}${Buffer.from(words).toString('hex').padEnd(64, '0')}`;
  test.each<readonly [string, string, readonly unknown[], string]>([
    ['a text', 'refuse', [], text('a text')],
    ['division by zero', 'divide', [1n, 0n], panic(0x12)],
    ['overflow', 'add', [2 ** 32 - 1, 1], panic(0x11)],
    ['an index out of range', 'item', [3], panic(0x32)],
  ])('that ends with %s reverts with what Solidity has for it', async (_name, method, args, data) => {
    const ran = await run('Token', method, args);
    expect(ran.outcome.status === 'revert' && hex(ran.outcome.output)).toBe(data);
    expect(ran.gasUsed).toBeLessThan(100_000n);
  });

  test('that reverts leaves nothing', async () => {
    const ran = await run('Token', 'refuseAfterStoring');
    expect(ran.outcome.status).toBe('revert');
    expect(ran.writes.filter(({ key }) => key.startsWith(token))).toEqual([]);
    const custom = await run('Token', 'transfer', [`0x${BOB}`, 1001n]);
    expect(custom.outcome.status === 'revert' && hex(custom.outcome.output).slice(10)).toBe(
      word(BigInt(`0x${ALICE}`)) + word(1000) + word(1001),
    );
  });

  test('that never ends runs out of gas, and the lane goes on', async () => {
    for (const [name, method] of [
      ['Token', 'store'],
      ['Caller', 'keepsStoring'],
    ] as const) {
      const ran = await run(name, method);
      expect(ran.outcome).toEqual({ status: 'outOfGas' });
      expect(ran.gasUsed).toBe(1_000_000n);
      expect(ran.writes.filter(({ key }) => key.startsWith(at(name)))).toEqual([]);
    }
    expect(await answer('Token', 'totalSupply')).toBe(1000n);
  });

  test('with garbage reverts', async () => {
    for (const data of [
      '',
      '00',
      '12345678',
      toHex(dataOf('transfer(address,uint256)', [`0x${BOB}`, 1n])).slice(0, 60),
    ])
      expect((await ledger.run({ to: token, data: fromHex(data) })).outcome.status).toBe('revert');
  });

  test('costs the same on every lane, first or last', async () => {
    const other = new LaneLedger({ createLane }, manifest.id, 'osaka');
    for (const [key, value] of ledger.cells) other.cells.set(key, value);
    for (const [hash, code] of ledger.codes) other.codes.set(hash, code);
    const data = callData(contract('Token'), 'transfer', [`0x${BOB}`, 10n]);
    const used = [
      await other.run({ to: token, data }),
      await run('Token', 'where'),
      await other.run({ to: token, data }),
      await ledger.run({ to: token, data }),
    ];
    expect(new Set([used[0]?.gasUsed, used[2]?.gasUsed, used[3]?.gasUsed]).size).toBe(1);
  });
});

describe('calls of contracts', () => {
  const transfer = (value: bigint) => hex(dataOf('transfer(address,uint256)', [`0x${BOB}`, value]));

  test('give back what was returned or reverted with', async () => {
    expect(await answer('Caller', 'relay', [`0x${token}`, hex(dataOf('totalSupply()'))])).toBe(told(0, word(1000)));
    const reverted = await answer('Caller', 'relay', [`0x${token}`, transfer(5n)]);
    expect(reverted).toMatch(new RegExp(`^0x01.{8}${word(BigInt(`0x${caller}`))}${word(0)}${word(5)}$`));
    expect(await answer('Caller', 'relay', [`0x${BOB}`, '0x'])).toBe(told(0));
  });

  test('record their frames', async () => {
    const { frames } = await run('Caller', 'relay', [`0x${token}`, transfer(0n)]);
    expect(frames).toMatchObject([
      { runtime: 'cil', depth: 1, kind: 'call', caller, account: token, status: 'success' },
    ]);
  });

  test('that run out of gas or are stopped leave the caller a 64th', async () => {
    const ran = await run('Caller', 'relay', [`0x${token}`, hex(dataOf('store()'))]);
    expect(returned(contract('Caller'), 'relay', ran)).toBe(told(2));
    expect(ran.gasUsed).toBeGreaterThan(900_000n);
  });

  test('with value move it, and leave it where the callee does not take it', async () => {
    const paid = await run('Caller', 'give', [`0x${CAROL}`, 3n], { value: 5n });
    expect(paid.deltas).toContainEqual({ key: balanceCell(CAROL), amount: 3n });
    const refused = await run('Caller', 'give', [`0x${token}`, 3n], { value: 5n });
    expect(refused.deltas.map(({ key }) => key)).not.toContain(balanceCell(token));
    expect(returned(contract('Caller'), 'give', await run('Caller', 'give', [`0x${CAROL}`, 3n]))).toBe(told(2));
    // A function that is not payable.
    expect((await run('Caller', 'see', [1], { value: 1n })).outcome.status).toBe('revert');
  });

  test('that are static, or of a view function, change nothing', async () => {
    for (const data of [transfer(0n), hex(dataOf('visit()'))])
      expect(await answer('Caller', 'look', [`0x${token}`, data])).toBe(told(2));
    expect(await answer('Caller', 'look', [`0x${token}`, hex(dataOf('totalSupply()'))])).toBe(told(0, word(1000)));
    const sneaky = await run('Caller', 'sneaky', [`0x${token}`, hex(dataOf('visit()'))]);
    expect(sneaky.outcome).toEqual({ status: 'trap', reason: 'state change in a view function' });
  });

  test('that are delegate run on the storage of the caller, as its sender', async () => {
    const ran = await run('Caller', 'borrow', [`0x${token}`, hex(dataOf('where()'))]);
    const words = Buffer.from(String(returned(contract('Caller'), 'borrow', ran)).slice(4), 'hex').toString();
    expect(words).toContain(`0x${caller} 0x${ALICE} 0x${ALICE}`);
  });

  test('come between the events before and after them', async () => {
    const { events } = await run('Caller', 'around', [`0x${caller}`, hex(dataOf('see(uint32)', [4]))]);
    expect(events.map(({ data }) => Buffer.from(data.subarray(64)).toString().replaceAll('\0', ''))).toEqual([
      'before',
      'seen',
      'after',
    ]);
    const undone = await run('Caller', 'around', [`0x${caller}`, hex(dataOf('payless()'))]);
    expect(undone.events).toHaveLength(2);
  });

  test('that fail are caught by what C# has for it', async () => {
    expect(await answer('Caller', 'caught', [`0x${token}`], { value: 0n })).toBe('no reason given');
  });

  test('of itself go deep', async () => {
    expect(await answer('Caller', 'down', [20])).toBe(20);
  });
});

describe('a contract that goes wild is ended, and the lane goes on', () => {
  const overflow = { status: 'trap', reason: 'stack overflow' };
  const memory = { status: 'trap', reason: 'too much memory' };
  const outOfGas = { status: 'outOfGas' };
  test.each<readonly [string, readonly unknown[], object]>([
    ['recurse', [0], overflow],
    ['recurseAnyway', [0], overflow],
    ['loop', [], outOfGas],
    ['loopAnyway', [], outOfGas],
    ['hoard', [], memory],
    ['hoardAtOnce', [], memory],
    ['hoardText', [], memory],
  ])('%s', async (method, args, outcome) => {
    const ran = await run('Wild', method, args, { gasLimit: 16_000_000n });
    expect(ran.outcome).toEqual(outcome);
    expect(ran.gasUsed).toBe(16_000_000n);
    expect(await answer('Wild', 'seen')).toBe(0);
  });

  test('diveRecursing', async () => {
    // Frames of calls weigh on the same stack. How deep calls alone can go is tested where lanes have threads of their own.
    const ran = await run('Wild', 'diveRecursing', [1], { gasLimit: 16_000_000n });
    expect(Number(returned(contract('Wild'), 'diveRecursing', ran))).toBeGreaterThan(15);
    expect(await answer('Wild', 'seen')).toBe(0);
  });
});

describe('what no contract should meet', () => {
  test('more gas than the meter in .NET can count is there all the same', async () => {
    const gasLimit = 2n ** 66n;
    const data = callData(contract('Caller'), 'down', [2]);
    const ran = await ledger.run({ to: caller, data, gasLimit }, 'call', { ...BLOCK, gasLimit });
    expect(returned(contract('Caller'), 'down', ran)).toBe(2);
    const few = await ledger.run({ to: caller, data }, 'call');
    expect(ran.gasUsed).toBe(few.gasUsed);
  });

  test('code that is none is a trap, each time', async () => {
    const account = 'c0de000000000000000000000000000000000001' as AccountId;
    ledger.install(account, '6001');
    for (let i = 0; i < 2; i++)
      expect((await ledger.run({ to: account, data: fromHex('12345678') })).outcome).toEqual({
        status: 'trap',
        reason: 'invalid code: the source is no deflated JSON of at most 4 MiB',
      });
  });

  test('a static field cannot see who calls first', async () => {
    const source =
      'using Interleave; public class Peeks : Contract { static readonly Address first = Msg.Sender; public Address First() => first; }';
    const { outcome } = await ledger.run({
      to: null,
      data: wrapSource(packSource({ compiler: manifest.version, contract: 'Peeks', files: [['Peeks.cs', source]] })),
      gasLimit: 16_000_000n,
    });
    expect(outcome).toEqual({
      status: 'trap',
      reason:
        'invalid deployment: static fields of Peeks: InvalidOperationException: a static field cannot ask the ledger',
    });
  });
});

describe('another runtime', () => {
  const FOREIGN = CAROL;
  beforeAll(() => ledger.install(FOREIGN, '6001', 'evm'));

  test('runs frames for their gas', async () => {
    ledger.answer = ({ gas, refund, data }) => ({
      status: 'success',
      output: data,
      gasLeft: gas - 100n,
      refund,
      reason: '',
    });
    expect(await answer('Caller', 'relay', [`0x${FOREIGN}`, '0xaabb'])).toBe(told(0, 'aabb'));
    expect(ledger.foreign.at(-1)).toMatchObject({
      runtime: 'evm',
      call: { account: FOREIGN, caller, depth: 1, hops: 0 },
    });
  });

  test('that answers with a revert or a trap is told to the contract', async () => {
    const failing = { gasLeft: 100n, refund: 0n, output: fromHex('cc') };
    ledger.answer = () => ({ ...failing, status: 'revert', reason: '' });
    expect(await answer('Caller', 'relay', [`0x${FOREIGN}`, '0x'])).toBe(told(1, 'cc'));
    ledger.answer = () => ({ ...failing, output: new Uint8Array(), status: 'trap', reason: 'unreachable' });
    expect(await answer('Caller', 'relay', [`0x${FOREIGN}`, '0x'])).toBe(told(2));
  });

  test('ends the transaction where it was taken back, and no catch or finally of the contract holds that up', async () => {
    ledger.answer = () => {
      throw new Abandoned();
    };
    for (const method of ['relay', 'stubborn'] as const)
      await expect(run('Caller', method, [`0x${FOREIGN}`, '0x'])).rejects.toThrow(Abandoned);
    expect(await answer('Caller', 'seen')).toBe(0);
  });

  test('that fails by a fault of the house leads to a fault here, not to an outcome', async () => {
    ledger.answer = () => {
      throw new Error('the house is on fire');
    };
    await expect(run('Caller', 'stubborn', [`0x${FOREIGN}`, '0x'])).rejects.toThrow('the house is on fire');
  });
});
