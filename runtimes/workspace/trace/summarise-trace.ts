/** Frames, cells and events of a trace: what happened across all runtimes, without the steps. */
import type { CellKey } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { StepEvent } from '../../core/step-trace.ts';
import type { CellNamer } from '../run/name-cells.ts';

export interface TraceSummary {
  /** In the order in which they begin: callers before callees. */
  readonly frames: readonly FrameSummary[];
  /** Cells that code or the transaction itself touched, in the order of first touch. */
  readonly cells: readonly CellSummary[];
  /** Those of frames that reverted included. */
  readonly events: readonly {
    readonly frame: number;
    readonly account: string;
    readonly topics: readonly string[];
    readonly data: string;
  }[];
  /** A runtime has not told all of its instructions. */
  readonly isCut: boolean;
}

export interface FrameSummary {
  readonly depth: number;
  readonly runtime: string;
  readonly kind: string;
  readonly caller: string;
  readonly account: string;
  readonly code: string;
  /** wei, decimal. */
  readonly value: string;
  /** Decimal. */
  readonly gas: string;
  readonly gasUsed: string;
  readonly status: string;
  /** The runtime's word for a trap, else empty. */
  readonly reason: string;
  readonly input: string;
  readonly output: string;
  /** Instructions of its own; 0 where the runtime tells no steps. */
  readonly steps: number;
}

export interface CellSummary {
  readonly name: string;
  readonly key: string;
  /** What was read first; null: it was never read. */
  readonly read: string | null;
  /** What was written last, reverted or not; null: nothing was. */
  readonly written: string | null;
  /** Sum of what was added without reading, decimal with a sign; null: nothing was. */
  readonly credited: string | null;
}

type Open = { -readonly [K in keyof FrameSummary]: FrameSummary[K] };

export function summarise(events: Iterable<StepEvent>, cellName: CellNamer): TraceSummary {
  const frames: Open[] = [];
  const open: { readonly at: number; readonly gas: bigint }[] = [];
  const cells = new Map<CellKey, CellSummary>();
  const logs: TraceSummary['events'][number][] = [];
  let isCut = false;
  for (const event of events) {
    const inner = open.at(-1);
    const frame = frames[inner?.at ?? -1];
    if (event.kind === 'enter') {
      open.push({ at: frames.length, gas: event.frame.gas });
      frames.push(begin(event));
    } else if (event.kind === 'leave') {
      if (frame !== undefined && inner !== undefined) end(frame, event, inner.gas);
      open.pop();
    } else if (event.kind === 'step') {
      if (frame !== undefined) frame.steps++;
    } else if (event.kind === 'cell') cells.set(event.key, touched(cells.get(event.key), event, cellName));
    else if (event.kind === 'event') {
      const { account, topics, data } = event.event;
      logs.push({
        frame: inner?.at ?? 0,
        account: `0x${account}`,
        topics: topics.map((one) => `0x${one}`),
        data: `0x${toHex(data)}`,
      });
    } else if (event.kind === 'cut') isCut = true;
  }
  return { frames, cells: [...cells.values()], events: logs, isCut };
}

const begin = ({ frame }: Extract<StepEvent, { kind: 'enter' }>): Open => ({
  depth: frame.depth,
  runtime: frame.runtime,
  kind: frame.kind,
  caller: `0x${frame.caller}`,
  account: `0x${frame.account}`,
  code: `0x${frame.code}`,
  value: frame.value.toString(),
  gas: frame.gas.toString(),
  gasUsed: frame.gas.toString(),
  status: 'unfinished',
  reason: '',
  input: `0x${toHex(frame.data)}`,
  output: '0x',
  steps: 0,
});

function end(
  frame: Open,
  { status, output, gasLeft, reason }: Extract<StepEvent, { kind: 'leave' }>,
  gas: bigint,
): void {
  frame.status = status;
  frame.output = `0x${toHex(output)}`;
  frame.gasUsed = (gas - gasLeft).toString();
  frame.reason = reason;
}

function touched(
  before: CellSummary | undefined,
  { access, key, value }: Extract<StepEvent, { kind: 'cell' }>,
  cellName: CellNamer,
): CellSummary {
  const cell = before ?? { name: cellName(key), key, read: null, written: null, credited: null };
  if (access === 'read') return cell.read !== null || cell.written !== null ? cell : { ...cell, read: value };
  if (access === 'write') return { ...cell, written: value };
  return { ...cell, credited: (BigInt(cell.credited ?? 0) + BigInt(value)).toString() };
}
