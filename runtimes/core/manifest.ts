import type { RuntimeId } from './transaction.ts';

/** Hue and glyph always come together: neither has to be told by colour alone. `short`: a word of few letters. */
export interface RuntimeLook {
  readonly short: string;
  readonly hue: 'violet' | 'orange' | 'teal' | 'pink';
  readonly glyph: 'diamond' | 'hexagon' | 'circle' | 'triangle' | 'square' | 'pentagon';
}

/** What a runtime says of itself: pure data, so that it can travel to a renderer or come from another process. */
export interface RuntimeManifest {
  readonly id: RuntimeId;
  readonly name: string;
  /** Version of the host that executes its code; stands in every receipt. */
  readonly version: string;
  readonly languages: readonly { readonly id: string; readonly name: string; readonly extensions: readonly string[] }[];
  /** false: its contracts' effects are recorded and replicated, never recomputed (DESIGN, invariant 7). */
  readonly deterministic: boolean;
  /** How it is drawn wherever it is shown; a runtime that does not say so gets what is left. */
  readonly look?: RuntimeLook;
  /** Ledger gas per unit of the runtime's own meter, as a fraction that never creates gas. */
  readonly gasRatio: { readonly numerator: bigint; readonly denominator: bigint };
}
