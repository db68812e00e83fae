/** A kind of file that carries a state: what each must do to be one of `--format`. */
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
  /** How the names of its files end, lower case. */
  readonly extensions: readonly string[];
  /** Whether it can carry a history. */
  readonly hasHistory: boolean;
  /** Whether a file is of this kind, by how it begins (up to 64 KiB). */
  recognises(start: Uint8Array): boolean;
  /** Writes the file whole or not at all. */
  readonly export: (request: ExportRequest) => Promise<Result<ExportReport, SnapshotFailure>>;
  /** Makes a new ledger file of it, whole or not at all; or why that cannot be, a sentence. */
  readonly import: ((request: ImportRequest) => Promise<Result<ImportReport, SnapshotFailure>>) | string;
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
  /** What the user says of the chain; for formats that may not say it themselves. */
  readonly config?: ChainWords | undefined;
  /** What to take where neither user nor file says it. */
  readonly assume?: ChainWords | undefined;
  /** Folder for which code may be taken in that only a trusted source may bring; undefined: none may. */
  readonly trustedFor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: FormatProgress | undefined;
}

export interface ChainWords {
  readonly chainId?: bigint | undefined;
  readonly hardfork?: string | undefined;
}

/** What a file carries. */
export interface Carried {
  /** Number of the block after which the cells held what they hold. */
  readonly block: number;
  /** 64 hex digits, of the ledger's own kind, over the cells that the file carries. */
  readonly stateRoot: string;
  /** How many things of each kind, like `cell`, `code`, `block`. */
  readonly counts: Readonly<Record<string, number>>;
  /** What is lost on the way, a phrase each: of the ledger, because the format has no place for it; of the file, because a ledger has none. */
  readonly omitted: readonly string[];
}

export interface ExportReport extends Carried {
  readonly file: string;
  /** Size of the file. */
  readonly fileBytes: number;
  /** Over the uncompressed bytes, where the format has it. */
  readonly sha256?: string;
}

export interface ImportReport extends Carried {
  readonly ledger: string;
  readonly checks: readonly Check[];
  /** What was assumed of the chain because neither file nor user said it, a phrase each. */
  readonly assumed: readonly string[];
}
