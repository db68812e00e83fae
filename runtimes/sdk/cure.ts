/** What a runtime knows of making a hot variable less hot: rewriting its source, where that can be done without judgement. */
import type { Artifact } from '../core/artifact.ts';
import type { Result } from '../core/result.ts';

/** How a variable is made cold. `counter`: additions become commutative; `shards`: a few cells instead of one, by sender. */
export const CURES = ['counter', 'shards'] as const;
export type CureId = (typeof CURES)[number];

/** Whole new texts, by absolute path. */
export type RewrittenSources = ReadonlyMap<string, string>;

/** The source of a contract as it stands now. */
export interface CuredSource {
  /** Absolute. */
  readonly file: string;
  /** For people. */
  readonly path: string;
  readonly text: string;
}

export interface CureModule {
  /** Of the language, in a sentence or two: how one writes a counter there. */
  readonly counterAdvice: string;
  /**
   * The sources with the variable changed; behaviour stays, but for what the README of the compiler lists. An error says why it cannot be done
   * mechanically, and where. Without this function nothing can.
   */
  rewrite?(artifact: Artifact, variable: string, cure: CureId, source: CuredSource): Result<RewrittenSources, string>;
}
