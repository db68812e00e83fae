import type { RuntimeId } from './transaction.ts';

/** What a runtime says of itself: pure data, so that it can travel to a renderer or come from another process. */
export interface RuntimeManifest {
  readonly id: RuntimeId;
  readonly name: string;
  /** Version of the host that executes its code; stands in every receipt. */
  readonly version: string;
  readonly languages: readonly { readonly id: string; readonly name: string; readonly extensions: readonly string[] }[];
  /** false: its contracts' effects are recorded and replicated, never recomputed (DESIGN, invariant 7). */
  readonly deterministic: boolean;
  /** Ledger gas per unit of the runtime's own meter, as a fraction that never creates gas. */
  readonly gasRatio: { readonly numerator: bigint; readonly denominator: bigint };
}
