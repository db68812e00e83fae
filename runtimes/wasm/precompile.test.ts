import { beforeEach, describe, expect, test } from 'vitest';
import type { Artifact } from '../core/artifact.ts';
import type { LedgerConfig, PrecompileGas } from '../core/block.ts';
import { accountId, balanceCell, codeCell } from '../core/cell.ts';
import { fromHex, toHex } from '../core/hex.ts';
import { keccak256 } from '../rules/keccak.ts';
import { UNDERPAID } from '../rules/precompiles.ts';
import { ALICE, LaneLedger, TARGET } from '../rules/test-ledger.testkit.ts';
import { createLane } from './executor.ts';
import { manifest } from './manifest.ts';
import { wrapModule } from './module/envelope.ts';
import { assemble } from './module/module.testkit.ts';
import { precompile } from './precompile.ts';

const PLACE = accountId('1000'.padStart(40, '0'));
const IMPORTS = `
  (import "interleave" "input_size" (func $input_size (result i32)))
  (import "interleave" "input_read" (func $input_read (param i32 i32 i32)))
  (import "interleave" "finish" (func $finish (param i32 i32)))
  (import "interleave" "keccak256" (func $keccak (param i32 i32 i32)))`;

const moduleOf = (body: string, more = ''): Uint8Array =>
  assemble(`(module ${IMPORTS} ${more} (memory (export "memory") 1) (func (export "call") ${body}))`);

/** The keccak of the input, hashed as many times as its first byte says. */
const HASHER = moduleOf(`(local $left i32)
  (call $input_read (i32.const 64) (i32.const 0) (call $input_size))
  (local.set $left (i32.load8_u (i32.const 64)))
  (call $keccak (i32.const 64) (call $input_size) (i32.const 0))
  (loop $again
    (local.set $left (i32.sub (local.get $left) (i32.const 1)))
    (if (i32.gt_s (local.get $left) (i32.const 0)) (then
      (call $keccak (i32.const 0) (i32.const 32) (i32.const 0)) (br $again))))
  (call $finish (i32.const 0) (i32.const 32))`);

function hashed(input: Uint8Array): Uint8Array {
  let hash = keccak256(input);
  for (let left = input[0] ?? 0; left > 1; left--) hash = keccak256(hash);
  return hash;
}

/** Calls PLACE with its call data and says what came back, the answer of the call first. */
const FORWARDER = assemble(`(module ${IMPORTS}
  (import "interleave" "static_call" (func $static_call (param i32 i64 i32 i32) (result i32)))
  (import "interleave" "code_size" (func $code_size (param i32) (result i32)))
  (import "interleave" "gas_left" (func $gas_left (result i64)))
  (import "interleave" "return_size" (func $return_size (result i32)))
  (import "interleave" "return_read" (func $return_read (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "${'\\00'.repeat(18)}\\10\\00")
  (func (export "call") (local $before i64)
    (call $input_read (i32.const 128) (i32.const 0) (call $input_size))
    (local.set $before (call $gas_left))
    (i32.store8 (i32.const 64) (call $static_call (i32.const 0) (i64.const -1) (i32.const 128) (call $input_size)))
    (i64.store (i32.const 72) (i64.sub (local.get $before) (call $gas_left)))
    (i32.store8 (i32.const 65) (call $code_size (i32.const 0)))
    (call $return_read (i32.const 80) (i32.const 0) (call $return_size))
    (call $finish (i32.const 64) (i32.add (i32.const 16) (call $return_size)))))`);

let ledger: LaneLedger;

function bind(code: Uint8Array, gas: PrecompileGas): void {
  const hash = toHex(keccak256(code));
  // Before EIP-7623, whose least price for call data would hide what is measured.
  const more: Partial<LedgerConfig> = { precompiles: { [PLACE]: { runtime: manifest.id, code: hash, gas } } };
  ledger = new LaneLedger({ createLane }, manifest.id, 'cancun', more);
  ledger.putCode(code);
  ledger.install(TARGET, FORWARDER);
}

const input = Uint8Array.of(3, ...new Uint8Array(60).fill(9));

