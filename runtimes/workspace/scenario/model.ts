/** What a scenario file says, checked as far as it can be without its contracts. Every part keeps its place in the file. */
import type { PrecompileGas } from '../../core/block.ts';
import type { AccountId } from '../../core/cell.ts';
import type { PolicyName } from '../../core/schedule.ts';
import type { LaneCounts } from './lane-counts.ts';

/** Both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface ScenarioError extends Position {
  readonly message: string;
  readonly file: string;
  /** As a compiler gives it. */
  readonly code?: string | undefined;
}

export interface Scenario {
  readonly file: string;
  readonly name: string;
  readonly seed: number;
  /** `balance` in wei, of each account at genesis; `names` of the first ones. */
  readonly accounts: { readonly count: number; readonly balance: bigint; readonly names: readonly string[] };
  /** Whether the seed mixes the traffic; otherwise it is submitted as the file has it. */
  readonly shuffle: boolean;
  /** Whether steps of transactions that run code which is not deterministic are recorded, to be debugged. */
  readonly recordSteps: boolean;
  /** Instances by runtime id; empty: one of each runtime that the contracts need. */
  readonly executors: ReadonlyMap<string, number>;
  /** undefined: each runtime's own default. */
  readonly lanes: LaneCounts | undefined;
  /** What to begin from: a snapshot, a ledger's file or FILE@POSITION, relative to the scenario's folder; undefined: nothing. */
  readonly from: string | undefined;
  /** Where to write a snapshot of the end, relative to the scenario's folder. */
  readonly export: string | undefined;
  readonly policy: PolicyName;
  /** undefined: that of the ledger to begin from, else the default one. */
  readonly chainId: bigint | undefined;
  /** Transactions per block at most. */
  readonly blockSize: number;
  /** Seconds since 1970. */
  readonly genesisTime: bigint;
  readonly coinbase: AccountId;
  /** Wei per gas. */
  readonly baseFee: bigint;
  /** undefined: the newest the EVM runtime supports. */
  readonly hardfork: string | undefined;
  /** Of a block; undefined: the ledger's default. */
  readonly gasLimit: bigint | undefined;
  /** In the file's order, which is the order of deployment. */
  readonly contracts: readonly ContractSpec[];
  readonly precompiles: readonly PrecompileSpec[];
  readonly setup: readonly Entry[];
  readonly traffic: readonly Entry[];
  readonly expect: readonly Expectation[];
}

/** `path` is relative to the scenario's folder. */
export interface SourceRef {
  readonly path: string;
  /** Which contract of the file; undefined: its only one. */
  readonly contract: string | undefined;
  readonly at: Position;
}

export interface DeployedContract {
  readonly kind: 'deploy';
  readonly name: string;
  readonly at: Position;
  readonly source: SourceRef;
  readonly args: readonly ValueSpec[];
  readonly value: ValueSpec;
  readonly gas: bigint;
}

/** A contract that exists already, or that another contract creates: its address is asked for on first use. */
export interface FoundContract {
  readonly kind: 'found';
  readonly name: string;
  readonly at: Position;
  readonly where:
    | { readonly kind: 'address'; readonly address: AccountId }
    | { readonly kind: 'call'; readonly read: ReadCall }
    /** The newest of this name that the ledger to begin from knows. */
    | { readonly kind: 'ledger'; readonly noted: string };
  /** Where its ABI comes from: an ABI or artifact JSON, or a source to compile. */
  readonly abi: ({ readonly kind: 'json' | 'source' } & SourceRef) | undefined;
}

/** Code that answers for an address from the ledger's beginning on (LedgerConfig.precompiles). */
export interface PrecompileSpec {
  readonly name: string;
  readonly at: Position;
  readonly address: AccountId;
  readonly source: SourceRef;
  readonly gas: PrecompileGas;
}

export type ContractSpec = DeployedContract | FoundContract;

/** A function as the file names it: bare, or with its parameter types in canonical form (`address,uint256`). */
export interface FunctionRef {
  readonly name: string;
  readonly types: string | undefined;
  readonly at: Position;
}

/** A view call. */
export interface ReadCall {
  readonly contract: string;
  readonly function: FunctionRef;
  readonly args: readonly ValueSpec[];
  readonly at: Position;
}

export type AccountPick =
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'random' }
  /** Account i with weight 1 / (i + 1) ** skew; a multiple of SKEW_STEP. */
  | { readonly kind: 'zipf'; readonly skew: number };

export type Target = { readonly at: Position } & (
  | { readonly kind: 'contract'; readonly name: string }
  | { readonly kind: 'address'; readonly address: AccountId }
  | { readonly kind: 'account'; readonly pick: AccountPick }
);

/** One line of `setup` or `traffic`: `count` transactions. */
export interface Entry {
  readonly section: 'setup' | 'traffic';
  readonly index: number;
  readonly at: Position;
  readonly from: AccountPick;
  readonly to: Target;
  /** undefined: a plain transfer of value. */
  readonly call: FunctionRef | undefined;
  readonly args: readonly ValueSpec[];
  readonly value: ValueSpec;
  readonly gas: bigint;
  /** Priority fee, wei per gas. */
  readonly fee: ValueSpec;
  readonly count: number;
  /** How many entries above it in its section call the same function of the same contract: part of its random stream's name. */
  readonly ordinal: number;
}

export interface Expectation {
  readonly at: Position;
  /** As written. */
  readonly read: string;
  readonly target:
    { readonly kind: 'call'; readonly read: ReadCall } | { readonly kind: 'balance'; readonly of: Target };
  readonly equals: ValueSpec;
}

/** An argument or an amount: a literal or a generator. */
export type ValueSpec = { readonly at: Position } & (
  | { readonly kind: 'integer'; readonly value: bigint }
  /** Text as written: also big integers, hex and amounts, which the ABI type tells apart. */
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'contract'; readonly name: string }
  | { readonly kind: 'account'; readonly pick: AccountPick }
  /** Inclusive. */
  | { readonly kind: 'int'; readonly lo: bigint; readonly hi: bigint }
  | { readonly kind: 'oneOf'; readonly options: readonly ValueSpec[] }
  | { readonly kind: 'bytes'; readonly length: number }
  | { readonly kind: 'list'; readonly items: readonly ValueSpec[] }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly value: ValueSpec }[] }
);
