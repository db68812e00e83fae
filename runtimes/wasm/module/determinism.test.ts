import { describe, expect, test } from 'vitest';
import { seeded } from '../../core/random.ts';
import { assemble, contract, instantiate, prepared } from './module.testkit.ts';
import { prepareModule } from './prepare.ts';

const F32_NAN = 0x7fc00000;
const F64_NAN = 0x7ff8000000000000n;
/** NaNs whose bits engines would carry through in their own ways: quiet and signalling, of both signs, with payloads. */
const F32_BITS = [0x7fc00001, 0xffc00000, 0x7f800001, 0xff812345];
const F64_BITS = [0x7ff8000000000001n, 0xfff8000000000000n, 0x7ff0000000000001n, 0xfff0123456789abcn];
const ONE_OPERAND = ['sqrt', 'ceil', 'floor', 'trunc', 'nearest'];
const TWO_OPERANDS = ['add', 'sub', 'mul', 'div', 'min', 'max'];

/** Runs an expression of floats and answers the bits of its result. */
function bitsOf(type: 'f32' | 'f64', expression: string): bigint {
  const running = instantiate(prepared(contract(`(func (export "call") (${type}.store (i32.const 0) ${expression}))`)));
  running.call();
  return type === 'f32' ? BigInt(running.memory.getUint32(0, true)) : running.memory.getBigUint64(0, true);
}

const f32 = (bits: number): string => `(f32.reinterpret_i32 (i32.const ${bits}))`;
const f64 = (bits: bigint): string => `(f64.reinterpret_i64 (i64.const ${bits}))`;

describe('NaN', () => {
  test.each(ONE_OPERAND)('%s is canonical', (name) => {
    for (const bits of F32_BITS) expect(bitsOf('f32', `(f32.${name} ${f32(bits)})`)).toBe(BigInt(F32_NAN));
    for (const bits of F64_BITS) expect(bitsOf('f64', `(f64.${name} ${f64(bits)})`)).toBe(F64_NAN);
  });

  test.each(TWO_OPERANDS)('%s is canonical', (name) => {
    for (const bits of F32_BITS) {
      expect(bitsOf('f32', `(f32.${name} ${f32(bits)} (f32.const 1))`)).toBe(BigInt(F32_NAN));
      expect(bitsOf('f32', `(f32.${name} (f32.const 1) ${f32(bits)})`)).toBe(BigInt(F32_NAN));
    }
    for (const bits of F64_BITS) {
      expect(bitsOf('f64', `(f64.${name} ${f64(bits)} (f64.const 1))`)).toBe(F64_NAN);
      expect(bitsOf('f64', `(f64.${name} (f64.const 1) ${f64(bits)})`)).toBe(F64_NAN);
    }
  });

  test('out of numbers: 0/0, inf-inf, sqrt(-1)', () => {
    expect(bitsOf('f32', '(f32.div (f32.const 0) (f32.const 0))')).toBe(BigInt(F32_NAN));
    expect(bitsOf('f64', '(f64.div (f64.const 0) (f64.const -0))')).toBe(F64_NAN);
    expect(bitsOf('f64', '(f64.sub (f64.const inf) (f64.const inf))')).toBe(F64_NAN);
    expect(bitsOf('f64', '(f64.sqrt (f64.const -1))')).toBe(F64_NAN);
  });

  test('promoted and demoted', () => {
    for (const bits of F32_BITS) expect(bitsOf('f64', `(f64.promote_f32 ${f32(bits)})`)).toBe(F64_NAN);
    for (const bits of F64_BITS) expect(bitsOf('f32', `(f32.demote_f64 ${f64(bits)})`)).toBe(BigInt(F32_NAN));
  });

  test('what only moves or signs bits keeps them', () => {
    for (const bits of F32_BITS) {
      expect(bitsOf('f32', f32(bits))).toBe(BigInt(bits));
      expect(bitsOf('f32', `(f32.neg ${f32(bits)})`)).toBe(BigInt((bits ^ 0x80000000) >>> 0));
      expect(bitsOf('f32', `(f32.abs ${f32(bits)})`)).toBe(BigInt(bits & 0x7fffffff));
      expect(bitsOf('f32', `(f32.copysign ${f32(bits)} (f32.const -1))`)).toBe(BigInt((bits | 0x80000000) >>> 0));
    }
  });

  test('numbers are left alone', () => {
    expect(bitsOf('f64', '(f64.div (f64.const 1) (f64.const -0))')).toBe(0xfff0000000000000n);
    expect(bitsOf('f64', '(f64.mul (f64.const -0) (f64.const 5))')).toBe(0x8000000000000000n);
    expect(bitsOf('f32', '(f32.add (f32.const 1.5) (f32.const 2.25))')).toBe(0x40700000n);
  });

  test('both types in one function, beside locals of its own', () => {
    const body = `(local i32 f64) (local.set 1 (f64.div (f64.const 0) (f64.const 0)))
      (f32.demote_f64 (local.get 1)) (f32.const 1) (f32.add) (f64.promote_f32) (drop) (f64.store (i32.const 0) (local.get 1))`;
    const running = instantiate(prepared(contract(`(func (export "call") ${body})`)));
    running.call();
    expect(running.memory.getBigUint64(0, true)).toBe(F64_NAN);
  });
});

