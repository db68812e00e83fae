import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICIES } from '../core/schedule.ts';
import { blockPlan } from './script-block.ts';
import { compareWithOracle, type Interleaving } from './serial-equivalence.ts';

/** Cases for each policy; `npm run soak` raises it. */
const RUNS = Number(process.env['INTERLEAVE_PROPERTY_RUNS'] ?? 300);
const SEED = process.env['INTERLEAVE_PROPERTY_SEED'];

const parameters = {
  numRuns: RUNS,
  ...(SEED !== undefined && { seed: Number(SEED) }),
};

const interleaving = (policy: Interleaving['policy']): fc.Arbitrary<Interleaving> =>
  fc.record({
    policy: fc.constant(policy),
    lanes: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(),
    lossRate: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(0.1) }),
  });

describe.each(POLICIES)('%s', (policy) => {
  it('equals serial execution', async () => {
    await fc.assert(
      fc.asyncProperty(blockPlan, interleaving(policy), async (plan, how) => {
        const { differences, events } = await compareWithOracle(plan, how);
        expect(differences).toEqual([]);
        if (policy === 'serial') expect(events.filter((event) => event.kind === 'abort')).toEqual([]);
      }),
      parameters,
    );
  }, 120_000);
});

describe('without validation', () => {
  it.each(['optimistic', 'declared', 'first-committer-wins'] as const)(
    '%s does not equal serial execution',
    async (policy) => {
      const details = await fc.check(
        fc.asyncProperty(blockPlan, interleaving(policy), async (plan, how) => {
          const { differences } = await compareWithOracle(plan, how, false);
          return differences.length === 0;
        }),
        { ...parameters, numRuns: 500, endOnFailure: true },
      );
      expect(details.failed).toBe(true);
    },
    120_000,
  );
});
