import { describe, expect, test } from 'vitest';
import { seeded } from '../../core/random.ts';
import { assemble, instantiate, prepared } from './module.testkit.ts';

const BYTES = 4096;

/** Runs a program as it is and prepared, on the same memory; both memories behind it. */
function both(wat: string, seed: number): { readonly original: Uint8Array; readonly instrumented: Uint8Array } {
  const module = assemble(`(module (memory (export "memory") 1) ${wat})`);
  const plain = new WebAssembly.Instance(new WebAssembly.Module(module)).exports as {
    memory: WebAssembly.Memory;
    call: () => void;
  };
  const running = instantiate(prepared(module));
  const input = seeded(seed).bytes(BYTES);
  new Uint8Array(plain.memory.buffer).set(input);
  new Uint8Array(running.memory.buffer).set(input);
  plain.call();
  expect(running.call()).not.toHaveProperty('trap');
  return { original: new Uint8Array(plain.memory.buffer), instrumented: new Uint8Array(running.memory.buffer) };
}

describe('prepared programs do what they did', () => {
  test('quicksort', () => {
    const sort = `
      (func $sort (param $from i32) (param $to i32) (local $i i32) (local $j i32) (local $pivot i32) (local $swap i32)
        (if (i32.ge_s (local.get $from) (local.get $to)) (then (return)))
        (local.set $pivot (i32.load (i32.and (i32.shr_u (i32.add (local.get $from) (local.get $to)) (i32.const 1)) (i32.const -4))))
        (local.set $i (i32.sub (local.get $from) (i32.const 4)))
        (local.set $j (i32.add (local.get $to) (i32.const 4)))
        (block $done (loop $part
          (loop $up (local.set $i (i32.add (local.get $i) (i32.const 4)))
            (br_if $up (i32.lt_u (i32.load (local.get $i)) (local.get $pivot))))
          (loop $down (local.set $j (i32.sub (local.get $j) (i32.const 4)))
            (br_if $down (i32.gt_u (i32.load (local.get $j)) (local.get $pivot))))
          (br_if $done (i32.ge_s (local.get $i) (local.get $j)))
          (local.set $swap (i32.load (local.get $i)))
          (i32.store (local.get $i) (i32.load (local.get $j)))
          (i32.store (local.get $j) (local.get $swap))
          (br $part)))
        (call $sort (local.get $from) (local.get $j))
        (call $sort (i32.add (local.get $j) (i32.const 4)) (local.get $to)))
      (func (export "call") (call $sort (i32.const 0) (i32.const ${BYTES - 4})))`;
    const { original, instrumented } = both(sort, 1);
    expect(instrumented).toEqual(original);
    const words = new Uint32Array(instrumented.buffer, 0, BYTES / 4);
    expect(words).toEqual(words.toSorted());
  });

  test('mixing of 64-bit words with several results', () => {
    const mix = `
      (global $round (mut i64) (i64.const 0x9e3779b97f4a7c15))
      (func $quarter (param i64 i64) (result i64 i64)
        (local.set 0 (i64.add (local.get 0) (i64.mul (local.get 1) (global.get $round))))
        (i64.rotl (i64.xor (local.get 1) (local.get 0)) (i64.const 23))
        (i64.xor (local.get 0) (i64.shr_u (local.get 0) (i64.extend_i32_u (i32.wrap_i64 (i64.and (local.get 1) (i64.const 63)))))))
      (func (export "call") (local $at i32) (local $a i64) (local $b i64)
        (loop $words
          (i64.load (local.get $at)) (i64.load offset=8 (local.get $at))
          (block $mixed (param i64 i64) (result i64 i64)
            (loop $again (param i64 i64) (result i64 i64)
              (call $quarter)
              (local.set $b) (local.tee $a) (local.get $b)
              (br_if $mixed (i64.eqz (i64.and (local.get $a) (i64.const 7))))
              (global.set $round (i64.add (global.get $round) (i64.const 1)))
              (br $again)))
          (local.set $b) (local.set $a)
          (i64.store (local.get $at) (local.get $a)) (i64.store offset=8 (local.get $at) (local.get $b))
          (br_if $words (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (i32.const ${BYTES})))))`;
    const { original, instrumented } = both(mix, 2);
    expect(instrumented).toEqual(original);
    expect(instrumented.subarray(0, BYTES)).not.toEqual(seeded(2).bytes(BYTES));
  });

  test('floats without NaN, through a table of functions', () => {
    const floats = `
      (type $f (func (param f64) (result f64)))
      (table funcref (elem $half $root $square $sign))
      (func $half (type $f) (f64.div (local.get 0) (f64.const 3)))
      (func $root (type $f) (f64.sqrt (f64.abs (local.get 0))))
      (func $square (type $f) (f64.promote_f32 (f32.mul (f32.demote_f64 (local.get 0)) (f32.const 1.7))))
      (func $sign (type $f) (f64.copysign (f64.min (local.get 0) (f64.const 1e6)) (f64.neg (local.get 0))))
      (func (export "call") (local $at i32)
        (loop $words
          (f64.store (local.get $at)
            (call_indirect (type $f)
              (f64.convert_i64_s (i64.load (local.get $at)))
              (i32.and (i32.load8_u (local.get $at)) (i32.const 3))))
          (br_if $words (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 8))) (i32.const ${BYTES})))))`;
    const { original, instrumented } = both(floats, 3);
    expect(instrumented).toEqual(original);
  });

  test('what compilers write: long table indices, typed select, expressions in element segments, br_table', () => {
    const newer = `
      (type $t (func (result i32)))
      (table $unused 1 funcref) (table $t1 4 4 funcref)
      (elem (table $t1) (i32.const 0) funcref (item (ref.func $one)) (item (ref.null func)) (item (ref.func $two)))
      (elem declare func $one) (elem funcref (item (ref.func $two)))
      (func $one (result i32) (i32.const 1)) (func $two (result i32) (i32.const 2))
      (func $case (param i32) (result i32)
        (block $d (block $c (block $b (block $a (br_table $a $b $c $d (local.get 0)))
          (return (i32.const 10))) (return (call_indirect $t1 (type $t) (i32.const 0))))
          (return (call_indirect $t1 (type $t) (i32.const 2))))
        (select (result i32) (i32.const 5) (table.size $t1) (i32.extend8_s (local.get 0))))
      (func (export "call") (local $at i32)
        (loop $bytes
          (i32.store8 (local.get $at) (call $case (i32.load8_u (local.get $at))))
          (br_if $bytes (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (i32.const ${BYTES})))))`;
    const { original, instrumented } = both(newer, 4);
    expect(instrumented).toEqual(original);
    expect(new Set(instrumented.subarray(0, BYTES))).toEqual(new Set([10, 1, 2, 5]));
  });

  test('a table index of several bytes', () => {
    const wat = `(module (memory (export "memory") 1) (table 1 funcref) (func (export "call") (call_indirect (i32.const 0))))`;
    const module = assemble(wat);
    // call_indirect 0 0 becomes call_indirect 0 0x80 0x80 0x80 0x80 0x00, as linkers write it; the body is 4 bytes longer.
    const at = module.lastIndexOf(0x11);
    const longer = Uint8Array.from([...module.subarray(0, at + 2), 0x80, 0x80, 0x80, 0x80, ...module.subarray(at + 2)]);
    const body = module.subarray(0, at).lastIndexOf(0x0a);
    for (const size of [body + 1, body + 3]) longer[size] = (longer[size] as number) + 4;
    expect(WebAssembly.validate(longer)).toBe(true);
    expect(prepared(longer)).toEqual(prepared(module));
  });
});
