/** A runtime's conformance suite: foreign test cases, run through whatever executes transactions. */
import type { BlockContext, LedgerConfig } from '../core/block.ts';
import type { CellKey, CellValue } from '../core/cell.ts';
import type { CodeBlob, ContractEvent } from '../core/effects.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Result } from '../core/result.ts';
import type { Transaction } from '../core/transaction.ts';

export interface ConformanceInput {
  readonly cells: ReadonlyMap<CellKey, CellValue>;
  readonly codes: readonly CodeBlob[];
  readonly block: BlockContext;
  readonly config: LedgerConfig;
  readonly tx: Transaction;
}

export interface ConformanceOutput {
  /** Every cell afterwards, not only those that changed. */
  readonly cells: Iterable<readonly [CellKey, CellValue]>;
  readonly events: readonly ContractEvent[];
  readonly outcome: Outcome;
}

/** Runs one transaction on a ledger that holds the cells. */
export type ConformanceExecute = (input: ConformanceInput) => Promise<ConformanceOutput>;

export interface ConformanceReport {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly {
    readonly file: string;
    readonly name: string;
    readonly fork: string;
    readonly index: string;
    readonly reason: string;
  }[];
  /** Why cases were skipped, with how many. */
  readonly skips: Readonly<Record<string, number>>;
}

export interface ConformanceOptions {
  /** A folder, or a .tar, .tar.gz or .tar.xz archive. */
  readonly source: string;
  readonly fork?: string;
  /** `index` from 1. */
  readonly shard?: { readonly index: number; readonly count: number };
  readonly execute: ConformanceExecute;
  /** After each case. */
  readonly onProgress?: (report: ConformanceReport) => void;
}

/** The error says why the source cannot be read. */
export type ConformanceSuite = (options: ConformanceOptions) => Promise<Result<ConformanceReport, string>>;
