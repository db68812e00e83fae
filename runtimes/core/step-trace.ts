/**
 * What a transaction does step by step, as bytes that lanes write and a debugger reads: one sequence over all its frames, whatever their
 * runtimes. States of a machine are kept as what each instruction changed in them.
 */
import type { AccountId, CellKey, CellValue } from './cell.ts';
import type { Writer } from './codec.ts';
import { CodecError, Reader } from './codec.ts';
import type { ContractEvent } from './effects.ts';
import type { FrameRecord, FrameResult } from './frame.ts';
import { toHex } from './hex.ts';
import type { RuntimeId } from './transaction.ts';
import { readAccount, readEvent, writeEvent } from './wire-parts.ts';

/** A frame of code that begins. */
export interface TracedFrame {
  readonly runtime: RuntimeId;
  readonly kind: FrameRecord['kind'];
  readonly caller: AccountId;
  /** Whose address and storage it has. */
  readonly account: AccountId;
  /** Whose code runs. */
  readonly code: AccountId;
  readonly value: bigint;
  readonly gas: bigint;
  /** Call data; of a creation its init code. */
  readonly data: Uint8Array;
  /** 0: the transaction's own. */
  readonly depth: number;
}

export type StepEvent =
  | { readonly kind: 'enter'; readonly frame: TracedFrame }
  /**
   * An instruction is about to run. `offset`: in bytes of the code, or as the runtime counts; `opcode`: its first byte; `used`: gas of the
   * frame so far.
   */
  | { readonly kind: 'step'; readonly offset: number; readonly opcode: number; readonly used: bigint }
  /** What the instruction was charged, without what it gave to a call. */
  | { readonly kind: 'cost'; readonly gas: bigint }
  /** The instruction took `popped` words from the stack, then pushed these, the top one last. */
  | { readonly kind: 'stack'; readonly popped: number; readonly pushed: readonly bigint[] }
  | { readonly kind: 'memory'; readonly offset: number; readonly bytes: Uint8Array }
  /** Bytes that the frame's memory has from now on. */
  | { readonly kind: 'size'; readonly bytes: number }
  | { readonly kind: 'cell'; readonly access: CellStep; readonly key: CellKey; readonly value: CellValue }
  | { readonly kind: 'event'; readonly event: ContractEvent }
  /** Within the frame a function begins, by the runtime's number of it. Machines whose calls show in their instructions do not tell. */
  | { readonly kind: 'call'; readonly function: number }
  /** The function that was called last has returned. */
  | { readonly kind: 'return' }
  /** A local of the running function has the value from now on, in the runtime's own form. */
  | { readonly kind: 'local'; readonly slot: number; readonly value: Uint8Array }
  /** There are more instructions than the runtime tells: of what comes after it tells frames, cells and events only. */
  | { readonly kind: 'cut' }
  | {
      readonly kind: 'leave';
      readonly status: FrameResult['status'];
      readonly output: Uint8Array;
      readonly gasLeft: bigint;
      /** The runtime's word for a trap, else empty. */
      readonly reason: string;
    };

/** `credit`: the value is what was added, with a sign. */
export type CellStep = 'read' | 'write' | 'credit';

const EVENTS = [
  'enter',
  'step',
  'cost',
  'stack',
  'memory',
  'size',
  'cell',
  'event',
  'call',
  'return',
  'local',
  'leave',
  'cut',
] as const;
const KINDS = ['call', 'static', 'delegate', 'create'] as const;
const STATUSES = ['success', 'revert', 'outOfGas', 'trap'] as const;
const CELL_STEPS = ['read', 'write', 'credit'] as const;

export function writeStepEvent(writer: Writer, event: StepEvent): void {
  writer.byte(EVENTS.indexOf(event.kind));
  switch (event.kind) {
    case 'enter':
      return writeFrame(writer, event.frame);
    case 'step':
      writer.uint(event.offset);
      writer.byte(event.opcode);
      return writeGas(writer, event.used);
    case 'cost':
      return writeGas(writer, event.gas);
    case 'stack':
      writer.uint(event.popped);
      return writer.list(event.pushed, (word) => writeWord(writer, word));
    case 'memory':
      writer.uint(event.offset);
      return writer.bytes(event.bytes);
    case 'size':
      return writer.uint(event.bytes);
    case 'cell':
      writer.byte(CELL_STEPS.indexOf(event.access));
      writer.ascii(event.key);
      return writer.ascii(event.value);
    case 'event':
      return writeEvent(writer, event.event);
    case 'call':
      return writer.uint(event.function);
    case 'return':
    case 'cut':
      return;
    case 'local':
      writer.uint(event.slot);
      return writer.bytes(event.value);
    case 'leave':
      writer.byte(STATUSES.indexOf(event.status));
      writer.bytes(event.output);
      writeWord(writer, event.gasLeft);
      return writer.text(event.reason);
  }
}

