/** Runs a scenario, then one transaction of its traffic once more, step by step, on what it saw; of one that was recorded, its record. */
import type { CellKey, CellValue } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { readStepEvents } from '../../core/step-trace.ts';
import { recordedTrace } from '../../debug/recorded-trace.ts';
import type { RecordedTrace, Replayer } from '../../debug/replayer.ts';
import { installed, type Registry } from '../../registry.ts';
import type { Chain, RecordedBlock } from '../run/chain.ts';
import { describeOutcome } from '../run/outcome-text.ts';
import type { RunFailure, RunOptions, TrafficAbout } from '../run/report.ts';
import type { Finished } from '../run/run-scenario.ts';
import { createReplayer } from './create-replayer.ts';
import { isRecorded, recordedSteps, recordedTransaction } from './recorded-transaction.ts';
import { runPicked, type TracePick } from './run-picked.ts';
import { summarise, type TraceSummary } from './summarise-trace.ts';

export interface TraceReport extends TraceSummary {
  readonly scenario: string;
  readonly transaction: {
    readonly block: number;
    readonly index: number;
    /** `token.transfer(bob, 5)`. */
    readonly call: string;
    readonly from: string;
    readonly runtime: string;
  };
  /** In words. */
  readonly outcome: string;
  /** The four of `debug_traceTransaction`; `structLogs` has the EVM's steps. */
  readonly failed: boolean;
  readonly gas: number;
  readonly returnValue: string;
  readonly structLogs: readonly object[];
  /** The trace is longer than what is kept. */
  readonly isCut: boolean;
  /** Its code is not deterministic and was not run again: this is what was recorded when it ran, its frames and effects unless steps were recorded too. */
  readonly isRecorded: boolean;
}

export async function traceScenario(
  options: RunOptions,
  pick: TracePick,
  { memory }: { readonly memory: boolean },
): Promise<Result<TraceReport, RunFailure>> {
  const registry = options.registry ?? installed;
  const picked = await runPicked(options, pick);
  if (!picked.ok) return picked;
  const { finished, about, block, index } = picked.value;
  const replayer = createReplayer(registry);
  try {
    options.observer?.onPhase?.('verify');
    const trace = await replayTransaction(replayer, finished.chain, block, index, options.signal);
    return trace.ok
      ? ok(report(registry, finished, about.contracts, block, index, trace.value, memory))
      : err(trace.error);
  } finally {
    replayer.close();
    await finished.base.close();
  }
}

async function replayTransaction(
  replayer: Replayer,
  { ledger }: Chain,
  block: RecordedBlock,
  index: number,
  signal: AbortSignal | undefined,
): Promise<Result<RecordedTrace, RunFailure>> {
  const recorded = recordedTransaction(block, index);
  if (!recorded.ok) return recorded;
  const { transaction, receipt, effects } = recorded.value;
  if (isRecorded(block, index)) {
    const steps = recordedSteps(block, index);
    return ok(steps ? { ...steps, receipt, preimages: new Map() } : recordedTrace(transaction, receipt, effects));
  }
  const { context } = block;
  const cells = new Map<CellKey, CellValue>(effects.reads.map(({ key, value }) => [key, value]));
  const state = { config: ledger.config, block: context.number, cells, code: (hash: string) => ledger.code(hash) };
  const trace = await replayer.replay({ state, context, transaction, receipt, ...(signal && { signal }) });
  return trace.ok ? trace : err({ kind: signal?.aborted === true ? 'cancelled' : 'run', message: trace.error });
}

function report(
  registry: Registry,
  { report: { scenario }, names }: Finished,
  contracts: TrafficAbout['contracts'],
  block: RecordedBlock,
  index: number,
  { chunks, receipt, isCut }: RecordedTrace,
  memory: boolean,
): TraceReport {
  const { context, transactions } = block;
  const tx = transactions[index];
  const { outcome } = receipt;
  const summary = summarise(readStepEvents(chunks), names.cell);
  return {
    scenario,
    transaction: {
      block: context.number,
      index,
      call: tx === undefined ? '' : names.call(tx, receipt),
      from: `0x${tx?.from ?? ''}`,
      runtime: receipt.runtime,
    },
    outcome: describeOutcome(
      outcome,
      tx?.to ? contracts.get(tx.to)?.abi : undefined,
      [...contracts.values()].map(({ abi }) => abi),
    ),
    ...summary,
    failed: outcome.status !== 'success',
    gas: Number(receipt.gasUsed),
    returnValue: 'output' in outcome ? toHex(outcome.output) : '',
    structLogs: registry.runtimes.flatMap((runtime) => runtime.structLogs?.(readStepEvents(chunks), { memory }) ?? []),
    isCut: isCut || summary.isCut,
    isRecorded: isRecorded(block, index),
  };
}
