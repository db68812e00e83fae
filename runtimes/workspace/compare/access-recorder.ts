/** Keeps what the committed incarnations of a run read and wrote: the material of dependency graphs and simulations. */
import type { Delta, Read, Write } from '../../core/effects.ts';
import type { OutcomeStatus } from '../../core/outcome.ts';
import type { RuntimeId } from '../../core/transaction.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';
import { version } from '../../core/version.ts';

type Executed = Extract<ScheduleEvent, { kind: 'execute' }>;

/** A transaction as it was committed. */
export interface AccessRecord {
  readonly block: number;
  /** In its block. */
  readonly index: number;
  /** `market.swap`. */
  readonly label: string;
  readonly sender: string;
  readonly runtime: RuntimeId;
  readonly reads: readonly Read[];
  readonly writes: readonly Write[];
  readonly deltas: readonly Delta[];
  readonly outcome: OutcomeStatus;
  /** How long its committed incarnation took, ms. */
  readonly ms: number;
}

/** The same without what it touched, of which there is very much. */
export type SettledTransaction = Omit<AccessRecord, 'reads' | 'writes' | 'deltas'>;

export const settledTransaction = ({
  block,
  index,
  label,
  sender,
  runtime,
  outcome,
  ms,
}: AccessRecord): SettledTransaction => ({ block, index, label, sender, runtime, outcome, ms });

export class AccessRecorder {
  /** In the order of the ledger. */
  readonly records: AccessRecord[] = [];
  readonly #transactions = new Map<number, readonly { readonly label: string; readonly sender: string }[]>();
  /** By version: incarnations that have run and are not settled. */
  readonly #executed = new Map<number, Executed>();

  block(number: number, transactions: readonly { readonly label: string; readonly sender: string }[]): void {
    this.#transactions.set(number, transactions);
  }

  event(block: number, event: ScheduleEvent): void {
    if (event.kind === 'decide' || event.kind === 'dispatch' || event.kind === 'enter' || event.kind === 'leave')
      return;
    const at = version(block, event.index, event.incarnation);
    if (event.kind === 'execute') this.#executed.set(at, event);
    else {
      const executed = this.#executed.get(at);
      this.#executed.delete(at);
      if (event.kind === 'commit') this.#commit(block, event.index, event.outcome, executed);
    }
  }

  /** One that was settled without being executed has neither reads nor writes here. */
  #commit(block: number, index: number, outcome: OutcomeStatus, executed: Executed | undefined): void {
    const one = this.#transactions.get(block)?.[index];
    const executor = executed?.lane.executor ?? '';
    this.records.push({
      block,
      index,
      label: one?.label ?? '',
      sender: one?.sender ?? '',
      runtime: executor.slice(0, Math.max(0, executor.lastIndexOf('#'))),
      reads: executed?.reads ?? [],
      writes: executed?.writes ?? [],
      deltas: executed?.deltas ?? [],
      outcome,
      ms: executed === undefined ? 0 : executed.end - executed.start,
    });
  }
}
