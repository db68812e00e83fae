import { describe, expect, test } from 'vitest';
import { ByteWriter } from './byte-writer.ts';
import { HOST_FUNCTIONS } from './host-functions.ts';
import { assemble, contract, prepared, refusal } from './module.testkit.ts';
import { prepareModule } from './prepare.ts';

const inCall = (body: string, rest = ''): Uint8Array<ArrayBuffer> => contract(`${rest} (func (export "call") ${body})`);
const bare = (body: string): Uint8Array<ArrayBuffer> => assemble(`(module ${body})`);
const MEMORY = '(memory (export "memory") 1)';
const CALL = '(func (export "call"))';

/** A code section of one body. */
function codeOf(body: readonly number[]): number[] {
  const out = new ByteWriter();
  out.byte(1);
  out.bytes(Uint8Array.from(body));
  return [...out.view()];
}

/** A module of hand-made sections around an empty `call`; the code of `call` may be given. */
function sections(code: readonly number[], ...extra: { id: number; bytes: number[] }[]): Uint8Array<ArrayBuffer> {
  const all = [
    { id: 1, bytes: [1, 0x60, 0, 0] },
    { id: 3, bytes: [1, 0] },
    { id: 5, bytes: [1, 0, 1] },
    { id: 7, bytes: [2, 6, ...Buffer.from('memory'), 2, 0, 4, ...Buffer.from('call'), 0, 0] },
    { id: 10, bytes: codeOf([0, ...code, 0x0b]) },
  ].filter(({ id }) => !extra.some((other) => other.id === id));
  const out = new ByteWriter();
  out.op(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  for (const { id, bytes } of [...all, ...extra].sort((a, b) => a.id - b.id)) {
    out.byte(id);
    out.bytes(Uint8Array.from(bytes));
  }
  return out.finish();
}

describe('features', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['SIMD', inCall('(drop (i8x16.splat (i32.const 1)))'), /function 0, byte \d+: SIMD .*=-simd128/],
    ['a SIMD local', inCall('(local v128)'), /function 0, byte \d+: SIMD/],
    ['a SIMD parameter', contract('(func (param v128))'), /type section, byte \d+: SIMD/],
    ['SIMD in dead code', inCall('(unreachable) (drop (i8x16.splat (i32.const 1)))'), /SIMD/],
    ['atomics', inCall('(drop (i32.atomic.load (i32.const 0)))'), /threads and atomics .*=-atomics/],
    ['a shared memory', bare(`(memory (export "memory") 1 2 shared) ${CALL}`), /memory section.*shared memories/],
    ['an exception tag', inCall('', '(tag (param i32))'), /exception handling .*panic=abort/],
    ['throwing', sections([0x08, 0]), /exception handling/],
    ['try_table', sections([0x1f, 0x40, 0, 0x0b]), /exception handling/],
    ['a tail call', inCall('(return_call $f)', '(func $f)'), /tail calls .*=-tail-call/],
    ['an indirect tail call', inCall('(return_call_indirect (i32.const 0))', '(table 1 funcref)'), /tail calls/],
    ['a 64-bit memory', bare(`(memory (export "memory") i64 1) ${CALL}`), /64-bit memories .* wasm32/],
    ['a 64-bit table', sections([], { id: 4, bytes: [1, 0x70, 4, 1] }), /64-bit and shared tables/],
    ['two memories', bare(`${MEMORY} (memory 1) ${CALL}`), /multiple memories/],
    ['pages of another size', sections([], { id: 5, bytes: [1, 8, 1, 0] }), /pages of their own size/],
    ['a struct type', sections([], { id: 1, bytes: [2, 0x60, 0, 0, 0x5f, 0] }), /garbage-collected types/],
    ['a recursive group', sections([], { id: 1, bytes: [1, 0x4e, 1, 0x60, 0, 0] }), /garbage-collected types/],
    ['garbage collection', sections([0xfb, 0x1c, 0x1a]), /garbage-collected objects/],
    ['table.get', inCall('(drop (table.get 0 (i32.const 0)))', '(table 1 funcref)'), /references as values/],
    ['table.set', inCall('(table.set 0 (i32.const 0) (ref.null func))', '(table 1 funcref)'), /references as values/],
    ['table.set alone', sections([0x26, 0]), /tables cannot be changed \(table.set\)/],
    ['table.grow', sections([0xfc, 15, 0]), /tables cannot be changed \(table.grow\)/],
    ['table.fill', sections([0xfc, 17, 0]), /tables cannot be changed \(table.fill\)/],
    [
      'table.copy',
      inCall('(table.copy (i32.const 0) (i32.const 0) (i32.const 0))', '(table 1 funcref)'),
      /tables cannot be changed \(table.copy\)/,
    ],
    [
      'table.init',
      inCall('(table.init $e (i32.const 0) (i32.const 0) (i32.const 0))', '(table 1 funcref) (elem $e func)'),
      /tables cannot be changed \(table.init\)/,
    ],
    ['ref.func', inCall('(drop (ref.func 0))', '(elem declare func 0)'), /references as values/],
    ['externref', contract('(func (param externref))'), /references as values/],
    ['a table of externref', contract('(table 1 externref)'), /tables can only hold functions/],
    ['a global of funcref', contract('(global funcref (ref.null func))'), /references as values/],
    ['call_ref', sections([0x14, 0]), /typed function references/],
    ['wide arithmetic', sections([0xfc, 19]), /wide arithmetic/],
    ['an unknown instruction', sections([0xe0]), /unknown instruction 0xe0/],
    ['an unknown instruction after a prefix', sections([0xfc, 99]), /unknown instruction 0xfc 0x63/],
    [
      'an initial value that is computed',
      contract('(global i32 (i32.add (i32.const 1) (i32.const 2)))'),
      /must be one constant/,
    ],
  ])('%s is refused', (_, module, message) => {
    expect(refusal(module)).toMatch(message);
  });

  test('every opcode that is not in the table is refused, with and without prefix', () => {
    const accepted: number[] = [];
    for (let code = 0; code < 256; code++) {
      // Zeros serve as immediates; the engine refuses what then does not type.
      const answer = refusal(sections([code, 0, 0, 0, 0, 0, 0, 0, 0]));
      if (!/unknown instruction|not supported|cannot be changed/.test(answer)) accepted.push(code);
    }
    const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const control = [...range(0, 5), ...range(0x0b, 0x11), 0x1a, 0x1b, 0x1c];
    expect(accepted).toEqual([...control, ...range(0x20, 0x24), ...range(0x28, 0xc4), 0xfc]);
    const bulk = range(0, 255).filter(
      (code) =>
        !/unknown instruction|not supported|cannot be/.test(
          refusal(sections([0xfc, ...(code < 128 ? [code] : [code, 1]), 0, 0, 0])),
        ),
    );
    expect(bulk).toEqual([...range(0, 11), 13, 16]);
  });
});

