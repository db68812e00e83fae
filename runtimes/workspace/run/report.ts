/** What running a scenario yields. Plain data: the CLI prints it, a window can draw it. Amounts are decimal strings. */
import type { PolicyName, ScheduleEvent } from '../../core/schedule.ts';
import type { Launch } from '../../process/transport.ts';
import type { Registry } from '../../registry.ts';
import type { AccountId, CellKey } from '../../core/cell.ts';
import type { Place } from '../formats/place.ts';
import type { Scenario } from '../scenario/model.ts';
import type { RunGate } from '../../kernel/run-gate.ts';
import type { PooledTransaction } from '../schedule/mempools.ts';
import type { LaneCounts } from '../scenario/lane-counts.ts';
import type { ScheduleLane } from '../schedule/schedule-rows.ts';
import type { Chain } from './chain.ts';
import type { Named } from './name-cells.ts';
import type { CompiledContract } from './compile-contracts.ts';
import type { Names } from './verify-records.ts';

export interface RunReport {
  readonly scenario: string;
  readonly policy: PolicyName;
  readonly seed: number;
  /** After setup and traffic, 64 hex digits. */
  readonly stateRoot: string;
  /** Of `traffic`: submitted = committed + reverted + invalidated + rejected + notRun. */
  readonly transactions: {
    readonly submitted: number;
    readonly committed: number;
    /** Every failed outcome. */
    readonly reverted: number;
    /** first-committer-wins only. */
    readonly invalidated: number;
    /** Refused by admission; by reason below. */
    readonly rejected: number;
    /** Only where the run was stopped: they are still in their mempools. */
    readonly notRun?: number;
  };
  /** Of `traffic`: how many ran code that is not deterministic. Their effects are recorded, and never computed again. */
  readonly recorded: number;
  /** Of these, how many with their steps, where steps are recorded. */
  readonly stepped?: number;
  /** Transactions by outcome (`success`, `revert`, `outOfGas`, `trap`, `invalid`, `runtimeLost`, `invalidated`). */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The most frequent reasons of failed, rejected and invalidated transactions, in words. */
  readonly reasons: readonly {
    readonly outcome: string;
    readonly function: string;
    readonly reason: string;
    readonly count: number;
  }[];
  /** Executions, the aborted ones included. */
  readonly incarnations: number;
  readonly aborts: number;
  /** Top cells by aborts (first-committer-wins: by invalidations). */
  readonly conflicts: readonly {
    readonly cell: string;
    readonly writer: string;
    readonly victim: string;
    readonly count: number;
  }[];
  /** What the scenario deployed, in its order; libraries are left out. */
  readonly contracts: readonly DeploymentReport[];
  /** Code bound to addresses from the beginning. */
  readonly precompiles: readonly PrecompileReport[];
  /** The ledger's file and where it stands after the run; null: it lived in memory. */
  readonly ledger: {
    readonly file: string;
    readonly branch: string;
    readonly block: number;
    readonly hash: string;
  } | null;
  /** The state of the end as a file; null: none was asked for. */
  readonly exported: {
    readonly file: string;
    readonly block: number;
    readonly stateRoot: string;
    readonly fileBytes: number;
    /** What its format has no place for, a phrase each. */
    readonly omitted: readonly string[];
  } | null;
  /** The text of the scenario, where a contract was given instead of one. */
  readonly starter?: string;
  readonly executors: readonly {
    readonly id: string;
    readonly runtime: string;
    readonly pid: number;
    readonly transactions: number;
    /** Frames that it ran for transactions of other runtimes. */
    readonly frames: number;
    readonly busyMs: number;
    readonly restarts: number;
  }[];
  readonly blocks: number;
  readonly gasUsed: string;
  /** Of traffic: from the first dispatch to the last commit. */
  readonly elapsedMs: number;
  /** Committed, reverted and invalidated transactions per second. */
  readonly throughput: number;
  readonly expectations: readonly Expected[];
}

export interface DeploymentReport {
  /** In the scenario. */
  readonly name: string;
  /** In its source. */
  readonly contract: string;
  readonly runtime: string;
  /** Name and version. */
  readonly compiler: string;
  /** 40 hex digits. */
  readonly address: string;
  /** Of what the deployment sent, without arguments. */
  readonly codeBytes: number;
  /** Decimal. */
  readonly gasUsed: string;
  /** `balanceOf(address) view returns (uint256)`. */
  readonly functions: readonly string[];
}

export interface PrecompileReport extends Omit<DeploymentReport, 'gasUsed' | 'functions'> {
  /** Keccak-256 of the code, 64 hex digits. */
  readonly codeHash: string;
  /** What a call costs, in words. */
  readonly gas: string;
}

export interface Expected {
  readonly read: string;
  readonly expected: string;
  readonly actual: string;
  readonly ok: boolean;
  /** Cells that its value is made of; only where it does not hold. */
  readonly cells?: readonly CellKey[];
}

export interface VerifyReport extends RunReport {
  readonly serialStateRoot: string;
  readonly equivalent: boolean;
  /** What differs, in words; empty where equivalent. */
  readonly differences: readonly string[];
  /** What the run was compared with: `serial execution`, or for first-committer-wins its own oracle. */
  readonly oracle: string;
  readonly serialElapsedMs: number;
  readonly verification: Verification;
}

