/** Encodings of the message bodies of `wire.ts`, one write and one read for each type, fields in the order of the type. */
import type { BlockContext, LedgerConfig, Precompile } from './block.ts';
import type { AccountId } from './cell.ts';
import { CodecError, type Reader, type Writer } from './codec.ts';
import type { Effects, Read } from './effects.ts';
import { OUTCOME_STATUSES, type Outcome } from './outcome.ts';
import type { Authorization, Transaction } from './transaction.ts';
import type { Version } from './version.ts';
import type { Batch, CellUpdate, FetchAnswer, Notice, ShippedCell, Task, TaskResult } from './wire.ts';
import { readRecord, writeRecord } from './wire-frame.ts';
import {
  readAccount,
  readCode,
  readEvent,
  readKey,
  readOptional,
  readPreimage,
  writeCode,
  writeEvent,
  writeOptional,
  writePreimage,
} from './wire-parts.ts';

/** From the kernel, on the hot path: it has made sure. */
function readKnownAccount(reader: Reader): AccountId {
  const text = reader.ascii();
  if (text.length !== 40 && text.length !== 64) throw new CodecError(`not an account: ${text.slice(0, 80)}`);
  return text as AccountId;
}

export function writeConfig(writer: Writer, config: LedgerConfig): void {
  writer.big(config.chainId);
  writer.text(config.hardfork);
  writeOptional(writer, config.builtins, (builtins) =>
    writer.list(Object.entries(builtins), ([account, runtime]) => {
      writer.ascii(account);
      writer.text(runtime);
    }),
  );
  writeOptional(writer, config.precompiles, (precompiles) =>
    writer.list(Object.entries(precompiles), ([account, precompile]) => {
      writer.ascii(account);
      writePrecompile(writer, precompile);
    }),
  );
}

export function readConfig(reader: Reader): LedgerConfig {
  const config = { chainId: reader.big(), hardfork: reader.text() };
  const builtins = readOptional(reader, () => reader.list(() => [readAccount(reader), reader.text()] as const));
  const precompiles = readOptional(reader, () =>
    reader.list(() => [readAccount(reader), readPrecompile(reader)] as const),
  );
  return {
    ...config,
    ...(builtins && { builtins: Object.fromEntries(builtins) }),
    ...(precompiles && { precompiles: Object.fromEntries(precompiles) }),
  };
}

function writePrecompile(writer: Writer, { runtime, code, gas }: Precompile): void {
  writer.text(runtime);
  writer.ascii(code);
  writer.flag(gas.kind === 'declared');
  if (gas.kind === 'metered') return;
  writer.big(gas.base);
  writer.big(gas.perWord);
  writer.uint(gas.speedup);
}

const readPrecompile = (reader: Reader): Precompile => ({
  runtime: reader.text(),
  code: reader.ascii(),
  gas: reader.flag()
    ? { kind: 'declared', base: reader.big(), perWord: reader.big(), speedup: reader.uint() }
    : { kind: 'metered' },
});

export function writeContext(writer: Writer, context: BlockContext): void {
  writer.uint(context.number);
  writer.big(context.timestamp);
  writer.ascii(context.coinbase);
  writer.big(context.gasLimit);
  writer.big(context.baseFee);
  writer.ascii(context.prevRandao);
  writer.big(context.difficulty);
  writer.big(context.excessBlobGas);
  writer.list(context.blockHashes, (hash) => writer.ascii(hash));
}

export const readContext = (reader: Reader): BlockContext => ({
  number: reader.uint(),
  timestamp: reader.big(),
  coinbase: readAccount(reader),
  gasLimit: reader.big(),
  baseFee: reader.big(),
  prevRandao: reader.ascii(),
  difficulty: reader.big(),
  excessBlobGas: reader.big(),
  blockHashes: reader.list(() => reader.ascii()),
});

function writeUpdate(writer: Writer, cell: CellUpdate): void {
  writer.ascii(cell.key);
  writer.ascii(cell.value);
  writer.uint(cell.version);
}

const readUpdate = (reader: Reader): CellUpdate => ({
  key: readKey(reader),
  value: reader.ascii(),
  version: reader.uint() as Version,
});

export function writeAnswer(writer: Writer, answer: FetchAnswer): void {
  writer.list(answer.cells, (cell) => writeUpdate(writer, cell));
  writeOptional(writer, answer.complete, (account) => writer.ascii(account));
}

export function readAnswer(reader: Reader): FetchAnswer {
  const cells = reader.list(() => readUpdate(reader));
  const complete = readOptional(reader, () => readAccount(reader));
  return complete === undefined ? { cells } : { cells, complete };
}

export function writeBatch(writer: Writer, { id, notice, tasks }: Batch): void {
  writer.uint(id);
  writeNotice(writer, notice);
  writer.list(tasks, (task) => writeTask(writer, task));
}

