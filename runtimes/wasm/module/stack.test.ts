import { setFlagsFromString } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { TEST_STACK_WORDS, contract, instantiate, prepared } from './module.testkit.ts';
import { FRAME_WORDS, LEAF_WORDS } from './stack-costs.ts';

const words = (count: number): string => `(local ${'i64 '.repeat(count)})`;

/** Turns of a recursion counted in memory until the stack meter trips. */
function depthOf(body: string): number {
  const running = instantiate(prepared(contract(body)));
  expect(running.call(10n ** 12n).trap).toBe('unreachable');
  expect(running.stack.value).toBeLessThan(0);
  expect(running.gas.value).toBeGreaterThan(0n);
  return running.memory.getUint32(0, true);
}

const COUNT = '(i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))';

describe('stack height', () => {
  // Counting needs three operands at most, and is one operation.
  const counting = FRAME_WORDS + 3 + 1;
  test.each<[string, string, number]>([
    ['no locals', `(func $f (export "call") ${COUNT} (call $f))`, counting],
    ['100 locals', `(func $f (export "call") ${words(100)} ${COUNT} (call $f))`, counting + 100],
    [
      'parameters and a result',
      `(func $f (param i32 i64) (result f64) ${COUNT} (call $f (local.get 0) (local.get 1)))
       (func (export "call") (drop (call $f (i32.const 0) (i64.const 0))))`,
      counting + 3,
    ],
    [
      'operands that wait',
      `(func $f (result i32) ${COUNT} ${'(i32.const 1)'.repeat(20)} (call $f) ${'(i32.add)'.repeat(20)})
       (func (export "call") (drop (call $f)))`,
      FRAME_WORDS + 1 + 1 + 21 + 20,
    ],
    [
      'results that an engine may keep',
      `(func $f (param i32) ${COUNT} (drop (f64.sqrt (f64.convert_i32_s (i32.mul (local.get 0) (global.get 0)))))
         (drop (select (i32.const 1) (i32.trunc_sat_f32_s (f32.const 1)) (i32.const 0))) (call $f (i32.const 0)))
       (global i32 (i32.const 1)) (func (export "call") (call $f (i32.const 0)))`,
      counting + 1 + 6,
    ],
    [
      'an indirect call',
      `(table funcref (elem $f)) (func $f (export "call") ${COUNT} (call_indirect (i32.const 0)))`,
      counting,
    ],
  ])('a recursion with %s', (_, body, frame) => {
    const depth = depthOf(body);
    // The frame of `call` itself, where it is another function, is smaller than one more turn.
    expect(depth).toBeGreaterThanOrEqual(Math.floor(TEST_STACK_WORDS / frame) - 2);
    expect(depth).toBeLessThanOrEqual(Math.floor(TEST_STACK_WORDS / frame));
  });

  test('what optimised code keeps across a call is counted', () => {
    const products = Array.from(
      { length: 1000 },
      (_, i) => `(i32.store offset=${i * 4} (i32.const 0) (i32.mul (local.get 0) (i32.const ${2 * i + 3})))`,
    ).join(' ');
    const body = `(func $f (param i32) ${products} (call $f (i32.add (local.get 0) (i32.const 1))) ${products})
      (func (export "call") (call $f (i32.const 1)))`;
    setFlagsFromString('--no-liftoff');
    try {
      const running = instantiate(prepared(contract(body)));
      // A stack of the engine that ends first would be an error of another class, which is thrown on.
      expect(running.call().trap).toBe('unreachable');
      expect(running.stack.value).toBeLessThan(0);
    } finally {
      setFlagsFromString('--liftoff');
    }
  });

  test('mutual recursion with many locals', () => {
    const body = `(func $f (export "call") ${words(500)} ${COUNT} (call $g))
      (func $g ${words(30)} ${COUNT} (call $f))`;
    const turns = TEST_STACK_WORDS / (2 * counting + 530);
    expect(Math.abs(depthOf(body) / 2 - turns)).toBeLessThanOrEqual(1);
  });

  test('is given back on every way out', () => {
    const body = `
      (func $branches (param i32) (result i32 i64)
        (i32.const 1) (i64.const 2) (br_if 0 (local.get 0)) (drop) (drop)
        (call $deep)
        (br_table 0 0 (i32.const 1) (i64.const 2) (local.get 0)))
      (func $returns (param i32) (result i32)
        (block (loop (if (local.get 0) (then (return (i32.const 1))))))
        (call $deep)
        (i32.const 2))
      (func $deep ${words(300)} (if (i32.load (i32.const 4)) (then (call $deep))))
      (func (export "call") (local i32)
        (loop $again
          (call $branches (i32.and (local.get 0) (i32.const 1))) (drop) (drop)
          (call $returns (i32.and (local.get 0) (i32.const 1))) (drop)
          (local.set 0 (i32.add (local.get 0) (i32.const 1)))
          (br_if $again (i32.lt_u (local.get 0) (i32.const 1000)))))`;
    const running = instantiate(prepared(contract(body)));
    expect(running.call().trap).toBeUndefined();
    expect(running.stack.value).toBe(TEST_STACK_WORDS);
  });

  test('functions that call nothing are not counted, unless they are large', () => {
    const free = LEAF_WORDS - FRAME_WORDS;
    const needed = (locals: number): number => {
      const running = instantiate(
        prepared(contract(`(func (export "call") (call $leaf)) (func $leaf ${words(locals)})`)),
      );
      for (let height = 0; ; height++) {
        running.gas.value = 1_000n;
        running.stack.value = height;
        try {
          (running.exports['call'] as () => void)();
          return height;
        } catch {
          expect(running.stack.value).toBeLessThan(0);
        }
      }
    };
    expect(needed(free)).toBe(FRAME_WORDS);
    expect(needed(free + 1)).toBe(FRAME_WORDS + LEAF_WORDS + 1);
  });

  test('the largest frame fits', () => {
    const running = instantiate(
      prepared(contract(`(func (export "call") (call $f)) (func $f ${words(49_000)} (call $g)) (func $g)`)),
    );
    expect(running.call()).toEqual({ used: 20n + 12_250n + 20n });
  });
});

