import { describe, expect, test } from 'vitest';
import { seeded } from '../../core/random.ts';
import type { StepEvent } from '../../core/step-trace.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import { ALICE, LaneLedger, TARGET, type Ran } from '../../rules/test-ledger.testkit.ts';
import { createLane } from '../executor.ts';
import { manifest } from '../manifest.ts';
import { assemble, instantiate, prepared, type Running } from '../module/module.testkit.ts';
import { randomProgram } from '../module/random-program.testkit.ts';
import { FrameTrace, StepBudget } from './frame-trace.ts';
import { replay, StepRecorder } from './machine-replay.testkit.ts';

/** A module that tells what it does, without a lane. */
function traced(
  module: Uint8Array,
  steps?: number,
): {
  readonly running: Running;
  readonly recorder: StepRecorder;
  readonly trace: FrameTrace;
} {
  const made = prepared(module, 'traced');
  if (made.trace === undefined) throw new Error('no trace');
  const recorder = new StepRecorder();
  const told: { trace?: FrameTrace } = {};
  const running = instantiate(made, {
    trace_call: (index) => void told.trace?.call(Number(index)),
    trace_return: () => void told.trace?.return(),
    trace_step: (site) => void told.trace?.step(Number(site)),
    trace_local32: (local, bits) => void told.trace?.local32(Number(local), Number(bits)),
    trace_local64: (local, low, high) => void told.trace?.local64(Number(local), Number(low), Number(high)),
    trace_store: (address, site) => void told.trace?.stored(Number(address), Number(site)),
    trace_bulk: (target, length) => void told.trace?.wroteBulk(Number(target), Number(length)),
  });
  const tracing = running.exports['tracing'] as WebAssembly.Global<number>;
  const instance = {
    memory: running.exports['memory'] as WebAssembly.Memory,
    set tracing(isTold: boolean) {
      tracing.value = isTold ? 1 : 0;
    },
  };
  const trace = new FrameTrace(recorder, made.trace, instance, new StepBudget(steps));
  told.trace = trace;
  trace.begin();
  return { running, recorder, trace };
}

const memoryOf = ({ memory }: Running): string => toHex(new Uint8Array(memory.buffer));

describe('random programs, traced', () => {
  test('do and cost what they do and cost untraced; what they tell comes to what they have done', () => {
    const limit = 20_000n;
    let ended = 0;
    for (let seed = 0; seed < 150; seed++) {
      const module = assemble(randomProgram(seeded(seed)).wat);
      const plain = instantiate(prepared(module));
      const { running, recorder, trace } = traced(module);
      const expected = plain.call(limit);
      expect([seed, running.call(limit)]).toEqual([seed, expected]);
      expect(running.stack.value).toBe(plain.stack.value);
      expect(memoryOf(running) === memoryOf(plain)).toBe(true);
      const { memory, calls } = replay(recorder.take());
      expect([seed, toHex(memory) === memoryOf(running)]).toEqual([seed, true]);
      if (expected.trap !== undefined) continue;
      ended++;
      expect([seed, calls.length, trace.units]).toEqual([seed, 0, Number(expected.used)]);
    }
    expect(ended).toBeGreaterThan(75);
  });
});

const stepsOf = (events: readonly StepEvent[]): number[] =>
  events.flatMap((event) => (event.kind === 'step' ? [event.offset] : []));

