/** A runtime as the rest of the house sees it: its manifest and what its folder contributes. Nothing here runs contracts. */
import type { Artifact } from '../core/artifact.ts';
import type { LedgerConfig } from '../core/block.ts';
import type { AccountId } from '../core/cell.ts';
import type { RuntimeManifest } from '../core/manifest.ts';
import type { CodePlace } from '../core/probe.ts';
import type { Result } from '../core/result.ts';
import type { StepEvent } from '../core/step-trace.ts';
import type { Transaction } from '../core/transaction.ts';
import type { CompilerModule } from './compiler.ts';
import type { ForeignRoot, ForeignStateFormat } from './foreign-state.ts';
import type { AccessLearner } from './access-learner.ts';
import type { ConformanceSuite } from './conformance.ts';
import type { DebugInfo, DebugMachine } from './debug-info.ts';

/** Preimages by keccak-256 (64 hex digits), as executors note them. */
export interface PreimageTable {
  get(hash: string): Uint8Array | undefined;
}

/** The same in order. */
export interface OrderedPreimages extends PreimageTable {
  /** The greatest known hash that is not above the slot (64 hex digits). */
  floor(slot: string): string | undefined;
}

/** All that are noted, also those that come later: in memory, or where they can be asked for one by one. */
export type NotedPreimages = ReadonlyMap<string, Uint8Array> | OrderedPreimages;

/** Names storage slots (hex of the key) of one contract; undefined where it knows none. */
export type SlotNamer = (slot: string) => string | undefined;

/** Reads what a storage slot of one contract holds (hex, empty for zero): each variable in it, with its value as text; empty where it knows none. */
export type SlotReader = (slot: string, value: string) => readonly SlotPart[];

/** A variable in a slot, or a part of one. */
export interface SlotPart {
  readonly name: string;
  readonly value: string;
  /** As in the source: `uint256`, `address`. */
  readonly type: string;
}

/**
 * Finds a storage slot (hex of the key) of one contract by the name that its namer gives. `addressOf`: the address (40 hex digits) that a name
 * stands for where a key is an address. The error is a sentence on the part of the name that leads nowhere.
 */
export type SlotFinder = (name: string, addressOf: (label: string) => string | undefined) => Result<string, string>;

/** Something that a runtime works with: the host of its contracts, or a compiler. */
export interface ToolchainReport {
  readonly kind: 'host' | 'compiler';
  readonly name: string;
  /** Id of the language (CompilerModule) that it compiles; undefined for hosts. */
  readonly language?: string;
  readonly found: boolean;
  readonly version?: string;
  /** Absolute path; `bundled`: it comes with the app. */
  readonly where?: string;
  /** What is missing, or else what there is to know, one sentence without a full stop. */
  readonly message?: string;
  /** The command that installs what is missing. */
  readonly install?: string;
}

/** A place in a source, as a compiler's debug information gives it. */
export interface SourcePlace {
  /** Absolute path. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `optimised`: the optimiser was on, and may have moved or merged what stands here. */
  readonly precision: 'statement' | 'optimised';
}

/** `metadata`: it does the same, but was compiled from other comments or names. */
export type CodeVerdict = { readonly kind: 'same' } | { readonly kind: 'metadata' | 'differs'; readonly why: string };

/** `code`: as the ledger keeps it; `deployment`: the data of a transaction that deploys. */
export interface PreparedCode {
  readonly code: Uint8Array;
  readonly form: 'code' | 'deployment';
}

export interface PrepareOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told, in words for people, where it takes longer. */
  readonly onProgress?: (message: string) => void;
}

/** What is known of frames that run the artifact's code: what is deployed, or what deploys it; undefined where nothing tells. */
export type DebugInfoReader = (artifact: Artifact, code: 'deployed' | 'creation') => DebugInfo | undefined;

