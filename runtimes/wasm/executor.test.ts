import { describe, expect, test } from 'vitest';
import { codeCell, nonceCell, parseCode, storageCell, balanceCell, type AccountId } from '../core/cell.ts';
import { decodeHex, fromHex, toHex } from '../core/hex.ts';
import { ALICE, BLOCK, BOB, CAROL, LaneLedger, TARGET, type Ran } from '../rules/test-ledger.testkit.ts';
import { createLane } from './executor.ts';
import { manifest } from './manifest.ts';
import { wrapModule } from './module/envelope.ts';
import { assemble } from './module/module.testkit.ts';

const word = (n: bigint | number): string => n.toString(16).padStart(64, '0');
const ledgerOf = (hardfork = 'osaka'): LaneLedger => new LaneLedger({ createLane }, manifest.id, hardfork);

const IMPORTS = `
  (import "interleave" "input_size" (func $input_size (result i32)))
  (import "interleave" "input_read" (func $input_read (param i32 i32 i32)))
  (import "interleave" "finish" (func $finish (param i32 i32)))
  (import "interleave" "revert" (func $revert (param i32 i32)))
  (import "interleave" "caller" (func $caller (param i32)))
  (import "interleave" "value" (func $value (param i32)))
  (import "interleave" "gas_left" (func $gas_left (result i64)))
  (import "interleave" "storage_load" (func $load (param i32 i32)))
  (import "interleave" "storage_store" (func $store (param i32 i32)))
  (import "interleave" "transient_load" (func $tload (param i32 i32)))
  (import "interleave" "transient_store" (func $tstore (param i32 i32)))
  (import "interleave" "counter_add" (func $counter_add (param i32 i32)))
  (import "interleave" "counter_sub" (func $counter_sub (param i32 i32)))
  (import "interleave" "counter_load" (func $counter_load (param i32 i32)))
  (import "interleave" "keccak256" (func $keccak (param i32 i32 i32)))
  (import "interleave" "emit" (func $emit (param i32 i32 i32 i32)))
  (import "interleave" "call" (func $call_out (param i32 i32 i64 i32 i32) (result i32)))
  (import "interleave" "static_call" (func $static_call (param i32 i64 i32 i32) (result i32)))
  (import "interleave" "delegate_call" (func $delegate_call (param i32 i64 i32 i32) (result i32)))
  (import "interleave" "return_size" (func $return_size (result i32)))
  (import "interleave" "return_read" (func $return_read (param i32 i32 i32)))
`;

const contract = (body: string, more = ''): Uint8Array =>
  assemble(`(module ${IMPORTS} (memory (export "memory") 1) ${more} (func (export "call") ${body}))`);

function run(body: string, changes: Parameters<LaneLedger['run']>[0] = {}, more = ''): Promise<Ran> {
  const ledger = ledgerOf();
  ledger.install(TARGET, contract(body, more));
  return ledger.run(changes);
}