/** The events of a trace, one after the other. @throws CodecError where it is none. */
export function* readStepEvents(chunks: Iterable<Uint8Array>): Generator<StepEvent> {
  for (const chunk of chunks) {
    const reader = new Reader(chunk);
    while (!reader.isAtEnd) yield readStepEvent(reader);
  }
}

export function readStepEvent(reader: Reader): StepEvent {
  const kind = EVENTS[reader.byte()];
  switch (kind) {
    case 'enter':
      return { kind, frame: readFrame(reader) };
    case 'step':
      return { kind, offset: reader.uint(), opcode: reader.byte(), used: readGas(reader) };
    case 'cost':
      return { kind, gas: readGas(reader) };
    case 'stack':
      return { kind, popped: reader.uint(), pushed: reader.list(() => readWord(reader)) };
    case 'memory':
      return { kind, offset: reader.uint(), bytes: reader.bytes() };
    case 'size':
      return { kind, bytes: reader.uint() };
    case 'cell':
      return { kind, access: oneOf(CELL_STEPS, reader), key: reader.ascii() as CellKey, value: reader.ascii() };
    case 'event':
      return { kind, event: readEvent(reader) };
    case 'call':
      return { kind, function: reader.uint() };
    case 'return':
    case 'cut':
      return { kind };
    case 'local':
      return { kind, slot: reader.uint(), value: reader.bytes() };
    case 'leave': {
      const status = oneOf(STATUSES, reader);
      return { kind, status, output: reader.bytes(), gasLeft: readWord(reader), reason: reader.text() };
    }
    default:
      throw new CodecError('no event of a trace');
  }
}

function writeFrame(writer: Writer, frame: TracedFrame): void {
  writer.text(frame.runtime);
  writer.byte(KINDS.indexOf(frame.kind));
  for (const account of [frame.caller, frame.account, frame.code]) writer.ascii(account);
  writeWord(writer, frame.value);
  writeWord(writer, frame.gas);
  writer.bytes(frame.data);
  writer.uint(frame.depth);
}

const readFrame = (reader: Reader): TracedFrame => ({
  runtime: reader.text(),
  kind: oneOf(KINDS, reader),
  caller: readAccount(reader),
  account: readAccount(reader),
  code: readAccount(reader),
  value: readWord(reader),
  gas: readWord(reader),
  data: reader.bytes(),
  depth: reader.uint(),
});

function oneOf<T>(all: readonly T[], reader: Reader): T {
  const one = all[reader.byte()];
  if (one === undefined) throw new CodecError('no word of a trace');
  return one;
}

/** Of a frame that may have all there is, as calls from outside have. */
function writeGas(writer: Writer, gas: bigint): void {
  writer.uint(gas > MOST_GAS ? Number(MOST_GAS) : Number(gas));
}

const MOST_GAS = BigInt(Number.MAX_SAFE_INTEGER);
const readGas = (reader: Reader): bigint => BigInt(reader.uint());

/** Most words of a stack are small numbers. */
function writeWord(writer: Writer, word: bigint): void {
  if (word < SMALL) return writer.byte(Number(word));
  const digits = word.toString(16);
  writer.byte(Number(SMALL) + ((digits.length + 1) >> 1));
  for (let at = digits.length % 2 === 0 ? 0 : -1; at < digits.length; at += 2)
    writer.byte(Number.parseInt(digits.slice(Math.max(at, 0), at + 2), 16));
}

function readWord(reader: Reader): bigint {
  const first = reader.byte();
  if (first < Number(SMALL)) return BigInt(first);
  const length = first - Number(SMALL);
  if (length === 0 || length > 32) throw new CodecError('no word of a trace');
  return BigInt(`0x${toHex(reader.take(length))}`);
}

const SMALL = 0x80n;