describe('growing memory', () => {
  test('asks the host, with the pages as they are, and takes its answer', () => {
    const asked: unknown[] = [];
    const body = `(func (export "call") (i32.store (i32.const 0) (memory.grow (i32.const 3))) (i32.store (i32.const 4) (memory.grow (i32.const -1))))`;
    const running = instantiate(prepared(contract(body)), {
      grow_memory: (pages) => {
        asked.push(pages);
        return asked.length === 1 ? 77 : -1;
      },
    });
    running.call();
    expect(asked).toEqual([3, -1]);
    expect([running.memory.getInt32(0, true), running.memory.getInt32(4, true)]).toEqual([77, -1]);
  });

  test('what the host adds is there at once', () => {
    const body = `(func (export "call") (if (i32.ne (memory.grow (i32.const 2)) (i32.const 1)) (then (unreachable)))
      (i32.store (i32.const 131072) (memory.size)))`;
    const running = instantiate(prepared(contract(body)));
    expect(running.call().trap).toBeUndefined();
    expect(running.memory.getInt32(131072, true)).toBe(3);
  });

  test('moves up no function that was called before', () => {
    const body = `(func (export "call") (i32.store (i32.const 0) (call $seven)) (i32.store (i32.const 4) (call_indirect (result i32) (i32.const 1))))
      (table funcref (elem $seven $eight)) (func $seven (result i32) (i32.const 7)) (func $eight (result i32) (i32.const 8))`;
    const running = instantiate(prepared(contract(body)));
    running.call();
    expect([running.memory.getInt32(0, true), running.memory.getInt32(4, true)]).toEqual([7, 8]);
  });
});