describe('a call', () => {
  test('reads input, and finishes with output', async () => {
    const body = `(call $input_read (i32.const 0) (i32.const 1) (i32.const 4)) (call $finish (i32.const 0) (i32.const 4)) unreachable`;
    const ran = await run(body, { data: fromHex('010203') });
    // Beyond the end of the input there are zeros.
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex('02030000') });
  });

  test('starts with fresh memory and globals', async () => {
    const ledger = ledgerOf();
    const body = `(global.set $g (i32.add (global.get $g) (i32.const 1)))
      (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (global.get $g))) (call $finish (i32.const 0) (i32.const 4))`;
    ledger.install(TARGET, contract(body, '(global $g (mut i32) (i32.const 6))'));
    for (let i = 0; i < 3; i++) expect((await ledger.run({})).outcome).toMatchObject({ output: fromHex('07000000') });
  });

  test('reverts with data and leaves nothing but its fee', async () => {
    const ran = await run(
      `(i32.store (i32.const 32) (i32.const 1)) (call $store (i32.const 0) (i32.const 32)) (call $revert (i32.const 32) (i32.const 1))`,
    );
    expect(ran.outcome).toEqual({ status: 'revert', output: fromHex('01') });
    expect(ran.writes.map(({ key }) => key).filter((key) => key.startsWith(TARGET))).toEqual([]);
  });

  test('stores words under Ethereum prices', async () => {
    const store = `(i32.store8 (i32.const 31) (i32.const 7)) (i32.store8 (i32.const 63) (i32.const 9)) (call $store (i32.const 0) (i32.const 32))`;
    const once = await run(store);
    expect(once.writes).toContainEqual({ key: storageCell(TARGET, '', word(7)), value: '9' });
    const twice = await run(store + '(call $store (i32.const 0) (i32.const 32))');
    // The second store costs 100 and a few instructions.
    expect(once.gasUsed).toBeGreaterThan(21_000n + 22_100n);
    expect(twice.gasUsed - once.gasUsed).toBeGreaterThanOrEqual(100n);
    expect(twice.gasUsed - once.gasUsed).toBeLessThan(110n);
  });

  test('emits events', async () => {
    const ran = await run(
      `(i32.store8 (i32.const 31) (i32.const 7)) (call $emit (i32.const 0) (i32.const 1) (i32.const 30) (i32.const 2))`,
    );
    expect(ran.events).toEqual([{ account: TARGET, topics: [word(7)], data: fromHex('0007') }]);
  });

  test('changes counters without reading them', async () => {
    const ran = await run(
      `(i32.store8 (i32.const 63) (i32.const 5)) (call $counter_add (i32.const 0) (i32.const 32)) (call $counter_sub (i32.const 0) (i32.const 32))`,
    );
    expect(ran.deltas).toContainEqual({ key: `${TARGET}/s/${word(0)}2b`, amount: 5n });
    expect(ran.deltas).toContainEqual({ key: `${TARGET}/s/${word(0)}2d`, amount: 5n });
    expect(ran.reads.filter(({ key }) => key.includes('/s'))).toEqual([]);
    const read = await run(
      `(i32.store8 (i32.const 63) (i32.const 5)) (call $counter_sub (i32.const 0) (i32.const 32)) (call $counter_load (i32.const 0) (i32.const 64)) (call $finish (i32.const 64) (i32.const 32))`,
    );
    expect(read.outcome).toMatchObject({ output: fromHex((2n ** 256n - 5n).toString(16)) });
    const large = await run(
      `(i32.store8 (i32.const 47) (i32.const 1)) (call $counter_add (i32.const 0) (i32.const 32))`,
    );
    expect(large.outcome).toEqual({ status: 'trap', reason: 'counter amount too large' });
  });
});

describe('what a contract must not do ends it, and the lane goes on', () => {
  const failing: readonly (readonly [name: string, body: string, outcome: object, more?: string])[] = [
    ['an endless loop', '(loop (br 0))', { status: 'outOfGas' }],
    ['endless recursion', '(call $f)', { status: 'trap', reason: 'stack overflow' }, '(func $f (call $f))'],
    ['unreachable', 'unreachable', { status: 'trap', reason: 'unreachable' }],
    [
      'division by zero',
      '(drop (i32.div_s (i32.const 1) (i32.const 0)))',
      { status: 'trap', reason: 'integer divide by zero' },
    ],
    [
      'division overflow',
      '(drop (i32.div_s (i32.const -2147483648) (i32.const -1)))',
      { status: 'trap', reason: 'integer overflow' },
    ],
    [
      'a load out of bounds',
      '(drop (i32.load (i32.const -4)))',
      { status: 'trap', reason: 'memory access out of bounds' },
    ],
    [
      'a host pointer out of bounds',
      '(call $caller (i32.const -4))',
      { status: 'trap', reason: 'memory access out of bounds' },
    ],
    ['a huge output', '(call $finish (i32.const 0) (i32.const -1))', { status: 'outOfGas' }],
    [
      'return data that is not there',
      '(call $return_read (i32.const 0) (i32.const 0) (i32.const 1))',
      { status: 'trap', reason: 'return data out of bounds' },
    ],
    [
      'five topics',
      '(call $emit (i32.const 0) (i32.const 5) (i32.const 0) (i32.const 0))',
      { status: 'trap', reason: 'more than 4 topics' },
    ],
    [
      'a float that is no integer',
      '(drop (i32.trunc_f64_s (f64.const nan)))',
      { status: 'trap', reason: 'invalid conversion to integer' },
    ],
  ];
  test.each(failing.map(([name, body, outcome, more = '']) => ({ name, body, outcome, more })))(
    '$name',
    async ({ body, outcome, more }) => {
      const ledger = ledgerOf();
      ledger.install(TARGET, contract(body, more));
      ledger.install(CAROL, contract('(call $finish (i32.const 0) (i32.const 1))'));
      const ran = await ledger.run({});
      expect(ran.outcome).toEqual(outcome);
      expect(ran.gasUsed).toBe(1_000_000n);
      expect((await ledger.run({ to: CAROL })).outcome).toEqual({ status: 'success', output: fromHex('00') });
    },
  );

  test('growing memory without end is refused, not fatal', async () => {
    const body = `(loop $l (br_if $l (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) (i32.store (i32.const 0) (memory.size)) (call $finish (i32.const 0) (i32.const 4))`;
    const ran = await run(body);
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex('f1000000') });
    const again = await run(
      `(drop (memory.grow (i32.const -1))) (i32.store (i32.const 0) (memory.size)) (call $finish (i32.const 0) (i32.const 4))`,
    );
    expect(again.outcome).toEqual({ status: 'success', output: fromHex('01000000') });
  });
});