describe('a traced module', () => {
  test('tells each instruction by its place in the original, in the order in which they run', () => {
    const module = assemble(`(module (memory (export "memory") 1)
      (func $f (param i32) (result i32) (if (result i32) (local.get 0) (then (return (i32.const 5))) (else (i32.const 6))))
      (func (export "call") (local i32) (local.set 0 (call $f (i32.const 0))) (drop (call $f (local.get 0)))))`);
    const { running, recorder } = traced(module);
    running.call();
    const events = recorder.take();
    const opcodes = events.flatMap((event) => (event.kind === 'step' ? [[event.opcode, module[event.offset]]] : []));
    for (const [told, there] of opcodes) expect(told).toBe(there);
    // i32.const, call, local.get, if, i32.const, local.set; local.get, call, local.get, if, i32.const, return; drop.
    expect(opcodes.map(([told]) => told)).toEqual([
      ...[0x41, 0x10, 0x20, 0x04, 0x41, 0x21],
      ...[0x20, 0x10, 0x20, 0x04, 0x41, 0x0f, 0x1a],
    ]);
    const calls = events.flatMap((event) =>
      event.kind === 'call' ? [`call ${event.function}`] : event.kind === 'return' ? ['return'] : [],
    );
    expect(calls).toEqual(['call 1', 'call 0', 'return', 'call 0', 'return', 'return']);
  });

  test('tells locals of every type, with all their bits', () => {
    const module = assemble(`(module (memory (export "memory") 1)
      (func $f (param i32 i64 f32 f64) (local i32 i64 f32 f64)
        (local.set 4 (i32.const -2)) (drop (local.tee 5 (i64.const 0x123456789abcdef0)))
        (local.set 6 (f32.const -1.5)) (drop (local.tee 7 (f64.const nan:0x8000000000001))))
      (func (export "call") (call $f (i32.const 7) (i64.const -3) (f32.const 2) (f64.const 0.1))))`);
    const { running, recorder } = traced(module);
    running.call();
    const events = recorder.take();
    const { calls } = replay(
      events,
      events.findIndex(({ kind }) => kind === 'return'),
    );
    expect([...(calls.at(-1)?.locals ?? [])].map(([slot, value]) => [slot, toHex(value)])).toEqual([
      [0, '7f07000000'],
      [1, '7efdffffffffffffff'],
      [2, '7d00000040'],
      [3, '7c9a9999999999b93f'],
      [4, '7ffeffffff'],
      [5, '7ef0debc9a78563412'],
      [6, '7d0000c0bf'],
      [7, '7c010000000000f87f'],
    ]);
  });

  test('tells what stores, copies, fills and initialisations write, and how memory begins', () => {
    const stores = [
      '(i32.store offset=3 (i32.const 8) (i32.const -2))',
      '(i64.store (i32.const 20) (i64.const 0x1122334455667788))',
      '(f32.store (i32.const 30) (f32.const 1.5))',
      '(f64.store offset=1 (i32.const 40) (f64.const -0.1))',
      '(i32.store8 (i32.const 50) (i32.const 0x1ff))',
      '(i32.store16 (i32.const 52) (i32.const 0x1ff12))',
      '(i64.store8 (i32.const 55) (i64.const 0x1fe))',
      '(i64.store16 (i32.const 57) (i64.const 0x1ff13))',
      '(i64.store32 (i32.const 60) (i64.const 0x1ff1345678))',
      '(memory.fill (i32.const 70) (i32.const 9) (i32.const 11))',
      '(memory.copy (i32.const 90) (i32.const 1) (i32.const 100))',
      '(memory.init 1 (i32.const 200) (i32.const 1) (i32.const 3))',
    ];
    const module = assemble(`(module (memory (export "memory") 1) (data (i32.const 5) "begin") (data "passive")
      (func (export "call") ${stores.join(' ')}))`);
    const { running, recorder } = traced(module);
    expect(running.call()).not.toHaveProperty('trap');
    const events = recorder.take();
    const { memory } = replay(events);
    expect(toHex(memory) === memoryOf(running)).toBe(true);
    expect(new TextDecoder().decode(memory.subarray(5, 10))).toBe('begin');
    expect(new TextDecoder().decode(memory.subarray(200, 203))).toBe('ass');
    expect(events.filter(({ kind }) => kind === 'memory')).toHaveLength(1 + stores.length);
  });

  test('tells so many steps and no more; it goes on', () => {
    const module = assemble(`(module (memory (export "memory") 1) (func (export "call") (local i32)
      (loop (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 1000))))
      (i32.store (i32.const 0) (local.get 0))))`);
    const { running, recorder } = traced(module, 50);
    expect(running.call()).toEqual(instantiate(prepared(module)).call());
    expect(running.memory.getInt32(0, true)).toBe(1000);
    const events = recorder.take();
    expect(events.filter(({ kind }) => kind === 'step')).toHaveLength(50);
    expect(events.filter(({ kind }) => kind === 'memory')).toEqual([]);
    // Once, and behind the last of them.
    expect(events.filter(({ kind }) => kind === 'cut')).toHaveLength(1);
    const last = (kind: StepEvent['kind']): number => events.findLastIndex((event) => event.kind === kind);
    expect(last('cut')).toBeGreaterThan(last('step'));
  });

  test('a module without a listener imports and costs what it did', () => {
    const module = assemble(randomProgram(seeded(3)).wat);
    const made = prepared(module);
    expect(made.trace).toBeUndefined();
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(made.code)).map(({ name }) => name);
    expect(imports.filter((name) => name.startsWith('trace_'))).toEqual([]);
  });
});

const IMPORTS = `
  (import "interleave" "input_read" (func $input_read (param i32 i32 i32)))
  (import "interleave" "finish" (func $finish (param i32 i32)))
  (import "interleave" "revert" (func $revert (param i32 i32)))
  (import "interleave" "caller" (func $caller (param i32)))
  (import "interleave" "storage_store" (func $store (param i32 i32)))
  (import "interleave" "storage_load" (func $load (param i32 i32)))
  (import "interleave" "keccak256" (func $keccak (param i32 i32 i32)))
  (import "interleave" "gas_left" (func $gas_left (result i64)))
  (import "interleave" "call" (func $call_out (param i32 i32 i64 i32 i32) (result i32)))
  (import "interleave" "return_read" (func $return_read (param i32 i32 i32)))`;

