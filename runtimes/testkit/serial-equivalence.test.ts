import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICIES, type PolicyName } from '../core/schedule.ts';
import { propertyRuns } from './property-runs.ts';
import { blockPlan } from './script-block.ts';
import { SCRIPT } from './script-runtime.ts';
import { compareWithOracle, type Interleaving } from './serial-equivalence.ts';

const interleaving = (policy: PolicyName): fc.Arbitrary<Interleaving> =>
  fc.record({
    policies: fc.oneof(
      { weight: 2, arbitrary: fc.constant([policy]) },
      { weight: 1, arbitrary: fc.tuple(fc.constant(policy), fc.constantFrom(...POLICIES), fc.constant(policy)) },
    ),
    hosts: fc.integer({ min: 1, max: 4 }).map((executors) => [{ runtime: SCRIPT, executors, lanes: 1 }]),
    seed: fc.nat(),
    lossRate: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(0.03) }),
  });

describe.each(POLICIES)('%s', (policy) => {
  it('equals serial execution', async () => {
    await fc.assert(
      fc.asyncProperty(blockPlan, interleaving(policy), async (plan, how) => {
        const { differences, events } = await compareWithOracle(plan, how);
        expect(differences).toEqual([]);
        if (how.policies.every((name) => name === 'serial'))
          expect(events.filter((event) => event.kind === 'abort')).toEqual([]);
      }),
      propertyRuns(),
    );
  }, 120_000);
});

describe('without validation', () => {
  it.each(['optimistic', 'declared', 'first-committer-wins'] as const)(
    '%s does not equal serial execution',
    async (policy) => {
      const details = await fc.check(
        fc.asyncProperty(blockPlan, interleaving(policy), async (plan, how) => {
          const { differences } = await compareWithOracle(plan, how, { validate: false });
          return differences.length === 0;
        }),
        { ...propertyRuns(), numRuns: 500, endOnFailure: true },
      );
      expect(details.failed).toBe(true);
    },
    120_000,
  );
});
