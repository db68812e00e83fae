/**
 * The protocol between the kernel and an executor, version 1. Messages are bytes: a kind, for most the lane, then the body.
 * An executor's process routes by these two alone; bodies are decoded in the lane and in the kernel.
 */
import type { BlockContext, LedgerConfig } from './block.ts';
import type { AccountId, CellKey, CellValue } from './cell.ts';
import { CodecError, Reader, Writer } from './codec.ts';
import type { Effects } from './effects.ts';
import type { RuntimeId, Transaction } from './transaction.ts';
import type { Version } from './version.ts';
import * as body from './wire-body.ts';

export const PROTOCOL = 1;

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
);

export type ToExecutor =
  | { readonly kind: 'configure'; readonly protocol: number; readonly config: LedgerConfig }
  | { readonly kind: 'block'; readonly lane: number; readonly context: BlockContext }
  | { readonly kind: 'batch'; readonly lane: number; readonly batch: Batch }
  | { readonly kind: 'answer'; readonly lane: number; readonly answer: FetchAnswer }
  | { readonly kind: 'code'; readonly lane: number; readonly code: Uint8Array | undefined };

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
  | { readonly kind: 'fatal'; readonly message: string };

const TO = ['configure', 'block', 'batch', 'answer', 'code'] as const;
const FROM = ['ready', 'results', 'fetch', 'fetchCode', 'fatal'] as const;

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
    body.writeConfig(writer, message.config);
    return writer.finish();
  }
  writer.uint(message.lane);
  if (message.kind === 'block') body.writeContext(writer, message.context);
  else if (message.kind === 'batch') body.writeBatch(writer, message.batch);
  else if (message.kind === 'answer') body.writeAnswer(writer, message.answer);
  else body.writeOptional(writer, message.code, (code) => writer.bytes(code));
  return writer.finish();
}

/** @throws CodecError */
export function decodeToExecutor(bytes: Uint8Array): ToExecutor {
  const reader = new Reader(bytes);
  const kind = TO[reader.byte()];
  if (kind === undefined) throw new CodecError('unknown message');
  const message = ((): ToExecutor => {
    if (kind === 'configure') return { kind, protocol: reader.uint(), config: body.readConfig(reader) };
    const lane = reader.uint();
    if (kind === 'block') return { kind, lane, context: body.readContext(reader) };
    if (kind === 'batch') return { kind, lane, batch: body.readBatch(reader) };
    if (kind === 'answer') return { kind, lane, answer: body.readAnswer(reader) };
    return { kind, lane, code: body.readOptional(reader, () => reader.bytes()) };
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
    } else {
      writer.ascii(message.hash);
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
    if (kind === 'results')
      return { kind, lane, batch: reader.uint(), results: reader.list(() => body.readResult(reader)) };
    if (kind === 'fetch') return { kind, lane, key: body.readKey(reader), index: reader.uint() };
    return { kind, lane, hash: reader.ascii() };
  })();
  reader.end();
  return message;
}
