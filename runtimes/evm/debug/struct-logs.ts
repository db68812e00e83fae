/**
 * The EVM part of a trace in the form of `debug_traceTransaction` (geth's struct logger:
 * https://geth.ethereum.org/docs/developers/evm-tracing/built-in-tracers). Steps of other runtimes are left out.
 */
import { parseCell, type CellKey } from '../../core/cell.ts';
import type { StepEvent, TracedFrame } from '../../core/step-trace.ts';
import { RUNTIME } from '../manifest.ts';
import { opcodeName } from './opcode-names.ts';

export interface StructLog {
  readonly pc: number;
  readonly op: string;
  /** Left, before the instruction is paid. */
  readonly gas: number;
  /** Its own price: what it gives to a call is not in it. */
  readonly gasCost: number;
  /** 1: the transaction's own frame. */
  readonly depth: number;
  /** Before the instruction; `0x..`, the top one last. */
  readonly stack: readonly string[];
  /** Before the instruction; 64 hex digits each. Only where it is asked for. */
  readonly memory?: readonly string[];
  /** Slots of the account that the frame has touched so far, this instruction included; at SLOAD and SSTORE only. */
  readonly storage?: Readonly<Record<string, string>>;
  readonly error?: string;
}

export interface StructLogOptions {
  readonly memory?: boolean;
}

interface Machine {
  readonly frame: TracedFrame;
  readonly stack: bigint[];
  memory: Uint8Array;
  readonly storage: Map<string, string>;
  pending: Pending | undefined;
}

type Pending = { -readonly [K in keyof StructLog]: StructLog[K] };

const SLOAD = 0x54;
const SSTORE = 0x55;

export function structLogs(
  events: Iterable<StepEvent>,
  { memory = false }: StructLogOptions = {},
): readonly StructLog[] {
  const open: (Machine | undefined)[] = [];
  const logs: StructLog[] = [];
  for (const event of events) {
    const machine = open.at(-1);
    if (event.kind === 'enter') open.push(event.frame.runtime === RUNTIME ? machineOf(event.frame) : undefined);
    else if (event.kind === 'leave') {
      open.pop();
      if (machine?.pending !== undefined && event.status !== 'success' && event.status !== 'revert')
        machine.pending.error = event.status === 'outOfGas' ? 'out of gas' : event.reason;
    } else if (machine !== undefined && event.kind === 'step') {
      machine.pending = begin(machine, event, memory);
      logs.push(machine.pending);
    } else if (machine !== undefined) follow(machine, event);
  }
  return logs;
}

const machineOf = (frame: TracedFrame): Machine => ({
  frame,
  stack: [],
  memory: new Uint8Array(0),
  storage: new Map(),
  pending: undefined,
});

function begin(
  machine: Machine,
  { offset, opcode, used }: Extract<StepEvent, { kind: 'step' }>,
  memory: boolean,
): Pending {
  const { frame, stack, storage } = machine;
  return {
    pc: offset,
    op: opcodeName(opcode),
    gas: Number(frame.gas - used),
    gasCost: 0,
    depth: frame.depth + 1,
    stack: stack.map((word) => `0x${word.toString(16)}`),
    ...(memory && { memory: wordsOf(machine.memory) }),
    ...((opcode === SLOAD || opcode === SSTORE) && { storage: Object.fromEntries(storage) }),
  };
}

function follow(machine: Machine, event: StepEvent): void {
  const { pending, stack } = machine;
  if (event.kind === 'cost') {
    if (pending !== undefined) pending.gasCost = Number(event.gas);
  } else if (event.kind === 'stack') {
    stack.length -= event.popped;
    stack.push(...event.pushed);
  } else if (event.kind === 'size') {
    const grown = new Uint8Array(event.bytes);
    grown.set(machine.memory);
    machine.memory = grown;
  } else if (event.kind === 'memory') machine.memory.set(event.bytes, event.offset);
  else if (event.kind === 'cell' && event.access !== 'credit') touch(machine, event.key, event.value);
}

function touch({ frame, storage, pending }: Machine, key: CellKey, value: string): void {
  const cell = parseCell(key);
  if (cell?.field.kind !== 'storage' || cell.account !== frame.account || pending?.storage === undefined) return;
  storage.set(cell.field.slot, value.padStart(64, '0'));
  pending.storage = Object.fromEntries(storage);
}

function wordsOf(memory: Uint8Array): readonly string[] {
  const hex = Buffer.from(memory).toString('hex');
  return hex.match(/.{64}/g) ?? [];
}