describe('deployment', () => {
  const deployed = ({ outcome }: Ran): AccountId => (outcome as { created: AccountId }).created;

  test('keeps the module, runs the constructor with its arguments, moves the value', async () => {
    const ledger = ledgerOf();
    const module = contract(
      '(call $load (i32.const 0) (i32.const 32)) (call $finish (i32.const 32) (i32.const 32))',
      '(func (export "deploy") (call $input_read (i32.const 32) (i32.const 0) (i32.const 32)) (call $store (i32.const 0) (i32.const 32)))',
    );
    const data = new Uint8Array([...wrapModule(module), ...fromHex(word(42))]);
    const ran = await ledger.send({ to: null, data, value: 3n });
    expect(ran.outcome.status).toBe('success');
    const account = deployed(ran);
    expect(parseCode(ledger.cell(codeCell(account)))?.runtime).toBe('wasm');
    expect(ledger.cell(nonceCell(account))).toBe('1');
    expect(ledger.cell(balanceCell(account))).toBe('3');
    expect((await ledger.run({ to: account })).outcome).toMatchObject({ output: fromHex(word(42)) });
    // 200 a byte of code.
    expect(ran.gasUsed).toBeGreaterThan(53_000n + 200n * BigInt(module.length));
  });

  const refused: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
    ['no envelope', () => fromHex('6001'), /^invalid deployment: /],
    ['a cut module', () => wrapModule(contract('').subarray(0, 40)), /^invalid module: /],
    [
      'a foreign import',
      () =>
        wrapModule(
          assemble('(module (import "env" "abort" (func)) (memory (export "memory") 1) (func (export "call")))'),
        ),
      /^invalid module: .*abort/,
    ],
    ['arguments without a constructor', () => new Uint8Array([...wrapModule(contract('')), 1]), /no constructor/],
  ];
  test.each(refused)('refuses %s', async (_name, data, reason) => {
    const ran = await ledgerOf().run({ to: null, data: data() });
    expect(ran.outcome.status).toBe('trap');
    expect((ran.outcome as { reason: string }).reason).toMatch(reason);
    expect(ran.codes).toEqual([]);
  });

  test('that reverts leaves no account', async () => {
    const module = contract('', '(func (export "deploy") (call $revert (i32.const 0) (i32.const 0)))');
    const ran = await ledgerOf().run({ to: null, data: wrapModule(module) });
    expect(ran.outcome.status).toBe('revert');
    expect(ran.codes).toEqual([]);
  });
});

