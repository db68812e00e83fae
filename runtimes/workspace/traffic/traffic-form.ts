/** A scenario as a form shows it: what its file says, as texts, wrong ones included. Empty text: the file says nothing there. */

/** Whom an account's place is given to. */
export type TrafficPick =
  /** An index or a name. */
  | { readonly kind: 'account'; readonly who: string }
  | { readonly kind: 'random' }
  /** Account i with weight 1 / (i + 1) ** skew. */
  | { readonly kind: 'zipf'; readonly skew: number };

/** An argument, an amount or a target. */
export type TrafficValue =
  /** `isText`: it means these letters, whatever they look like; otherwise what YAML takes them for. */
  | { readonly kind: 'literal'; readonly text: string; readonly isText: boolean }
  /** The address of a contract or of a named account: `$name`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'account'; readonly pick: TrafficPick }
  | { readonly kind: 'int'; readonly lo: string; readonly hi: string }
  | { readonly kind: 'oneOf'; readonly options: readonly TrafficValue[] }
  | { readonly kind: 'bytes'; readonly length: string }
  | { readonly kind: 'list'; readonly items: readonly TrafficValue[] }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly value: TrafficValue }[] }
  /** What is none of these, as the file has it. */
  | { readonly kind: 'yaml'; readonly text: string };

/** A line of `setup` or `traffic`. */
export interface TrafficEntry {
  /** A contract's name as a literal, an address, or an account. */
  readonly to: TrafficValue;
  /** A function's name or signature; empty: a transfer. */
  readonly call: string;
  readonly args: readonly TrafficValue[];
  readonly value: TrafficValue | null;
  readonly gas: string;
  readonly fee: TrafficValue | null;
  readonly count: string;
  readonly from: TrafficPick | null;
}

export interface TrafficContract {
  readonly name: string;
  /** From the scenario's folder; empty: it is found, not deployed. */
  readonly source: string;
  /** Which one of the source. */
  readonly contract: string;
  readonly args: readonly TrafficValue[];
}

export const HEADER_FIELDS = ['name', 'seed', 'lanes', 'policy', 'shuffle', 'recordSteps', 'blockSize'] as const;
export type HeaderField = (typeof HEADER_FIELDS)[number];

export interface TrafficForm {
  readonly header: { readonly [key in HeaderField]: string };
  readonly accounts: { readonly count: string; readonly balance: string };
  /** Of the first accounts. */
  readonly accountNames: readonly string[];
  /** By runtime. */
  readonly executors: Readonly<Record<string, string>>;
  /** By runtime; while there are any, the header's number is none. */
  readonly lanes: Readonly<Record<string, string>>;
  readonly contracts: readonly TrafficContract[];
  /** Names. */
  readonly precompiles: readonly string[];
  readonly setup: readonly TrafficEntry[];
  readonly traffic: readonly TrafficEntry[];
  /** How many there are. */
  readonly expectations: number;
}
