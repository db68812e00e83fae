import { describe, expect, test } from 'vitest';
import { contract, instantiate, prepared, unitsOf } from './module.testkit.ts';

/** `call` with a body; the counts beside are by hand from the table of the README. */
const inCall = (body: string, rest = ''): bigint => unitsOf(`(func (export "call") ${body}) ${rest}`);
/** An i32 that the compiler of the test cannot know, for 1 unit. */
const given = (value: number): string => `(i32.const ${value})`;

describe('units by path', () => {
  test.each<[string, string, number]>([
    ['nothing', '', 0],
    ['straight line', '(drop (i32.add (i32.const 1) (i32.const 2)))', 4],
    ['locals are zeroed for 1 unit each 4, rounded up', '(local i32 i64 f32 f64 i32)', 2],
    ['an empty block is free', '(block (nop))', 0],
    ['if taken', `(if ${given(1)} (then (drop (i32.const 1))))`, 3 + 2],
    ['if not taken', `(if ${given(0)} (then (drop (i32.const 1))))`, 3],
    ['then', `(if ${given(1)} (then (drop (i32.const 1))) (else (drop (i32.eqz (i32.const 1)))))`, 3 + 2],
    ['else', `(if ${given(0)} (then (drop (i32.const 1))) (else (drop (i32.eqz (i32.const 1)))))`, 3 + 3],
    ['behind an if', `(if ${given(0)} (then (nop))) (drop (i32.const 1))`, 3 + 2],
    ['br_if taken', `(block (br_if 0 ${given(1)}) (drop (i32.const 1))) (drop (i64.const 1))`, 3 + 2],
    ['br_if not taken', `(block (br_if 0 ${given(0)}) (drop (i32.const 1))) (drop (i64.const 1))`, 3 + 2 + 2],
    ['br leaves dead code unpaid', '(block (br 0) (drop (i32.const 1)))', 2],
    ['return', '(return) (drop (i32.const 1))', 2],
    ['an escape from an inner block', `(block (block (br_if 1 ${given(1)})) (drop (i32.const 1)))`, 3],
    ['no escape from an inner block', `(block (block (br_if 1 ${given(0)})) (drop (i32.const 1)))`, 5],
    ['return from an if', `(if ${given(1)} (then (return))) (drop (i32.const 1))`, 3 + 2],
    ['no return from an if', `(if ${given(0)} (then (return))) (drop (i32.const 1))`, 3 + 2],
    ['return from an else', `(if ${given(1)} (then (nop)) (else (return))) (drop (i32.const 1))`, 3 + 2],
    ['a loop without a branch back', `(loop (drop (i32.const 1))) (drop (i32.const 1))`, 4],
    ['a loop left at once', `(block (loop (br_if 1 ${given(1)}) (br 0)))`, 3],
    ['multiplication', '(drop (i32.mul (i32.const 1) (i32.const 2)))', 3 + 2],
    ['division', '(drop (i64.div_u (i64.const 1) (i64.const 2)))', 3 + 16],
    ['float addition', '(drop (f64.add (f64.const 1) (f64.const 2)))', 3 + 6],
    ['float division', '(drop (f32.div (f32.const 1) (f32.const 2)))', 3 + 20],
    ['square root', '(drop (f64.sqrt (f64.const 1)))', 2 + 20],
    ['float comparison', '(drop (f64.lt (f64.const 1) (f64.const 2)))', 3 + 3],
    ['demotion', '(drop (f32.demote_f64 (f64.const 1)))', 2 + 6],
    ['saturating conversion', '(drop (i32.trunc_sat_f64_s (f64.const 1)))', 2 + 3],
    ['sign extension', '(drop (i32.extend8_s (i32.const 1)))', 3],
    ['load and store', '(i32.store (i32.const 0) (i32.load (i32.const 4)))', 2 + 3 + 3],
    ['select', '(drop (select (i32.const 1) (i32.const 2) (i32.const 0)))', 4 + 2],
    ['memory.size', '(drop (memory.size))', 4],
    ['memory.grow', '(drop (memory.grow (i32.const 1)))', 2 + 100],
    ['memory.fill', '(memory.fill (i32.const 0) (i32.const 1) (i32.const 803))', 3 + 30 + 100],
    ['memory.copy', '(memory.copy (i32.const 0) (i32.const 1) (i32.const 7))', 3 + 30],
  ])('%s', (_, body, units) => {
    expect(inCall(body)).toBe(BigInt(units));
  });

  test('a loop: head and turns', () => {
    const turns = (n: number): bigint =>
      inCall(
        `(local $i i32) (local.set $i (i32.const ${n}))
         (loop $again (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
         (drop (i32.const 1))`,
      );
    // One unit for the local, two before, two behind; a turn: get, const, sub, tee, br_if.
    for (const n of [1, 2, 1000]) expect(turns(n)).toBe(1n + 2n + 2n + BigInt(n) * 6n);
  });

  test('nested loops, left from the inner one', () => {
    const source = (outer: number, inner: number): string => `
      (local $i i32) (local $j i32)
      (loop $rows
        (local.set $j (i32.const 0))
        (block $row (loop $cells
          (br_if $row (i32.ge_u (local.get $j) (i32.const ${inner})))
          (local.set $j (i32.add (local.get $j) (i32.const 1)))
          (br $cells)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $rows (i32.lt_u (local.get $i) (i32.const ${outer}))))`;
    // A row: set 2, last look 5, step 4, br_if 5; a cell: look 5, step 4, br 2.
    for (const [outer, inner] of [
      [1, 0],
      [3, 2],
      [7, 5],
    ] as const)
      expect(inCall(source(outer, inner))).toBe(1n + BigInt(outer) * (16n + BigInt(inner) * 11n));
  });

  test.each([
    [0, 4 + 1 + 2 + 4 + 6],
    [1, 4 + 1 + 4 + 6],
    [2, 4 + 1 + 6],
    [99, 4 + 1 + 6],
  ])('br_table to case %i', (index, units) => {
    const body = `(block $c (block $b (block $a (br_table $a $b $c (i32.const ${index})))
        (drop (i32.const 1)))
        (drop (i32.popcnt (i32.clz (i32.const 1)))))
      (drop (i32.add (i32.add (i32.const 1) (i32.const 1)) (i32.const 1)))`;
    expect(inCall(body)).toBe(BigInt(units));
  });

  test('calls: the call, then the callee by its own path', () => {
    const callee =
      '(func $f (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.clz (i32.const 1)))))';
    expect(inCall('(drop (call $f (i32.const 1)))', callee)).toBe(2n + 20n + 3n + 1n);
    expect(inCall('(drop (call $f (i32.const 0)))', callee)).toBe(2n + 20n + 3n + 2n);
  });

  test('call_indirect', () => {
    const table = '(table funcref (elem $f $g)) (func $f (drop (i32.const 1))) (func $g)';
    expect(inCall('(call_indirect (i32.const 0))', table)).toBe(1n + 30n + 2n);
    expect(inCall('(call_indirect (i32.const 1))', table)).toBe(1n + 30n);
  });

  test('blocks with several values', () => {
    const body =
      '(i32.const 1) (i64.const 2) (block (param i32 i64) (result i64 i32) (drop) (i64.extend_i32_u) (i32.const 3)) (drop) (drop)';
    expect(inCall(body)).toBe(7n);
  });

  test('memory.init pays for its bytes', () => {
    expect(inCall('(memory.init $d (i32.const 0) (i32.const 0) (i32.const 16))', '(data $d "0123456789abcdef")')).toBe(
      35n,
    );
  });
});

