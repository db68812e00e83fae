import type { ContractEvent } from './effects.ts';
import type { Outcome } from './outcome.ts';
import type { RuntimeId } from './transaction.ts';

/** What the ledger keeps of a committed transaction for its sender. The same whatever the policy (serial equivalence). */
export interface Receipt {
  readonly index: number;
  readonly outcome: Outcome;
  readonly gasUsed: bigint;
  readonly events: readonly ContractEvent[];
  /** Runtime that ran it, with the version of its host: `evm@10.1.3`. */
  readonly runtime: RuntimeId;
}