/** How the transactions of all blocks were verified, those of deployments and setup included; the three add up to all. */
export interface Verification {
  /** Run again. */
  readonly executed: number;
  /** Not deterministic: every recorded read was compared with the state at its place in the serial order, then the record applied. */
  readonly byRecord: number;
  /** Decided in the run (`runtimeLost`, `invalidated`): the decision was repeated. */
  readonly byDecision: number;
  /** The first few; empty where equivalent. */
  readonly recordProblems: readonly RecordProblem[];
}

export interface RecordProblem {
  readonly block: number;
  /** Index in the block. */
  readonly transaction: number;
  /** `oracle.publish(42)`. */
  readonly call: string;
  /**
   * `mismatch`: a recorded read does not fit the state; `missing`: it ran code that is not deterministic, and has no record; `unfounded`:
   * it has one, though it ran no such code.
   */
  readonly problem: 'mismatch' | 'missing' | 'unfounded';
  /** Of a mismatch: the cell by name, what the record says of it, and what it holds. */
  readonly cell?: string;
  readonly expected?: string;
  readonly found?: string;
}

/** Why there is no report. */
export interface RunFailure {
  /**
   * `input`: the user's files or flags (exit 2); `deployment`: a deployment or setup transaction failed (exit 1); `export`: the run is done,
   * its end could not be written (exit 1);
   * `transaction`: the run is done and has no such transaction (exit 2);
   * `storage`: the ledger's file could not be read or written (exit 1); `run`: we failed (exit 1).
   */
  readonly kind: 'input' | 'deployment' | 'export' | 'transaction' | 'storage' | 'run' | 'cancelled';
  readonly message: string;
  /** Relative to the scenario's folder where inside it; undefined where no file is to blame. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  /** As a compiler gives it. */
  readonly code?: string;
  /** The text of the scenario that failed, where a contract was given instead of one. */
  readonly starter?: string;
  /** Further problems of the same kind. */
  readonly more?: readonly {
    readonly message: string;
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
  }[];
}

export type Phase = 'compile' | 'start' | 'deploy' | 'setup' | 'plan' | 'traffic' | 'serial' | 'verify' | 'determinism';

export interface RunObserver {
  onPhase?(phase: Phase): void;
  /** Within `traffic`, `serial` and `determinism`: settled transactions. Called often. */
  onProgress?(done: number, total: number): void;
  onExecutor?(executor: string, pid: number | undefined): void;
  /** Compiler warnings and the like. */
  onNote?(text: string): void;
  /** It is there, and stands where the run begins from. */
  onChain?(chain: Chain): void;
  /** Before the traffic. */
  onTraffic?(about: TrafficAbout): void;
  /** All of the traffic is in the mempools of these executors. */
  onMempools?(executors: readonly string[], transactions: readonly PooledTransaction[]): void;
  /** A block of the traffic begins. `pool`: number of the transaction among those of the mempools. `at`: ms since the traffic began. */
  onBlock?(
    number: number,
    transactions: readonly { readonly label: string; readonly sender: string; readonly pool: number }[],
    at: number,
  ): void;
  /** During the traffic an executor's lanes have all gone, or are there again. */
  onLanes?(executor: string, isUp: boolean, reason: string, at: number): void;
  /** The scheduler has decided something in a block of the traffic, now. */
  onEvent?(block: number, event: ScheduleEvent, at: number): void;
}

/** What explains a schedule while it is made. */
export interface TrafficAbout {
  readonly scenario: Scenario;
  readonly names: Names;
  readonly lanes: readonly ScheduleLane[];
  readonly chain: Chain;
  /** What is deployed and was compiled for it. */
  readonly contracts: ReadonlyMap<AccountId, CompiledContract>;
  /** What names and reads its cells. */
  readonly named: Named;
}

export interface RunOptions {
  /** The runtimes that there are; those of this installation unless told. */
  readonly registry?: Registry;
  /** Absolute path of the scenario file, or of a contract: a scenario is made for it. */
  readonly file: string;
  /** Folder that a contract's imports may lead to, if the contract is in there; else its own folder. */
  readonly workspace?: string;
  readonly policy?: PolicyName;
  /** A runtime that is not named keeps what the scenario says. */
  readonly lanes?: LaneCounts;
  readonly executors?: ReadonlyMap<string, number>;
  readonly seed?: number;
  /** File of the ledger to run on, absolute; it is made where there is none. Unless given, the ledger lives in memory. */
  readonly ledger?: string;
  /** Of that file, where blocks go. */
  readonly branch?: string;
  /** An entry of traffic, as scenarios have it, instead of the scenario's own and of what it expects: a call after its setup. */
  readonly call?: Readonly<Record<string, unknown>>;
  /** What to begin from, instead of what the scenario says. */
  readonly from?: Place;
  /** Where a snapshot of the end goes, absolute; instead of where the scenario says. */
  readonly export?: string;
  /** Whether a scenario that says so leaves a snapshot of its end; unless false. */
  readonly exports?: boolean;
  /** The user trusts the folder of `file` from now on. */
  readonly trust?: boolean;
  /** Whether the chain keeps what each transaction read and wrote. */
  readonly trace?: boolean;
  /** Whether steps of transactions that run code which is not deterministic are recorded, to be debugged; instead of what the scenario says. */
  readonly recordSteps?: boolean;
  /** Whether contracts are optimised, where that is a choice; instead of what the project says. Gas is another then. */
  readonly optimize?: boolean;
  /** How executors are started, if not as children of Node. */
  readonly launch?: Launch;
  readonly observer?: RunObserver;
  /** Pauses the traffic, lets the scheduler's decisions pass one by one, or stops it: what has been committed by then stays. */
  readonly gate?: RunGate;
  readonly signal?: AbortSignal;
}
