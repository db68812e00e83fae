/** Positions of what the compilers make, on real contracts; and debug information that is none. */
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../core/artifact.ts';
import { storageCell, type CellKey } from '../../core/cell.ts';
import { seeded } from '../../core/random.ts';
import type { StepEvent } from '../../core/step-trace.ts';
import type { DebugInfo, MachineView, VariableScope } from '../../sdk/debug-info.ts';
import { encodeFunctionData, parseAbi } from 'viem';
import { fromHex, quantity, toHex } from '../../core/hex.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { ALICE, LaneLedger, TARGET } from '../../rules/test-ledger.testkit.ts';
import { createAssemblyScriptCompiler } from '../compiler/assemblyscript/assemblyscript-compiler.ts';
import { createRustCompiler } from '../compiler/rust/rust-compiler.ts';
import { replay, StepRecorder } from '../execution/machine-replay.testkit.ts';
import { createLane } from '../executor.ts';
import { manifest } from '../manifest.ts';
import { unwrapModule } from '../module/envelope.ts';
import { debugInfo } from './debug-info.ts';
import { debugMachine } from './debug-machine.ts';
import type { WasmDebug } from './wasm-debug.ts';

const EXAMPLES = join(import.meta.dirname, '../../../resources/examples');
const compilers = { rs: createRustCompiler(), ts: createAssemblyScriptCompiler() };
afterAll(() => Promise.all([compilers.rs.close(), compilers.ts.close()]));

async function artifactOf(example: string, file: string): Promise<Artifact> {
  const workspace = join(EXAMPLES, example);
  const result = await compilers[file.endsWith('.rs') ? 'rs' : 'ts'].compile({
    file: join(workspace, file),
    workspace,
  });
  const artifact = result.ok ? result.value.artifacts[0] : undefined;
  if (artifact === undefined) throw new Error(JSON.stringify(result));
  return artifact;
}

function infoOf(artifact: Artifact): DebugInfo {
  const info = debugInfo(artifact);
  if (info === undefined) throw new Error('no debug information');
  return info;
}

const ABI = parseAbi(['function transfer(address to, uint256 value) returns (bool)']);
const TO = '0x1111111111111111111111111111111111111111';

/** The sender's balance is a mapping's value at slot 3. */
const KEY = fromHex(ALICE.padStart(64, '0') + '3'.padStart(64, '0'));
const BALANCE = toHex(keccak256(KEY));

/** Steps of a transfer that fails for lack of tokens. */
async function steps(artifact: Artifact, value = 5n, balance = 0n): Promise<readonly StepEvent[]> {
  const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
  const recorder = new StepRecorder();
  ledger.tracer = recorder;
  const opened = unwrapModule(artifact.code);
  if (!opened.ok) throw new Error(opened.error);
  ledger.install(TARGET, opened.value.module.slice());
  if (balance > 0n) ledger.cells.set(storageCell(TARGET, '', BALANCE), quantity(balance));
  await ledger.run({ data: fromHex(encodeFunctionData({ abi: ABI, args: [TO, value] }).slice(2)) });
  return recorder.take();
}

/** Lines of the contract that the steps visit, each as often as it begins anew. */
function linesOf(info: DebugInfo, events: readonly StepEvent[]): readonly string[] {
  const lines: string[] = [];
  for (const event of events) {
    if (event.kind !== 'step') continue;
    const position = info.position(event.offset);
    if (position === undefined || position.isGenerated) continue;
    const { file, line } = position.span;
    const text =
      info.sources
        .find(({ path }) => path === file)
        ?.text.split('\n')
        [line - 1]?.trim() ?? '?';
    if (lines.at(-1) !== text) lines.push(text);
  }
  return lines;
}

const MOST_SCOPES = 60;

/** Scopes at each step of a function of the contract. */
function scopesAt(info: DebugInfo, events: readonly StepEvent[], fn: string): readonly (readonly VariableScope[])[] {
  const found: (readonly VariableScope[])[] = [];
  const cells = new Map<CellKey, string>();
  const enter = events.find((event) => event.kind === 'enter');
  if (enter?.kind !== 'enter') return [];
  for (const [at, event] of events.entries()) {
    if (event.kind === 'cell') cells.set(event.key, event.value);
    if (event.kind !== 'step') continue;
    const { memory, calls } = replay(events, at);
    const call = calls.at(-1);
    if (call === undefined || info.functionName(call.fn) !== fn) continue;
    const view: MachineView = {
      frame: enter.frame,
      offset: event.offset,
      call: { entry: call.fn, height: 0 },
      stack: [],
      memory,
      locals: call.locals,
      cell: (key) => cells.get(key),
      touched: (account) => [...cells.keys()].filter((key) => key.startsWith(account)),
      preimages: new Map([[BALANCE, KEY]]),
    };
    found.push(info.variables(view));
    if (found.length >= MOST_SCOPES) break;
  }
  return found;
}

