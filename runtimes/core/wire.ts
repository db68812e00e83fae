/**
 * The protocol between the kernel and an executor, version 4. Messages are bytes: a kind, for most the lane, then the body.
 * An executor's process routes by these two alone; bodies are decoded in the lane and in the kernel.
 */
import type { BlockContext, LedgerConfig } from './block.ts';
import type { AccountId, CellKey, CellValue } from './cell.ts';
import { CodecError, Reader, Writer } from './codec.ts';
import type { Effects, Preimage } from './effects.ts';
import type { FrameCall, FrameResult, JournalSync } from './frame.ts';
import type { RuntimeId, Transaction } from './transaction.ts';
import type { Version } from './version.ts';
import * as body from './wire-body.ts';
import * as frames from './wire-frame.ts';
import { readKey, readOptional, readPreimage, writeOptional, writePreimage } from './wire-parts.ts';

export const PROTOCOL = 5;

export interface CellUpdate {
  readonly key: CellKey;
  readonly value: CellValue;
  readonly version: Version;
}

export interface ShippedCell extends CellUpdate {
  /** Materialised from deltas, or predicted: validation compares the value. */
  readonly byValue: boolean;
}

/** What a lane must know before it runs a batch. */
export interface Notice {
  /** Forget everything first: another ledger, or the first batch of this lane. */
  readonly reset: boolean;
  readonly block: number;
  /** Everything of this block up to this index is committed; -1: nothing yet. */
  readonly horizon: number;
  /** Whether later transactions see the lane's own uncommitted writes. */
  readonly chained: boolean;
  /** Incarnations run by this lane that were withdrawn. */
  readonly dropped: readonly { readonly index: number; readonly incarnation: number }[];
  /** Committed values: newer ones of cells the lane holds, and cells that the batch will probably read. */
  readonly updates: readonly CellUpdate[];
  /** Accounts of which the lane now holds every cell: what it does not hold is absent. */
  readonly complete: readonly AccountId[];
}

export interface Task {
  readonly index: number;
  readonly incarnation: number;
  readonly mode: 'transaction' | 'call';
  readonly transaction: Transaction;
  readonly shipped: readonly ShippedCell[];
}

export interface Batch {
  readonly id: number;
  readonly notice: Notice;
  readonly tasks: readonly Task[];
}

/** Committed cells that a lane asked for, with neighbours it will probably want. */
export interface FetchAnswer {
  readonly cells: readonly CellUpdate[];
  /** `cells` are all there is of this account. */
  readonly complete?: AccountId;
}

export type TaskResult = {
  readonly index: number;
  readonly incarnation: number;
  /** Executor's times in ms since the batch began there. */
  readonly start: number;
  readonly end: number;
} & (
  | { readonly kind: 'done'; readonly effects: Effects }
  /** `reads` up to the discovery that the code belongs to another runtime. */
  | { readonly kind: 'misrouted'; readonly runtime: RuntimeId; readonly reads: Effects['reads'] }
  /** A bug in the executor: never an outcome. */
  | { readonly kind: 'fault'; readonly message: string }
  /** Taken back by `abandon` while one of its frames was in another lane. */
  | { readonly kind: 'abandoned' }
);

/** Which incarnation a message about frames belongs to. */
export interface IncarnationRef {
  readonly index: number;
  readonly incarnation: number;
}

/** A frame for a lane of another runtime than its caller's; also for the lane's own blocked transaction. */
export interface FrameTask extends IncarnationRef {
  readonly mode: Task['mode'];
  /** The caller's, who gets the answer. */
  readonly caller: RuntimeId;
  readonly transaction: Transaction;
  readonly call: FrameCall;
  readonly sync: JournalSync;
  readonly notice: Notice;
  readonly shipped: readonly ShippedCell[];
  /** The kernel cannot know when it begins, since the lane has other work: `begin` is to tell. */
  readonly announce: boolean;
}

/** What became of a frame; a fault is a bug in the executor. */
export type FrameAnswer =
  | { readonly kind: 'done'; readonly result: FrameResult; readonly sync: JournalSync }
  | { readonly kind: 'fault'; readonly message: string };

