/**
 * Runs the blocks of a scenario again under changed conditions, and names what did not do the same. Transactions that were recorded are taken
 * from their records, so that all others meet the same state; then, for each contract that was called in such transactions, those to it run as well.
 */
import type { AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { RecordedTransaction } from '../../kernel/recorded-effects.ts';
import type { Chain, RecordedBlock } from '../run/chain.ts';
import { kernelFailure } from '../run/deploy.ts';
import type { RunFailure, RunOptions, RunReport } from '../run/report.ts';
import { execute } from '../run/run-scenario.ts';
import { usableRecords, type Names } from '../run/verify-records.ts';
import { compareEffects } from './compare-effects.ts';
import { conditionsOf, type Condition } from './conditions.ts';
import type { CallDifference, ContractVerdict, DeterminismReport, RunOutcome } from './report.ts';

export interface DeterminismOptions extends RunOptions {
  /** How often everything runs again, from 1: the conditions take turns. */
  readonly runs: number;
}

/** A block as it was run, with the records that are used and what its transactions are to. */
interface Subject extends RecordedBlock {
  readonly records: ReadonlyMap<number, RecordedTransaction>;
  readonly contracts: readonly (string | undefined)[];
}

interface Checked {
  readonly same: number;
  readonly difference: CallDifference | undefined;
}

export async function checkDeterminism(options: DeterminismOptions): Promise<Result<DeterminismReport, RunFailure>> {
  const finished = await execute({ ...options, trace: true });
  if (!finished.ok) return finished;
  const { chain, base, names, report } = finished.value;
  chain.close();
  const checked = await checkChain(chain, names, report, options);
  await base.close();
  return checked;
}

type RunFacts = Pick<RunReport, 'scenario' | 'seed' | 'contracts'>;
type CheckOptions = Pick<DeterminismOptions, 'runs' | 'observer' | 'signal'>;

/** `chain` has run with traces; it may be closed. */
export const checkChain = (
  chain: Chain,
  names: Names,
  report: RunFacts,
  options: CheckOptions,
): Promise<Result<DeterminismReport, RunFailure>> => new Check(chain, names, report, options).run();

class Check {
  readonly #chain: Chain;
  readonly #names: Names;
  readonly #report: RunFacts;
  readonly #options: CheckOptions;
  readonly #subjects: readonly Subject[];
  /** By contract: the first call of it that differed. */
  readonly #found = new Map<string, CallDifference>();
  #done = 0;
  #total = 0;

  constructor(chain: Chain, names: Names, report: RunFacts, options: CheckOptions) {
    this.#chain = chain;
    this.#names = names;
    this.#report = report;
    this.#options = options;
    const contracts = new Map<string, string>(report.contracts.map(({ address, name }) => [address, name]));
    this.#subjects = chain.blocks.map((block) => ({
      ...block,
      records: usableRecords(block, chain.registry, chain.ledger),
      contracts: block.transactions.map((tx, i) => contracts.get(targetOf(tx, block.result.receipts[i]) ?? '')),
    }));
  }

  async run(): Promise<Result<DeterminismReport, RunFailure>> {
    const conditions = conditionsOf(this.#options.runs);
    const marked = this.#markedContracts();
    const each = this.#subjects.reduce((sum, { transactions }) => sum + transactions.length, 0);
    this.#total = conditions.length * each * (1 + marked.length);
    this.#options.observer?.onPhase?.('determinism');
    const runs: RunOutcome[] = [];
    for (const condition of conditions) {
      const checked = await this.#replay(condition, undefined);
      if (!checked.ok) return checked;
      const { same, difference } = checked.value;
      runs.push({ condition: condition.id, label: condition.label, same, difference: difference ?? null });
      if (difference?.contract !== undefined) this.#note(difference.contract, difference);
      for (const contract of marked) {
        // It is known to differ, or what it would meet is another state.
        if (this.#found.has(contract) || difference !== undefined) {
          this.#total -= each;
          continue;
        }
        const own = await this.#replay(condition, contract);
        if (!own.ok) return own;
        if (own.value.difference !== undefined) this.#note(contract, own.value.difference);
      }
    }
    return ok({
      scenario: this.#report.scenario,
      seed: this.#report.seed,
      deterministic: runs.every(({ difference }) => difference === null),
      runs,
      contracts: this.#verdicts(),
    });
  }

  #note(contract: string, difference: CallDifference): void {
    const known = this.#found.get(contract);
    if (known === undefined || (known.marked && !difference.marked)) this.#found.set(contract, difference);
  }

  /** Contracts that recorded transactions were to. */
  #markedContracts(): readonly string[] {
    const called = this.#subjects.flatMap(({ records, contracts }) => [...records.keys()].map((i) => contracts[i]));
    return [...new Set(called)].filter((name) => name !== undefined);
  }

  #verdicts(): readonly ContractVerdict[] {
    return this.#report.contracts.map(({ name, runtime }) => {
      const of = this.#subjects.map(({ contracts, records }) => {
        const to = contracts.flatMap((contract, i) => (contract === name ? [i] : []));
        return { all: to.length, recorded: to.filter((i) => records.has(i)).length };
      });
      const transactions = of.reduce((sum, { all }) => sum + all, 0);
      const recorded = of.reduce((sum, one) => sum + one.recorded, 0);
      const first = this.#found.get(name) ?? null;
      const verdict = first !== null ? 'differs' : transactions === 0 ? 'not called' : 'same';
      return { name, runtime, transactions, recorded, verdict, first };
    });
  }

  /** `contract`: recorded transactions to it run, and only they are compared; undefined: none runs, and all others are compared. */
  async #replay(condition: Condition, contract: string | undefined): Promise<Result<Checked, RunFailure>> {
    const chain = this.#chain.sibling({ ...condition.chain, trace: true });
    let same = 0;
    try {
      const ready = await chain.kernel.ready();
      if (!ready.ok) return err(kernelFailure(ready.error));
      for (const subject of this.#subjects) {
        const replayed = await this.#runBlock(chain, subject, condition, contract);
        if (!replayed.ok) return replayed;
        const { result } = replayed.value;
        for (const index of replayed.value.compared) {
          const difference = compareEffects(index, subject.result, result, this.#names.cell);
          if (difference === undefined) same++;
          else return ok({ same, difference: this.#place(subject, index, condition, difference) });
        }
      }
      return ok({ same, difference: undefined });
    } finally {
      chain.close();
    }
  }

  async #runBlock(chain: Chain, subject: Subject, { policy, warm }: Condition, contract: string | undefined) {
    const { context, transactions, decisions, records, contracts } = subject;
    const { signal, observer } = this.#options;
    const recorded = new Map([...records].filter(([i]) => contract === undefined || contracts[i] !== contract));
    // What such calls do is thrown away, and where one fails the block tells.
    if (warm) for (const tx of transactions) await chain.kernel.call(tx, context);
    const before = this.#done;
    const replayed = await chain.run(transactions, policy, {
      context,
      decisions,
      recorded,
      onProgress: (committed) => observer?.onProgress?.(before + committed, this.#total),
      ...(signal && { signal }),
    });
    if (!replayed.ok) return err(kernelFailure(replayed.error));
    this.#done += transactions.length;
    const compared = transactions.flatMap((_, i) => {
      const isSubject = contract === undefined ? !records.has(i) : records.has(i) && !recorded.has(i);
      return isSubject && !decisions.has(i) ? [i] : [];
    });
    return ok({ result: replayed.value, compared });
  }

  #place(
    { context, transactions, result, records, contracts }: Subject,
    index: number,
    { id, label }: Condition,
    difference: ReturnType<typeof compareEffects> & object,
  ): CallDifference {
    const [tx, contract] = [transactions[index], contracts[index]];
    return {
      ...difference,
      call: tx === undefined ? 'unknown' : this.#names.call(tx, result.receipts[index]),
      ...(contract !== undefined && { contract }),
      block: context.number,
      transaction: index,
      marked: records.has(index),
      condition: id,
      label,
    };
  }
}

/** The account that a transaction is to, or that it made. */
function targetOf({ to }: Transaction, receipt: Receipt | undefined): AccountId | undefined {
  if (to !== null) return to;
  return receipt?.outcome.status === 'success' ? receipt.outcome.created : undefined;
}
