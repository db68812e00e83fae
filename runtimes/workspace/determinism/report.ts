/** What a check of determinism yields. Plain data. */
import type { ConditionId } from './conditions.ts';
import type { EffectsDifference } from './compare-effects.ts';

export interface DeterminismReport {
  readonly scenario: string;
  readonly seed: number;
  /** No code differed but what is marked as not deterministic. */
  readonly deterministic: boolean;
  readonly runs: readonly RunOutcome[];
  /** Those that the scenario deployed. */
  readonly contracts: readonly ContractVerdict[];
}

export interface RunOutcome {
  readonly condition: ConditionId;
  readonly label: string;
  /** Transactions without mark that ran again and did the same, up to the first that did not. */
  readonly same: number;
  readonly difference: CallDifference | null;
}

export interface ContractVerdict {
  readonly name: string;
  readonly runtime: string;
  /** Transactions to it, its deployment included. */
  readonly transactions: number;
  /** Of these: how many ran code that is marked as not deterministic, its own or another's. */
  readonly recorded: number;
  /** `same`: in every run; `not called`: no transaction of the scenario is to it. */
  readonly verdict: 'same' | 'differs' | 'not called';
  /** The first call whose effects differed, of those that are not marked before the others. */
  readonly first: CallDifference | null;
}

export interface CallDifference extends EffectsDifference {
  /** `oracle.publish(42)`. */
  readonly call: string;
  /** Undefined where it is to no contract of the scenario. */
  readonly contract?: string;
  readonly block: number;
  /** Index in the block. */
  readonly transaction: number;
  /** It ran code that is marked as not deterministic. */
  readonly marked: boolean;
  readonly condition: ConditionId;
  readonly label: string;
}
