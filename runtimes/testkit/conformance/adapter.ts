import type { Outcome } from '../../core/outcome.ts';
import type { CompilerOptions } from '../../sdk/compiler.ts';
import type { RuntimeModule } from '../../sdk/runtime-module.ts';
import type { ProbeFunction } from './probe-abi.ts';

/** What a runtime may do without. */
export type Capability = 'calls' | 'delegate' | 'create' | 'transient' | 'allocation' | 'recursion';

/** Functions of the probe that need one; whoever lacks it leaves them out. */
export const NEEDS: Partial<Record<ProbeFunction, Capability>> = {
  relay: 'calls',
  look: 'calls',
  both: 'calls',
  attempt: 'calls',
  dive: 'calls',
  borrow: 'delegate',
  create: 'create',
  held: 'transient',
  hold: 'transient',
  hoard: 'allocation',
  recurse: 'recursion',
};

/** A deployment that must be refused, and what stands in the receipt. `code`: that of the probe, to be spoilt. */
export interface RefusedCode {
  readonly name: string;
  readonly data: (code: Uint8Array) => Uint8Array;
  readonly outcome: Partial<Outcome> | { readonly status: 'trap' | 'invalid'; readonly reason: unknown };
}

/** How a runtime and one of its languages are given to the kit. */
export interface RuntimeAdapter {
  /** For the names of tests. */
  readonly name: string;
  readonly runtime: RuntimeModule;
  /** The source of the probe (`probe-abi.ts` says what it must do), in a file whose ending one of the runtime's compilers takes. */
  readonly probe: { readonly file: string; readonly text: string };
  readonly compiler?: CompilerOptions;
  /** What the runtime does without, each with the reason. */
  readonly lacks?: Partial<Record<Capability, string>>;
  /** How the probe's `trap`, `hoard` and `recurse` end; always the same, and never a success. */
  readonly endings: Readonly<Partial<Record<'trap' | 'hoard' | 'recurse', Outcome>>>;
  /** At least one that is no code at all, and one that is larger than code may be. */
  readonly refused: readonly RefusedCode[];
  /** ms that a transaction may run in an executor process; else the kernel's own measure. */
  readonly deadlineMs?: number;
  /** Why the suite cannot run here; it is then skipped with these words. */
  readonly skipped?: string | undefined;
}