describe('imports', () => {
  test.each<[string, string, RegExp]>([
    [
      'WASI',
      '"wasi_snapshot_preview1" "fd_write" (func)',
      /import section, byte \d+: import "wasi_snapshot_preview1.fd_write" is not available: there is no WASI/,
    ],
    ['the abort of AssemblyScript', '"env" "abort" (func)', /--use abort=/],
    ['wasm-bindgen', '"__wbindgen_placeholder__" "__wbindgen_throw" (func)', /wasm-bindgen needs/],
    ['a misspelt function', '"env" "storage_lod" (func)', /misspelt/],
    [
      'an unknown host function',
      '"interleave" "time" (func (result i64))',
      /"interleave.time" .* HOST-ABI.md lists them/,
    ],
    ['a name of every object', '"interleave" "constructor" (func)', /no function of that name/],
    [
      'the added import',
      '"interleave" "grow_memory" (func (param i32) (result i32))',
      /use the instruction memory.grow/,
    ],
    [
      'a wrong type',
      '"interleave" "caller" (func (param i64))',
      /has the type \(i64\) \(\) but must have \(i32\) \(\)/,
    ],
    ['a memory', '"env" "memory" (memory 1)', /is a memory; only functions .*--import-memory/],
    ['a table', '"env" "table" (table 1 funcref)', /is a table; only functions/],
    ['a global', '"env" "stack" (global (mut i32))', /is a global; only functions/],
  ])('%s is refused', (_, what, message) => {
    expect(refusal(bare(`(import ${what}) ${what.includes('memory 1') ? '' : MEMORY} ${CALL}`))).toMatch(message);
  });

  test('every host function is accepted with its type', () => {
    const imports = Object.entries(HOST_FUNCTIONS).map(([name, { params, results }]) => {
      const result = results.length > 0 ? `(result ${results.join(' ')})` : '';
      return `(import "interleave" "${name}" (func (param ${params.join(' ')}) ${result}))`;
    });
    expect(imports).toHaveLength(35);
    const { code } = prepared(bare(`${imports.join('\n')} ${MEMORY} ${CALL}`));
    expect(WebAssembly.Module.imports(new WebAssembly.Module(code)).map(({ name }) => name)).toEqual([
      ...Object.keys(HOST_FUNCTIONS),
      'grow_memory',
    ]);
  });
});