export const readBatch = (reader: Reader): Batch => ({
  id: reader.uint(),
  notice: readNotice(reader),
  tasks: reader.list(() => readTask(reader)),
});

export function writeNotice(writer: Writer, notice: Notice): void {
  writer.flag(notice.reset);
  writer.uint(notice.block);
  writer.uint(notice.horizon + 1);
  writer.flag(notice.chained);
  writer.list(notice.dropped, ({ index, incarnation }) => {
    writer.uint(index);
    writer.uint(incarnation);
  });
  writer.list(notice.updates, (cell) => writeUpdate(writer, cell));
  writer.list(notice.complete, (account) => writer.ascii(account));
}

export const readNotice = (reader: Reader): Notice => ({
  reset: reader.flag(),
  block: reader.uint(),
  horizon: reader.uint() - 1,
  chained: reader.flag(),
  dropped: reader.list(() => ({ index: reader.uint(), incarnation: reader.uint() })),
  updates: reader.list(() => readUpdate(reader)),
  complete: reader.list(() => readKnownAccount(reader)),
});

function writeTask(writer: Writer, task: Task): void {
  writer.uint(task.index);
  writer.uint(task.incarnation);
  writer.flag(task.mode === 'call');
  writeTransaction(writer, task.transaction);
  writeShipped(writer, task.shipped);
}

export function writeShipped(writer: Writer, shipped: readonly ShippedCell[]): void {
  writer.list(shipped, (cell) => {
    writeUpdate(writer, cell);
    writer.flag(cell.byValue);
  });
}

export const readShipped = (reader: Reader): ShippedCell[] =>
  reader.list(() => ({ ...readUpdate(reader), byValue: reader.flag() }));

const readTask = (reader: Reader): Task => ({
  index: reader.uint(),
  incarnation: reader.uint(),
  mode: reader.flag() ? 'call' : 'transaction',
  transaction: readTransaction(reader),
  shipped: readShipped(reader),
});

export function writeTransaction(writer: Writer, tx: Transaction): void {
  writer.ascii(tx.from);
  writeOptional(writer, tx.to ?? undefined, (to) => writer.ascii(to));
  writer.text(tx.runtime);
  writer.big(tx.nonce);
  writer.big(tx.value);
  writer.bytes(tx.data);
  writer.big(tx.gasLimit);
  writer.big(tx.maxFeePerGas);
  writer.big(tx.maxPriorityFeePerGas);
  writer.byte(tx.type);
  // The rest is rare: one flag says that none of it is there.
  const rare = tx.accessList ?? tx.blobHashes ?? tx.maxFeePerBlobGas ?? tx.authorizations;
  writer.flag(rare !== undefined);
  if (rare === undefined) return;
  writeOptional(writer, tx.accessList, (list) =>
    writer.list(list, (entry) => {
      writer.ascii(entry.account);
      writer.list(entry.slots, (slot) => writer.ascii(slot));
    }),
  );
  writeOptional(writer, tx.blobHashes, (hashes) => writer.list(hashes, (hash) => writer.ascii(hash)));
  writeOptional(writer, tx.maxFeePerBlobGas, (fee) => writer.big(fee));
  writeOptional(writer, tx.authorizations, (list) =>
    writer.list(list, (entry) => {
      writer.big(entry.chainId);
      writer.ascii(entry.address);
      writer.big(entry.nonce);
      writeOptional(writer, entry.authority, (authority) => writer.ascii(authority));
    }),
  );
}

export function readTransaction(reader: Reader): Transaction {
  const common = {
    from: readKnownAccount(reader),
    to: readOptional(reader, () => readKnownAccount(reader)) ?? null,
    runtime: reader.text(),
    nonce: reader.big(),
    value: reader.big(),
    data: reader.bytes(),
    gasLimit: reader.big(),
    maxFeePerGas: reader.big(),
    maxPriorityFeePerGas: reader.big(),
    type: reader.byte(),
  };
  if (!reader.flag()) return common;
  const accessList = readOptional(reader, () =>
    reader.list(() => ({ account: readAccount(reader), slots: reader.list(() => reader.ascii()) })),
  );
  const blobHashes = readOptional(reader, () => reader.list(() => reader.ascii()));
  const maxFeePerBlobGas = readOptional(reader, () => reader.big());
  const authorizations = readOptional(reader, () =>
    reader.list((): Authorization => {
      const entry = { chainId: reader.big(), address: readAccount(reader), nonce: reader.big() };
      const authority = readOptional(reader, () => readAccount(reader));
      return authority === undefined ? entry : { ...entry, authority };
    }),
  );
  return {
    ...common,
    ...(accessList && { accessList }),
    ...(blobHashes && { blobHashes }),
    ...(maxFeePerBlobGas !== undefined && { maxFeePerBlobGas }),
    ...(authorizations && { authorizations }),
  };
}