/**
 * `steps`: lanes tell every step of what they run, for debuggers, which is slow. `records`: they tell those of transactions that are
 * recorded, and of others where they cannot know in time.
 */
export type TraceMode = (typeof TRACE_MODES)[number];
const TRACE_MODES = ['off', 'steps', 'records'] as const;

export type ToExecutor =
  | {
      readonly kind: 'configure';
      readonly protocol: number;
      /** false: every transaction with a frame on this executor is recorded (RuntimeManifest.deterministic). */
      readonly deterministic: boolean;
      readonly trace: TraceMode;
      readonly config: LedgerConfig;
    }
  | { readonly kind: 'block'; readonly lane: number; readonly context: BlockContext }
  | { readonly kind: 'batch'; readonly lane: number; readonly batch: Batch }
  | { readonly kind: 'answer'; readonly lane: number; readonly answer: FetchAnswer }
  | { readonly kind: 'code'; readonly lane: number; readonly code: Uint8Array | undefined }
  | { readonly kind: 'frame'; readonly lane: number; readonly frame: FrameTask }
  /** A frame that the lane called is over. */
  | ({
      readonly kind: 'resume';
      readonly lane: number;
      readonly result: FrameResult;
      readonly sync: JournalSync;
    } & IncarnationRef)
  /** The incarnation was taken back: frames of it that wait are to be left, and what is kept of it forgotten. */
  | ({ readonly kind: 'abandon'; readonly lane: number } & IncarnationRef)
  /** The incarnation is over: no more frames of it will come. */
  | ({ readonly kind: 'release'; readonly lane: number } & IncarnationRef);

export type FromExecutor =
  | {
      readonly kind: 'ready';
      readonly protocol: number;
      readonly runtime: RuntimeId;
      readonly version: string;
      readonly lanes: number;
    }
  | { readonly kind: 'results'; readonly lane: number; readonly batch: number; readonly results: readonly TaskResult[] }
  | { readonly kind: 'fetch'; readonly lane: number; readonly key: CellKey; readonly index: number }
  | { readonly kind: 'fetchCode'; readonly lane: number; readonly hash: string }
  /** Asks for a frame of another runtime and waits for `resume`, `abandon` or a deeper `frame`. Results so far were sent before. */
  | ({
      readonly kind: 'call';
      readonly lane: number;
      readonly runtime: RuntimeId;
      readonly call: FrameCall;
      readonly sync: JournalSync;
      readonly preimages: readonly Preimage[];
    } & IncarnationRef)
  /** A frame with `announce` begins. */
  | ({ readonly kind: 'begin'; readonly lane: number } & IncarnationRef)
  /** Each frame is answered by a `call` or by this; one that was taken back before it began, by a fault. */
  | ({
      readonly kind: 'return';
      readonly lane: number;
      readonly answer: FrameAnswer;
      /** ms that the lane was taken up by it; 0 for a frame on the stack of the lane's own transaction, whose time it is. */
      readonly time: number;
      readonly preimages: readonly Preimage[];
    } & IncarnationRef)
  /** Steps (`step-trace.ts`) of what the lane runs, sent before whatever follows from them. */
  | { readonly kind: 'trace'; readonly lane: number; readonly steps: Uint8Array }
  /** The same of one incarnation, where lanes record. `state`: `kept` or `dropped` ends it: it is recorded, or it is not and its steps are void. */
  | ({
      readonly kind: 'recording';
      readonly lane: number;
      readonly state: RecordingState;
      /** There were more steps. */
      readonly isCut: boolean;
      readonly steps: Uint8Array;
    } & IncarnationRef)
  /** It takes no more work: its runtime has taken in as much as it may. All that it was at has been reported. */
  | { readonly kind: 'spent'; readonly lane: number }
  | { readonly kind: 'fatal'; readonly message: string };