export interface RuntimeModule {
  readonly manifest: RuntimeManifest;
  /** URL of the module that executor processes load (`ExecutorModule`). */
  readonly executor: string;
  /** Lanes of an executor unless the user says otherwise. */
  readonly lanes: number;
  readonly compilers: readonly CompilerModule[];
  /** Accounts that this runtime answers for without code of their own: precompiles. */
  builtins?(config: Pick<LedgerConfig, 'hardfork'>): readonly AccountId[];
  /** What a transaction costs before its first instruction. */
  intrinsicGas(tx: Transaction, config: LedgerConfig): bigint;
  /** The most gas that one transaction may have, where the rules in force have a limit. */
  gasCap(config: LedgerConfig): bigint | undefined;
  /** `entries`: all preimages noted, also those that come later, for namers that search. */
  createSlotNamer?(storageLayout: unknown, entries: NotedPreimages): SlotNamer | undefined;
  /** As `createSlotNamer`, for the values. */
  createSlotReader?(storageLayout: unknown, entries: NotedPreimages): SlotReader | undefined;
  /** The way back, which needs no preimages: also for slots that were never written. */
  createSlotFinder?(storageLayout: unknown): SlotFinder | undefined;
  /** Learns access lists for the `declared` policy. */
  createAccessLearner?(): AccessLearner;
  /**
   * The code that is kept where an artifact serves as a precompile (`LedgerConfig.precompiles`), a function of the call data alone; the
   * error says why it cannot, in one sentence. Without it nothing of this runtime can.
   */
  precompile?(artifact: Artifact): Result<Uint8Array, string>;
  /**
   * Whether code runs the same way every time; without it all of the runtime's code does what the manifest says. `code`: as the ledger keeps
   * it; `deployment`: the data of a transaction that deploys. Must say false of whatever makes a lane call `Journal.markRecorded`.
   */
  isDeterministic?(code: Uint8Array, form: 'code' | 'deployment'): boolean;
  /**
   * Whether code that comes with a state from elsewhere can run here; the error says why not, in one sentence. Asked before a ledger is made of
   * that state; without it any bytes will do. `trustedFor`: the user trusts whatever comes with it, and has it taken in for this folder.
   */
  acceptsCode?(code: Uint8Array, trustedFor?: string): Result<void, string> | Promise<Result<void, string>>;
  /** Whether an account's code is what the artifact's deployment leaves; without it the code must stand in that of the artifact. */
  verifyCode?(artifact: Artifact, code: Uint8Array): CodeVerdict;
  /** Where in its sources the artifact has the instruction; undefined where nothing tells. */
  sourceOf?(artifact: Artifact, place: Pick<CodePlace, 'offset' | 'isCreation'>): SourcePlace | undefined;
  /** Steps of its frames, of a trace that may have others as well, in the form of `debug_traceTransaction`. `memory`: with all memory at each. */
  structLogs?(steps: Iterable<StepEvent>, options: { readonly memory: boolean }): readonly object[];
  /** Who tells a debugger what it asks about code. It is loaded when it is wanted: nobody else's start waits for it. */
  loadDebugInfo?(): Promise<DebugInfoReader>;
  readonly debugMachine?: DebugMachine;
  /** Before frames of the code are run step by step: what takes long is done here, not in a lane. What fails is left to the lane. */
  prepareDebug?(codes: readonly PreparedCode[], options?: PrepareOptions): Promise<void>;
  /** The root that others would give to this runtime's part of a state. */
  readonly foreignRoot?: ForeignRoot;
  /** Kinds of files in which others keep such a part. */
  readonly stateFormats?: readonly ForeignStateFormat[];
  /** Libraries (`file:Name`) whose addresses the artifact's code needs before it can be deployed. */
  missingLibraries?(artifact: Artifact): readonly string[];
  link?(artifact: Artifact, addresses: Readonly<Record<string, string>>): Result<Artifact, string>;
  /** What it works with, found or missing, on this machine; `folder`: where a user's own packages are looked for. */
  toolchains?(folder: string): Promise<readonly ToolchainReport[]>;
  /** Test cases of others that show the runtime to be what it says. */
  readonly conformance?: ConformanceSuite;
}
