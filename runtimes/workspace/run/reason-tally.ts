/** Counts why transactions failed. Reasons that differ in their values only are one; the first stands as the example. */
import type { RunReport } from './report.ts';

/** Distinct reasons kept; reasons with numbers in them could be endless. */
const DISTINCT = 2_000;

export class ReasonTally {
  readonly #counts = new Map<string, { outcome: string; function: string; reason: string; count: number }>();

  add(outcome: string, label: string, reason: string): void {
    const key = `${outcome}\n${label}\n${kindOf(reason)}`;
    const known = this.#counts.get(key);
    if (known !== undefined) known.count++;
    else if (this.#counts.size < DISTINCT) this.#counts.set(key, { outcome, function: label, reason, count: 1 });
  }

  top(count: number): RunReport['reasons'] {
    return [...this.#counts.values()]
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
      .slice(0, count);
  }
}

/** `InsufficientBalance(0xab.., 5)` and `nonce 7, expected 6` without what varies. */
const kindOf = (reason: string): string =>
  reason.replace(/\(.*\)/s, '()').replace(/0x[0-9a-f]+|\d+(?:\.\d+)?(?: (?:ether|wei))?/gi, '#');