const TO = ['configure', 'block', 'batch', 'answer', 'code', 'frame', 'resume', 'abandon', 'release'] as const;
const FROM = [
  'ready',
  'results',
  'fetch',
  'fetchCode',
  'fatal',
  'call',
  'return',
  'begin',
  'spent',
  'trace',
  'recording',
] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];
const RECORDING_STATES = ['open', 'kept', 'dropped'] as const;

/** Kind and lane of an encoded message for an executor: all that its process needs to route it. */
export function route(message: Uint8Array): { readonly kind: ToExecutor['kind']; readonly lane: number } {
  const reader = new Reader(message);
  const kind = TO[reader.byte()];
  if (kind === undefined) throw new CodecError('unknown message');
  return { kind, lane: kind === 'configure' ? -1 : reader.uint() };
}

export function encodeToExecutor(message: ToExecutor): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  writer.byte(TO.indexOf(message.kind));
  if (message.kind === 'configure') {
    writer.uint(message.protocol);
    writer.flag(message.deterministic);
    writer.byte(TRACE_MODES.indexOf(message.trace));
    body.writeConfig(writer, message.config);
    return writer.finish();
  }
  writer.uint(message.lane);
  if (message.kind === 'block') body.writeContext(writer, message.context);
  else if (message.kind === 'batch') body.writeBatch(writer, message.batch);
  else if (message.kind === 'answer') body.writeAnswer(writer, message.answer);
  else if (message.kind === 'code') writeOptional(writer, message.code, (code) => writer.bytes(code));
  else if (message.kind === 'frame') writeFrameTask(writer, message.frame);
  else {
    writer.uint(message.index);
    writer.uint(message.incarnation);
    if (message.kind === 'resume') {
      frames.writeFrameResult(writer, message.result);
      frames.writeSync(writer, message.sync);
    }
  }
  return writer.finish();
}

/** @throws CodecError */
export function decodeToExecutor(bytes: Uint8Array): ToExecutor {
  const reader = new Reader(bytes);
  const kind = TO[reader.byte()];
  if (kind === undefined) throw new CodecError('unknown message');
  const message = ((): ToExecutor => {
    if (kind === 'configure') {
      const [protocol, deterministic, trace] = [reader.uint(), reader.flag(), oneOf(TRACE_MODES, reader)];
      return { kind, protocol, deterministic, trace, config: body.readConfig(reader) };
    }
    const lane = reader.uint();
    if (kind === 'block') return { kind, lane, context: body.readContext(reader) };
    if (kind === 'batch') return { kind, lane, batch: body.readBatch(reader) };
    if (kind === 'answer') return { kind, lane, answer: body.readAnswer(reader) };
    if (kind === 'code') return { kind, lane, code: readOptional(reader, () => reader.bytes()) };
    if (kind === 'frame') return { kind, lane, frame: readFrameTask(reader) };
    const ref = { index: reader.uint(), incarnation: reader.uint() };
    if (kind !== 'resume') return { kind, lane, ...ref };
    return { kind, lane, ...ref, result: frames.readFrameResult(reader), sync: frames.readSync(reader) };
  })();
  reader.end();
  return message;
}

export function encodeFromExecutor(message: FromExecutor): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  writer.byte(FROM.indexOf(message.kind));
  if (message.kind === 'ready') {
    writer.uint(message.protocol);
    writer.text(message.runtime);
    writer.text(message.version);
    writer.uint(message.lanes);
  } else if (message.kind === 'fatal') {
    writer.text(message.message);
  } else {
    writer.uint(message.lane);
    if (message.kind === 'results') {
      writer.uint(message.batch);
      writer.list(message.results, (result) => body.writeResult(writer, result));
    } else if (message.kind === 'fetch') {
      writer.ascii(message.key);
      writer.uint(message.index);
    } else if (message.kind === 'fetchCode') {
      writer.ascii(message.hash);
    } else if (message.kind === 'trace') {
      writer.bytes(message.steps);
    } else if (message.kind !== 'spent') {
      writer.uint(message.index);
      writer.uint(message.incarnation);
      if (message.kind === 'recording') {
        writer.byte(RECORDING_STATES.indexOf(message.state));
        writer.flag(message.isCut);
        writer.bytes(message.steps);
      } else if (message.kind === 'call') {
        writer.text(message.runtime);
        frames.writeCall(writer, message.call);
        frames.writeSync(writer, message.sync);
      } else if (message.kind === 'return') {
        writeFrameAnswer(writer, message.answer);
        body.writeTime(writer, message.time);
      }
      if (message.kind === 'call' || message.kind === 'return')
        writer.list(message.preimages, (preimage) => writePreimage(writer, preimage));
    }
  }
  return writer.finish();
}