describe('an instance that is used again', () => {
  test.each<[string, string, boolean]>([
    ['plain', '', true],
    ['passive data', '(data $d "abc") (func (memory.init $d (i32.const 0) (i32.const 0) (i32.const 3)))', true],
    ['dropped data', '(data $d "abc") (func (data.drop $d))', false],
    ['dropped elements', '(table 1 funcref) (elem $e func 0) (func (elem.drop $e))', true],
    ['a mutable NaN', '(global (mut f64) (f64.const nan:0x123))', false],
    ['a NaN that stays', '(global f32 (f32.const nan:0x123))', true],
  ])('%s', (_, body, reusable) => {
    expect(prepared(contract(body)).reusable).toBe(reusable);
  });

  test('all mutable globals can be reached, and nothing else', () => {
    const module = prepared(
      contract(`(global $a (export "a") (mut i32) (i32.const 7)) (global i64 (i64.const 1)) (global $b (mut f64) (f64.const 2))
        (func (export "helper")) (func $init (global.set $a (i32.const 8))) (start $init)`),
    );
    expect(module.exports).toEqual({ gas: 'gas', stack: 'stack', start: 'start', globals: ['global0', 'global2'] });
    const { exports } = instantiate(module);
    expect(Object.keys(exports)).toEqual(['memory', 'call', 'global0', 'global2', 'gas', 'stack', 'start']);
    // The start function has not run.
    expect((exports['global0'] as WebAssembly.Global).value).toBe(7);
  });
});

describe('the output', () => {
  test('is the same for the same input, and holds no custom section', () => {
    const module = contract('(func $name (export "deploy") (drop (f32.sqrt (f32.const 2))))');
    const first = prepared(module);
    expect(prepared(module)).toEqual(first);
    expect(first.hasDeploy).toBe(true);
    expect(WebAssembly.Module.customSections(new WebAssembly.Module(first.code), 'name')).toEqual([]);
  });

  test('does not depend on where the input lies, and leaves it alone', () => {
    const module = contract('');
    const larger = new Uint8Array(module.length + 20);
    larger.set(module, 10);
    expect(prepared(larger.subarray(10, 10 + module.length))).toEqual(prepared(module));
    expect(larger.subarray(10, 10 + module.length)).toEqual(module);
  });

  test.each([
    ['none', '', 256],
    ['a smaller one', '100', 100],
    ['a larger one', '1000', 256],
  ])('declares a maximum of memory: %s', (_, maximum, pages) => {
    const wat = `(module (memory (export "memory") 1 ${maximum}) (func (export "call")))`;
    const memory = instantiate(prepared(assemble(wat))).exports['memory'] as WebAssembly.Memory;
    expect(memory.grow(pages - 1)).toBe(1);
    expect(() => memory.grow(1)).toThrow(RangeError);
  });
});

describe('malformed modules', () => {
  const whole = assemble(`(module
    (import "interleave" "caller" (func $caller (param i32)))
    (memory (export "memory") 1)
    (type $t (func (param i32) (result i32)))
    (table funcref (elem $f $f)) (elem $p func $f) (global $g (mut i64) (i64.const -1))
    (func $f (type $t) (if (result i32) (local.get 0) (then (f64.store (i32.const 8) (f64.sqrt (f64.const 2))) (i32.const 1))
      (else (call_indirect (type $t) (i32.const 0) (i32.const 1)))))
    (func (export "call") (local i32 f32) (loop $l (br_if $l (call $f (i32.const 0)))) (drop (memory.grow (i32.const 1)))
      (block (br_table 0 0 0 (i32.const 1))) (memory.fill (i32.const 0) (i32.const 0) (i32.const 9)) (call $caller (i32.const 0))
      (memory.init $d (i32.const 0) (i32.const 0) (i32.const 3)))
    (data $d "abc") (data (i32.const 0) "abc"))`);

  test('every truncation is an error with a place', () => {
    expect(prepareModule(whole).ok).toBe(true);
    for (let length = 0; length < whole.length; length++) {
      const result = prepareModule(whole.subarray(0, length));
      expect(result.ok ? `${length} bytes accepted` : result.error).toMatch(/byte \d|section: |not a valid/);
    }
  });

  test('changed bytes are an error, or a module that the engine compiles', () => {
    const random = seeded(7);
    let accepted = 0;
    const errors = new Set<string>();
    for (let i = 0; i < 6_000; i++) {
      const bytes = whole.slice();
      for (let k = random.below(3); k >= 0; k--) bytes[random.below(bytes.length)] = random.below(256);
      const result = prepareModule(bytes);
      if (!result.ok) {
        errors.add(result.error);
        continue;
      }
      accepted++;
      expect(() => new WebAssembly.Module(result.value.code)).not.toThrow();
    }
    expect(accepted).toBeGreaterThan(100);
    expect(errors.size).toBeGreaterThan(100);
    expect([...errors].filter((error) => error.includes('please report'))).toEqual([]);
  });

  test('noise behind a good beginning is an error', () => {
    const random = seeded(8);
    for (let i = 0; i < 2_000; i++) {
      const bytes = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...random.bytes(1 + random.below(60)));
      expect(prepareModule(bytes).ok).toBe(false);
    }
  });

  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'byte 0: not a WebAssembly module (a module begins with 00 61 73 6d)'],
    [
      'text',
      new TextEncoder().encode('(module)'),
      'byte 0: not a WebAssembly module (a module begins with 00 61 73 6d)',
    ],
    [
      'a component',
      Uint8Array.of(0, 0x61, 0x73, 0x6d, 13, 0, 1, 0),
      'byte 4: a component; compile to a core module (not for wasm32-wasip2)',
    ],
    ['another version', Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0), 'byte 4: not version 1 of WebAssembly'],
  ])('%s', (_, bytes, error) => {
    expect(prepareModule(bytes)).toEqual({ ok: false, error });
  });

  test('types that do not fit are an error', () => {
    const module = contract('(func (result i32) (i64.const 1) (drop) (i32.const 1))');
    // The last constant as an i64.
    const at = module.lastIndexOf(0x41);
    const changed = module.slice();
    changed[at] = 0x42;
    expect(prepareModule(changed)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/not a valid WebAssembly/),
    });
  });
});