const contract = (body: string, more = ''): Uint8Array =>
  assemble(`(module ${IMPORTS} (memory (export "memory") 1) ${more} (func (export "call") ${body}))`);

/** Untraced and traced: both must come to the same. */
async function both(
  module: Uint8Array,
  data = fromHex(''),
  gas = 30_000n,
): Promise<{ ran: Ran; events: readonly StepEvent[] }> {
  const results: Ran[] = [];
  const recorder = new StepRecorder();
  for (const tracer of [undefined, recorder]) {
    const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
    ledger.tracer = tracer;
    ledger.install(TARGET, module);
    ledger.install(CALLEE, assembleCallee());
    results.push(await ledger.run({ data, gasLimit: gas }));
  }
  const [plain, ran] = results as [Ran, Ran];
  expect({ ...ran, outcome: ran.outcome }).toEqual({ ...plain, outcome: plain.outcome });
  return { ran, events: recorder.take() };
}

const CALLEE = ALICE.replace('a11ce', 'ca11e') as typeof ALICE;
const assembleCallee = (): Uint8Array =>
  contract(
    '(local i32) (local.set 0 (i32.const 77)) (i32.store (i32.const 0) (local.get 0)) (call $finish (i32.const 0) (i32.const 4))',
  );

describe('a traced frame', () => {
  test('host functions tell what they write; the gas of steps goes up to what the frame has used', async () => {
    const body = `
      (i32.store8 (i32.const 31) (i32.const 7)) (i32.store8 (i32.const 63) (i32.const 9))
      (call $store (i32.const 0) (i32.const 32)) (call $load (i32.const 0) (i32.const 64))
      (call $keccak (i32.const 0) (i32.const 32) (i32.const 96)) (call $caller (i32.const 128)) (call $input_read (i32.const 160) (i32.const 0) (i32.const 8))
      (drop (memory.grow (i32.const 1)))
      (call $finish (i32.const 0) (i32.const 192))`;
    const { ran, events } = await both(contract(body), fromHex('010203'), 1_000_000n);
    const { memory } = replay(events);
    expect(memory).toHaveLength(2 * 65_536);
    expect(ran.outcome).toEqual({ status: 'success', output: memory.slice(0, 192) });
    const used = events.flatMap((event) => (event.kind === 'step' ? [event.used] : []));
    expect(used.every((gas, i) => gas >= (used[i - 1] ?? 0n))).toBe(true);
    const left = events.flatMap((event) => (event.kind === 'leave' ? [event.gasLeft] : []));
    const [enter] = events.flatMap((event) => (event.kind === 'enter' ? [event.frame] : []));
    const all = (enter?.gas ?? 0n) - (left[0] ?? 0n);
    // The last instruction calls `finish`: its own price is not in what was used before it.
    expect(all - (used.at(-1) ?? 0n)).toBeLessThanOrEqual(2n);
    expect(used.at(-1)).toBeLessThanOrEqual(all);
  });

  test.each([
    ['a trap', 'unreachable'],
    ['out of gas', '(loop (br 0))'],
    ['a revert', '(call $revert (i32.const 0) (i32.const 4))'],
    ['too deep a recursion', '(call $f)'],
    ['gas that it reads', '(i64.store (i32.const 0) (call $gas_left)) (call $finish (i32.const 0) (i32.const 8))'],
  ])('%s is the same', async (_, body) => {
    const { events } = await both(contract(body, '(func $f (call $f))'));
    expect(events.filter(({ kind }) => kind === 'leave')).toHaveLength(1);
    expect(stepsOf(events).length).toBeGreaterThan(0);
  });

  test('a frame in it has memory and locals of its own', async () => {
    const body = `(local i32) (local.set 0 (i32.const 5))
      (memory.copy (i32.const 0) (i32.const 200) (i32.const 20))
      (drop (call $call_out (i32.const 0) (i32.const 64) (i64.const -1) (i32.const 0) (i32.const 0)))
      (call $return_read (i32.const 100) (i32.const 0) (i32.const 4)) (call $finish (i32.const 100) (i32.const 4))`;
    const { ran, events } = await both(contract(body, `(data (i32.const 200) "${CALLEE.replace(/../g, '\\$&')}")`));
    expect(ran.outcome).toEqual({ status: 'success', output: fromHex('4d000000') });
    const kinds = events.flatMap((event) =>
      event.kind === 'enter' ? [`enter ${event.frame.code}`] : event.kind === 'leave' ? ['leave'] : [],
    );
    expect(kinds).toEqual([`enter ${TARGET}`, `enter ${CALLEE}`, 'leave', 'leave']);
    const inner = events.slice(
      events.findLastIndex(({ kind }) => kind === 'enter'),
      events.findIndex(({ kind }) => kind === 'leave'),
    );
    expect(replay(inner).calls.at(-1)?.locals.get(0)).toEqual(fromHex('7f4d000000'));
  });
});