/** @throws CodecError */
export function decodeFromExecutor(bytes: Uint8Array): FromExecutor {
  const reader = new Reader(bytes);
  const kind = FROM[reader.byte()];
  if (kind === undefined) throw new CodecError('unknown message');
  const message = ((): FromExecutor => {
    if (kind === 'ready') {
      return { kind, protocol: reader.uint(), runtime: reader.text(), version: reader.text(), lanes: reader.uint() };
    }
    if (kind === 'fatal') return { kind, message: reader.text() };
    const lane = reader.uint();
    if (kind === 'spent') return { kind, lane };
    if (kind === 'trace') return { kind, lane, steps: reader.bytes() };
    if (kind === 'results')
      return { kind, lane, batch: reader.uint(), results: reader.list(() => body.readResult(reader)) };
    if (kind === 'fetch') return { kind, lane, key: readKey(reader), index: reader.uint() };
    if (kind === 'fetchCode') return { kind, lane, hash: reader.ascii() };
    const ref = { index: reader.uint(), incarnation: reader.uint() };
    if (kind === 'begin') return { kind, lane, ...ref };
    if (kind === 'recording') {
      const [state, isCut] = [oneOf(RECORDING_STATES, reader), reader.flag()];
      return { kind, lane, ...ref, state, isCut, steps: reader.bytes() };
    }
    const preimages = (): Preimage[] => reader.list(() => readPreimage(reader));
    if (kind === 'return') {
      const answer = readFrameAnswer(reader);
      return { kind, lane, ...ref, answer, time: body.readTime(reader), preimages: preimages() };
    }
    const runtime = reader.text();
    const call = frames.readCall(reader);
    return { kind, lane, ...ref, runtime, call, sync: frames.readSync(reader), preimages: preimages() };
  })();
  reader.end();
  return message;
}

function oneOf<T>(all: readonly T[], reader: Reader): T {
  const one = all[reader.byte()];
  if (one === undefined) throw new CodecError('unknown word');
  return one;
}

function writeFrameTask(writer: Writer, frame: FrameTask): void {
  writer.uint(frame.index);
  writer.uint(frame.incarnation);
  writer.flag(frame.mode === 'call');
  writer.text(frame.caller);
  body.writeTransaction(writer, frame.transaction);
  frames.writeCall(writer, frame.call);
  frames.writeSync(writer, frame.sync);
  body.writeNotice(writer, frame.notice);
  body.writeShipped(writer, frame.shipped);
  writer.flag(frame.announce);
}

const readFrameTask = (reader: Reader): FrameTask => ({
  index: reader.uint(),
  incarnation: reader.uint(),
  mode: reader.flag() ? 'call' : 'transaction',
  caller: reader.text(),
  transaction: body.readTransaction(reader),
  call: frames.readCall(reader),
  sync: frames.readSync(reader),
  notice: body.readNotice(reader),
  shipped: body.readShipped(reader),
  announce: reader.flag(),
});

function writeFrameAnswer(writer: Writer, answer: FrameAnswer): void {
  writer.flag(answer.kind === 'done');
  if (answer.kind === 'done') {
    frames.writeFrameResult(writer, answer.result);
    frames.writeSync(writer, answer.sync);
  } else writer.text(answer.message);
}

const readFrameAnswer = (reader: Reader): FrameAnswer =>
  reader.flag()
    ? { kind: 'done', result: frames.readFrameResult(reader), sync: frames.readSync(reader) }
    : { kind: 'fault', message: reader.text() };