test('locals of Rust and what the contract keeps have the values that it was given', async () => {
  const artifact = await artifactOf('tokens', 'contracts/token.rs');
  const info = infoOf(artifact);
  const balance = 2n ** 200n + 77n;
  const scopes = scopesAt(info, await steps(artifact, balance + 1n, balance), 'Token::move_tokens');
  const last = scopes.at(-1) ?? [];
  expect(last.find(({ kind }) => kind === 'locals')?.variables).toMatchObject([
    { name: 'balance', type: 'U256', value: String(balance), compare: balance },
  ]);
  expect(last.find(({ kind }) => kind === 'state')?.variables).toMatchObject([
    { name: `balances[0x${ALICE}]`, value: String(balance), compare: balance, cell: storageCell(TARGET, '', BALANCE) },
  ]);
});

describe.each([
  [
    'Rust',
    'contracts/token.rs',
    [
      'self.move_tokens(msg::sender(), to, value);',
      'let balance = self.balances.get(from);',
      'require(balance >= value, InsufficientBalance { sender: from, balance, needed: value });',
    ],
  ],
  [
    'AssemblyScript',
    'contracts/token.ts',
    [
      'this.move(msg.sender, to, value);',
      'const balance = this.balances[from];',
      'require(balance >= value, new InsufficientBalance(from, balance, value));',
    ],
  ],
] as const)('%s', (_, file, expected) => {
  test('steps visit the lines that the source has, in the order of the source', async () => {
    const artifact = await artifactOf('tokens', file);
    const info = infoOf(artifact);
    const visited = linesOf(info, await steps(artifact));
    expect(
      visited
        .filter((line) => (expected as readonly string[]).includes(line))
        .filter((line, i, all) => line !== all[i - 1]),
    ).toEqual(expected);
    // Of the contract nothing else runs: neither what other functions do, nor what comes behind the refusal.
    expect(visited.filter((line) => /emit|allowance|supply/i.test(line) && !line.startsWith('contract!'))).toEqual([]);
  });

  test('a line has offsets, which lie on it; a line of a comment has none', async () => {
    const info = infoOf(await artifactOf('tokens', file));
    const [source] = info.sources;
    const text = source?.text.split('\n') ?? [];
    const path = source?.path ?? '';
    expect(path).toBe(join(EXAMPLES, 'tokens', file));
    const line = text.findIndex((one) => one.trim() === expected[1]) + 1;
    const offsets = info.offsetsOfLine(path, line);
    expect(offsets.length).toBeGreaterThan(0);
    for (const offset of offsets)
      expect(info.position(offset)).toMatchObject({ span: { file: path, line }, isGenerated: false });
    expect(info.offsetsOfLine(path, 1)).toEqual([]);
    expect(info.offsetsOfLine('/elsewhere', line)).toEqual([]);
  });

  test('functions have the names of the source', async () => {
    const artifact = await artifactOf('tokens', file);
    const info = infoOf(artifact);
    const called = (await steps(artifact)).flatMap((event) =>
      event.kind === 'call' ? [info.functionName(event.function)] : [],
    );
    const move = file.endsWith('.rs') ? 'Token::move_tokens' : 'Token.move';
    expect(called).toContain(move);
    const [entry] = info.entriesOf(move.split(/::|\./).at(-1) ?? '');
    expect(info.functionName(entry ?? -1)).toBe(move);
    expect(info.entriesOf(move.replace('::', '.'))).toEqual([entry]);
    expect(info.entriesOf('nothing')).toEqual([]);
  });

  test('information that is damaged says nothing, or something', async () => {
    const artifact = await artifactOf('tokens', file);
    const debug = artifact.debug as WasmDebug;
    const bytes = gunzipSync(Buffer.from(debug.data, 'base64'));
    const random = seeded(7);
    const sites = (await steps(artifact))
      .flatMap((event) => (event.kind === 'step' ? [event.offset] : []))
      .slice(0, 200);
    for (let i = 0; i < 15; i++) {
      const damaged = new Uint8Array(bytes);
      for (let k = 0; k < 1 + i * 4; k++) damaged[random.below(damaged.length)] = random.below(256);
      const info = debugInfo({ ...artifact, debug: { ...debug, data: gzipSync(damaged).toString('base64') } });
      if (info === undefined) continue;
      for (const offset of sites) expect(() => info.position(offset)).not.toThrow();
    }
    for (const wrong of [
      undefined,
      {},
      { ...debug, data: 'nonsense' },
      { ...debug, sources: [{}] },
      { ...debug, kind: 'other' },
    ])
      expect(debugInfo({ ...artifact, debug: wrong })).toBeUndefined();
  });
});

test('instructions have the names of the specification', () => {
  const named = [0x00, 0x10, 0x20, 0x36, 0x41, 0x5a, 0x6a, 0x8a, 0xa6, 0xc4].map((code) =>
    debugMachine.instructionName(code),
  );
  expect(named).toEqual([
    ...[
      'unreachable',
      'call',
      'local.get',
      'i32.store',
      'i32.const',
      'i64.ge_u',
      'i32.add',
      'i64.rotr',
      'f64.copysign',
    ],
    'i64.extend32_s',
  ]);
  expect(debugMachine.instructionName(0xff)).toBe('0xff');
});
