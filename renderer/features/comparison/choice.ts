/** What somebody has chosen to compare, and the runs that come of it. */
import { err, ok, type Result } from '../../../runtimes/core/result.ts';
import type { PolicyName } from '../../../runtimes/core/policy.ts';
import { MOST_RUNS } from '../../../runtimes/service/contract/comparisons.ts';

export interface Choice {
  readonly policies: readonly PolicyName[];
  /** As typed: `1, 2, 4`; empty: as the scenario has it. */
  readonly lanes: string;
  readonly seeds: string;
  readonly clock: 'measured' | 'simulated';
}

export interface ChosenVariant {
  readonly policy: PolicyName;
  readonly lanes?: number;
  readonly seed?: number;
}

const MOST_LANES = 64;

/** An error says what to correct. */
export function chosenVariants({ policies, lanes, seeds }: Choice): Result<readonly ChosenVariant[], string> {
  const counts = numbersOf(lanes, 1, MOST_LANES);
  if (counts === undefined)
    return err(`Lanes: whole numbers from 1 to ${MOST_LANES} with commas between them are needed`);
  const orders = numbersOf(seeds, 0, Number.MAX_SAFE_INTEGER);
  if (orders === undefined) return err('Seeds: whole numbers from 0 on with commas between them are needed');
  if (policies.length === 0) return err('Choose a policy at least');
  const variants = (orders.length > 0 ? orders : [undefined]).flatMap((seed) =>
    (counts.length > 0 ? counts : [undefined]).flatMap((count) =>
      policies.map((policy) => ({
        policy,
        ...(count !== undefined && { lanes: count }),
        ...(seed !== undefined && { seed }),
      })),
    ),
  );
  return variants.length > MOST_RUNS
    ? err(`These are ${variants.length} runs; at most ${MOST_RUNS} are compared at once`)
    : ok(variants);
}

/** undefined: not such numbers. */
export function numbersOf(text: string, least: number, most: number): readonly number[] | undefined {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const values = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  return values.every((value) => value >= least && value <= most) ? [...new Set(values)] : undefined;
}