describe('running out', () => {
  test('an infinite loop ends, with the meter below zero', () => {
    const running = instantiate(prepared(contract('(func (export "call") (loop (br 0)))')));
    const { trap } = running.call(1001n);
    expect(trap).toBe('unreachable');
    expect(running.gas.value).toBe(-1n);
  });

  test.each([
    ['one loop', '(loop (COUNT) (br 0))', 0, 12],
    ['a loop that goes back to an outer one', '(loop (nop) (loop (COUNT) (br 1)))', 0, 12],
    ['while', '(loop (if (i32.const 1) (then (COUNT) (br 1))))', 3, 15],
  ])('every turn is paid for once: %s', (_, body, first, units) => {
    // Load, store, add and three constants are 10, the branch 2, the condition of `while` 3: it is paid for on the way to it.
    const count = 'i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1))';
    const running = instantiate(prepared(contract(`(func (export "call") ${body.replace('COUNT', count)})`)));
    for (let turns = 1; turns <= 3; turns++) {
      running.memory.setInt32(0, 0);
      expect(running.call(BigInt(first + turns * units)).trap).toBe('unreachable');
      expect(running.memory.getInt32(0, true)).toBe(turns);
    }
  });

  test('exactly enough is enough', () => {
    const running = instantiate(prepared(contract('(func (export "call") (drop (i32.const 1)))')));
    expect(running.call(2n)).toEqual({ used: 2n });
    expect(running.gas.value).toBe(0n);
    expect(running.call(1n).trap).toBe('unreachable');
    expect(running.gas.value).toBe(-1n);
  });

  test('bytes are paid for before they are filled', () => {
    const body = '(memory.fill (i32.const 0) (i32.const 7) (i32.const 65536))';
    const running = instantiate(prepared(contract(`(func (export "call") ${body})`)));
    expect(running.call(8000n).trap).toBe('unreachable');
    expect(running.memory.getUint8(0)).toBe(0);
    expect(running.gas.value).toBe(8000n - 33n - 8192n);
    expect(running.call(8225n).trap).toBeUndefined();
    expect(running.memory.getUint8(65535)).toBe(7);
  });

  test('a huge length is taken as unsigned', () => {
    const running = instantiate(
      prepared(contract('(func (export "call") (memory.fill (i32.const 0) (i32.const 7) (i32.const -1)))')),
    );
    running.call(100n);
    expect(running.gas.value).toBe(100n - 33n - 0x1fffffffn);
  });

  test('a trap of the contract leaves the meter at zero or above', () => {
    const running = instantiate(prepared(contract('(func (export "call") (unreachable))')));
    expect(running.call(10n)).toEqual({ used: 1n, trap: 'unreachable' });
  });
});
