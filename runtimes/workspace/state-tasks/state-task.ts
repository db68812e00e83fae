/** Long work on files that carry a state, as a thread of its own does it: what is asked, and what it gives. All of it can be cloned. */
import type { AccountId } from '../../core/cell.ts';
import type { Result } from '../../core/result.ts';
import type { SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import type { FileCheck } from '../../ledger/store/check-file.ts';
import type { StateDiff } from '../formats/diff-states.ts';
import type { InspectedFile } from '../formats/inspect-file.ts';
import type { Place } from '../formats/place.ts';
import type { ChainWords, ExportReport, ImportReport } from '../formats/state-format.ts';

/** All paths are absolute. */
export type StateTask =
  /** Writes the state of a ledger file after one of its blocks, in the format that is named or that the ending says. */
  | {
      readonly kind: 'export';
      readonly from: Place;
      readonly file: string;
      readonly format?: string | undefined;
      /** Only these; all unless given. */
      readonly accounts?: readonly AccountId[] | undefined;
      readonly history?: boolean | undefined;
      readonly replace?: boolean | undefined;
    }
  /** Checks a file and makes a new ledger file of it, whole or not at all. */
  | {
      readonly kind: 'import';
      readonly file: string;
      /** There must be none yet. */
      readonly ledger: string;
      readonly format?: string | undefined;
      readonly config?: ChainWords | undefined;
      /** As `ImportRequest` has it. */
      readonly trustedFor?: string | undefined;
    }
  /** Checks a file as an import would, and says what it holds. */
  | { readonly kind: 'inspect'; readonly file: string }
  /** Reads all of a ledger file and says what in it is not as it was written. */
  | { readonly kind: 'check'; readonly file: string }
  /** Compares two states: ledger files after one of their blocks, snapshots, files of other formats. */
  | {
      readonly kind: 'diff';
      readonly before: Place;
      readonly after: Place;
      readonly limit: number;
      /** Names that neither state knows itself. */
      readonly labels?: ReadonlyMap<AccountId, string> | undefined;
    };

export interface StateTaskAnswers {
  readonly export: ExportReport & { readonly format: string };
  readonly import: ImportReport & { readonly format: string };
  readonly inspect: InspectedFile;
  readonly check: readonly FileCheck[];
  readonly diff: StateDiff;
}

export type StateTaskKind = StateTask['kind'];
export type TaskOf<K extends StateTaskKind> = Extract<StateTask, { readonly kind: K }>;
export type StateTaskResult<K extends StateTaskKind> = Result<StateTaskAnswers[K], SnapshotFailure>;

/** From the thread. To it goes the word `cancel`, and the task itself as its workerData. */
export type FromStateTask =
  | { readonly kind: 'progress'; readonly phase: string; readonly done: number; readonly total: number | undefined }
  | { readonly kind: 'result'; readonly result: StateTaskResult<StateTaskKind> };
