/** Traces by hand: frames, instructions and what they do, as lanes write them. */
import { accountId, type AccountId, type CellKey } from '../core/cell.ts';
import { Writer } from '../core/codec.ts';
import { writeStepEvent, type StepEvent, type TracedFrame } from '../core/step-trace.ts';
import type { CodePosition, DebugInfo, Variable } from '../sdk/debug-info.ts';
import { buildTimeline } from './build-timeline.ts';
import { Debugger, type DebugNames } from './debugger.ts';
import type { Timeline } from './timeline.ts';

export const account = (digit: string): AccountId => accountId(digit.repeat(40));

export const frame = (more: Partial<TracedFrame> = {}): TracedFrame => ({
  runtime: 'evm',
  kind: 'call',
  caller: account('c'),
  account: account('a'),
  code: account('a'),
  value: 0n,
  gas: 1_000_000n,
  data: new Uint8Array(0),
  depth: 0,
  ...more,
});

export const enter = (more: Partial<TracedFrame> = {}): StepEvent => ({ kind: 'enter', frame: frame(more) });
export const leave = (more: Partial<Extract<StepEvent, { kind: 'leave' }>> = {}): StepEvent => ({
  kind: 'leave',
  status: 'success',
  output: new Uint8Array(0),
  gasLeft: 0n,
  reason: '',
  ...more,
});
export const step = (offset: number, opcode = 0x5b): StepEvent => ({
  kind: 'step',
  offset,
  opcode,
  used: BigInt(offset),
});
export const push = (...pushed: bigint[]): StepEvent => ({ kind: 'stack', popped: 0, pushed });
export const cell = (access: 'read' | 'write' | 'credit', name: string, value: string): StepEvent => ({
  kind: 'cell',
  access,
  key: `${account('a')}/${name}` as CellKey,
  value,
});

export function chunk(events: readonly StepEvent[]): Uint8Array {
  const writer = new Writer();
  for (const one of events) writeStepEvent(writer, one);
  return writer.finish();
}

/** Ten offsets a line, but none on line 5; offsets from 900 on are the compiler's own. 90 calls a function, 91 returns from one. The top of the stack is `top`. */
export function lineInfo(file: string): DebugInfo {
  const known = new Map<number, CodePosition>();
  return {
    precision: 'exact',
    sources: [{ path: file, text: 'a\nb\nc\n' }],
    position: (offset) => {
      const line = Math.floor(offset / 10) + 1;
      const position = known.get(offset) ?? {
        span: { file, line, column: 1, endLine: line, endColumn: 2 },
        isGenerated: offset >= 900,
      };
      known.set(offset, position);
      return position;
    },
    mark: (offset) => (offset % 100 === 90 ? 'in' : offset % 100 === 91 ? 'out' : undefined),
    functionName: (entry) => `f${entry}`,
    offsetsOfLine: (path, line) => (path === file && line > 0 && line !== 5 && line < 80 ? [(line - 1) * 10] : []),
    entriesOf: (name) => (name.startsWith('f') ? [Number(name.slice(1))] : []),
    variables: ({ stack }) => [{ kind: 'locals', title: 'Locals', variables: topOf(stack) }],
  };
}

function topOf(stack: readonly bigint[]): readonly Variable[] {
  const word = stack.at(-1);
  return word === undefined ? [] : [{ name: 'top', type: 'uint256', value: String(word), compare: word }];
}

export async function timelineOf(
  events: readonly (readonly StepEvent[])[],
  info = lineInfo('/a.sol'),
): Promise<Timeline> {
  const built = await buildTimeline({
    chunks: events.map(chunk),
    tells: (runtime) => (runtime === 'cil' ? 'nothing' : 'instructions'),
    infoOf: ({ runtime }) => (runtime === 'evm' ? info : undefined),
  });
  if (!built.ok) throw new Error(built.error);
  return built.value;
}

export const plainNames: DebugNames = {
  account: (id) => id.slice(0, 2),
  cell: (key) => key.slice(-1),
  cellValue: (_, value) => value,
  frame: ({ runtime, code }) => `${runtime}:${code.slice(0, 1)}`,
  event: () => 'Event()',
  failure: ({ leave: how }) => how?.status ?? '',
  text: (text) => text,
  accountNamed: (name) => (name === 'alice' ? account('e') : undefined),
};

export const debuggerOf = (timeline: Timeline): Debugger =>
  new Debugger({
    timeline,
    preimages: new Map(),
    machineOf: () => undefined,
    codeOf: () => undefined,
    names: plainNames,
  });