describe('exports', () => {
  test.each<[string, string, RegExp]>([
    ['no memory', CALL, /must export its memory as "memory"/],
    ['a memory of another name', `(memory (export "mem") 1) ${CALL}`, /must export its memory/],
    ['no call', MEMORY, /must export a function "call" without/],
    [
      'a call that is a global',
      `${MEMORY} (global (export "call") i32 (i32.const 1))`,
      /must export a function "call"/,
    ],
    ['a call with a parameter', `${MEMORY} (func (export "call") (param i32))`, /its "call" has the type \(i32\) \(\)/],
    [
      'a deploy with a result',
      `${MEMORY} ${CALL} (func (export "deploy") (result i32) (i32.const 1))`,
      /"deploy" .* or nothing of that name/,
    ],
    [
      'a host function as call',
      `(import "interleave" "caller" (func (param i32))) ${MEMORY} (export "call" (func 0))`,
      /must export a function "call"/,
    ],
  ])('%s is refused', (_, body, message) => {
    expect(refusal(bare(body))).toMatch(message);
  });
});

describe('limits', () => {
  const many = (count: number, text: string): string => `${text} `.repeat(count);
  /** Blocks in blocks; hand-made, since deep text is too much for the assembler. */
  const nested = (depth: number): Uint8Array =>
    sections(Array.from({ length: depth * 3 }, (_, i) => (i >= depth * 2 ? 0x0b : i % 2 === 0 ? 0x02 : 0x40)));
  /** `if`s in a function of 20,000 locals. */
  const branches = (count: number): Uint8Array => {
    const ifs = Array.from({ length: count }, () => [0x41, 0, 0x04, 0x40, 0x0b]).flat();
    return sections([], { id: 10, bytes: codeOf([1, 0xa0, 0x9c, 0x01, 0x7f, ...ifs, 0x0b]) });
  };
  test.each<[string, () => Uint8Array, RegExp]>([
    ['a module above 1 MiB', () => new Uint8Array((1 << 20) + 1), /1048577 bytes; the limit is 1048576/],
    ['a memory above 16 MiB', () => bare(`(memory (export "memory") 257) ${CALL}`), /257 pages .* the limit is 256/],
    ['a table', () => contract('(table 10001 funcref)'), /table of 10001 entries; the limit is 10000/],
    [
      'data beyond the memory',
      () => contract('(data (i32.const 65535) "ab")'),
      /2 bytes at 65535 in a memory of 65536/,
    ],
    ['data at a negative offset', () => contract('(data (i32.const -1) "")'), /at 4294967295/],
    [
      'elements beyond the table',
      () => contract('(table 1 funcref) (elem (i32.const 1) 0)'),
      /1 entries at 1 in a table of 1/,
    ],
    ['functions', () => contract(many(10_001, '(func)')), /10002 functions; the limit is 10000/],
    [
      'exports',
      () => contract(Array.from({ length: 1000 }, (_, i) => `(export "f${i}" (func 0))`).join(' ')),
      /1002 exports; the limit is 1000/,
    ],
    [
      'locals',
      () => sections([], { id: 10, bytes: [1, 6, 1, 0xd0, 0x86, 0x03, 0x7f, 0x0b] }),
      /function 0, byte \d+: more than 49990 locals/,
    ],
    [
      'locals of all functions',
      () => contract(many(21, `(func (local ${many(49_000, 'i32')}))`)),
      /function 21, byte \d+: more than 1000000 locals in all functions/,
    ],
    [
      'branches',
      () => sections([...Array.from({ length: 30_001 * 3 }, (_, i) => [0x02, 0x40, 0x0b][i % 3] as number)]),
      /30001 branches; the limit is 30000/,
    ],
    [
      'a large function',
      () => sections(new Array<number>((1 << 18) - 1).fill(1)),
      /function 0 has 262145 bytes; the limit is 262144/,
    ],
    ['nesting', () => nested(5_001), /blocks in each other/],
    ['locals times branches', () => branches(1001), /too many locals \(20000\) for so many branches \(1001\)/],
  ])('%s', (_, module, message) => {
    expect(refusal(module())).toMatch(message);
  });

  test('at the limits a module is accepted', () => {
    expect(prepared(bare(`(memory (export "memory") 256) (table 10000 funcref) ${CALL}`)).initialPages).toBe(256);
    prepared(contract('(data (i32.const 65534) "ab") (table 1 funcref) (elem (i32.const 0) 0)'));
    prepared(sections([], { id: 10, bytes: [1, 6, 1, 0xc6, 0x86, 0x03, 0x7f, 0x0b] }));
    prepared(nested(5_000));
    prepared(branches(1000));
  });

  test('announced sizes are not believed', () => {
    const huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
    for (const id of [1, 2, 3, 4, 5, 6, 7, 9, 10, 11]) {
      const result = prepareModule(sections([], { id, bytes: huge }));
      expect(result.ok ? 'accepted' : result.error).toMatch(/section, byte \d+: /);
    }
  });
});
