/** What is known of a transaction whose code cannot be run again: its frames and its effects, as a trace without instructions. */
import { Writer } from '../core/codec.ts';
import type { FrameRecord, FrameResult } from '../core/frame.ts';
import type { Receipt } from '../core/receipt.ts';
import { writeStepEvent, type StepEvent, type TracedFrame } from '../core/step-trace.ts';
import type { Transaction } from '../core/transaction.ts';
import type { TracedEffects } from '../ledger/ledger.ts';
import type { RecordedTrace } from './replayer.ts';

/** Which frame did what was not recorded: effects stand in the transaction's own, reads before the frames that it called, writes behind. */
export function recordedTrace(transaction: Transaction, receipt: Receipt, effects: TracedEffects): RecordedTrace {
  const writer = new Writer();
  const tell = (event: StepEvent): void => writeStepEvent(writer, event);
  tell({ kind: 'enter', frame: ownFrame(transaction, receipt) });
  for (const { key, value } of effects.reads) tell({ kind: 'cell', access: 'read', key, value });
  for (const call of tree(effects.frames)) tellFrame(call, tell);
  for (const { key, value } of effects.writes) tell({ kind: 'cell', access: 'write', key, value });
  for (const { key, amount } of effects.deltas) tell({ kind: 'cell', access: 'credit', key, value: amount.toString() });
  for (const event of receipt.events) tell({ kind: 'event', event });
  const { outcome } = receipt;
  const status = isFrameStatus(outcome.status) ? outcome.status : 'trap';
  const output = 'output' in outcome ? outcome.output : new Uint8Array(0);
  const reason = 'reason' in outcome ? outcome.reason : '';
  tell({ kind: 'leave', status, output, gasLeft: transaction.gasLimit - receipt.gasUsed, reason });
  return { chunks: [writer.finish()], receipt, isCut: false, preimages: new Map() };
}

const isFrameStatus = (status: string): status is FrameResult['status'] =>
  ['success', 'revert', 'outOfGas', 'trap'].includes(status);

const ownFrame = ({ from, to, value, data, gasLimit }: Transaction, { runtime }: Receipt): TracedFrame => ({
  runtime: runtime.split('@')[0] ?? runtime,
  kind: to === null ? 'create' : 'call',
  caller: from,
  account: to ?? from,
  code: to ?? from,
  value,
  gas: gasLimit,
  data,
  depth: 0,
});

interface Call {
  readonly record: FrameRecord;
  readonly inner: readonly Call[];
}

/** Records come callees before callers. */
function tree(records: readonly FrameRecord[]): readonly Call[] {
  const open = new Map<number, Call[]>();
  for (const record of records) {
    const inner = open.get(record.depth + 1) ?? [];
    open.delete(record.depth + 1);
    const siblings = open.get(record.depth) ?? [];
    siblings.push({ record, inner });
    open.set(record.depth, siblings);
  }
  return open.get(1) ?? [];
}

function tellFrame({ record, inner }: Call, tell: (event: StepEvent) => void): void {
  const { runtime, kind, caller, account, code, value, gas, gasUsed, selector: data, depth, status } = record;
  tell({ kind: 'enter', frame: { runtime, kind, caller, account, code, value, gas, data, depth } });
  for (const call of inner) tellFrame(call, tell);
  tell({ kind: 'leave', status, output: new Uint8Array(0), gasLeft: gas - gasUsed, reason: '' });
}
