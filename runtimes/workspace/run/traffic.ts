/** Runs a scenario's traffic: admission, mempools, sequencer, then block after block under the policy. */
import type { AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { PolicyName } from '../../core/schedule.ts';
import type { Transaction } from '../../core/transaction.ts';
import { refusal } from '../../kernel/admission.ts';
import type { RunGate } from '../../kernel/run-gate.ts';
import type { BlockResult, KernelError } from '../../kernel/block-request.ts';
import { Sequencer } from '../../kernel/sequencer.ts';
import type { Scenario } from '../scenario/model.ts';
import type { PlannedTransaction } from '../scenario/planned.ts';
import type { PooledTransaction } from '../schedule/mempools.ts';
import { recordedSteps } from '../trace/recorded-transaction.ts';
import { blockGasLimit, type Chain } from './chain.ts';
import { ConflictTally } from './conflict-tally.ts';
import { kernelFailure, type Deployer } from './deploy.ts';
import { describeOutcome } from './outcome-text.ts';
import { ReasonTally } from './reason-tally.ts';
import type { RunFailure, RunObserver } from './report.ts';

export interface TrafficResult {
  readonly conflicts: ConflictTally;
  readonly reasons: ReasonTally;
  readonly rejected: number;
  /** Stopped before; undefined: it was not stopped. */
  readonly notRun: number | undefined;
  readonly recorded: number;
  /** Of these, how many with their steps. */
  readonly stepped: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly gasUsed: bigint;
  readonly blocks: number;
  readonly elapsedMs: number;
}

export interface TrafficOptions {
  readonly scenario: Scenario;
  readonly policy: PolicyName;
  readonly chain: Chain;
  readonly deployer: Deployer;
  readonly observer: RunObserver;
  readonly signal: AbortSignal | undefined;
  /** What pauses and stops the traffic. */
  readonly gate?: RunGate | undefined;
  /** Not asked where there is a gate, which has a clock of its own. */
  readonly now: () => number;
  /** Of an account that sends. */
  readonly nameOf: (account: AccountId) => string;
}

/** Blocks that may be on their way to the disk while the next one runs. */
const AHEAD = 8;

interface Underway {
  readonly transactions: readonly Transaction[];
  readonly label: (index: number) => string;
  readonly result: Promise<Result<BlockResult, KernelError>>;
}

export async function runTraffic(
  planned: readonly PlannedTransaction[],
  options: TrafficOptions,
): Promise<Result<TrafficResult, RunFailure>> {
  const { scenario, chain, policy, observer, signal, gate } = options;
  const now = gate === undefined ? options.now : () => gate.clock.now();
  const reasons = new ReasonTally();
  const { sequencer, numbers, pooled, rejected } = submitAll(planned, options, reasons);
  const total = pooled.length;
  const conflicts = new ConflictTally();
  const outcomes: Record<string, number> = {};
  const abis = new Map([...options.deployer.resolved.values()].map((contract) => [contract.address, contract.abi]));
  let taken = 0;
  let done = 0;
  let gasUsed = 0n;
  let blocks = 0;
  let recorded = 0;
  let stepped = 0;
  const settle = async ({ transactions, label, result }: Underway): Promise<RunFailure | undefined> => {
    const ran = await result;
    if (!ran.ok && ran.error.code === 'stopped') return undefined;
    if (!ran.ok) return kernelFailure(ran.error);
    blocks++;
    const { records } = ran.value;
    recorded += records.length;
    stepped += records.filter(({ index }) => recordedSteps({ result: ran.value }, index) !== undefined).length;
    done += ran.value.receipts.length;
    for (const { index, outcome, gasUsed: gas } of ran.value.receipts) {
      outcomes[outcome.status] = (outcomes[outcome.status] ?? 0) + 1;
      gasUsed += gas;
      if (outcome.status === 'success') continue;
      const to = transactions[index]?.to;
      reasons.add(outcome.status, label(index), describeOutcome(outcome, to ? abis.get(to) : undefined, abis.values()));
    }
    return undefined;
  };
  const underway: Underway[] = [];
  const began = now();
  // What waits at the gate hears of it.
  signal?.addEventListener('abort', () => gate?.stop(), { once: true });
  chain.onLanes = (executor, isUp, reason) => {
    gate?.executor(executor, isUp);
    observer.onLanes?.(executor, isUp, reason, now() - began);
  };
  for (;;) {
    if (gate?.isStopped) break;
    const transactions = sequencer.take(scenario.blockSize, blockGasLimit(scenario));
    if (transactions.length === 0) break;
    const poolOf = (index: number): number => numbers.get(transactions[index] as Transaction) ?? -1;
    const label = (index: number): string => pooled[poolOf(index)]?.label ?? 'unknown';
    const before = taken;
    taken += transactions.length;
    const block = chain.ledger.ahead.head().number + 1;
    observer.onBlock?.(
      block,
      transactions.map(({ from }, index) => ({
        label: label(index),
        sender: options.nameOf(from),
        pool: poolOf(index),
      })),
      now() - began,
    );
    const { promise: handedOver, resolve: hand } = Promise.withResolvers<undefined>();
    const result = chain.run(transactions, policy, {
      onEvent: (event) => {
        conflicts.add(event, label);
        observer.onEvent?.(block, event, now() - began);
      },
      onProgress: (committed) => observer.onProgress?.(before + committed, total),
      onHandedOver: () => hand(undefined),
      ...(signal && { signal }),
      ...(gate && { gate }),
    });
    underway.push({ transactions, label, result });
    // The next block runs while this one is made durable.
    await Promise.race([handedOver, result]);
    const failed = underway.length > AHEAD ? await settle(underway.shift() as Underway) : undefined;
    if (failed) return err(failed);
  }
  for (const block of underway) {
    const failed = await settle(block);
    if (failed) return err(failed);
  }
  if (signal?.aborted) return err({ kind: 'cancelled', message: 'cancelled' });
  chain.onLanes = undefined;
  observer.onProgress?.(done, total);
  const notRun = gate?.isStopped ? total - done : undefined;
  const elapsedMs = now() - began;
  return ok({ conflicts, reasons, rejected, notRun, recorded, stepped, outcomes, gasUsed, blocks, elapsedMs });
}

interface Submitted {
  readonly sequencer: Sequencer;
  /** In `pooled`. */
  readonly numbers: ReadonlyMap<Transaction, number>;
  readonly pooled: readonly PooledTransaction[];
  readonly rejected: number;
}

function submitAll(
  planned: readonly PlannedTransaction[],
  { chain, scenario, deployer, observer, nameOf }: TrafficOptions,
  reasons: ReasonTally,
): Submitted {
  const { ledger } = chain;
  const { config } = ledger;
  const sequencer = new Sequencer({ nonceOf: (account) => chain.nonce(account), baseFee: scenario.baseFee });
  const executors = chain.executors;
  // As large as the traffic: which transactions a scenario runs must not depend on how many executors share them.
  for (const { id } of executors) sequencer.addMempool(id, planned.length);
  const numbers = new Map<Transaction, number>();
  const pooled: PooledTransaction[] = [];
  const mempools = new Map<AccountId, string>();
  let rejected = 0;
  for (const one of planned) {
    const { runtime } = deployer;
    const transaction = deployer.transaction(one, runtime, sequencer.pendingNonce(one.from));
    const module = chain.registry.byId(runtime);
    let mempool = mempools.get(one.from);
    if (mempool === undefined)
      mempools.set(one.from, (mempool = executors[mempools.size % executors.length]?.id ?? ''));
    const refused =
      refusal(transaction, {
        ledger,
        context: { baseFee: scenario.baseFee, gasLimit: blockGasLimit(scenario) },
        intrinsicGas: (tx) => module?.intrinsicGas(tx, config) ?? 0n,
        gasCap: module?.gasCap(config),
      }) ?? sequencer.submit(mempool, transaction);
    if (refused === undefined) {
      const tip = (transaction.maxFeePerGas - scenario.baseFee).toString();
      numbers.set(transaction, pooled.length);
      pooled.push({
        label: one.label,
        sender: nameOf(one.from),
        executor: mempool,
        nonce: Number(transaction.nonce),
        tip,
      });
    } else {
      rejected++;
      reasons.add('rejected', one.label, refused);
    }
  }
  observer.onMempools?.(
    executors.map(({ id }) => id),
    pooled,
  );
  return { sequencer, numbers, pooled, rejected };
}