export function writeOutcome(writer: Writer, outcome: Outcome): void {
  writer.byte(OUTCOME_STATUSES.indexOf(outcome.status));
  if (outcome.status === 'success' || outcome.status === 'revert') writer.bytes(outcome.output);
  if (outcome.status === 'success') writeOptional(writer, outcome.created, (account) => writer.ascii(account));
  if ('reason' in outcome) writer.text(outcome.reason);
}

export function readOutcome(reader: Reader): Outcome {
  const status = OUTCOME_STATUSES[reader.byte()];
  switch (status) {
    case 'success': {
      const output = reader.bytes();
      const created = readOptional(reader, () => readAccount(reader));
      return created === undefined ? { status, output } : { status, output, created };
    }
    case 'revert':
      return { status, output: reader.bytes() };
    case 'outOfGas':
    case 'invalidated':
      return { status };
    case undefined:
      throw new CodecError('unknown outcome');
    default:
      return { status, reason: reader.text() };
  }
}

function writeRead(writer: Writer, read: Read): void {
  writer.ascii(read.key);
  writer.uint(read.version);
  if (read.zero !== undefined) writer.byte(read.zero ? 2 : 3);
  else writeOptional(writer, read.value, (value) => writer.ascii(value));
}

function readRead(reader: Reader): Read {
  const key = readKey(reader);
  const version = reader.uint() as Version;
  const what = reader.byte();
  if (what === 0) return { key, version };
  if (what === 1) return { key, version, value: reader.ascii() };
  if (what > 3) throw new CodecError(`unknown kind of read ${what}`);
  return { key, version, zero: what === 2 };
}

function writeEffects(writer: Writer, effects: Effects): void {
  writeOutcome(writer, effects.outcome);
  writer.big(effects.gasUsed);
  writer.list(effects.reads, (read) => writeRead(writer, read));
  writer.list(effects.writes, ({ key, value }) => {
    writer.ascii(key);
    writer.ascii(value);
  });
  writer.list(effects.deltas, ({ key, amount }) => {
    writer.ascii(key);
    writer.flag(amount < 0n);
    writer.big(amount < 0n ? -amount : amount);
  });
  writer.list(effects.events, (event) => writeEvent(writer, event));
  writer.list(effects.codes, (code) => writeCode(writer, code));
  writer.list(effects.preimages, (preimage) => writePreimage(writer, preimage));
  writer.list(effects.frames, (frame) => writeRecord(writer, frame));
  writer.flag(effects.recorded);
}

function readEffects(reader: Reader): Effects {
  const effects = readEffectsBody(reader);
  const blind = effects.recorded && effects.reads.find(({ value, zero }) => value === undefined && zero === undefined);
  if (blind) throw new CodecError(`a recorded transaction does not say what it read in ${blind.key}`);
  return effects;
}

const readEffectsBody = (reader: Reader): Effects => ({
  outcome: readOutcome(reader),
  gasUsed: reader.big(),
  reads: reader.list(() => readRead(reader)),
  writes: reader.list(() => ({ key: readKey(reader), value: reader.ascii() })),
  deltas: reader.list(() => {
    const key = readKey(reader);
    const negative = reader.flag();
    const amount = reader.big();
    return { key, amount: negative ? -amount : amount };
  }),
  events: reader.list(() => readEvent(reader)),
  codes: reader.list(() => readCode(reader)),
  preimages: reader.list(() => readPreimage(reader)),
  frames: reader.list(() => readRecord(reader)),
  recorded: reader.flag(),
});

const MICROS = 1000;
const RESULTS: readonly TaskResult['kind'][] = ['done', 'misrouted', 'fault', 'abandoned'];

/** ms, sent as whole microseconds. */
export const writeTime = (writer: Writer, ms: number): void => writer.uint(Math.max(0, Math.round(ms * MICROS)));
export const readTime = (reader: Reader): number => reader.uint() / MICROS;

export function writeResult(writer: Writer, result: TaskResult): void {
  writer.uint(result.index);
  writer.uint(result.incarnation);
  writeTime(writer, result.start);
  writeTime(writer, result.end);
  writer.byte(RESULTS.indexOf(result.kind));
  if (result.kind === 'done') writeEffects(writer, result.effects);
  else if (result.kind === 'fault') writer.text(result.message);
  else if (result.kind === 'misrouted') {
    writer.text(result.runtime);
    writer.list(result.reads, (read) => writeRead(writer, read));
  }
}

export function readResult(reader: Reader): TaskResult {
  const head = {
    index: reader.uint(),
    incarnation: reader.uint(),
    start: readTime(reader),
    end: readTime(reader),
  };
  const kind = RESULTS[reader.byte()];
  if (kind === 'done') return { ...head, kind, effects: readEffects(reader) };
  if (kind === 'misrouted')
    return { ...head, kind, runtime: reader.text(), reads: reader.list(() => readRead(reader)) };
  if (kind === 'fault') return { ...head, kind, message: reader.text() };
  if (kind === 'abandoned') return { ...head, kind };
  throw new CodecError('unknown kind of result');
}
