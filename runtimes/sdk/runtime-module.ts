/** A runtime as the rest of the house sees it: its manifest and what its folder contributes. Nothing here runs contracts. */
import type { Artifact } from '../core/artifact.ts';
import type { LedgerConfig } from '../core/block.ts';
import type { RuntimeManifest } from '../core/manifest.ts';
import type { Result } from '../core/result.ts';
import type { Transaction } from '../core/transaction.ts';
import type { CompilerModule } from './compiler.ts';
import type { AccessLearner } from './access-learner.ts';
import type { ConformanceSuite } from './conformance.ts';

/** Preimages by keccak-256 (64 hex digits), as executors note them. */
export interface PreimageTable {
  get(hash: string): Uint8Array | undefined;
}

/** Names storage slots (hex of the key) of one contract; undefined where it knows none. */
export type SlotNamer = (slot: string) => string | undefined;

export interface RuntimeModule {
  readonly manifest: RuntimeManifest;
  /** URL of the module that executor processes load (`ExecutorModule`). */
  readonly executor: string;
  /** Lanes of an executor unless the user says otherwise. */
  readonly lanes: number;
  readonly compilers: readonly CompilerModule[];
  /** What a transaction costs before its first instruction. */
  intrinsicGas(tx: Transaction, config: LedgerConfig): bigint;
  /** The most gas that one transaction may have, where the rules in force have a limit. */
  gasCap(config: LedgerConfig): bigint | undefined;
  /** `entries`: all preimages noted so far, for namers that search. */
  createSlotNamer?(storageLayout: unknown, entries: ReadonlyMap<string, Uint8Array>): SlotNamer | undefined;
  /** Learns access lists for the `declared` policy. */
  createAccessLearner?(): AccessLearner;
  /** Libraries (`file:Name`) whose addresses the artifact's code needs before it can be deployed. */
  missingLibraries?(artifact: Artifact): readonly string[];
  link?(artifact: Artifact, addresses: Readonly<Record<string, string>>): Result<Artifact, string>;
  /** Test cases of others that show the runtime to be what it says. */
  readonly conformance?: ConformanceSuite;
}
