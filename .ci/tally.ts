/** What a part of the checks came to. A skipped part says why. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: [] };
export const skipped = (why: string): Tally => ({ ...NOTHING, skipped: [why] });

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, tally) => total + tally.passed, 0),
  failed: tallies.reduce((total, tally) => total + tally.failed, 0),
  skipped: tallies.flatMap((tally) => tally.skipped),
});

/**
 * The last words of a run. With `requireAll` what was skipped counts as failed: a machine that is meant to have everything
 * must not pass by lacking something.
 */
export function verdict(
  tally: Tally,
  requireAll: boolean,
): { readonly lines: readonly string[]; readonly ok: boolean } {
  const count = tally.skipped.length;
  const failed = tally.failed + (requireAll ? count : 0);
  const lines = [
    ...tally.skipped.map((why) => `${requireAll ? 'failed, for it was skipped' : 'skipped'}: ${why}`),
    `${tally.passed} passed, ${failed} failed, ${requireAll ? 0 : count} skipped`,
  ];
  return { lines, ok: failed === 0 && tally.passed > 0 };
}