describe('a bound module', () => {
  beforeEach(() => bind(HASHER, { kind: 'metered' }));

  test('answers a contract, has no code to be seen, and is warm', async () => {
    const ran = await ledger.run({ data: input });
    const { output } = ran.outcome as { output: Uint8Array };
    expect(toHex(output.subarray(16))).toBe(toHex(hashed(input)));
    expect([output[0], output[1]]).toEqual([0, 0]);
    expect(ran.frames).toMatchObject([{ runtime: manifest.id, account: PLACE, kind: 'static', status: 'success' }]);
    // A page of memory, three hashes, and a warm account; a cold one alone would be 2,600.
    const used = new DataView(output.buffer, output.byteOffset + 8, 8).getBigUint64(0, true);
    expect(used).toBeGreaterThan(100n + 100n + 3n * 36n);
    expect(used).toBeLessThan(600n);
    expect(ledger.foreign).toEqual([]);
  });

  test('is the target of a transaction, value and all', async () => {
    const ran = await ledger.run({ to: PLACE, data: input, value: 5n });
    expect(ran.outcome).toEqual({ status: 'success', output: hashed(input) });
    expect(ran.deltas).toContainEqual({ key: balanceCell(PLACE), amount: 5n });
    expect(ran.writes.some(({ key }) => key === codeCell(PLACE))).toBe(false);
  });

  test('needs the same gas each time, and one less is too little', async () => {
    const { gasUsed } = await ledger.run({ to: PLACE, data: input });
    expect((await ledger.run({ to: PLACE, data: input, gasLimit: gasUsed })).outcome.status).toBe('success');
    const less = await ledger.run({ to: PLACE, data: input, gasLimit: gasUsed - 1n });
    expect(less.outcome).toEqual({ status: 'outOfGas' });
  });

  test('goes on after an endless loop, a trap and too much memory', async () => {
    for (const [body, outcome] of [
      ['(loop (br 0))', { status: 'outOfGas' }],
      ['unreachable', { status: 'trap', reason: 'unreachable' }],
      ['(loop (drop (memory.grow (i32.const 1))) (br 0))', { status: 'outOfGas' }],
    ] as const) {
      bind(moduleOf(body), { kind: 'metered' });
      expect((await ledger.run({ to: PLACE, data: input })).outcome, body).toEqual(outcome);
      const { output } = (await ledger.run({ data: input })).outcome as { output: Uint8Array };
      expect(output[0]).toBe(2);
    }
  });
});

test('declared gas is charged, and bounds what runs', async () => {
  bind(HASHER, { kind: 'declared', base: 1_000n, perWord: 100n, speedup: 1 });
  const base = (await ledger.run({ to: ALICE, data: input })).gasUsed;
  const few = await ledger.run({ to: PLACE, data: input });
  const many = await ledger.run({ to: PLACE, data: Uint8Array.of(20, ...input.subarray(1)) });
  expect([few.gasUsed, many.gasUsed]).toEqual([base + 1_200n, base + 1_200n]);
  const tooMany = await ledger.run({ to: PLACE, data: Uint8Array.of(200, ...input.subarray(1)) });
  expect(tooMany.outcome).toEqual({ status: 'trap', reason: UNDERPAID });
  expect(tooMany.gasUsed).toBe(1_000_000n);
  bind(HASHER, { kind: 'declared', base: 1_000n, perWord: 100n, speedup: 10 });
  expect((await ledger.run({ to: PLACE, data: Uint8Array.of(200, ...input.subarray(1)) })).outcome.status).toBe(
    'success',
  );
});

describe('what asks for more than its input', () => {
  const stateful = moduleOf('', '(import "interleave" "storage_load" (func (param i32 i32)))');
  const artifact = (module: Uint8Array): Artifact => ({
    runtime: manifest.id,
    contract: 'Box',
    source: 'box.wat',
    abi: [],
    code: wrapModule(module),
    compiler: 'wabt',
  });

  test('is refused where it is bound', () => {
    expect(precompile(artifact(stateful))).toEqual({ ok: false, error: expect.stringContaining('"storage_load"') });
    expect(precompile(artifact(HASHER))).toEqual({ ok: true, value: HASHER });
    expect(precompile({ ...artifact(HASHER), code: fromHex('0061736d') }).ok).toBe(false);
  });

  test('is a trap where a ledger has it nevertheless', async () => {
    for (const code of [stateful, fromHex('0061736d')]) {
      bind(code, { kind: 'metered' });
      const { outcome } = await ledger.run({ to: PLACE });
      expect(outcome).toMatchObject({ status: 'trap', reason: expect.stringMatching(/^no precompile: /) });
    }
  });
});
