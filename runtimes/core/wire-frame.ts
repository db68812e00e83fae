/** Encodings of what crosses between the lanes of one transaction: calls, results, and the journal's difference. */
import { CodecError, type Reader, type Writer } from './codec.ts';
import type { FrameCall, FrameRecord, FrameResult, JournalMark, JournalStep, JournalSync, SeenCell } from './frame.ts';
import type { Version } from './version.ts';
import {
  readAccount,
  readCode,
  readEvent,
  readKey,
  readOptional,
  writeCode,
  writeEvent,
  writeOptional,
} from './wire-parts.ts';

const STATUS: readonly FrameResult['status'][] = ['success', 'revert', 'outOfGas', 'trap'];
const KINDS: readonly FrameRecord['kind'][] = ['call', 'static', 'delegate', 'create'];

function writeSigned(writer: Writer, value: bigint): void {
  writer.flag(value < 0n);
  writer.big(value < 0n ? -value : value);
}

function readSigned(reader: Reader): bigint {
  const negative = reader.flag();
  const value = reader.big();
  return negative ? -value : value;
}

function oneOf<T>(list: readonly T[], reader: Reader, what: string): T {
  const found = list[reader.byte()];
  if (found === undefined) throw new CodecError(`unknown ${what}`);
  return found;
}

export function writeCall(writer: Writer, call: FrameCall): void {
  writer.ascii(call.account);
  writer.ascii(call.codeAccount);
  writer.ascii(call.caller);
  writer.big(call.value);
  writer.bytes(call.data);
  writer.big(call.gas);
  writer.flag(call.isStatic);
  writer.uint(call.depth);
  writer.uint(call.hops);
  writeSigned(writer, call.refund);
}

export const readCall = (reader: Reader): FrameCall => ({
  account: readAccount(reader),
  codeAccount: readAccount(reader),
  caller: readAccount(reader),
  value: reader.big(),
  data: reader.bytes(),
  gas: reader.big(),
  isStatic: reader.flag(),
  depth: reader.uint(),
  hops: reader.uint(),
  refund: readSigned(reader),
});

export function writeFrameResult(writer: Writer, result: FrameResult): void {
  writer.byte(STATUS.indexOf(result.status));
  writer.bytes(result.output);
  writer.big(result.gasLeft);
  writeSigned(writer, result.refund);
  writer.text(result.reason);
}

export const readFrameResult = (reader: Reader): FrameResult => ({
  status: oneOf(STATUS, reader, 'frame status'),
  output: reader.bytes(),
  gasLeft: reader.big(),
  refund: readSigned(reader),
  reason: reader.text(),
});

const NOTHING = new Uint8Array(0);

export function writeRecord(writer: Writer, frame: FrameRecord): void {
  writer.text(frame.runtime);
  writer.uint(frame.depth);
  writer.byte(KINDS.indexOf(frame.kind));
  writer.ascii(frame.caller);
  writer.ascii(frame.account);
  writer.ascii(frame.code);
  writer.big(frame.value);
  writer.bytes(frame.selector);
  writer.big(frame.gas);
  writer.big(frame.gasUsed);
  writer.byte(STATUS.indexOf(frame.status));
  writer.bytes(frame.said ?? NOTHING);
}

export function readRecord(reader: Reader): FrameRecord {
  const frame = readFrame(reader);
  const said = reader.bytes();
  return said.length === 0 ? frame : { ...frame, said };
}

const readFrame = (reader: Reader): FrameRecord => ({
  runtime: reader.text(),
  depth: reader.uint(),
  kind: oneOf(KINDS, reader, 'frame kind'),
  caller: readAccount(reader),
  account: readAccount(reader),
  code: readAccount(reader),
  value: reader.big(),
  selector: reader.bytes(),
  gas: reader.big(),
  gasUsed: reader.big(),
  status: oneOf(STATUS, reader, 'frame status'),
});

function writeSeen(writer: Writer, seen: SeenCell): void {
  writer.ascii(seen.key);
  writer.ascii(seen.value);
  writer.uint(seen.version);
  writer.flag(seen.byValue);
}

const readSeen = (reader: Reader): SeenCell => ({
  key: readKey(reader),
  value: reader.ascii(),
  version: reader.uint() as Version,
  byValue: reader.flag(),
});

function writeStep(writer: Writer, step: JournalStep): void {
  if (step.kind === 'write') {
    writer.byte(0);
    writer.ascii(step.key);
    writeOptional(writer, step.value, (value) => writer.ascii(value));
  } else if (step.kind === 'delta') {
    writer.byte(1);
    writer.ascii(step.key);
    writeOptional(writer, step.amount, (amount) => writeSigned(writer, amount));
  } else {
    writer.byte(2);
    writer.ascii(step.key);
    writeOptional(writer, step.value, (value) => writer.ascii(value));
  }
}

function readStep(reader: Reader): JournalStep {
  const kind = reader.byte();
  if (kind === 0) return { kind: 'write', key: readKey(reader), value: readOptional(reader, () => reader.ascii()) };
  if (kind === 1)
    return { kind: 'delta', key: readKey(reader), amount: readOptional(reader, () => readSigned(reader)) };
  if (kind === 2) return { kind: 'scratch', key: reader.ascii(), value: readOptional(reader, () => reader.ascii()) };
  throw new CodecError(`unknown journal step ${kind}`);
}

function writeMark(writer: Writer, mark: JournalMark): void {
  writer.uint(mark.reads);
  writer.uint(mark.zeros);
  writer.uint(mark.steps);
  writer.uint(mark.events);
  writer.uint(mark.codes);
  writer.uint(mark.frames);
}

const readMark = (reader: Reader): JournalMark => ({
  reads: reader.uint(),
  zeros: reader.uint(),
  steps: reader.uint(),
  events: reader.uint(),
  codes: reader.uint(),
  frames: reader.uint(),
});

export function writeSync(writer: Writer, sync: JournalSync): void {
  writeMark(writer, sync.base);
  writer.list(sync.reads, (seen) => writeSeen(writer, seen));
  writer.list(sync.zeros, (seen) => writeSeen(writer, seen));
  writer.list(sync.steps, (step) => writeStep(writer, step));
  writer.list(sync.events, (event) => writeEvent(writer, event));
  writer.list(sync.codes, (code) => writeCode(writer, code));
  writer.list(sync.frames, (frame) => writeRecord(writer, frame));
  writer.list(sync.marks, ([runtime, mark]) => {
    writer.text(runtime);
    writeMark(writer, mark);
  });
  writer.flag(sync.recorded);
}

export const readSync = (reader: Reader): JournalSync => ({
  base: readMark(reader),
  reads: reader.list(() => readSeen(reader)),
  zeros: reader.list(() => readSeen(reader)),
  steps: reader.list(() => readStep(reader)),
  events: reader.list(() => readEvent(reader)),
  codes: reader.list(() => readCode(reader)),
  frames: reader.list(() => readRecord(reader)),
  marks: reader.list(() => [reader.text(), readMark(reader)] as const),
  recorded: reader.flag(),
});
