import { expect } from 'vitest';
import { fromHex } from '../core/hex.ts';
import type { RefusedCode, RuntimeAdapter } from '../testkit/conformance/adapter.ts';
import { describeRuntime } from '../testkit/conformance/describe-runtime.ts';
import { readProbe } from '../testkit/conformance/read-probe.ts';
import { findRustToolchain } from './compiler/rust/toolchain.ts';
import { LIMITS } from './module/limits.ts';
import { wrapModule } from './module/envelope.ts';
import { assemble } from './module/module.testkit.ts';
import { wasm } from './module.ts';

const trap = (reason: RegExp): RefusedCode['outcome'] => ({
  status: 'trap',
  reason: expect.stringMatching(reason) as string,
});

const refused: readonly RefusedCode[] = [
  { name: 'what is no module', data: () => fromHex('6001'), outcome: trap(/^invalid deployment: /) },
  {
    name: 'a module that is cut short',
    data: () => wrapModule(assemble('(module)').subarray(0, 7)),
    outcome: trap(/^invalid module: /),
  },
  {
    name: 'a module that asks for more than the host gives',
    data: () =>
      wrapModule(assemble('(module (import "env" "now" (func)) (memory (export "memory") 1) (func (export "call")))')),
    outcome: trap(/^invalid module: .*now/),
  },
  {
    name: 'one byte more than a module may have',
    data: () => wrapModule(new Uint8Array(LIMITS.moduleBytes + 1)),
    outcome: { status: 'outOfGas' },
  },
];
const common = {
  runtime: wasm,
  refused,
  lacks: { create: 'the host interface has no call for it' },
} satisfies Partial<RuntimeAdapter>;

const rust = await findRustToolchain();

describeRuntime({
  ...common,
  name: 'Wasm with Rust',
  probe: { file: 'probe.rs', text: readProbe('Probe.rs') },
  endings: {
    trap: { status: 'trap', reason: 'unreachable' },
    // Rust keeps a stack of its own in memory, which ends first.
    recurse: { status: 'trap', reason: 'memory access out of bounds' },
    hoard: { status: 'trap', reason: 'unreachable' },
  },
  skipped:
    rust.found || process.env['INTERLEAVE_REQUIRE_ALL'] === '1' ? undefined : `${rust.message}; run: ${rust.install}`,
});

describeRuntime({
  ...common,
  name: 'Wasm with AssemblyScript',
  probe: { file: 'Probe.ts', text: readProbe('Probe.as') },
  endings: {
    trap: { status: 'trap', reason: 'unreachable' },
    recurse: { status: 'trap', reason: 'stack overflow' },
    hoard: { status: 'trap', reason: 'unreachable' },
  },
});