describe('calls', () => {
  const to = (account: AccountId, more = ''): string =>
    `(data (i32.const 0) "${decodeHex(account).reduce((text, byte) => `${text}\\${byte.toString(16).padStart(2, '0')}`, '')}") ${more}`;
  const call =
    '(i32.store (i32.const 64) (call $call_out (i32.const 0) (i32.const 96) (i64.const -1) (i32.const 0) (i32.const 4)))';
  const answer =
    '(call $return_read (i32.const 68) (i32.const 0) (call $return_size)) (call $finish (i32.const 64) (i32.add (i32.const 4) (call $return_size)))';

  function pair(caller: string, callee: string, changes: Parameters<LaneLedger['run']>[0] = {}): Promise<Ran> {
    const ledger = ledgerOf();
    ledger.install(TARGET, contract(caller, to(CAROL)));
    ledger.install(CAROL, contract(callee));
    return ledger.run(changes);
  }

  test('give back output', async () => {
    const ran = await pair(call + answer, '(call $caller (i32.const 0)) (call $finish (i32.const 0) (i32.const 20))');
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex(`00000000${TARGET}`) });
    expect(ran.frames).toMatchObject([
      { depth: 1, runtime: 'wasm', caller: TARGET, account: CAROL, status: 'success' },
    ]);
  });

  test('that revert give back data, and undo what was below', async () => {
    const ran = await pair(
      call + answer,
      '(i32.store (i32.const 32) (i32.const 5)) (call $store (i32.const 0) (i32.const 32)) (call $revert (i32.const 32) (i32.const 1))',
    );
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex('0100000005') });
    expect(ran.writes.filter(({ key }) => key.startsWith(CAROL))).toEqual([]);
  });

  test('that trap lose the gas given, a 64th stays', async () => {
    const ran = await pair(call + answer, '(loop (br 0))');
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex('02000000') });
    expect(ran.gasUsed).toBeGreaterThan(900_000n);
  });

  test('with value move it, and leave it where the callee fails', async () => {
    const value = '(i32.store8 (i32.const 127) (i32.const 3))';
    const paid = await pair(value + call, '', { value: 5n });
    expect(paid.deltas).toContainEqual({ key: balanceCell(CAROL), amount: 3n });
    const failed = await pair(value + call, 'unreachable', { value: 5n });
    expect(failed.deltas.map(({ key }) => key)).not.toContain(balanceCell(CAROL));
    const poor = await pair(value + call + answer, '');
    expect(poor.outcome).toEqual({ status: 'success', output: fromHex('02000000') });
  });

  test('that are static may not change state', async () => {
    const still =
      '(i32.store (i32.const 64) (call $static_call (i32.const 0) (i64.const -1) (i32.const 0) (i32.const 0)))';
    for (const change of [
      '(call $store (i32.const 0) (i32.const 32))',
      '(call $tstore (i32.const 0) (i32.const 32))',
      '(call $counter_add (i32.const 0) (i32.const 32))',
      '(call $emit (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))',
    ])
      expect((await pair(still + answer, change)).outcome).toEqual({ status: 'success', output: fromHex('02000000') });
    expect((await pair(still + answer, '(call $load (i32.const 0) (i32.const 32))')).outcome).toEqual({
      status: 'success',
      output: fromHex('00000000'),
    });
  });

  test('that are delegate run on the storage of the caller', async () => {
    const body = '(drop (call $delegate_call (i32.const 0) (i64.const -1) (i32.const 0) (i32.const 0)))';
    const ran = await pair(
      body,
      '(call $caller (i32.const 12)) (i32.store8 (i32.const 63) (i32.const 9)) (call $store (i32.const 0) (i32.const 32))',
      { from: BOB },
    );
    expect(ran.writes).toContainEqual({ key: storageCell(TARGET, '', BOB.padStart(64, '0')), value: '9' });
  });

  test('to accounts without code succeed', async () => {
    const ledger = ledgerOf();
    ledger.install(TARGET, contract(call + answer, to(ALICE)));
    expect((await ledger.run({})).outcome).toEqual({ status: 'success', output: fromHex('00000000') });
  });

  test('to another runtime leave the lane with their gas, and come back', async () => {
    const ledger = ledgerOf();
    ledger.install(TARGET, contract(call + answer, to(CAROL)));
    ledger.install(CAROL, '6001', 'evm');
    ledger.answer = ({ gas, refund }) => ({
      status: 'success',
      output: fromHex('aabb'),
      gasLeft: gas - 100n,
      refund,
      reason: '',
    });
    const ran = await ledger.run({ block: undefined } as object, 'transaction', BLOCK);
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex('00000000aabb') });
    expect(ledger.foreign).toMatchObject([
      { runtime: 'evm', call: { account: CAROL, caller: TARGET, depth: 1, hops: 0 } },
    ]);
    expect(toHex(ledger.foreign[0]?.call.data ?? new Uint8Array())).toBe(CAROL.slice(0, 8));
    expect(ran.gasUsed).toBeLessThan(21_000n + 2_600n + 2_008n + 600n);
  });

  test('in a circle end when the gas does', async () => {
    const ledger = ledgerOf();
    ledger.install(TARGET, contract(call + '(call $finish (i32.const 64) (i32.const 4))', to(TARGET)));
    const ran = await ledger.run({ gasLimit: 60_000n });
    expect(ran.outcome).toMatchObject({ status: 'success' });
    expect(ran.frames.length).toBeGreaterThan(50);
  });
});
