/** A kind of file that carries a state: what each must do to be one of `--format`. */
import type { LedgerConfig } from '../../core/block.ts';
import type { Result } from '../../core/result.ts';
import type { Check } from '../../ledger/snapshot/check-list.ts';
import type { ExportOptions } from '../../ledger/snapshot/export-snapshot.ts';
import type { SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import type { Registry } from '../../registry.ts';

export interface StateFormat {
  /** What `--format` says. */
  readonly name: string;
  /** What it is, for help: half a line without a full stop. */
  readonly summary: string;
  /** Endings of its files, with the dot, lower case. */
  readonly extensions: readonly string[];
  /** Whether it can carry a history. */
  readonly hasHistory: boolean;
  /** Writes the file whole or not at all. undefined: it can only be read. */
  readonly export?: (request: ExportRequest) => Promise<Result<ExportReport, SnapshotFailure>>;
  /** Makes a new ledger file of it, whole or not at all. undefined: it can only be written. */
  readonly import?: (request: ImportRequest) => Promise<Result<ImportReport, SnapshotFailure>>;
}

export type FormatProgress = (phase: string, done: number, total: number | undefined) => void;

export interface ExportRequest extends Omit<ExportOptions, 'program' | 'onProgress'> {
  readonly registry: Registry;
  readonly onProgress?: FormatProgress | undefined;
}

export interface ImportRequest {
  /** Absolute path of what is read. */
  readonly file: string;
  /** Absolute path of the ledger file to make; there must be none yet. */
  readonly ledger: string;
  readonly registry: Registry;
  /** For formats that do not say it themselves. */
  readonly config?: Partial<Pick<LedgerConfig, 'chainId' | 'hardfork'>> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: FormatProgress | undefined;
}

/** What a file carries. */
export interface Carried {
  /** Number of the block after which the cells held what they hold. */
  readonly block: number;
  /** 64 hex digits, of the ledger's own kind, over the cells that the file carries. */
  readonly stateRoot: string;
  /** How many things of each kind, like `cell`, `code`, `block`. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface ExportReport extends Carried {
  readonly file: string;
  /** Size of the file. */
  readonly fileBytes: number;
  /** Over the uncompressed bytes, where the format has it. */
  readonly sha256?: string;
  /** What the format cannot carry, a sentence each. */
  readonly omitted: readonly string[];
}

export interface ImportReport extends Carried {
  readonly ledger: string;
  readonly checks: readonly Check[];
}
